#!/usr/bin/env bash
# The slowest tests of the companion in its last `mvn package` or `mvn verify`, and what they waited for:
# fifty, or as many as are asked for.
#
#   install/slowest.sh [HOW-MANY]
set -euo pipefail
here=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
. "$here/setup.sh"

case ${1-50} in
  *[!0-9]*)
    sed -n '2,/^set /{/^set /d; s/^# \{0,1\}//; p}' "${BASH_SOURCE[0]}"
    exit
    ;;
esac
cd "$why502_root/host"
[ -e target/profile ] || why502_end "No test has been run here: mvn verify does it."
why502_find_jdk
exec "$WHY502_JDK/bin/java" -cp "target/test-classes:target/classes:$(<target/test-classpath.txt)" org.why502.harness.Slowest "${1-50}"
