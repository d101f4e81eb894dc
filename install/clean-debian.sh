#!/usr/bin/env bash
# Installs the companion's packages in a clean Debian 12, which has no Java, no Maven and no Node, and takes them
# back: the .deb for everybody, upgraded over itself, by a changed one and by such that break off; the archive in
# the home of a person. The companion is started as a browser starts it. For root, about two minutes.
#
#   install/clean-debian.sh
#
# The system is fetched from Debian's mirror (debootstrap's own choice, or WHY502_DEBIAN_MIRROR) to target/clean-debian
# and kept there as an archive for the next time. Nothing in it reaches a network, and nothing outside it is changed.
set -euo pipefail
here=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
. "$here/setup.sh"
case ${1-} in
  '') ;;
  -h | --help)
    sed -n '2,/^set /{/^set /d; s/^# \{0,1\}//; p}' "${BASH_SOURCE[0]}"
    exit
    ;;
  *) why502_end "There is no option $1. Use: install/clean-debian.sh" ;;
esac
. "$here/clean-root.sh"
why502_need_packages dpkg-deb:dpkg ar:binutils
rm -rf "$work/packages" "$work/altered"
trap 'rm -rf "$root" "$work/altered"' EXIT

why502_quietly "$here/package.sh" "$work/packages"
why502_find_jdk
deb=$(find "$work/packages" -name '*.deb')
archive=$(find "$work/packages" -name '*.tar.gz')
[ -n "$deb" ] || why502_end "There is no .deb to install."

clean_root

# What the companion answers to a browser's greeting: COMMAND… with an empty environment. Its frame is checked.
greeted() {
  local hello='{"type":"hello","protocol":1,"version":"0.1.0"}' frame=$work/frame
  printf '%b%s' "\\0$(printf %o ${#hello})\\0\\0\\0" "$hello" | inside "$@" >"$frame"
  [ "$(od -An -tu4 -N4 "$frame" | tr -d ' ')" = "$(($(stat -c %s "$frame") - 4))" ] ||
    fail "What $1 wrote is no single frame."
  tail -c +5 "$frame"
}

readonly chromium=/etc/chromium/native-messaging-hosts/org.why502.host.json
readonly firefox=/usr/lib/mozilla/native-messaging-hosts/org.why502.host.json
member() { sed -n "s/.*\"$1\" : \(\[ \)\{0,1\}\"\([^\"]*\)\".*/\2/p" "$root$2"; }

# As each engine starts it, by its manifest's path and with its own arguments.
welcomed() {
  local version=$1 said as=("${@:4}")
  for said in \
    "$(greeted ${as[@]+"${as[@]}"} env -i "$(member path "$2")" "$(member allowed_origins "$2")")" \
    "$(greeted ${as[@]+"${as[@]}"} env -i "$(member path "$3")" "$3" "$(member allowed_extensions "$3")")"; do
    case $said in
      *'"type":"welcome"'*"\"version\":\"$version\""*) ;;
      *) fail "Not welcomed as version $version, but: $said" ;;
    esac
  done
}

bring() { cp "$1" "$root/"; }
# The package with one thing changed: altered NAME COMMAND…, which is run in its unpacked folder.
altered() {
  local folder=$work/altered/$1
  mkdir -p "$work/altered"
  dpkg-deb -R "$deb" "$folder"
  (cd "$folder" && "${@:2}")
  dpkg-deb -Zgzip -z1 --root-owner-group -b "$folder" "$root/$1.deb" >/dev/null
  rm -rf "$folder"
}

version=$(dpkg-deb -f "$deb" Version)
aot=$root/usr/lib/why502/lib/why502/why502.aot
newer() {
  sed -i "s/^Version: .*/Version: $version+newer/" DEBIAN/control
  mkdir "$work/altered/classes"
  cat >"$work/altered/Version.java" <<END
package org.why502;
public final class Version {
  public static String get() { return "newer"; }
}
END
  "$WHY502_JDK/bin/javac" -d "$work/altered/classes" "$work/altered/Version.java"
  "$WHY502_JDK/bin/jar" --update --file usr/lib/why502/lib/why502/why502-host.jar -C "$work/altered/classes" org
  rm -r "$work/altered/classes"
}
# …whose script SCRIPT ends dpkg itself, as a power cut would.
cut_off() {
  newer
  printf '#!/bin/sh\nkill -9 $PPID\nsleep 10\n' >"DEBIAN/$1"
}
cut_off_after() {
  newer
  printf 'kill -9 $PPID\nsleep 10\n' >>"DEBIAN/$1"
}

