#!/usr/bin/env bash
# Makes the companion's packages for one system, of a Java runtime for it; package.sh runs it. On whatever system
# that runtime was linked, the jars and all else are this checkout's: the same bytes in every package.
#
#   install/layout.sh SYSTEM RUNTIME VERSION FOLDER
#
# Linux: an archive for every Linux, and a Debian package. macOS: an archive. Windows: a zip.
set -euo pipefail
here=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
. "$here/setup.sh"
[ $# = 4 ] || why502_end "Use: install/layout.sh SYSTEM RUNTIME VERSION FOLDER"
system=$1 runtime=$2 version=$3 folder=$4

# One time for all, the earliest that a zip can tell.
readonly when=${SOURCE_DATE_EPOCH:-315532800}
name=why502-$version-$system
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
mkdir "$stage/$name"
image=$stage/$name/image
cp -R "$runtime" "$image"
# A cache of classes is of one machine; what else lies there may be of another build.
rm -rf "$image/lib/why502" "$image"/bin/why502 "$image"/bin/why502.bat
mkdir "$image/lib/why502"
cp "$why502_root"/host/target/image/lib/why502/{*.jar,classes.list} "$image/lib/why502/"
cp "$why502_root/LICENSE" "$stage/$name/"

# Sorted, of one time, of nobody, and with the rights that they need: tar(1), and gzip without a name.
archive() {
  tar -C "$stage" --sort=name --mtime="@$when" --owner=0 --group=0 --numeric-owner \
    --mode='u+rw,go+r,go-w,a+X' --format=gnu -cf - "$name" | gzip -9n >"$folder/$name.tar.gz"
}
launcher() { install -m 755 "$why502_root/host/src/launcher/why502" "$image/bin/why502"; }
# A zip, or a way over Windows, leaves no right to be run.
runnable() {
  chmod 755 "$image/bin/java"
  [ ! -e "$image/lib/jspawnhelper" ] || chmod 755 "$image/lib/jspawnhelper"
}

case $system in
  linux-*)
    launcher
    runnable
    cp "$here/install.sh" "$here/uninstall.sh" "$here/place.sh" "$here/cache.sh" "$stage/$name/"
    archive
    case $system in
      linux-x86_64) architecture=amd64 ;;
      *) architecture=${system#linux-} ;;
    esac
    "$here/deb.sh" "$image" "$version" "$folder" "$architecture"
    ;;
  macos-*)
    launcher
    runnable
    printf '%s\n' "$version" >"$stage/$name/VERSION"
    cp "$here/macos/"{install.command,uninstall.command,place.sh} "$here/cache.sh" "$stage/$name/"
    archive
    ;;
  windows-*)
    cp "$why502_root/host/src/launcher/why502.bat" "$image/bin/"
    printf '%s\r\n' "$version" >"$stage/$name/VERSION"
    cp "$here/windows/"{install.cmd,uninstall.cmd} "$stage/$name/"
    # The greeting that the cache of classes is tried with (cache.sh): Windows' shell writes no zeros.
    hello='{"type":"hello","protocol":1,"version":"0.1.0"}'
    printf '%b%s' "\\0$(printf %o ${#hello})\\0\\0\\0" "$hello" >"$stage/$name/greeting.bin"
    node "$why502_root/extension/packaging/zip.js" "$stage/$name" "$folder/$name.zip"
    ;;
  *) why502_end "Nobody knows how a package for $system is laid out." ;;
esac
