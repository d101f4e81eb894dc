# Where the companion is on macOS, and what of it is there. Sourced by install.command and uninstall.command, never run.
#
# Each installation has a folder of its own in $why502_place, VERSION-NUMBER, into which nothing is written once it is
# whole; a browser is sent into that very folder.
# shellcheck shell=bash

# The companion's own notes lie in the first (why502 install); the second is these scripts' alone.
why502_notes=$HOME/Library/Application\ Support/why502
why502_place=$why502_notes/companion

why502_end() {
  printf '%s\n' "$*" >&2
  exit 1
}

# As root in another's home, we would leave what its owner can neither change nor remove.
if [ "$(id -u)" = 0 ] && [ -e "$HOME" ] && [ ! -O "$HOME" ]; then
  why502_end "You run this as root, and $HOME is the home of somebody else: what root writes there, they can
neither change nor take back. Nothing was done. Please run it without sudo."
fi

# The name of each installation, whole or not, a line each.
why502_installations() {
  local folder
  for folder in "$why502_place"/*-*; do
    [ ! -h "$folder" ] && [ -d "$folder" ] || continue
    printf '%s\n' "${folder##*/}" | grep -E '^[0-9][0-9.]*-[0-9]+$' || true
  done
}

# Whether a file for browsers that was noted down leads into this installation: why502_is_used NAME
# What cannot be read may.
why502_is_used() {
  local file code
  [ -e "$why502_notes/installed.json" ] || return 1
  [ -r "$why502_notes/installed.json" ] || return 0
  while IFS= read -r file; do
    [ -f "$file" ] || continue
    code=0
    grep -qF "/why502/companion/$1/bin/why502\"" "$file" 2>/dev/null || code=$?
    [ "$code" = 1 ] || return 0
  done < <(grep -oE '"/[^"]*"' "$why502_notes/installed.json" | sed 's/^"//; s/"$//')
  return 1
}
