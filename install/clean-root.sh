# For install/clean-*.sh, which source it: a Debian 12 that has no Java, no Maven and no Node, in a folder. It is fetched
# from Debian's mirror (debootstrap's own choice, or WHY502_DEBIAN_MIRROR) to target/clean-debian and kept there as an
# archive for the next time. Whoever sources it is root, and finds in $root what `clean_root` made.
[ "$(id -u)" = 0 ] ||
  why502_end "A clean Debian can be made by root alone. Nothing was tried. Please run: sudo $0"
why502_need_packages debootstrap:debootstrap unshare:util-linux

work=$why502_root/target/clean-debian
root=$work/root
mkdir -p "$work"
rm -rf "$root"

# The archive NAME of it, in which FETCH has put what it needs; it is run with the network, and once.
fetched() {
  local name=$1
  [ ! -e "$work/$name.tar" ] || return 0
  "${@:2}"
  tar -C "$root" --exclude=./var/cache/apt/archives/*.deb -cf "$work/$name.tar.new" .
  mv "$work/$name.tar.new" "$work/$name.tar"
  rm -rf "$root"
}

fetch_debian() {
  why502_say "Fetching a clean Debian 12…"
  why502_quietly debootstrap --variant=minbase bookworm "$root" ${WHY502_DEBIAN_MIRROR:+"$WHY502_DEBIAN_MIRROR"} ||
    why502_end "The clean Debian could not be made; debootstrap's reason is above. Nothing was tried."
}

# clean_root [NAME FETCH]: as it is fetched, or with what FETCH has put into it, which is kept as NAME.
clean_root() {
  fetched bookworm fetch_debian
  if (($#)); then fetched "$@"; fi
  mkdir "$root"
  tar -C "$root" -xpf "$work/${1-bookworm}.tar"
  began=$SECONDS
  for program in java mvn node; do
    if inside sh -c "command -v $program" >/dev/null; then fail "There is a $program in it already."; fi
  done
}

step() {
  printf '%3d s  %s\n' "$((SECONDS - began))" "$*"
}
fail() { why502_end "FAILED: $*"; }

# A command inside, with a process table of its own and without any network. The shell stays the first process,
# because the first of a table cannot be killed from within it.
inside() {
  # shellcheck disable=SC2016
  unshare --mount --net --pid --fork --kill-child \
    sh -c 'mount -t proc proc "$0/proc" && { chroot "$0" "$@" || exit; }' "$root" "$@"
}

# Every file with its rights, owner, target and content, but for dpkg's own records.
all_files() {
  (
    cd "$root"
    for what in '-printf %p|%y|%m|%U:%G|%l\n' '-type f -exec sha256sum {} +'; do
      # shellcheck disable=SC2086
      find . \( -path ./proc -o -path ./dev -o -path ./sys -o -path ./var/lib/dpkg -o -path ./var/log/dpkg.log \) \
        -prune -o $what
    done
  ) | LC_ALL=C sort
}