step "a clean Debian $(cat "$root/etc/debian_version")"
all_files >"$work/before"

bring "$deb"
inside dpkg -i "/${deb##*/}" >/dev/null
step "installed"
[ -s "$aot" ] || fail "No cache of classes was made."
welcomed "$version" "$chromium" "$firefox"
step "a greeting is answered as a browser sends it"
[ "$(inside env -i /usr/bin/why502 --version)" = "why502 $version" ] || fail "/usr/bin/why502 does not start it."
inside env -i /usr/bin/why502 doctor --system >"$work/doctor" || fail "The doctor is not content: $(cat "$work/doctor")"
[ "$(grep -c ' can start the companion: ' "$work/doctor")" = 4 ] || fail "The doctor says: $(cat "$work/doctor")"
mkdir -p "$root/root/.config/chromium" "$root/root/.mozilla/firefox"
inside env -i HOME=/root /usr/bin/why502 doctor >"$work/doctor" || fail "The doctor is not content: $(cat "$work/doctor")"
grep -q "^Firefox can start the companion: $firefox leads to " "$work/doctor" || fail "The doctor says: $(cat "$work/doctor")"
rm -r "$root/root/.config" "$root/root/.mozilla"
for command in install uninstall; do
  if inside env -i /usr/bin/why502 $command --system >"$work/said" 2>&1; then fail "The package's own files can be taken by $command."; fi
  grep -q "came as a package" "$work/said" || fail "$command --system says: $(cat "$work/said")"
done
inside dpkg --verify why502 || fail "dpkg --verify finds differences."
step "the doctor finds the files for everybody, and dpkg its own"

inside dpkg -i "/${deb##*/}" >/dev/null
[ -s "$aot" ] || fail "After an upgrade over itself there is no cache."
welcomed "$version" "$chromium" "$firefox"
step "upgraded over itself"

cp "$aot" "$work/old.aot"
altered newer newer
printf '{"name":"org.why502.host","path":"/usr/lib/why502/bin/why502","mine":true}\n' >"$root$chromium"
cp "$root$chromium" "$work/changed"
inside dpkg -i /newer.deb >/dev/null 2>"$work/said"
grep -q "$chromium was there and stays as it is" "$work/said" || fail "Of a file that was changed, nothing is said: $(cat "$work/said")"
cmp -s "$root$chromium" "$work/changed" || fail "A file that was changed was written over."
rm "$root$chromium"
inside dpkg -i /newer.deb >/dev/null
[ -s "$aot" ] || fail "After the upgrade there is no cache."
welcomed newer "$chromium" "$firefox"
step "upgraded: the new code runs, and a file that somebody changed stays"

# What all this is for: does the JVM still run old classes out of an old cache?
cp "$aot" "$work/new.aot"
cp "$work/old.aot" "$aot"
case $(greeted env -i /usr/lib/why502/bin/why502 chrome-extension://x/) in
  *'"version":"newer"'*) step "(this Java notices an old cache beside a new jar)" ;;
  *) step "(an old cache beside the new jar would have run the old code)" ;;
esac
cp "$work/new.aot" "$aot"

inside dpkg -i "/${deb##*/}" >/dev/null 2>&1
welcomed "$version" "$chromium" "$firefox"
step "downgraded again"

# A package that is cut in half: dpkg takes all back.
altered half newer
(cd "$work/altered" && ar x "$root/half.deb" && truncate -s 20M data.tar.gz && rm "$root/half.deb" &&
  ar rc "$root/half.deb" debian-binary control.tar.gz data.tar.gz && rm debian-binary ./*.tar.gz)
if inside dpkg -i /half.deb >/dev/null 2>&1; then fail "Half a package was installed."; fi
[ -s "$aot" ] || fail "After an upgrade that was taken back there is no cache."
welcomed "$version" "$chromium" "$firefox"
step "an upgrade by half a package is taken back"

# The machine stops before anything is unpacked, after that, and when all is done but dpkg's record of it.
for cut in "before preinst" "unpacked postinst"; do
  read -r name script <<<"$cut"
  altered "$name" cut_off "$script"
  if inside dpkg -i "/$name.deb" >/dev/null 2>&1; then fail "$name: was not cut off."; fi
  if compgen -G "$aot*" >/dev/null; then fail "$name: a cache is left beside jars of which nobody knows."; fi
  for manifest in "$chromium" "$firefox"; do
    [ ! -e "$root$manifest" ] || fail "$name: browsers are sent to a half-installed program."
  done
  inside dpkg -i /newer.deb >/dev/null 2>&1
  welcomed newer "$chromium" "$firefox"
  inside dpkg -i "/${deb##*/}" >/dev/null 2>&1
  step "an upgrade that is cut off ($name) and mended"
