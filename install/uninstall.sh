#!/usr/bin/env bash
# Takes back what install.sh did: no browser knows the companion any more, and its files are gone.
set -euo pipefail

place=${XDG_DATA_HOME:-$HOME/.local/share}/why502
if [ ! -x "$place/bin/why502" ]; then
  echo "why502 is not installed: there is no $place."
  exit 0
fi
"$place/bin/why502" uninstall "$@"
rm -rf "$place"
echo "Removed $place."
