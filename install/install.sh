#!/usr/bin/env bash
# Installs why502's companion for the person who runs this: builds it where needed, copies it to
# ~/.local/share/why502 and makes it known to the browsers that are there.
#
#   ./install/install.sh [--browser NAME | --profile DIR]
#
# Copied, because browsers are told an absolute path: it must outlive `mvn clean` and this checkout.
set -euo pipefail
here=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
. "$here/setup.sh"

why502_build
place=${XDG_DATA_HOME:-$HOME/.local/share}/why502
mkdir -p "$(dirname "$place")"
# Complete beside it first, then swapped in: a browser may be starting it at this moment.
# -p keeps the times of the jars, by which the cache of classes knows them.
rm -rf "$place.new" "$place.old"
cp -Rp "$why502_root/host/target/image" "$place.new"
[ ! -d "$place" ] || mv "$place" "$place.old"
mv "$place.new" "$place"
rm -rf "$place.old"

"$place/bin/why502" install "$@"
echo "The companion is in $place. To take it all back: $here/uninstall.sh"
