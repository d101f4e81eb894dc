# What the scripts in this folder share. Sourced, never run:
#
#   here=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
#   . "$here/setup.sh"
#
#   why502_need_packages mvn:maven npm:npm chromium:chromium …
#       COMMAND:DEBIAN-PACKAGE pairs. What is missing is installed when we are root; otherwise a
#       sentence on stderr gives the exact command, and the script ends.
#   why502_need_browser chromium|firefox
#       Debian's, or the program that WHY502_CHROMIUM or WHY502_FIREFOX names: its path is exported there.
#   why502_refresh_lists
#       Fetches the list of packages anew where it is older than a day. For root.
#   why502_versions
#       One line for each thing that is used, with its version.
#   why502_need_servers nginx:nginx …
#       The same for servers that tests start themselves: the machine neither starts nor enables them.
#   why502_find_jdk
#       Finds a JDK 25 or newer, exports WHY502_JDK (its folder) and what Maven needs to find it too.
#       Installs Debian's where there is one and we are root; otherwise a sentence says where to get it.
#   why502_fetch_modules WHAT
#       What the extension is built and driven with, where it is not there as its list says.
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

# The folder in which apt keeps what it knows (apt.conf(5), Dir::State::lists).
why502_lists() {
  local lists=
  eval "$(apt-config shell lists Dir::State::lists/d 2>/dev/null)"
  printf '%s\n' "${lists:-/var/lib/apt/lists}"
}

# An old list names packages that are no longer there, or are old themselves: a browser of last summer.
# It is as old as the newest file in it; an empty one, as of an image that was made small, is old.
why502_lists_are_old() {
  local lists
  lists=$(why502_lists)
  [ -z "$(find "$lists" -maxdepth 1 -type f -name '*Packages*' -print -quit 2>/dev/null)" ] ||
    [ -z "$(find "$lists" -maxdepth 1 -type f ! -name lock -mtime -1 -print -quit)" ]
}

# Once for a script: a server's files may be older than a day though they were fetched just now.
why502_refresh_lists() {
  [ -z "${WHY502_LISTS_ARE_FRESH-}" ] && [ "$(id -u)" = 0 ] && why502_lists_are_old || return 0
  why502_say "The list of packages is older than a day: fetching it anew…"
  why502_quietly apt-get update -q ||
    why502_say "It could not be fetched; what is in the old one is tried."
  export WHY502_LISTS_ARE_FRESH=1
}

# Runs a command whose many words only matter if it fails.
why502_quietly() {
  local words code=0
  words=$(mktemp)
  "$@" </dev/null >"$words" 2>&1 || code=$?
  [ "$code" = 0 ] || cat "$words" >&2
  rm -f "$words"
  return "$code"
}

# Installs Debian packages. Only for root; nothing is asked, nothing is read from stdin.
why502_apt() {
  why502_refresh_lists
  why502_say "Installing: $*"
  DEBIAN_FRONTEND=noninteractive why502_quietly apt-get install -y -q --no-install-recommends "$@" ||
    why502_end "apt-get could not install $*; its reason is above."
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
  sudo apt-get update && sudo apt-get install ${missing[*]}"
  why502_apt "${missing[@]}"
  for pair; do
    command -v "${pair%%:*}" >/dev/null || why502_end "${pair#*:} is installed, yet there is no ${pair%%:*}."
  done
}

# The harness of the tests reads the same variables (extension/test/browsers/harness/program.js).
why502_need_browser() {
  local variable=WHY502_${1^^}
  local chosen=${!variable-}
  if [ -z "$chosen" ]; then
    case $1 in
      chromium) why502_need_packages chromium:chromium ;;
      firefox) why502_need_packages firefox-esr:firefox-esr ;;
    esac
    return 0
  fi
  [ -e "$chosen" ] || why502_end "$variable names $chosen, but there is nothing. Please give the path of a browser's program."
  [ -f "$chosen" ] && [ -x "$chosen" ] ||
    why502_end "$variable names $chosen, which cannot be run. Please give the path of a browser's program."
  chosen=$(realpath -s -- "$chosen")
  export "$variable=$chosen"
}

# The path of the browser that is used.
why502_browser() {
  case $1 in
    chromium) printf '%s\n' "${WHY502_CHROMIUM:-/usr/lib/chromium/chromium}" ;;
    firefox) printf '%s\n' "${WHY502_FIREFOX:-/usr/bin/firefox-esr}" ;;
  esac
}

# The first line that a program says of its version, within ten seconds; a browser gets a home of its own.
why502_version_of() {
  local home said
  home=$(mktemp -d)
  said=$(HOME=$home timeout -k 1 10 "$@" 2>/dev/null </dev/null | sed -n '/[0-9]/{s|\x1b\[[0-9;]*m||g;s| *$||;p;q}') || true
  rm -rf "$home"
  printf '%s\n' "${said:-says no version}"
}

why502_versions() {
  local system=unknown
  [ ! -r /etc/os-release ] || system=$(sed -n 's/^PRETTY_NAME="\{0,1\}\([^"]*\).*/\1/p' /etc/os-release)
  [ ! -r /etc/debian_version ] || system="$system ($(cat /etc/debian_version))"
  printf '%-10s %s\n' \
    Chromium "$(why502_version_of "$(why502_browser chromium)" --version), $(why502_browser chromium)" \
    Firefox "$(why502_version_of "$(why502_browser firefox)" --version), $(why502_browser firefox)" \
    Java "$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$WHY502_JDK/release"), $WHY502_JDK" \
    Maven "$(why502_version_of mvn --version)" \
    Node "$(node --version)" \
    npm "$(npm --version)" \
    Kernel "$(uname -sr), $(nproc) processors" \
    System "$system"
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
    why502_refresh_lists # It is asked what there is.
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

# What is saved of situations is read by tests alone: nothing of it is built.
# WHAT: for people. Fetched anew where another list of them came since.
why502_fetch_modules() {
  local extension=$why502_root/extension
  if [ ! -e "$extension/node_modules/.package-lock.json" ] ||
    [ "$extension/package-lock.json" -nt "$extension/node_modules/.package-lock.json" ]; then
    why502_say "Fetching $1…"
    (cd "$extension" && npm ci --no-audit --no-fund --silent </dev/null >&2) ||
      why502_end "npm could not fetch it; its reason is above."
  fi
}

why502_build() {
  local stamp=$why502_root/host/target/why502-build.stamp
  if [ -x "$why502_launcher" ] && [ -e "$stamp" ] &&
    [ -z "$(find "$why502_root/pom.xml" "$why502_root"/host/{pom.xml,src,build} "$why502_root/manifests" \
      -path '*/src/test/resources/situations' -prune -o -newer "$stamp" -print -quit)" ]; then
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
