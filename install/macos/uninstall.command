#!/bin/bash
# Takes back what install.command did: no browser knows the companion any more, and its files are gone. It lies in the
# package, and beside what was installed. Written from the documents: never run on a Mac.
set -euo pipefail
here=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
. "$here/place.sh"

if [ ! -d "$why502_place" ]; then
  echo "why502 is not installed: there is no $why502_place."
  exit 0
fi
# Files for browsers first: while one leads here, nothing is taken away. Of several installations any that starts
# does it, for all share the list of what was written; an interrupted one may not.
launcher=''
while IFS= read -r candidate; do
  if "$candidate/bin/why502" --version >/dev/null 2>&1 </dev/null; then launcher=$candidate/bin/why502; fi
done < <(
  printf '%s\n' "$here/image"
  why502_installations | while IFS= read -r name; do printf '%s\n' "$why502_place/$name"; done
  # The one that a terminal gets, which browsers were told of last.
  if [ -h "$why502_place/why502" ]; then printf '%s/../..\n' "$why502_place/$(readlink "$why502_place/why502")"; fi
)
[ -n "$launcher" ] ||
  why502_end "No copy of the companion can be started, to take back what browsers were told. Nothing was removed.
Please unpack the package anew, and run its uninstall.command."
"$launcher" uninstall || why502_end "Not everything could be taken back (above); the companion stays."

why502_installations | while IFS= read -r name; do rm -rf "${why502_place:?}/$name"; done
rm -f "$why502_place/why502" "$why502_place/why502.new" "$why502_place"/{place.sh,uninstall.command}{,.new}
# With somebody else's things in it, a folder stays.
rmdir "$why502_place" 2>/dev/null || echo "$why502_place stays: something is in it that why502 did not put there."
rmdir "$why502_notes" 2>/dev/null || true
echo "Removed the companion."
