#!/bin/sh
# Makes the companion's cache of classes anew: cache.sh IMAGE. No package brings one, for it is of one machine (it
# knows its jars by place and time) and large. Without it the companion starts a little slower, so who runs this goes
# on where it fails.
#
# It holds the classes that the build saw at work (classes.list): nothing is asked for it, and nobody is contacted.
# A cache and its jars only ever change together: so the old one goes first, and the new one takes the name only
# when it is whole and the companion has answered a greeting with it.
set -eu
# As in the launcher: what is meant for other Java programs of this machine.
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS JDK_AOT_VM_OPTIONS CLASSPATH
cd "$1"
cache=lib/why502/why502.aot
rm -f "$cache" "$cache.sha256" "$cache".new*
# What doctor compares it with, and the jars that it is made beside. A system without either has none kept.
sum() {
  if command -v sha256sum >/dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi
}
# The greeting as a browser says it: the length, in the four bytes of the machine's order (little-endian on all
# that we build for), and the words.
hello='{"type":"hello","protocol":1,"version":"0.1.0"}'
# The collector and the class path are the launcher's: the JVM takes no archive that was made for others. It leaves
# nothing in the temporary folder (UsePerfData).
if bin/java -Xshare:dump -XX:SharedClassListFile=lib/why502/classes.list "-XX:SharedArchiveFile=$cache.new" \
  -XX:+UseSerialGC -XX:-UsePerfData -Xlog:disable -cp "$(pwd -P)/lib/why502/why502-host.jar" >/dev/null 2>&1 &&
  [ -s "$cache.new" ] &&
  printf '%b%s' "\\0$(printf %o ${#hello})\\0\\0\\0" "$hello" |
  WHY502_JAVA_OPTIONS="-Xshare:on -XX:SharedArchiveFile=$cache.new" bin/why502 chrome-extension://training/ >/dev/null 2>&1; then
  # Everybody who may start it may read it, whatever whoever installs keeps from others.
  chmod a+r "$cache.new"
  # Its sums first: without a cache they mean nothing.
  if { sum <"$cache.new" | sed 's/ .*/  why502.aot/' && (cd lib/why502 && sum -- *.jar); } >"$cache.sha256" 2>/dev/null; then
    chmod a+r "$cache.sha256"
  else
    rm -f "$cache.sha256"
  fi
  mv "$cache.new" "$cache"
else
  rm -f "$cache".new*
  echo "The cache of classes could not be made: the companion starts a little slower." >&2
  exit 1
fi
