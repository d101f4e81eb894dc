#!/usr/bin/env bash
# A picture of every state of every page of the extension, light and dark, in real Chromium and real
# Firefox, and an index that shows them beside the kept ones: target/gallery/index.html. Nothing outside
# this machine is contacted.
#
#   install/gallery.sh [--browser chromium|firefox] [--only NAME] [--keep]
#
# --only NAME takes one state, or all whose name contains NAME. --keep replaces the kept pictures of the
# principal states (extension/test/pictures), with which the browser tests compare: look at them first.
# WHY502_CHROMIUM and WHY502_FIREFOX name other programs than Debian's.
set -euo pipefail
here=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
. "$here/setup.sh"

browsers=(chromium firefox) given=("$@")
while (($#)); do
  case $1 in
    --browser)
      case ${2-} in
        chromium | firefox) browsers=("$2") ;;
        *) why502_end "The browser is chromium or firefox, not \"${2-}\"." ;;
      esac
      shift 2
      ;;
    --only)
      [ -n "${2-}" ] || why502_end "--only needs the name of a state."
      shift 2
      ;;
    --keep) shift ;;
    -h | --help)
      sed -n '2,/^set /{/^set /d; s/^# \{0,1\}//; p}' "${BASH_SOURCE[0]}"
      exit
      ;;
    *) why502_end "There is no option $1. Use: install/gallery.sh [--browser chromium|firefox] [--only NAME] [--keep]" ;;
  esac
done

why502_need_packages node:nodejs npm:npm certutil:libnss3-tools ip:iproute2 nft:nftables unshare:util-linux fc-list:fontconfig
for browser in "${browsers[@]}"; do why502_need_browser "$browser"; done
why502_need_letters
# Chinese, Japanese and Korean need letters that browsers do not bring along.
extension=$why502_root/extension
for language in zh_CN ja ko; do
  if [ -d "$extension/_locales/$language" ] && [ ! -e /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
      why502_apt fonts-noto-cjk
    else
      why502_say "Without Noto's letters (sudo apt-get install fonts-noto-cjk), Chinese, Japanese and Korean are drawn as empty boxes."
    fi
    break
  fi
done
why502_build
why502_fetch_modules "what drives the browsers"
exec node "$extension/test/gallery/run.js" "${given[@]}"
