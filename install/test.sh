#!/usr/bin/env bash
# Runs every test of why502 from a fresh clone, on a fresh Debian machine, from any folder:
#
#   install/test.sh                every test, in the browsers that Debian has now or that are there; what is
#                                  the same in both engines, in one of them (extension/test/browsers/engines.js)
#   install/test.sh --quick        what tells soonest that something is broken, in about a quarter of an hour: all
#                                  units, rules and walls, the packaged program's pipe and start, and the main
#                                  job, the card, clearing, forms and private windows in both engines. No proof
#                                  of the whole: its last lines say what it left out
#   install/test.sh --both         every test, and every browser test in both engines
#   install/test.sh --oldest       the browser tests alone, in the oldest Chromium and Firefox that Debian
#                                  still has: fetched, unpacked below target/oldest, never installed
#   install/test.sh --and-oldest   every test, and then the main ones in the oldest browsers, too
#
# Installs what is missing when it may (root, Debian), and says what to install otherwise. Needs no
# terminal and no display. WHY502_CHROMIUM and WHY502_FIREFOX name other programs to be tested than
# Debian's. Goes through all parts even when one fails; the last line counts them, and the exit code is 0
# only if none failed.
set -euo pipefail
here=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
. "$here/setup.sh"
. "$here/oldest.sh"

whole=1 oldest='' both=() quick=''
# What --quick keeps of the companion's integration tests, and of the browsers'.
quick_its=StartIT,PipeIT
quick_files=(browser.test.js card.test.js clearing.test.js forms.test.js private.test.js)
case ${1-} in
  '') ;;
  --quick) quick=1 both=(-- "${quick_files[@]}") ;;
  --both) both=(-- --both) ;;
  --oldest) whole='' oldest=every ;;
  --and-oldest) oldest=main ;;
  -h | --help)
    sed -n '2,/^set /{/^set /d; s/^# \{0,1\}//; p}' "${BASH_SOURCE[0]}"
    exit
    ;;
  *) why502_end "There is no option $1. Use: install/test.sh [--quick | --both | --oldest | --and-oldest]" ;;
