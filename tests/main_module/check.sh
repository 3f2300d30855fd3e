#!/bin/bash
# check.sh COWITH: runs modules by name (-m) and folders with __main__.py, and compares with what CPython did (expected.txt).
# check.sh --record PYTHON: records that anew.
set -euo pipefail
. "$(dirname "$0")/../checks.sh"
here=$(cd "$(dirname "$0")" && pwd)
runs=('-m tools a b' '-m tools.greet' '-m tools.deep.inside x' '-m absent' 'folder c')
run_all() { # COMMAND...: what it does with each, in a form that names no paths
    local words status
    cd "$here/project"
    for words in "${runs[@]}"; do
        echo "=== $words"
        status=0
        # shellcheck disable=SC2086 # words are split
        "$@" $words >"$work/out" 2>"$work/err" || status=$?
        cat "$work/out"
        sed -E "s,^([^ ]*python[0-9.]*|cowith): ,,; s|\"[^\"]*/project/|\"|" "$work/err" |
            grep -v -e '<frozen runpy>' -e '^Traceback' || true
        echo "exit status $status"
    done
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [[ $1 == --record ]]; then
    export PYTHONDONTWRITEBYTECODE=1
    run_all "$2" >"$here/expected.txt"
    exit
fi
export XDG_CACHE_HOME=$work/cache
if diff "$here/expected.txt" <(run_all "$1" run); then passed=1; else failed=1; fi
finish 'modules as programs'
