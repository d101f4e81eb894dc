#!/usr/bin/env bash
# A change of a rule, judged: documents drawn by lot (RulesTest), worlds with any two causes (WorldsTest), every
# saved situation (SavedSituationsTest) and the list of situations (SituationListTest).
#
#   install/judge.sh                these four, with one in sixteen of the documents that are made by lot or by taking
#                                   something away: a first word. The last line says that it is no more
#   install/judge.sh --whole        these four, with all documents, as Maven's tests judge them
#   install/judge.sh NAME…          some of them, or of the other tests of the room `verdict`, in whole: RivalsTest, …
#   install/judge.sh --all          these four, and every test of that room, in whole
#
# It compiles what these tests need, and nothing else, to host/target/judge, and runs them in one JVM. Formatting,
# warnings and all other tests are left to `mvn package`. Maven is asked once, for the libraries.
set -euo pipefail
here=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
. "$here/setup.sh"

wanted=(RulesTest WorldsTest SavedSituationsTest SituationListTest)
one_in=1 brief=()
case ${1-} in
  '') one_in=16 brief=(-XX:TieredStopAtLevel=1) ;; # A JVM that lives for seconds is slowed by what it compiles for long runs.
  --whole) ;;
  --all) wanted=() ;;
  -*)
    sed -n '2,/^set /{/^set /d; s/^# \{0,1\}//; p}' "${BASH_SOURCE[0]}"
    exit
    ;;
  *) wanted=("$@") ;;
esac
cd "$why502_root/host"
why502_find_jdk
libraries=target/test-classpath.txt
if [ ! -e "$libraries" ] || [ -n "$(find ../pom.xml pom.xml -newer "$libraries" -print -quit)" ]; then
  why502_need_packages mvn:maven
  (cd .. && mvn -q -B test-compile </dev/null >&2) || why502_end "The libraries could not be had; Maven's reason is above."
fi

tests=src/test/java
judging=()
for file in $(find "$tests/org/why502/verdict" -name '*Test.java' | sort) "$tests/org/why502/SavedSituationsTest.java" \
  "$tests/org/why502/lab/situation/SituationListTest.java"; do
  name=$(basename "$file" .java)
  [ ${#wanted[@]} = 0 ] || [[ " ${wanted[*]} " == *" $name "* ]] || continue
  judging+=("$file")
done
[ ${#judging[@]} -ge ${#wanted[@]} ] || why502_end "Not every one of these is a test that judges: ${wanted[*]}."

made=target/judge
if [ "$(cat "$made/done" 2>/dev/null)" != "${judging[*]}" ] || [ -n "$(find src/main src/test/java "$libraries" -newer "$made/done" -print -quit)" ]; then
  rm -rf "$made"
  mkdir -p "$made/classes"
  # As old as the start: a file that is saved meanwhile is newer.
  printf '%s\n' "${judging[*]}" >"$made/begun"
  "$WHY502_JDK/bin/javac" --release 25 -parameters -proc:none -nowarn -implicit:class -d "$made/classes" -cp "$(<"$libraries")" \
    -sourcepath "src/main/java:$tests" "$tests"/org/why502/harness/*.java "${judging[@]}"
  mv "$made/begun" "$made/done"
fi
classes=${judging[*]#"$tests/"}
classes=${classes//.java/}
# shellcheck disable=SC2086
exec "$WHY502_JDK/bin/java" -XX:+UseSerialGC ${brief[@]+"${brief[@]}"} -Dwhy502.judged.one-in=$one_in -cp "$made/classes:src/main/resources:src/test/resources:$(<"$libraries")" \
  org.why502.harness.Judge ${classes//\//.}
