#!/usr/bin/env bash
# Looks whether a tag names the version that everything in this checkout has, and prints that version:
#
#   install/release-version.sh v1.2.3
set -euo pipefail
here=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
. "$here/setup.sh"
[ $# = 1 ] || why502_end "Use: install/release-version.sh TAG"
version=${1#v}
[ "$1" = "v$version" ] && [[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]] ||
  why502_end "A release's tag is v and three numbers, such as v1.2.3; this is \"$1\"."

# The first version in each is its own, or its parent's, which is the same.
in_pom() { sed -n 's|.*<version>\(.*\)</version>.*|\1|p;T;q' "$1"; }
in_json() { sed -n 's/^ *"version": "\(.*\)",$/\1/p;T;q' "$1"; }
wrong=
for each in "pom.xml:$(in_pom "$why502_root/pom.xml")" "host/pom.xml:$(in_pom "$why502_root/host/pom.xml")" \
  "extension/manifest.json:$(in_json "$why502_root/extension/manifest.json")" \
  "extension/package.json:$(in_json "$why502_root/extension/package.json")" \
  "extension/package-lock.json:$(in_json "$why502_root/extension/package-lock.json")"; do
  if [ "${each#*:}" != "$version" ]; then
    why502_say "${each%%:*} has version \"${each#*:}\"."
    wrong=1
  fi
done
[ -z "$wrong" ] || why502_end "The tag $1 wants version $version in all of them."
printf '%s\n' "$version"
