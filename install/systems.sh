# The systems that a package of the companion is made for, and the Java runtime of one that is not this one.
# Sourced, never run:
#
#   why502_own_system
#       This machine's.
#   why502_system_of RUNTIME
#       The one that a Java runtime is for, by the first bytes of its program.
#   why502_foreign_runtime SYSTEM DIR OUTPUT
#       Puts the runtime for SYSTEM into OUTPUT, which is not there yet: a copy of DIR where that is a runtime that
#       was linked on such a system, or one that is linked here where DIR holds the modules (.jmod) of a JDK for it.
# shellcheck shell=bash

# What uname and the packages' names call them. Windows on arm64 runs the other.
why502_systems=(linux-x86_64 linux-arm64 macos-x86_64 macos-arm64 windows-x86_64)

why502_own_system() {
  case $(uname -m) in
    aarch64) printf 'linux-arm64\n' ;;
    *) printf 'linux-%s\n' "$(uname -m)" ;;
  esac
}

# So many bytes of a file from an offset, as hexadecimal digits.
why502_bytes() { od -An -v -tx1 -j "$2" -N "$3" "$1" | tr -d ' \n'; }

why502_system_of() {
  local program=$1/bin/java at
  [ -f "$program" ] || program=$1/bin/java.exe
  if [ ! -f "$program" ]; then
    printf 'unknown\n'
    return
  fi
  case $(why502_bytes "$program" 0 20) in
    # elf(5): e_machine, 62 and 183.
    7f454c460201*3e00) printf 'linux-x86_64\n' ;;
    7f454c460201*b700) printf 'linux-arm64\n' ;;
    # mach-o/loader.h: 64 bits, and the processor's type.
    cffaedfe07000001*) printf 'macos-x86_64\n' ;;
    cffaedfe0c000001*) printf 'macos-arm64\n' ;;
    # The PE format: where its header begins stands at 60, after which come its name and the machine.
    4d5a*)
      at=$(od -An -tu4 -j 60 -N 4 "$program" | tr -d ' ')
      case $(why502_bytes "$program" "${at:-0}" 6) in
        504500006486) printf 'windows-x86_64\n' ;;
        *) printf 'unknown\n' ;;
      esac
      ;;
    *) printf 'unknown\n' ;;
  esac
}

# The version and the modules of a runtime, but for the one that Windows alone has.
why502_parts_of() {
  sed -n 's/\r$//; s/"//g; /^JAVA_VERSION=/p' "$1/release"
  sed -n 's/\r$//; s/"//g; s/^MODULES=//p' "$1/release" | tr ' ' '\n' | grep -vx jdk.crypto.mscapi | LC_ALL=C sort | tr '\n' ' '
}

why502_foreign_runtime() {
  local system=$1 from=$2 output=$3 found own theirs
  case " ${why502_systems[*]} " in
    *" $system "*) ;;
    *) why502_end "There is no system \"$system\". There are: ${why502_systems[*]}" ;;
  esac
  [ -d "$from" ] || why502_end "For $system there is no folder $from."
  if [ -f "$from/lib/modules" ]; then
    cp -R "$from" "$output"
  elif [ -f "$from/java.base.jmod" ]; then
    why502_find_jdk
    "$WHY502_JDK/bin/java" "$why502_root/host/build/Image.java" runtime "$output" "$system" "$from" >&2 ||
      why502_end "The runtime for $system could not be linked of $from; the reason is above."
  else
    why502_end "$from is neither a Java runtime (no lib/modules in it) nor the modules of a JDK (no java.base.jmod).
For $system it takes one of them: what this makes on such a system,
  java host/build/Image.java runtime FOLDER
or the folder jmods of a JDK for it of the version that builds here (Adoptium has them apart from the JDK:
https://adoptium.net/temurin/releases/?version=25&package=jmods)."
  fi
  found=$(why502_system_of "$output")
  [ "$found" = "$system" ] || why502_end "The Java runtime in $from is one for $found, not for $system."
  # The parts of all packages are told once: they are the same.
  own=$(why502_parts_of "$why502_root/host/target/image")
  theirs=$(why502_parts_of "$output")
  [ "$own" = "$theirs" ] || why502_end "The Java runtime in $from is not the one that builds here:
$theirs
and here:
$own"
}
