#!/usr/bin/env bash
# Installs why502's companion for the person who runs this: builds it where needed (out of a package it is
# there), copies it to ~/.local/share/why502 and makes it known to the browsers that are there.
#
#   ./install/install.sh [--browser NAME | --profile DIR]
#   sudo ./install/install.sh --system [--browser NAME]     for everybody on this machine: /opt/why502
#
# Copied, because browsers are told an absolute path: it must outlive `mvn clean` and this checkout.
set -euo pipefail
here=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
. "$here/place.sh"
place=$why502_place

# A Java class path knows no letter beyond Unicode's first 65536 (JDK 25), which are those of four bytes.
if [ -n "$(printf %s "$place" | LC_ALL=C tr -dc '\360-\367')" ]; then
  echo "Java starts nothing from a folder with a sign like an emoji in its name, as in $place. Nothing was done." >&2
  echo "Please name a folder without one:  XDG_DATA_HOME=FOLDER $0" >&2
  exit 1
fi

if [ -d "$here/image" ]; then
  image=$here/image
else
  . "$here/setup.sh"
  image=$why502_root/host/target/image
  # Root builds nothing in a checkout of somebody else's: they could not build there any more.
  if [ "$(id -u)" != 0 ] || [ -O "$why502_root" ]; then
    why502_build
  elif [ ! -x "$why502_launcher" ]; then
    why502_end "The companion is not built yet. Please run this first, without sudo:  (cd $why502_root && mvn -q package)"
  fi
fi

# The folders that are made on the way: uninstall.sh takes them back where nothing else is in them.
made=()
folder=$(dirname "$place")
while [ ! -e "$folder" ]; do
  made+=("$folder")
  folder=$(dirname "$folder")
done
mkdir -p "$(dirname "$place")"
# Complete beside it first, then swapped in: a browser may be starting it at this moment.
# -p keeps the times of the jars, by which the cache of classes knows them.
rm -rf "$place.new" "$place.old"
cp -Rp "$image" "$place.new"
if [ -e "$place/made-folders" ]; then
  cp -p "$place/made-folders" "$place.new/made-folders"
elif [ ${#made[@]} -gt 0 ]; then
  printf '%s\0' "${made[@]}" >"$place.new/made-folders"
fi
if [ -n "$why502_scope" ]; then
  # Everybody may read and start it, and root alone may change it.
  chown -R 0:0 "$place.new"
  chmod -R go-w,a+rX "$place.new"
fi
# A package brings no cache of classes: it is made here, in the new copy, before that takes the place of the old one.
[ -e "$place.new/lib/why502/why502.aot" ] || "$here/cache.sh" "$place.new" || true
[ ! -d "$place" ] || mv "$place" "$place.old"
mv "$place.new" "$place"
rm -rf "$place.old"

"$place/bin/why502" install "$@"
echo "The companion is in $place. To take it all back: $here/uninstall.sh$why502_scope"
