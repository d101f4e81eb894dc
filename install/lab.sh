#!/usr/bin/env bash
# The tiny internet: runs COMMAND in a private network where AO3, resolvers, the status page and
# portals stand at their real addresses and behave as SITUATION. Nothing outside is reachable.
#
#   install/lab.sh SITUATION [--log FILE] [--home DIR] [--without SERVER,…] -- COMMAND [ARGS…]
#   install/lab.sh --list
#
# --without leaves servers out (archive, control, …, system, google, …), for COMMAND to start others
# in their place.
#
# COMMAND finds in its environment:
#   WHY502_LAB_CA       the lab's certificate authority (PEM), to import into a browser's own store;
#                       the packaged host trusts it already
#   WHY502_LAB_LOG      the request log, one JSON object a line (kinds: situation, dns, tls, http,
#                       stranger)
#   WHY502_LAB_KEYS     a folder with NAME.pem, certificate and key, for each web site left out
#   WHY502_LAB_CONTROL  http://127.0.0.1:5020; GET /situation, POST /situation/NAME, GET /environment,
#                       GET /log
#   https_proxy         where the situation sets a proxy (HTTPS_PROXY too)
# WHY502_LAB_PACE=0.1 makes the servers' waits ten times shorter; WHY502_LAB_DELAY_MS=80 has every
# answer come 80 ms later.
# No root needed; Linux with user namespaces is.
set -euo pipefail

fail() {
  echo "lab: $*" >&2
  exit 1
}

here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
target=$here/host/target

find_java() {
  local candidate release
  for candidate in "${WHY502_JAVA_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
    [[ -n $candidate && -x $candidate/bin/java && -r $candidate/release ]] || continue
    release=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$candidate/release")
    if [[ -n $release && $release -ge 25 ]]; then
      echo "$candidate/bin/java"
      return
    fi
  done
  fail "Java 25 was not found in JAVA_HOME or /usr/lib/jvm. Get it from https://adoptium.net and set JAVA_HOME."
}

run_java() {
  [[ -e $target/test-classes/org/why502/lab/TinyInternet.class && -r $target/test-classpath.txt ]] ||
    fail "the lab is not built yet: run 'mvn -q test-compile' in $here first."
  # An empty hosts file keeps Java itself from asking the lab's own resolvers. The JVM's own warnings
  # go to stderr, and it shares no performance file with a JVM of the same number in another lab.
  exec "$java" -Xlog:disable -Xlog:all=warning:stderr -XX:-UsePerfData -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djdk.net.hosts.file=/dev/null \
    -cp "$target/test-classes:$target/classes:$(<"$target/test-classpath.txt")" \
    org.why502.lab.TinyInternet "$@"
}

inside() {
  local situation=$1 log=$2 home=$3 without=$4 scratch=$5 line
  shift 5
  [[ -n $home ]] && export HOME=$home
  exec {ready}< <(run_java "$situation" --log "$log" --authority "$target/lab/ca" \
    --runtime "$target/image/lib/security/cacerts" --scratch "$scratch" ${without:+--without "$without"} \
    </dev/null 2>"$scratch/lab.err")
  local lab=$!
  read -r line <&"$ready" || true
  if [[ ${line:-} != ready ]]; then
    cat "$scratch/lab.err" >&2
    fail "the tiny internet did not start${line:+; it said: $line}."
  fi
  export WHY502_LAB_CA=$target/lab/ca/ca.pem WHY502_LAB_LOG=$log WHY502_LAB_KEYS=$scratch
  export WHY502_LAB_CONTROL=http://127.0.0.1:5020
  # shellcheck source=/dev/null
  . "$scratch/environment" # the proxy, where the situation sets one
  local code=0
  "$@" {ready}<&- || code=$?
  kill -TERM "$lab" && wait "$lab" || true # it completes the log
  return "$code"
}

if [[ ${1:-} == --inside ]]; then
  shift
  java=$WHY502_LAB_JAVA
  unset WHY502_LAB_JAVA
  inside "$@"
  exit
fi

java=$(find_java)
if [[ ${1:-} == --list ]]; then
  (run_java --list)
  exit
fi

situation= log= home= without=
while (($#)); do
  case $1 in
    --log) log=$(realpath -m "${2:?--log needs a file}") && shift 2 ;;
    --home) home=$(realpath -m "${2:?--home needs a folder}") && shift 2 ;;
    --without) without=${2:?--without needs the names of servers} && shift 2 ;;
    --) shift && break ;;
    -*) fail "unknown option $1" ;;
    *) [[ -z $situation ]] || fail "one situation only; the command goes after --" && situation=$1 && shift ;;
  esac
done
[[ -n $situation && $# -gt 0 ]] || fail "use: install/lab.sh SITUATION [--log FILE] [--home DIR] [--without SERVER,…] -- COMMAND [ARGS…]"
for tool in unshare setpriv ip nft mount; do
  PATH=$PATH:/usr/sbin:/sbin command -v "$tool" >/dev/null ||
    fail "'$tool' is missing; the tiny internet needs util-linux, iproute2 and nftables."
done
unshare -Urnm --fork --pid --mount-proc --kill-child true ||
  fail "this machine does not allow private user namespaces (unshare -Urnm failed), and the tiny internet needs one."

scratch=$(mktemp -d "${TMPDIR:-/tmp}/why502-lab.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
: "${log:=$scratch/requests.jsonl}"
mkdir -p "$(dirname "$log")" "$target/lab"
PATH=$PATH:/usr/sbin:/sbin WHY502_LAB_JAVA=$java setpriv --pdeathsig KILL \
  unshare -Urnm --fork --pid --mount-proc --kill-child \
  "$BASH" "${BASH_SOURCE[0]}" --inside "$situation" "$log" "$home" "$without" "$scratch" "$@" <&0 &
inner=$!
# unshare itself is deaf to polite signals; the kernel ends all that it started.
trap 'kill -KILL "$inner"' TERM INT HUP
code=0
wait "$inner" || code=$?
exit "$code"
