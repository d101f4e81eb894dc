#!/bin/bash
# Installs why502's companion for the person who runs this, out of the package that this lies in, and makes it known
# to the browsers that are there. Without sudo.
#
#   ./install.command [--browser NAME | --profile DIR]
#
# What is there already works until the new one is whole and has started once; only then are browsers sent to it, each
# by one file that is written whole or not at all. Wherever this ends, each browser has the one or the other.
# Written from the documents: never run on a Mac.
set -euo pipefail
here=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
. "$here/place.sh"
image=$here/image

[ -x "$image/bin/java" ] && [ -x "$image/bin/why502" ] && [ -r "$here/VERSION" ] ||
  why502_end "This package is not whole. Please unpack it again; nothing was done."
version=$(cat "$here/VERSION")
case $version in
  '' | *[!0-9.]*) why502_end "This package is not whole: it does not tell its version. Nothing was done." ;;
esac
# What a browser fetched and the Finder unpacked is marked, and macOS refuses to start it. The mark is a person's to
# take away, and none is set on what curl fetches.
if command -v xattr >/dev/null && xattr -p com.apple.quarantine "$image/bin/java" >/dev/null 2>&1; then
  why502_end "macOS has marked these files as coming from the internet, and would not start them: they are not
notarised by Apple. Nothing was done. Fetch the package with curl and unpack it with tar, in this window
(README, \"Install it\"); or, if its checksum was right, take the mark away and run this again:
  xattr -dr com.apple.quarantine '$here'"
fi

mkdir -p "$why502_place"
number=1
while [ -e "$why502_place/$version-$number" ] || [ -h "$why502_place/$version-$number" ]; do
  number=$((number + 1))
done
name=$version-$number
new=$why502_place/$name
mkdir "$new"
trap 'rm -rf "$new"' EXIT
# Links stay links, and signatures what they are.
cp -Rp "$image/." "$new/"
said=$("$new/bin/why502" --version </dev/null 2>&1) || true
case $said in
  "why502 $version"*) ;;
  *) why502_end "The companion does not start on this Mac ($(uname -m)); what was there stays. It says:
$said" ;;
esac
/bin/sh "$here/cache.sh" "$new" || true

# From here on browsers may be sent to it.
trap - EXIT
told=1
"$new/bin/why502" install "$@" || told=''
if [ -z "$told" ] && ! why502_is_used "$name"; then
  rm -rf "$new"
  why502_end "No browser was told (above). What was there before stays."
fi

# The same program for a terminal: a new link is made and put in the place of the old one in one step.
ln -sf "$name/bin/why502" "$why502_place/why502.new"
mv -f "$why502_place/why502.new" "$why502_place/why502"
if [ "$here" != "$why502_place" ]; then
  for file in place.sh uninstall.command; do
    cp -p "$here/$file" "$why502_place/$file.new"
    mv -f "$why502_place/$file.new" "$why502_place/$file"
  done
fi
why502_installations | while IFS= read -r old; do
  if [ "$old" = "$name" ]; then continue; fi
  if why502_is_used "$old"; then
    echo "$why502_place/$old stays: a file that you had written for a browser leads there."
  else
    rm -rf "${why502_place:?}/$old"
  fi
done

echo "The companion is in $why502_place; at a terminal:"
echo "  '$why502_place/why502' doctor"
echo "To take it all back, run this:"
echo "  '$why502_place/uninstall.command'"
[ -n "$told" ] || why502_end "Not every browser was told (above)."
