# The oldest browsers that Debian still has: what is promised there is tried there. Sourced by test.sh,
# after setup.sh:
#
#   why502_test_oldest chromium|firefox every|main
#       Fetches the oldest one, unpacks it below target/oldest and runs the browser tests in it: every
#       file, or the main ones. Nothing is installed: what it needs besides comes with the newest.
# shellcheck shell=bash

# What `main` means: parts of the names of extension/test/browsers/*.test.js. The main job, clearing, the card, the
# popup, private windows and containers, and which profile Firefox opens.
why502_main_tests=(diagnoses clearing.test.js card browser.test.js private.test.js profiles)

# The lowest version of a package in the list, by Debian's order.
why502_oldest_version() {
  local lowest='' version
  while read -r version; do
    if [ -z "$lowest" ] || dpkg --compare-versions "$version" lt "$lowest"; then lowest=$version; fi
  done < <(apt-cache madison "$1" | awk -F'|' '$3 ~ / Packages$/ { gsub(/ /, "", $2); print $2 }')
  [ -n "$lowest" ] && printf '%s\n' "$lowest"
}

# Unpacks packages of this version, the first of which is the browser, and says where. Once: what is
# there whole is kept.
why502_unpack() {
  local version=$1 folder=$why502_root/target/oldest/$2-$1 package
  shift
  if [ ! -e "$folder/whole" ]; then
    rm -rf "$folder"
    mkdir -p "$folder/packages"
    # apt fetches as a user of its own where it can, who needs to be let in.
    for package; do
      (cd "$folder/packages" && why502_quietly apt-get download -q "$package=$version") ||
        { echo "Debian's list names $package $version, yet it could not be fetched; apt-get's reason is above."; return 1; }
    done
    for package in "$folder/packages"/*.deb; do dpkg-deb -x "$package" "$folder"; done
    rm -rf "$folder/packages"
    : >"$folder/whole"
  fi
  printf '%s\n' "$folder"
}

# What the program needs and this machine does not have.
why502_missing_libraries() {
  # Some of these files are scripts, of which ldd says so and fails.
  { find "$1" -maxdepth 1 -type f \( -perm -u+x -o -name '*.so' \) -exec env LD_LIBRARY_PATH="$1" ldd {} + 2>/dev/null || true; } |
    sed -n 's/^[[:space:]]*\(.*\) => not found.*/\1/p' | sort -u
}

why502_test_oldest() {
  local browser=$1 which=$2 package packages program version installed folder missing
  case $browser in
    chromium) packages=(chromium chromium-common) program=usr/lib/chromium/chromium ;;
    firefox) packages=(firefox-esr) program=usr/lib/firefox-esr/firefox-esr ;;
  esac
  package=${packages[0]}
  for tool in apt-cache apt-get dpkg dpkg-deb; do
    command -v "$tool" >/dev/null ||
      { echo "The oldest $package is fetched with Debian's $tool, and this machine has none. Please run this on Debian, or name a program in WHY502_${browser^^} and use install/test.sh."; return 1; }
  done
  why502_refresh_lists
  version=$(why502_oldest_version "$package") ||
    { echo "apt's list knows no $package. If it is empty, this mends it: sudo apt-get update"; return 1; }
  installed=$(dpkg-query -W -f='${Version}' "$package" 2>/dev/null || true)
  local chosen=WHY502_${browser^^}
  if [ "$which" = main ] && [ "$version" = "$installed" ] && [ -z "${!chosen-}" ]; then
    echo "Debian has one version of $package, $version: the one that is installed and was tested above."
    return 0
  fi
  folder=$(why502_unpack "$version" "${packages[@]}") || { echo "$folder"; return 1; }
  missing=$(why502_missing_libraries "$folder/${program%/*}")
  [ -z "$missing" ] ||
    { printf 'The oldest %s, %s, needs libraries that are not here:\n%s\n' "$package" "$version" "$missing"; return 1; }
  echo "The oldest $package that Debian has: $version"
  local files=()
  [ "$which" = every ] || files=("${why502_main_tests[@]}")
  env "$chosen=$folder/$program" npm --prefix extension run test:browsers -- --browser "$browser" "${files[@]}"
}
