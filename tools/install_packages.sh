#!/bin/bash
# install_packages.sh GROUP...: installs the Debian packages of these groups (tools/debian_packages.txt) that are missing.
# Asks only dpkg when all is there, so that it is quick and needs no network.
set -euo pipefail
fail() { echo "./dev: $1" >&2; exit 1; }

wanted=()
while read -r group package command; do
    [[ -z $group || $group == \#* ]] && continue
    [[ " $* " == *" $group "* ]] || continue
    [[ -n $command ]] && command -v "$command" >/dev/null && continue
    wanted+=("$package")
done <"$(dirname "$0")/debian_packages.txt"

command -v dpkg-query >/dev/null ||
    fail "this is no Debian system; install the packages named in tools/debian_packages.txt by hand, then run cmake --preset release"
installed=" $(dpkg-query -W -f '${db:Status-Abbrev}${Package} ' "${wanted[@]}" 2>/dev/null || true)"
missing=()
for package in "${wanted[@]}"; do
    [[ $installed == *" ii $package "* ]] || missing+=("$package")
done
((${#missing[@]} == 0)) && exit 0

root=()
if [[ $(id -u) != 0 ]]; then
    command -v sudo >/dev/null || fail "missing Debian packages; as root, run: apt-get install ${missing[*]}"
    root=(sudo)
fi
echo "./dev: installing ${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt() { "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q "$@" 2>&1 | tee -a "$log" | sed -un 's/^\(Get:\|Setting up \)/    &/p'; }
if ! { apt update && apt install -y --no-install-recommends "${missing[@]}"; }; then
    tail -n 5 "$log" >&2
    fail "apt-get failed (its last lines are above); when that is mended, run ./dev setup again"
fi
