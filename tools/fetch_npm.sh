#!/bin/bash
# fetch_npm.sh NAME DIRECTORY: fetches the npm package NAME at the version pinned in npm_pins.txt, checks the tarball
# against the pinned sha512 and unpacks it as DIRECTORY. Nothing of the package is executed. Quick when already there.
set -euo pipefail
name=$1 directory=$2
fail() { echo "./dev: $1" >&2; exit 1; }

read -r version integrity < <(awk -v name="$name" '$1 == name { print $2, $3 }' "$(dirname "$0")/npm_pins.txt") ||
    fail "no pin for $name in tools/npm_pins.txt"
stamp="$directory/.pin"
[[ -f $stamp && $(<"$stamp") == "$version $integrity" ]] && exit 0

echo "./dev: fetching $name $version from npm"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && npm pack --ignore-scripts "$name@$version") >"$work/name" 2>"$work/log" || {
    grep -v -E 'complete log|debug-0.log|^npm ERR! *$' "$work/log" | head -n 6 >&2
    fail "npm could not fetch $name@$version (its messages are above); check the network, then run ./dev setup again"
}
tarball=$(tail -n 1 "$work/name")
actual=$(node -e 'const hash = require("crypto").createHash("sha512");
process.stdout.write("sha512-" + hash.update(require("fs").readFileSync(process.argv[1])).digest("base64"));' "$work/$tarball")
[[ $actual == "$integrity" ]] || fail "$name@$version is not what tools/npm_pins.txt pins (got $actual); do not use it"

mkdir -p "$work/unpacked" "$(dirname "$directory")"
tar -xzf "$work/$tarball" -C "$work/unpacked" --strip-components=1
echo "$version $integrity" >"$work/unpacked/.pin"
rm -rf "$directory"
mv "$work/unpacked" "$directory"
