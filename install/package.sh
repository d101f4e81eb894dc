#!/usr/bin/env bash
# Makes the packages: the extension for Chromium's family and for Firefox, the companion for Linux on this
# kind of processor (as an archive for every Linux and, where dpkg-deb is, for Debian and its family), what both are
# made of (CycloneDX), and their checksums. The same bytes each time that the same sources are built with the same
# tools; Maven wants a network for the list of parts. The companion's cache of classes is no part of it: it is made
# where it is installed. Linux makes them all.
#
#   install/package.sh [--also SYSTEM=DIR]… [FOLDER]        target/packages, where no folder is named
#
# --also adds the companion for another system: linux-x86_64, linux-arm64, macos-x86_64, macos-arm64 or
# windows-x86_64. DIR is a Java runtime that was made there (java host/build/Image.java runtime FOLDER), or the
# folder with the modules (.jmod) of a JDK for it, of the version that builds here.
#
# A folder that is named is new or empty: nothing that lies in one is written over or taken away.
set -euo pipefail
here=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
. "$here/setup.sh"
. "$here/systems.sh"

readonly use="Use: install/package.sh [--also SYSTEM=DIR]… [FOLDER]"
also=()
folder=
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help)
      sed -n '2,/^set /{/^set /d; s/^# \{0,1\}//; p}' "${BASH_SOURCE[0]}"
      exit
      ;;
    --also)
      case ${2-} in
        ?*=?*) also+=("$2") ;;
        *) why502_end "--also wants a system and a folder: --also linux-arm64=DIR. $use" ;;
      esac
      shift
      ;;
    -*) why502_end "There is no option $1. $use" ;;
    '') why502_end "The folder has no name. $use" ;;
    *)
      [ -z "$folder" ] || why502_end "Into one folder alone. $use"
      folder=$1
      ;;
  esac
  shift
done
if [ -z "$folder" ]; then
  folder=$why502_root/target/packages
  rm -rf "$folder"
fi
mkdir -p "$folder"
folder=$(CDPATH='' cd -P -- "$folder" && pwd -P)
[ -z "$(ls -A "$folder")" ] || why502_end "$folder is not empty. The packages want a folder of their own."

[ "$(uname -s)" = Linux ] || why502_end "Packages are made on Linux, for every system. A Java runtime for it is made here by
  java host/build/Image.java runtime FOLDER"
why502_need_packages mvn:maven node:nodejs npm:npm tar:tar gzip:gzip sha256sum:coreutils
why502_build
extension=$why502_root/extension
why502_fetch_modules "what packs the extension"

version=$("$why502_launcher" --version | sed -n 's/^why502 \([0-9][0-9.]*\).*/\1/p')
[ -n "$version" ] || why502_end "The companion does not tell its version."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# What is missing is said before anything long is begun.
systems=("$(why502_own_system)")
runtimes=("$why502_root/host/target/image")
for each in ${also[@]+"${also[@]}"}; do
  system=${each%%=*}
  case " ${systems[*]} " in
    *" $system "*) why502_end "$system is packed once already. $use" ;;
  esac
  why502_foreign_runtime "$system" "${each#*=}" "$work/$system"
  systems+=("$system")
  runtimes+=("$work/$system")
done
node "$extension/packaging/pack.js" "$folder" >&2
for number in "${!systems[@]}"; do
  "$here/layout.sh" "${systems[number]}" "${runtimes[number]}" "$version" "$folder"
done

# What both are made of, by CycloneDX.
(cd "$why502_root" && why502_quietly mvn -q -B -pl host org.cyclonedx:cyclonedx-maven-plugin:makeBom) ||
  why502_end "Maven could not list what the companion is made of; its reason is above."
node "$extension/packaging/sbom.js" "$why502_root/host/target/bom.json" "$why502_root/host/target/image/release" "$folder" >&2

(cd "$folder" && LC_ALL=C sha256sum why502[-_]* >SHA256SUMS)
cat "$folder/SHA256SUMS"
