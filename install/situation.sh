#!/usr/bin/env bash
# One situation of the tiny internet: the packaged companion is led through it and must find its verdict.
#
#   install/situation.sh NAME             makes and judges it, and shows what was said
#   install/situation.sh NAME --save      also writes its evidence and its diagnosis below
#                                         host/src/test/resources/situations/NAME, from where the tests of both
#                                         sides, the gallery and the reports take them: read them, and commit them
#   install/situation.sh --judge-again [NAME…]
#                                         judges all saved evidence anew and writes what is said of it: after a
#                                         change of advice or reasons. Another verdict or certainty is told, and
#                                         written only for those that are named
#   install/situation.sh --list           all situations, each with the verdict that is true there
#
# The companion is built where its sources are newer; no unit test has to pass before. A situation that shows
# itself only in a real browser is saved by that browser's test: WHY502_SAVE=1 npm run test:browsers -- FILE.
set -euo pipefail
here=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
. "$here/setup.sh"

use="Use: install/situation.sh NAME [--save] | --judge-again [NAME…] | --list"
case ${1-} in
  -h | --help)
    sed -n '2,/^set /{/^set /d; s/^# \{0,1\}//; p}' "${BASH_SOURCE[0]}"
    exit
    ;;
  '') why502_end "$use" ;;
esac
[ "$1" = --judge-again ] || [ $# = 1 ] || { [ $# = 2 ] && [ "$2" = --save ]; } || why502_end "$use"

cd "$why502_root"
why502_build
case $1 in
  --list) exec "$here/lab.sh" --list ;;
  --judge-again)
    why502_find_jdk
    cd host
    exec "$WHY502_JDK/bin/java" -cp "target/test-classes:target/classes:$(<target/test-classpath.txt)" org.why502.JudgeAgain "${@:2}"
    ;;
  -*) why502_end "There is no option $1. $use" ;;
esac
"$here/lab.sh" --list | grep -q "^$1 " ||
  why502_end "There is no situation \"$1\". Add it in host/src/test/java/org/why502/lab/situation; --list names those that are there."
log=$(mktemp)
trap 'rm -f "$log"' EXIT
mvn -B toolchains:select-jdk-toolchain@default failsafe:integration-test failsafe:verify -pl host -Dit.test=TinyInternetIT -Dwhy502.only="$1" \
  -Dwhy502.save="$([ $# = 2 ] && echo true || echo false)" </dev/null >"$log" 2>&1 || {
  cat "$log" >&2
  why502_end "It was not judged as it should be; the reason is above, and what the companion wrote is in host/target/tiny-internet/$1.*"
}
grep -q '^\[\(INFO\|WARNING\)\] Tests run: 1, Failures: 0, Errors: 0, Skipped: 0$' <(sed 's/\x1b\[[0-9;]*m//g' "$log") ||
  why502_end "\"$1\" shows itself only in a real browser: WHY502_SAVE=1 npm run test:browsers -- FILE, in extension/."
"$why502_launcher" explain "host/target/tiny-internet/$1.json"
[ $# = 1 ] || git status --short -- "host/src/test/resources/situations/$1"