esac
[ $# -le 1 ] || why502_end "One option at most. Use: install/test.sh [--quick | --both | --oldest | --and-oldest]"

exec </dev/null
export CI=${CI-true}
cd "$why502_root"

why502_need_packages mvn:maven node:nodejs npm:npm \
  certutil:libnss3-tools openssl:openssl curl:curl dig:bind9-dnsutils unshare:util-linux ip:iproute2 nft:nftables fc-match:fontconfig \
  dnsmasq:dnsmasq-base gsettings:libglib2.0-bin objdump:binutils
why502_need_browser chromium
why502_need_browser firefox
# Other people's servers, to stand where the tiny internet's do.
[ -z "$whole" ] || [ -n "$quick" ] || why502_need_servers nginx:nginx haproxy:haproxy varnishd:varnish lighttpd:lighttpd stunnel4:stunnel4 \
  unbound:unbound named:bind9 tinyproxy:tinyproxy-bin squid:squid python3:python3
why502_need_letters
why502_find_jdk
[ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] ||
  why502_end "The extension's tests need Node 20 or newer; this is $(node --version). See https://nodejs.org"

why502_versions

logs=$why502_root/target/test-logs
rm -rf "$logs"
mkdir -p "$logs"
passed=0
failed=()
# Its log, for each of them.
why=()
# How long each part took, for whoever wants the whole to be quicker.
took=()

log_of() { printf '%s/%s.log\n' "$logs" "${1//[^A-Za-z0-9]/-}"; }
head_of() { printf '\n== %s: %s\n' "$1" "${*:2}"; }

# A part's work: its words go to its log, too, and beside it stands how it ended and how long it took.
work() {
  local name=$1 log began=$SECONDS code
  log=$(log_of "$name")
  shift
  # Not `if "$@"`: inside a condition, the shell forgets set -e in everything that it calls.
  set +e
  (
    set -e
    "$@"
  ) 2>&1 | tee "$log"
  code=${PIPESTATUS[0]}
  set -e
  printf '%s %s\n' "$code" "$((SECONDS - began))" >"$log.end"
}

# What became of a part.
count() {
  local log code seconds
  log=$(log_of "$1")
  read -r code seconds <"$log.end" 2>/dev/null || code='it did not end' seconds=?
  took+=("$seconds s  $1")
  if [ "$code" = 0 ]; then
    passed=$((passed + 1))
  else
    failed+=("$1")
    why[${#failed[@]}]=$log
    echo "== $1 failed ($code)"
  fi
}

part() {
  head_of "$@"
  work "$@"
  count "$1"
}

# Parts that need nothing of the next ones run beside them, one after the other, and a little behind them.
# What they say is shown when those are over.
beside=()
beside() { beside+=("$(printf '%q ' "$@")"); }
lane=
begin_beside() {
  local each
  set -m # A group of its own, to be ended with this script.
  (
    set +m # …with all that it starts.
    renice -n 5 "$BASHPID" >/dev/null
    for each in "${beside[@]}"; do eval "work $each" >/dev/null; done
  ) &
  lane=$!
  set +m
}
end_beside() {
  local each
  wait "$lane" || true
  lane=
  for each in "${beside[@]}"; do
    eval "set -- $each"
    head_of "$@"
    cat "$(log_of "$1")"
    count "$1"
  done
  beside=()
}
trap 'if [ -n "$lane" ]; then kill -- "-$lane"; fi' EXIT

# What the test runners and Maven say is wrong: again at the end, for it stands far above.
what_failed() {
  awk '/^✖ failing tests:/ { on = 1; next } /^(===|Browser tests)/ { on = 0 } on || /^\[ERROR\]/' "$1" | grep -v '^ℹ' | tail -n 200
}

# The real scripts in a home of their own: a person with Chromium and a new Firefox.
installing() {
  local before after
  # Not local: the trap runs when the function is over.
  # With the home that Maven knows; afterwards there is nothing left to build.
  why502_build
  home=$(mktemp -d "${TMPDIR:-/tmp}/why502 home.XXXXXX")
  trap 'rm -rf "$home"' EXIT
  mkdir -p "$home/.config/chromium" "$home/.config/mozilla/firefox"
  # Maven's own folders stay where they are: what is tested is ours.
  # A relative folder is none (XDG base directory specification).
  own() { env -u XDG_CONFIG_HOME -u XDG_STATE_HOME XDG_DATA_HOME=relative HOME="$home" "$@"; }
  before=$(cd "$home" && find . | sort)

  # Twice, because it can be repeated.
  own "$here/install.sh"
  own "$here/install.sh"
  local file
  for file in .config/chromium/NativeMessagingHosts .mozilla/native-messaging-hosts; do
    grep -q "\"$home/.local/share/why502/bin/why502\"" "$home/$file/org.why502.host.json"
  done
  # With no PATH and nothing else, as a browser from a desktop starts it.
  env -i "$home/.local/share/why502/bin/why502" --version
  own "$home/.local/share/why502/bin/why502" doctor
  # What is lost and what leads nowhere is found, and mended when it is asked for.
  rm "$home/.config/chromium/NativeMessagingHosts/org.why502.host.json"
  sed -i 's|/bin/why502"|/bin/gone"|' "$home/.mozilla/native-messaging-hosts/org.why502.host.json"
  if own "$home/.local/share/why502/bin/why502" doctor; then
    echo "The doctor did not see what is wrong."
    return 1
  fi
  own "$home/.local/share/why502/bin/why502" doctor --fix
  own "$home/.local/share/why502/bin/why502" doctor

  own "$here/uninstall.sh"
  after=$(cd "$home" && find . | sort)
  if [ "$before" != "$after" ]; then
    echo "uninstall left something behind, or took too much:"
    diff <(echo "$before") <(echo "$after")
  fi
}

# Maven builds all that why502_build would, which then finds it there.
companion() {
  local started
  started=$(mktemp)
  mvn -B verify ${quick:+"-Dit.test=$quick_its"}
  mv "$started" "$why502_root/host/target/why502-build.stamp"
}

if [ -n "$whole" ]; then
  # What an earlier run proved is no proof of this one.
  rm -rf host/target/proof
  beside "the extension: what it is built with" npm --prefix extension ci --no-audit --no-fund
  beside "the extension: types" npm --prefix extension run check
  beside "the extension: unit tests" npm --prefix extension test
  beside "the extension: the browsers' rules" npm --prefix extension run lint
  [ -n "$quick" ] || beside "the browser refuses" npm --prefix extension run test:faults
  begin_beside
  part "the companion" companion
  end_beside

  # Once, and not by several at once; where it cannot be built each of them says so.
  (why502_build) || true
  if [ -z "$quick" ]; then
    beside "reports, judged again" npm --prefix extension run test:packaged
    beside "old lists of packages" npm --prefix extension run test:scripts
    beside "browsers that cannot be started" npm --prefix extension run test:starting
  fi
  beside "installing" installing
  begin_beside
  part "real browsers" npm --prefix extension run test:browsers "${both[@]}"
  end_beside
else
  part "the extension: what it is built with" npm --prefix extension ci --no-audit --no-fund
  part "the companion, built" why502_build
fi
if [ -n "$oldest" ]; then
  part "the oldest Chromium" why502_test_oldest chromium "$oldest"
  part "the oldest Firefox" why502_test_oldest firefox "$oldest"
fi

if [ -n "$whole" ] && [ -z "$quick" ]; then
  # The confusion table of every proof, which `mvn verify` made.
  cat host/target/proof/confusion.txt || echo "There is no confusion table: the companion's tests did not come so far."
  printf '\n'
  "$here/slowest.sh" 10 || true
  printf '\n'
fi
# A failure that its repetition did not show is one to look into, and nothing to wait for.
grep -h '^Unsteady' "$logs"/*.log || true
echo "How long each part took:"
printf '%s\n' "${took[@]}" | sort -rn
printf '\n'
for number in "${!why[@]}"; do
  echo "failed: ${failed[number - 1]}"
  what_failed "${why[number]}" || echo "(nothing to tell; the whole of it is in ${why[number]#"$why502_root/"})"
done
[ -z "$quick" ] || echo "Left out by --quick, and run by install/test.sh alone: every other situation, other programs, browser test and fault."
echo "${passed} passed, ${#failed[@]} failed"
[ ${#failed[@]} = 0 ]
