#!/usr/bin/env bash
# How fast why502 is and what it costs, beside a plain script that asks the same questions one after
# another. Prints figures; it never passes or fails, and nothing outside this machine is contacted.
#
#   install/bench.sh [PAIRS]        7 pairs of runs in each situation, unless said otherwise
#   install/bench.sh --crowd [PEOPLE]
#                                   what a crowd of our users (a million, unless said otherwise) sends AO3 in an
#                                   outage, beside one that presses F5; needs Node alone
#   install/bench.sh --start [TURNS [IMAGE-OF-BEFORE]]
#                                   how soon the companion greets, beside the smallest host in Python, and beside
#                                   another image of it; prints one table in Markdown (9 turns, unless said otherwise)
#   install/bench.sh --script       the plain script alone, to be run inside a situation:
#                                   install/lab.sh healthy -- install/bench.sh --script
#
# WHY502_BENCH_SITUATIONS="healthy dropped-packets" measures only these.
set -euo pipefail
here=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)

# What somebody would write who knows the field: the questions that the host asks, with its time
# limits (dig knows whole seconds only: where the host waits 2.5 s, this waits 2). Each address shows
# its certificate and its edge in one request. The browser's trials are left out, which favours it.
plain_script() {
  local archive=archiveofourown.org resolver address found all=()
  look_up() { # RESOLVER-OR-EMPTY SECONDS
    found=$(for type in A AAAA; do
      dig +short +tries=1 +time="$2" ${1:+"@$1"} "$archive" "$type" | grep -v '^;' || true
    done)
    echo "names from ${1:-the machine}: ${found//$'\n'/ }"
    mapfile -t -O "${#all[@]}" all <<<"$found"
  }
  fetch() { # SECONDS URL CURL-OPTIONS…
    local limit=$1 url=$2
    shift 2
    curl -q -sS --noproxy '*' ${WHY502_LAB_CA:+--cacert "$WHY502_LAB_CA"} --max-time "$limit" \
      -H 'Cache-Control: no-cache, no-store' -o /dev/null "$@" \
      -w "%{http_code} from %{remote_ip} in %{time_total} s: $url\n" "$url" || true
  }
  look_up '' 3
  for resolver in 1.1.1.1/1.0.0.1 8.8.8.8/8.8.4.4; do
    look_up "${resolver%/*}" 2
    [ -n "$found" ] || look_up "${resolver#*/}" 2
  done
  while read -r address; do
    [[ $address != *:* ]] || address=[$address]
    fetch 4 "https://$archive/cdn-cgi/trace" --connect-timeout 3 --resolve "$archive:443:$address"
  done < <(printf '%s\n' "${all[@]}" | grep . | sort -u)
  fetch 6 "https://$archive/token_dispenser.json"
  fetch 4 https://www.otwstatus.org/api/v2/summary.json
  fetch 4 http://detectportal.firefox.com/success.txt
  fetch 4 http://connectivitycheck.gstatic.com/generate_204
  fetch 4 https://www.gstatic.com/generate_204
}

# All that native messaging asks of a host.
python_host() {
  cat <<'END'
import json, struct, sys

def receive():
    length = sys.stdin.buffer.read(4)
    return json.loads(sys.stdin.buffer.read(struct.unpack("=I", length)[0])) if length else None

while receive():
    said = json.dumps({"type": "welcome", "protocol": 1, "version": "0"}).encode()
    sys.stdout.buffer.write(struct.pack("=I", len(said)) + said)
    sys.stdout.buffer.flush()
END
}

pairs=7 start=
case ${1-} in
  --script)
    plain_script
    exit
    ;;
  --crowd)
    cd "$here/../extension"
    exec node test/bench/crowd.js "${@:2}"
    ;;
  --start)
    start=${2:-9} before=${3-}
    [[ $start =~ ^[1-9][0-9]*$ ]] && [ $# -le 3 ] && { [ -z "$before" ] || [ -x "$before/bin/why502" ]; } || {
      echo "Use: install/bench.sh --start [TURNS [IMAGE-OF-BEFORE]], with 1 turn or more and the folder of an image." >&2
      exit 2
    }
    ;;
  -h | --help)
    sed -n '2,/^set /{/^set /d; s/^# \{0,1\}//; p}' "${BASH_SOURCE[0]}"
    exit
    ;;
  '') ;;
  *[!0-9]* | 0*)
    echo "The number of pairs is 1 or more, not \"$1\". Use: install/bench.sh [PAIRS]" >&2
    exit 2
    ;;
  *) pairs=$1 ;;
