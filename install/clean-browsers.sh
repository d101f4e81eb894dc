#!/usr/bin/env bash
# Debian's own Chromium and Firefox in a clean Debian 12, which has no Java, no Maven and no Node: with the .deb for
# everybody, and with the archive in the home of a person, each of them opens its first page, sees it turn green, and
# comes to the right verdict in the tiny internet. Before and afterwards there is no companion for them, and no file is
# left. For root, about four minutes.
#
#   install/clean-browsers.sh [chromium|firefox]
#
# The system and the browsers are fetched from Debian's mirror to target/clean-debian, and kept there as an archive for the
# next time. Afterwards nothing in it reaches a network but the tiny one, and nothing outside it is changed. The tiny
# internet and what drives the browsers stay outside, and share the folder /tmp with them.
set -euo pipefail
here=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
. "$here/setup.sh"
engines=(chromium firefox)
case ${1-} in
  '') ;;
  chromium | firefox) engines=("$1") ;;
  -h | --help)
    sed -n '2,/^set /{/^set /d; s/^# \{0,1\}//; p}' "${BASH_SOURCE[0]}"
    exit
    ;;
  *) why502_end "There is no browser $1 here. Use: install/clean-browsers.sh [chromium|firefox]" ;;
esac
. "$here/clean-root.sh"
why502_need_packages node:nodejs npm:npm certutil:libnss3-tools ip:iproute2 nft:nftables
trap 'rm -rf "$root"' EXIT

why502_find_jdk
why502_build
[ -d "$why502_root/extension/node_modules" ] || why502_quietly npm --prefix "$why502_root/extension" ci
rm -rf "$work/packages"
why502_quietly "$here/package.sh" "$work/packages"
deb=$(find "$work/packages" -name '*.deb')
archive=$(find "$work/packages" -name '*.tar.gz')
[ -n "$deb" ] || why502_end "There is no .deb to install."

# The one step that has a network.
fetch_browsers() {
  why502_say "Fetching Debian's browsers…"
  tar -C "$(mkdir "$root" && echo "$root")" -xpf "$work/bookworm.tar"
  cp /etc/resolv.conf "$root/etc/resolv.conf"
  # shellcheck disable=SC2016
  why502_quietly unshare --mount sh -c 'mount -t proc proc "$0/proc" && chroot "$0" sh -c "
    export DEBIAN_FRONTEND=noninteractive
    apt-get -q update && apt-get -q -y --no-install-recommends install chromium firefox-esr fonts-dejavu-core"' "$root" ||
    why502_end "Debian's browsers could not be had; apt's reason is above. Nothing was tried."
}

# What the harness takes for a browser: it enters the clean system, with the folders that both sides use.
cat >"$work/enter.sh" <<END
#!/usr/bin/env bash
set -euo pipefail
root=$(printf %q "$root")
if ! mountpoint -q "\$root/tmp"; then
  for each in /dev /proc /sys /tmp; do mount --rbind "\$each" "\$root\$each"; done
  # The tiny internet's resolver, and its authority in the place of those that the package brought.
  mount --bind /etc/resolv.conf "\$root/etc/resolv.conf"
  brought=\$root/usr/lib/why502/lib/security/cacerts
  [ ! -e "\$brought" ] || mount --bind $(printf %q "$why502_root/host/target/image/lib/security/cacerts") "\$brought"
fi
exec chroot "\$root" "\$@"
END
for engine in chromium firefox; do
  program=/usr/lib/chromium/chromium
  [ "$engine" = chromium ] || program=/usr/bin/firefox-esr
  printf '#!/bin/sh\nexec %q %q "$@"\n' "$work/enter.sh" "$program" >"$work/$engine.sh"
done
chmod 755 "$work"/{enter,chromium,firefox}.sh

# proof ENGINE WHOSE: what a person with this browser sees, with nobody's companion, everybody's or a person's own.
proof() {
  WHY502_CHROMIUM=$work/chromium.sh WHY502_FIREFOX=$work/firefox.sh WHY502_ENTER=$work/enter.sh WHY502_ARCHIVE=$archive \
    timeout 300 "$here/lab.sh" healthy -- node "$why502_root/extension/test/browsers/clean-root.js" "$1" "$2" ||
    fail "$1, with ${called[$2]}: the reason is above."
  step "$1, with ${called[$2]}: as it should be"
}
declare -A called=([nobodys]='no companion' [everybodys]="everybody's companion" [own]="a person's own companion")

# But for what the browsers themselves make of letters, and what apt writes down for itself.
files() { all_files | grep -v -E '\./var/(cache/fontconfig|cache/apt|lib/apt|log/apt)([/|]|$)'; }

clean_root browsers fetch_browsers
step "a clean Debian $(cat "$root/etc/debian_version") with its browsers"
files >"$work/before"
for engine in "${engines[@]}"; do proof "$engine" nobodys; done

# As a person does it, of whom apt asks nothing more.
cp "$deb" "$root/"
why502_quietly inside apt-get -q -y install "/${deb##*/}" || fail "apt does not install the package."
rm "$root/${deb##*/}"
for engine in "${engines[@]}"; do proof "$engine" everybodys; done
why502_quietly inside apt-get -q -y purge why502 || fail "apt does not take the package away."
for engine in "${engines[@]}"; do proof "$engine" nobodys; done

for engine in "${engines[@]}"; do proof "$engine" own; done
files >"$work/after"
diff "$work/before" "$work/after" || fail "Something was left, or taken too much (above)."
step "and no file of it is left"
