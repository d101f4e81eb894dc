#!/usr/bin/env bash
# Takes back what install.sh did: no browser knows the companion any more, and its files are gone.
#
#   ./install/uninstall.sh
#   sudo ./install/uninstall.sh --system     what install.sh --system did
set -euo pipefail
here=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
. "$here/place.sh"
place=$why502_place

if [ ! -e "$place" ] && [ ! -e "$place.new" ] && [ ! -e "$place.old" ]; then
  echo "why502 is not installed: there is no $place."
  exit 0
fi
# An installation that broke off leaves a copy beside it, or one that cannot be started.
for launcher in "$place/bin/why502" "$place.old/bin/why502" "$here/../host/target/image/bin/why502"; do
  if [ -x "$launcher" ]; then
    "$launcher" uninstall "$@"
    break
  fi
done

made=()
if [ -r "$place/made-folders" ]; then
  while IFS= read -r -d '' folder; do made+=("$folder"); done <"$place/made-folders"
fi
rm -rf "$place" "$place.new" "$place.old"
echo "Removed $place."
for folder in ${made[@]+"${made[@]}"}; do
  # Somebody else's things in it are no failure: it stays.
  rmdir "$folder" 2>/dev/null || break
done
