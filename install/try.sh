#!/usr/bin/env bash
# Shows why502 at work: builds it, starts the tiny internet, and opens a browser with the extension at
# an AO3 work that fails. Nothing outside this machine is contacted, and nothing is installed for good.
#
#   install/try.sh [SITUATION] [--browser chromium|firefox]
#
# With a display the browser is yours until you close it. Without one it runs headless, waits for the
# diagnosis, prints it with the screenshots, and ends with 0 only if the verdict is the right one.
# Situations: install/lab.sh --list. WHY502_CHROMIUM or WHY502_FIREFOX names another program than Debian's.
set -euo pipefail
here=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
. "$here/setup.sh"

situation=every-page-502-at-once browser=chromium
while (($#)); do
  case $1 in
    --browser)
      browser=${2-}
      shift 2 || why502_end "--browser needs a name: chromium or firefox."
      ;;
    -h | --help)
      sed -n '2,/^set /{/^set /d; s/^# \{0,1\}//; p}' "${BASH_SOURCE[0]}"
      exit
      ;;
    -*) why502_end "There is no option $1. Use: install/try.sh [SITUATION] [--browser chromium|firefox]" ;;
    *)
      situation=$1
      shift
      ;;
  esac
done
case $browser in
  chromium | firefox) ;;
  *) why502_end "The browser is chromium or firefox, not \"$browser\"." ;;
esac

why502_need_packages node:nodejs npm:npm certutil:libnss3-tools ip:iproute2 nft:nftables unshare:util-linux
why502_need_browser "$browser"
why502_build
extension=$why502_root/extension
why502_fetch_modules "what drives the browser"
exec "$here/lab.sh" "$situation" --log "$why502_root/target/try/requests.jsonl" -- \
  node "$extension/test/browsers/try.js" "$situation" "$browser"
