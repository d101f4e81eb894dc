#!/bin/sh
# Makes the companion's cache of classes anew: cache.sh IMAGE. No package brings one, for it is of one machine and
# never the same bytes twice. Without it the companion starts a little slower, so who runs this goes on where it fails.
#
# A cache and its jars only ever change together: beside a jar of another build it would run the old classes in
# silence (JDK 25). So the old one goes first, and the new one takes the name only when it is whole.
set -eu
cd "$1"
cache=lib/why502/why502.aot
rm -f "$cache" "$cache".new*
# One greeting, as a browser says it: the length, in the four bytes of the machine's order (little-endian on all
# that we build for), and the words.
hello='{"type":"hello","protocol":1,"version":"0.1.0"}'
if printf '%b%s' "\\0$(printf %o ${#hello})\\0\\0\\0" "$hello" |
  WHY502_JAVA_OPTIONS="-XX:AOTCacheOutput=$cache.new" bin/why502 chrome-extension://training/ >/dev/null 2>&1 &&
  [ -s "$cache.new" ]; then
  # Everybody who may start it may read it, whatever whoever installs keeps from others.
  chmod a+r "$cache.new"
  mv "$cache.new" "$cache"
else
  rm -f "$cache".new*
  echo "The cache of classes could not be made: the companion starts a little slower." >&2
  exit 1
fi
