# What the scripts in this folder share. Sourced, never run:
#
#   here=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
#   . "$here/setup.sh"
#
#   why502_need_packages mvn:maven npm:npm chromium:chromium …
#       COMMAND:DEBIAN-PACKAGE pairs. What is missing is installed when we are root; otherwise a
#       sentence on stderr gives the exact command, and the script ends.
#   why502_need_servers nginx:nginx …
#       The same for servers that tests start themselves: the machine neither starts nor enables them.
#   why502_find_jdk
#       Finds a JDK 25 or newer, exports WHY502_JDK (its folder) and what Maven needs to find it too.
#       Installs Debian's where there is one and we are root; otherwise a sentence says where to get it.
#   why502_build
#       Makes host/target/image and compiles the tests, unless nothing has changed since it last did.
#
# It sets: why502_root (the checkout), why502_launcher (the packaged host/target/image/bin/why502).
# shellcheck shell=bash

why502_root=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
why502_launcher=$why502_root/host/target/image/bin/why502
# ip and nft live where an ordinary user's PATH does not look.
PATH=$PATH:/usr/sbin:/sbin

why502_say() { printf '%s\n' "$*" >&2; }

why502_end() {
  why502_say "$@"
  exit 1
}

# Installs Debian packages. Only for root; nothing is asked, nothing is read from stdin.
why502_apt() {
  why502_say "Installing: $*"
  # An old list of packages is the usual reason for a failure: refresh it and try once more.
  local install=(apt-get install -y -q --no-install-recommends "$@")
  DEBIAN_FRONTEND=noninteractive "${install[@]}" </dev/null >&2 || {
    apt-get update -q </dev/null >&2
    DEBIAN_FRONTEND=noninteractive "${install[@]}" </dev/null >&2
  }
}

why502_need_packages() {
  local pair missing=()
  for pair; do
    command -v "${pair%%:*}" >/dev/null || missing+=("${pair#*:}")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  command -v apt-get >/dev/null ||
    why502_end "Missing here: ${missing[*]} (Debian's names). Please install them and run this again."
  [ "$(id -u)" = 0 ] ||
    why502_end "Some programs are missing. Please run this, then start again:
  sudo apt-get install ${missing[*]}"
  why502_apt "${missing[@]}"
  for pair; do
    command -v "${pair%%:*}" >/dev/null || why502_end "${pair#*:} is installed, yet there is no ${pair%%:*}."
  done
}

# Debian starts the servers that it installs, unless a policy forbids it (invoke-rc.d(8)).
why502_need_servers() {
  local pair policy=/usr/sbin/policy-rc.d code=0 made='' installed=()
  for pair; do
    command -v "${pair%%:*}" >/dev/null || installed+=("${pair#*:}")
  done
  [ ${#installed[@]} -gt 0 ] || return 0
  if [ "$(id -u)" = 0 ] && [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
    made=1
  fi
  # In a shell of its own, which may end: the policy must not stay behind.
  (why502_need_packages "$@") || code=$?
  [ -z "$made" ] || rm -f "$policy"
  [ "$code" = 0 ] || exit "$code"
  if command -v systemctl >/dev/null; then
    dpkg -L "${installed[@]}" | sed -n 's|.*/systemd/system/\([^/]*\.service\)$|\1|p' | grep -v @ |
      xargs -r systemctl disable >&2 || why502_say "Some of these servers will start with this machine: ${installed[*]}"
  fi
}

# The letters of the kept pictures (extension/test/pictures/fonts.txt).
why502_need_letters() {
  [ ! -e /usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf ] || return 0
  [ "$(id -u)" = 0 ] || why502_end "The pictures are drawn with the DejaVu fonts. Please run: sudo apt-get install fonts-dejavu-core"
  why502_apt fonts-dejavu-core
}

# Whether the folder is a JDK that can build why502: 25 or newer, with the compiler and jlink.
why502_is_jdk() {
  local version
  [ -x "$1/bin/javac" ] && [ -x "$1/bin/jlink" ] && [ -r "$1/release" ] || return 1
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ "${version:-0}" -ge 25 ]
}

why502_look_for_jdk() {
  local folder java
  java=$(command -v java || true)
  for folder in "${WHY502_JDK-}" "${JAVA_HOME-}" "${java:+$(readlink -f "$java" | sed 's|/bin/java$||')}" \
    /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /opt/*jdk* /opt/java/*; do
    if [ -n "$folder" ] && why502_is_jdk "$folder"; then
      WHY502_JDK=$folder
      return 0
    fi
  done
  return 1
}

why502_find_jdk() {
  local package
  if ! why502_look_for_jdk && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    for package in openjdk-25-jdk-headless temurin-25-jdk; do
      if apt-cache policy "$package" | grep -q 'Candidate: [0-9]'; then
        why502_apt "$package"
        break
      fi
    done
  fi
  why502_look_for_jdk ||
    why502_end "why502 is built with a Java 25 development kit (JDK), and none was found.
Get one from https://adoptium.net/temurin/releases/?version=25 (or: sudo apt-get install
openjdk-25-jdk-headless, where your Debian has it), unpack it below ~/.jdks or set JAVA_HOME to it,
and run this again."
  export WHY502_JDK
  # Maven may itself run on an older Java; its toolchain plugin looks at this variable, too.
  export JAVA25_HOME=$WHY502_JDK
  command -v java >/dev/null || export JAVA_HOME=$WHY502_JDK
}

why502_build() {
  local stamp=$why502_root/host/target/why502-build.stamp
  if [ -x "$why502_launcher" ] && [ -e "$stamp" ] &&
    [ -z "$(find "$why502_root/pom.xml" "$why502_root"/host/{pom.xml,src,build} "$why502_root/manifests" \
      -newer "$stamp" -print -quit)" ]; then
    return 0
  fi
  why502_need_packages mvn:maven
  why502_find_jdk
  why502_say "Building the companion (the first time, Maven fetches its libraries)…"
  local started
  started=$(mktemp)
  (cd "$why502_root" && mvn -q -B package -DskipTests </dev/null >&2) ||
    why502_end "The build failed; Maven's reason is above."
  # As old as the start of the build: a file that was saved meanwhile is newer.
  mv "$started" "$stamp"
}