done
altered done cut_off_after postinst
if inside dpkg -i /done.deb >/dev/null 2>&1; then fail "done: was not cut off."; fi
inside dpkg -i "/${deb##*/}" >/dev/null 2>&1
welcomed "$version" "$chromium" "$firefox"
step "an upgrade that is cut off at its end, and mended by the one before"

# Without what it is made with, there is no cache, and that is all.
altered uncached sh -c 'printf "#!/bin/sh\nexit 1\n" >usr/share/why502/cache.sh'
inside dpkg -i /uncached.deb >/dev/null 2>&1 || fail "Without a cache it is not installed."
[ ! -e "$aot" ] || fail "The cache of before is still there."
welcomed "$version" "$chromium" "$firefox"
inside dpkg -i "/${deb##*/}" >/dev/null
step "where no cache can be made, it is installed all the same"

inside dpkg --remove why502 >/dev/null
rm -f "$root"/*.deb
all_files >"$work/after"
diff "$work/before" "$work/after" || fail "Removing left something, or took too much (above)."
inside dpkg --purge why502 >/dev/null 2>&1
all_files >"$work/after"
diff "$work/before" "$work/after" || fail "Purging left something, or took too much (above)."
if inside dpkg -s why502 >/dev/null 2>&1; then fail "dpkg still knows it."; fi
step "removed and purged: no file differs"

# Somebody else's file in our place, and one in the place of a folder.
mkdir -p "$root${chromium%/*}"
printf 'mine\n' >"$root$chromium"
printf 'mine\n' >"$root/etc/opt/edge"
all_files >"$work/with-mine"
bring "$deb"
inside dpkg -i "/${deb##*/}" >/dev/null 2>"$work/said"
rm "$root/${deb##*/}"
[ "$(cat "$root$chromium")" = mine ] || fail "Somebody else's file was written over."
grep -q "$chromium was there" "$work/said" || fail "Of somebody else's file, nothing is said."
grep -q "/etc/opt/edge/.* could not be written" "$work/said" || fail "Of a place that cannot be written, nothing is said."
welcomed "$version" /etc/opt/chrome/native-messaging-hosts/org.why502.host.json "$firefox"
inside dpkg --purge why502 >/dev/null
all_files >"$work/after"
diff "$work/with-mine" "$work/after" || fail "Somebody else's file did not stay as it was (above)."
rm -r "$root/etc/chromium" "$root/etc/opt/edge"
step "somebody else's file in our place stays"

# The archive, by a person who is not root.
inside useradd --create-home reader
home=/home/reader
bring "$archive"
as_reader() { inside setpriv --reuid=reader --regid=reader --init-groups env -i HOME=$home PATH=/usr/bin:/bin "$@"; }
as_reader mkdir -p "$home/.config/chromium" "$home/.mozilla/firefox"
all_files >"$work/before"
as_reader tar -C $home -xzf "/${archive##*/}"
unpacked=$home/$(basename "$archive" .tar.gz)
as_reader "$unpacked/install.sh" >/dev/null
as_reader "$unpacked/install.sh" >/dev/null
[ -s "$root$home/.local/share/why502/lib/why502/why502.aot" ] || fail "The archive's cache was not made."
welcomed "$version" "$home/.config/chromium/NativeMessagingHosts/org.why502.host.json" \
  "$home/.mozilla/native-messaging-hosts/org.why502.host.json" setpriv --reuid=reader --regid=reader --init-groups
as_reader "$home/.local/share/why502/bin/why502" doctor >/dev/null || fail "The doctor is not content."
as_reader "$unpacked/uninstall.sh" >/dev/null
rm -r "${root:?}$unpacked"
all_files >"$work/after"
diff "$work/before" "$work/after" || fail "The archive left something, or took too much (above)."
step "the archive in a person's home: installed, greeted, taken back without a trace"