esac

. "$here/setup.sh"
why502_need_packages curl:curl dig:bind9-dnsutils unshare:util-linux ip:iproute2 nft:nftables
why502_find_jdk
why502_build
target=$why502_root/host/target

echo "machine:  $(nproc) cores, $(awk '/^MemTotal/ {printf "%.1f GiB", $2 / 1048576}' /proc/meminfo)" \
  "memory, load $(cut -d' ' -f1-3 /proc/loadavg) at the start, $(uname -srm)"
echo "versions: $("$why502_launcher" --version | head -n 1) ($(git -C "$why502_root" describe --always --dirty 2>/dev/null || echo "no git"))," \
  "Java $(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$target/image/release")," \
  "$(curl --version | cut -d' ' -f1-2 | head -n 1), $(dig -v 2>&1 | head -n 1)"
if [ -n "$start" ]; then
  why502_need_packages python3:python3 node:nodejs npm:npm
  why502_need_browser chromium
  why502_need_browser firefox
  [ -d "$why502_root/extension/node_modules" ] || npm --prefix "$why502_root/extension" ci --no-audit --no-fund >&2
  images=("now=$target/image")
  [ -z "$before" ] || images=("before=$(realpath -- "$before")" "${images[@]}")
  host=$(mktemp)
  trap 'rm -f "$host"' EXIT
  python_host >"$host"
  # The program itself: what PATH calls so may be a script that looks for it first.
  python=$(python3 -c 'import sys; print(sys.executable)')
  echo "measured: $start turns on $(date -I), $("$python" --version), a diagnosis in every-page-502-at-once with no delay"
  echo
  "$here/lab.sh" every-page-502-at-once -- "$WHY502_JDK/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData \
    -cp "$target/test-classes:$target/classes:$(<"$target/test-classpath.txt")" \
    org.why502.bench.StartBench every-page-502-at-once "$start" "$python" "$host" "${images[@]}"
  # The same table, in the same columns: two of python3, and one of each image.
  commands=("'$python' '$host'" "'$python' -I -S '$host'")
  packed='| packed, without the cache, which is made where it is installed | |'
  for image in "${images[@]}"; do
    commands+=("'${image#*=}/bin/why502'")
    bytes=$(tar -C "${image#*=}" --exclude='why502.aot*' -cz . | wc -c)
    packed+=" | $((bytes / 1000000)).$((bytes / 100000 % 10)) MB"
  done
  echo "$packed |"
  for engine in chromium firefox; do
    "$here/lab.sh" healthy -- node "$why502_root/extension/test/bench/round-trip.js" "$engine" "$start" "${commands[@]}" ||
      why502_say "It could not be measured through $engine; the reason is above."
  done
  echo
  echo "load at the end: $(cut -d' ' -f1-3 /proc/loadavg)"
  exit
fi
cat <<END
measured: $pairs pairs (host, script) in each situation of the tiny internet, in turns which goes
          first, after a pair that is thrown away: the page cache is warm, every process starts anew.
          Every answer (DNS, TLS, HTTP) comes 80 ms late; a browser's trial takes 80 ms. The host is
          the packaged program, through its real pipe. Settled is its first diagnosis; a needed probe
          is one that was observed before it. A ratio is the median of the pairs' own ratios.
END

for situation in ${WHY502_BENCH_SITUATIONS-healthy every-page-502-at-once names-failing dropped-packets}; do
  WHY502_LAB_DELAY_MS=80 "$here/lab.sh" "$situation" -- \
    "$WHY502_JDK/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData \
    -cp "$target/test-classes:$target/classes:$(<"$target/test-classpath.txt")" \
    org.why502.bench.Bench "$situation" "$pairs" "$why502_launcher" "$BASH" "$here/bench.sh" --script ||
    why502_say "$situation could not be measured; the reason is above."
done
echo
for figures in HostsFileFigures OwnRootsFigures; do
  "$WHY502_JDK/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData \
    -cp "$target/test-classes:$target/classes:$(<"$target/test-classpath.txt")" \
    "org.why502.probe.setup.$figures" || why502_say "$figures could not be measured; the reason is above."
done
echo
echo "load at the end: $(cut -d' ' -f1-3 /proc/loadavg)"
