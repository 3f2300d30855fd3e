#!/bin/bash
# macros.sh BUILD_FOLDER SOURCE_FOLDER: Python names that are macros in the headers which emitted code includes get names of their own.
set -euo pipefail
build=$1 source=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
compilers=()
for compiler in clang++-19 g++-12; do
    if command -v "$compiler" >"$work/which"; then compilers+=("$compiler"); fi
done
for compiler in "${compilers[@]}"; do
    "$compiler" -std=c++20 -fno-exceptions -I"$source/runtime/include" -dM -E -include cowith/cowith.hpp -x c++ /dev/null
done | sed -n 's/^#define \([A-Za-z][A-Za-z0-9_]*\).*/\1/p' | sort -u >"$work/names"
{
    sed 's/.*/& = "&"/' "$work/names"
    sed 's/.*/def f_&(&): return &/' "$work/names"
} >"$work/macros.py"
"$build/cowith" translate "$work/macros.py" -o "$work" >"$work/log"
failed=0
for compiler in "${compilers[@]}"; do
    "$compiler" -std=c++20 -fno-exceptions -Wall -Wextra -Werror -fsyntax-only -I"$source/runtime/include" "$work/macros.cpp" ||
        failed=$((failed + 1))
done
echo "macros: $((${#compilers[@]} - failed)) passed, $failed failed, 0 skipped"
if [[ -n ${COWITH_TEST_SUMMARY:-} ]]; then
    echo "macros $((${#compilers[@]} - failed)) $failed 0 0" >>"$COWITH_TEST_SUMMARY"
fi
((failed == 0))
