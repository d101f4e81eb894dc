#!/usr/bin/env bash
# The rules of the companion, tried: every one fact of each rule left out, turned round and forgotten, and every two
# neighbours exchanged, over all saved situations, worlds, crossings of situations and documents drawn by lot (about
# half a minute on two cores). What changes no judgement survives, is printed, and fails unless a reason stands in
# host/src/test/resources/rules/survivors.txt; so does a reason for what no longer survives.
#
#   install/mutants.sh
set -euo pipefail
here=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
. "$here/setup.sh"

[ $# = 0 ] || {
  sed -n '2,/^set /{/^set /d; s/^# \{0,1\}//; p}' "${BASH_SOURCE[0]}"
  exit
}
cd "$why502_root"
exec mvn -q test -Dtest=EveryMutant
