# Where the companion is copied to, and whether whoever runs this may do so. Sourced by install.sh
# and uninstall.sh with their arguments, never run.
#
# It sets: why502_place (the folder of the companion's own), why502_scope (" --system", or nothing).
# shellcheck shell=bash

why502_scope=''
for argument; do
  [ "$argument" != --system ] || why502_scope=' --system'
done

if [ -n "$why502_scope" ]; then
  # hier(7): what no package manager brought, for everybody.
  why502_place=/opt/why502
  if [ "$(id -u)" != 0 ]; then
    echo "For everybody on this machine, this has to be run as root: sudo $0 --system" >&2
    exit 1
  fi
else
  # Without HOME, bash knows the home that the system has for this person, and says so for "~" alone.
  if [ -z "${HOME-}" ]; then
    unset HOME
    HOME=~ && export HOME
  fi
  case $HOME in
    /*) ;;
    *)
      echo "HOME is \"$HOME\", which is not the whole path of a folder. Nothing was done. Please set it to yours." >&2
      exit 1
      ;;
  esac
  # The XDG base directory specification wants relative values ignored.
  case ${XDG_DATA_HOME-} in
    /*) why502_place=$XDG_DATA_HOME/why502 ;;
    *) why502_place=$HOME/.local/share/why502 ;;
  esac
  # As root in another's home, we would leave what its owner can neither change nor remove.
  if [ "$(id -u)" = 0 ] && [ -e "$HOME" ] && [ ! -O "$HOME" ]; then
    echo "You run this as root, and $HOME is the home of somebody else: what root writes there, they can" >&2
    echo "neither change nor take back. Nothing was done. Please run it without sudo; or, for everybody on" >&2
    echo "this machine, with --system." >&2
    exit 1
  fi
fi
