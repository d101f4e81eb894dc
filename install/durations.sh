#!/usr/bin/env bash
# How long the diagnosis of each situation took in the last `mvn verify`, the longest first. Beside the
# documents of an earlier run, where their folder is named (a copy of host/target/tiny-internet); it fails
# where a verdict or a certainty differs from theirs.
#
#   install/durations.sh [FOLDER]
set -euo pipefail
here=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
. "$here/setup.sh"

case ${1-} in
  -*)
    sed -n '2,/^set /{/^set /d; s/^# \{0,1\}//; p}' "${BASH_SOURCE[0]}"
    exit
    ;;
esac
earlier=${1:+$(CDPATH='' cd -P -- "$1" && pwd -P)}
cd "$why502_root/host"
[ -e target/tiny-internet ] || why502_end "No situation has been made here: mvn verify does it."
why502_find_jdk
exec "$WHY502_JDK/bin/java" -cp "target/test-classes:target/classes:$(<target/test-classpath.txt)" org.why502.bench.Durations ${earlier:+"$earlier"}
