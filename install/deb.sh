#!/usr/bin/env bash
# Makes the Debian package of an image of the companion; package.sh runs it. Where there is nothing to make one
# with, it says so and makes none.
#
#   install/deb.sh IMAGE VERSION FOLDER [ARCHITECTURE]
#
# ARCHITECTURE is Debian's name of the image's processor; this machine's, where none is named. The image is only read:
# what has to run is this checkout's own.
# Why the package is as it is: host/decisions/2026-11-30-a-debian-package.md
set -euo pipefail
here=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
. "$here/setup.sh"
[ $# = 3 ] || [ $# = 4 ] || why502_end "Use: install/deb.sh IMAGE VERSION FOLDER [ARCHITECTURE]"
image=$1 version=$2 folder=$3

if ! command -v dpkg-deb >/dev/null; then
  why502_say "No .deb was made: there is no dpkg-deb here."
  exit 0
fi
# It reads the files of every processor, which objdump does not.
if ! command -v readelf >/dev/null && [ "$(id -u)" != 0 ]; then
  why502_say "No .deb was made: there is no readelf here (Debian's package binutils)."
  exit 0
fi
why502_need_packages readelf:binutils

# The one time of all files, also of those inside dpkg-deb's own archive.
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-315532800}
place=/usr/lib/why502
architecture=${4-$(dpkg --print-architecture)}
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

# The libraries that the image's own programs and libraries ask the system for, by Debian's packages. The C
# library's version is the newest of whose symbols one is used.
depends() {
  local file libraries glibc own others=()
  libraries=$(find "$image" -type f \( -perm -u+x -o -name '*.so' \) -exec readelf -dVW {} + 2>/dev/null || true)
  own=$(find "$image" -name '*.so' -printf '%f\n')
  glibc=$(grep -oE 'GLIBC_[0-9.]+' <<<"$libraries" | cut -d_ -f2 | sort -V | tail -n 1)
  [ -n "$glibc" ] || why502_end "Of no version of the C library is anything used: that cannot be."
  while read -r file; do
    case $file in
      libc.so.* | libm.so.* | libdl.so.* | libpthread.so.* | librt.so.* | libresolv.so.* | ld-linux*) ;;
      *)
        others+=("$({ dpkg-query -S "*/$file" 2>/dev/null || true; } | sed -n '1s/[:,].*//p')")
        [ -n "${others[-1]}" ] || why502_end "No package of this machine has $file, which the image needs."
        ;;
    esac
  done < <(sed -n 's/.*(NEEDED).*\[\(.*\)\]$/\1/p' <<<"$libraries" | sort -u | grep -vxF "$own")
  printf '%s\n' "libc6 (>= $glibc)" ${others[@]+"${others[@]}"} | sort -u | sed ':a;N;$!ba;s/\n/, /g'
}

mkdir -p "$root/usr/lib" "$root/usr/bin" "$root/usr/share/why502/manifests" "$root/usr/share/doc/why502" "$root/DEBIAN"
cp -R "$image" "$root$place"
rm -f "$root$place"/lib/why502/why502.aot*
# The launcher finds its own place through links.
ln -s ../lib/why502/bin/why502 "$root/usr/bin/why502"
cp "$here/cache.sh" "$root/usr/share/why502/cache.sh"
# What the browsers read, its scripts bring and take away.
"$why502_launcher" install --prefix "$root/usr/share/why502/manifests" --place "$place" >/dev/null
{
  cat "$here/debian/copyright"
  sed '/^Copyright/,/^$/d; s/^$/./; s/^/ /' "$why502_root/LICENSE" | sed '1,2d'
} >"$root/usr/share/doc/why502/copyright"
maintainer='The why502 authors <why502@why502.invalid>'
{
  printf 'why502 (%s) unstable; urgency=medium\n\n' "$version"
  sed -n 's/^- /  * /p' "$why502_root/CHANGELOG.md" | fold -s -w 76 | sed 's/^[^ ]/    &/; s/ *$//'
  printf '\n -- %s  %s\n' "$maintainer" "$(date -uRd "@$SOURCE_DATE_EPOCH")"
} | gzip -9n >"$root/usr/share/doc/why502/changelog.gz"
cp "$here/debian/"{preinst,postinst,prerm} "$root/DEBIAN/"

depends=$(depends)
# As dpkg-gencontrol(1) counts: a whole KiB for each file, and one for all else.
size=$(find "$root" -path "$root/DEBIAN" -prune -o -mindepth 1 -printf '%y %s\n' |
  awk '{ kib += $1 == "f" ? int(($2 + 1023) / 1024) : 1 } END { print kib }')
cat >"$root/DEBIAN/control" <<END
Package: why502
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $size
Depends: $depends
Section: web
Priority: optional
Description: tells whose fault a 502 from Archive of Our Own is
 The companion of the browser extension why502, with its own Java: it asks the
 network what the browser cannot, and tells whether the archive, the way to it
 or something on this machine is to blame, and the one thing to do next.
 .
 The extension comes from your browser. The command why502 does the same at a
 terminal.
END
(cd "$root" && find usr -type f | LC_ALL=C sort | tr '\n' '\0' | xargs -0 md5sum >DEBIAN/md5sums)
# As in the other packages: one time, nobody's, and the rights that they need.
chmod -R u+rw,go+r,go-w,a+X "$root"
chmod 755 "$root/DEBIAN/"{preinst,postinst,prerm} "$root/usr/share/why502/cache.sh"
find "$root" -exec touch -hd "@$SOURCE_DATE_EPOCH" {} +
# gzip: a ninth larger than xz, a tenth of its time, and the same bytes with any number of processors.
why502_quietly dpkg-deb --root-owner-group -Zgzip -z9 --build "$root" "$folder/why502_${version}_$architecture.deb"
