#!/bin/bash
# check.sh BUILD_FOLDER: installs cowith somewhere else and uses it from a folder that knows nothing of the source tree.
set -euo pipefail
. "$(dirname "$0")/../checks.sh"
build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
check() { # NAME COMMAND...: as in checks.sh, but the output must be `expected` to the letter
    local name=$1 output
    shift
    if output=$("$@" 2>&1) && [[ $output == "$expected" ]]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAILED   %s\n  expected: %s\n  output:   %s\n' "$name" "$expected" "$output"
    fi
}

cmake --install "$build" --prefix "$work/tree" >"$work/install.log"
mv "$work/tree" "$work/moved" # nothing may remember where it was installed
export XDG_CACHE_HOME=$work/cache
cowith=$work/moved/bin/cowith
mkdir "$work/project"
cd "$work/project"
cat >app.py <<'PY'
import asyncio, sys
from contextlib import asynccontextmanager

@asynccontextmanager
async def lease(name):
    yield name.upper()

async def main():
    async with lease("conn") as conn:
        print(conn, sys.argv[1:])

asyncio.run(main())
PY
expected="CONN ['x', 'y z']"
check run "$cowith" run app.py x 'y z'
check run-again "$cowith" run app.py x 'y z'
expected=""
check build "$cowith" build app.py -o app
check check "$cowith" check app.py
expected="CONN []"
check built-program ./app
"$cowith" translate app.py -o out >/dev/null
expected="app.cpp app.hpp app.tables.inc "
check translate bash -c 'ls out | tr "\n" " "'
finish 'installed tree'
