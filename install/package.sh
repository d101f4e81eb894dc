#!/usr/bin/env bash
# Makes the packages: the extension for Chromium's family and for Firefox, the companion for Linux on this
# kind of processor (as an archive for every Linux and, where dpkg-deb is, for Debian and its family), what both are
# made of (CycloneDX), and their checksums. The same bytes each time that the same sources are built with the same
# tools; Maven wants a network for the list of parts. The companion's cache of classes is no part of it: it is made
# where it is installed.
#
#   install/package.sh [FOLDER]        target/packages, where no folder is named
#
# A folder that is named is new or empty: nothing that lies in one is written over or taken away.
set -euo pipefail
here=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
. "$here/setup.sh"

[ $# = 0 ] || [ -n "$1" ] || why502_end "The folder has no name. Use: install/package.sh [FOLDER]"
case ${1-} in
  -h | --help)
    sed -n '2,/^set /{/^set /d; s/^# \{0,1\}//; p}' "${BASH_SOURCE[0]}"
    exit
    ;;
  -*) why502_end "There is no option $1. Use: install/package.sh [FOLDER]" ;;
esac
folder=${1-$why502_root/target/packages}
[ -n "${1-}" ] || rm -rf "$why502_root/target/packages"
mkdir -p "$folder"
folder=$(CDPATH='' cd -P -- "$folder" && pwd -P)
[ -z "$(ls -A "$folder")" ] || why502_end "$folder is not empty. The packages want a folder of their own."

why502_need_packages mvn:maven node:nodejs npm:npm tar:tar gzip:gzip sha256sum:coreutils
why502_build
extension=$why502_root/extension
why502_fetch_modules "what packs the extension"

node "$extension/packaging/pack.js" "$folder" >&2

version=$("$why502_launcher" --version | sed -n 's/^why502 \([0-9][0-9.]*\).*/\1/p')
[ -n "$version" ] || why502_end "The companion does not tell its version."
name=why502-$version-linux-$(uname -m)
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
mkdir "$stage/$name"
cp -R "$why502_root/host/target/image" "$stage/$name/image"
rm -f "$stage/$name/image/lib/why502/why502.aot"
cp "$here/install.sh" "$here/uninstall.sh" "$here/place.sh" "$here/cache.sh" "$why502_root/LICENSE" "$stage/$name/"
# Sorted, of one time, of nobody, and with the rights that they need: tar(1), and gzip without a name.
tar -C "$stage" --sort=name --mtime="@${SOURCE_DATE_EPOCH:-315532800}" --owner=0 --group=0 --numeric-owner \
  --mode='u+rw,go+r,go-w,a+X' --format=gnu -cf - "$name" | gzip -9n >"$folder/$name.tar.gz"
"$here/deb.sh" "$stage/$name/image" "$version" "$folder"

# What both are made of, by CycloneDX.
(cd "$why502_root" && why502_quietly mvn -q -B -pl host org.cyclonedx:cyclonedx-maven-plugin:makeBom) ||
  why502_end "Maven could not list what the companion is made of; its reason is above."
node "$extension/packaging/sbom.js" "$why502_root/host/target/bom.json" "$why502_root/host/target/image/release" "$folder" >&2

(cd "$folder" && LC_ALL=C sha256sum why502[-_]* >SHA256SUMS)
cat "$folder/SHA256SUMS"
