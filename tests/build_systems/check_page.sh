#!/bin/bash
# check_page.sh BUILD_FOLDER SOURCE_FOLDER: builds the examples of docs/cpp.md as they stand there, and compares what they print.
set -euo pipefail
. "$(dirname "$0")/../checks.sh"
build=$1 source=$2
work=$build/tests/work/page
rm -rf "$work"
mkdir -p "$work"
export CCACHE_BASEDIR=$work CCACHE_NOHASHDIR=1
cmake --install "$build" --prefix "$work/tree" >"$work/install.log"
launcher=()
command -v ccache >/dev/null && launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)

# Each chapter's files stand behind `NAME`: in code blocks; the block behind "It prints:" is the output.
awk -v work="$work" '
    /^## / { chapter++; folder = work "/" chapter; system("mkdir -p " folder) }
    /^`[A-Za-z_.]+`:$/ { name = $0; gsub(/[`:]/, "", name) }
    /^It prints:$/ { name = "expected" }
    /^```/ && inside { inside = 0; close(folder "/" name); name = ""; next }
    /^```/ && name != "" { inside = 1; printf "" > (folder "/" name); next }
    inside { print > (folder "/" name) }
' "$source/docs/cpp.md"

for folder in "$work"/[0-9]*; do
    [[ -f $folder/CMakeLists.txt ]] || continue
    for compiler in clang++-19 g++-12; do
        if cmake -S "$folder" -B "$folder/$compiler" -G Ninja -DCMAKE_CXX_COMPILER=$compiler -DCMAKE_PREFIX_PATH="$work/tree" \
            "${launcher[@]}" >"$folder/log" 2>&1 && cmake --build "$folder/$compiler" >>"$folder/log" 2>&1 &&
            program=$(sed -n 's/^add_executable(\([a-z_]*\).*/\1/p; s/^cowith_add_executable(\([a-z_]*\).*/\1/p' "$folder/CMakeLists.txt") &&
            (cd "$folder" && "./$compiler/$program") >"$folder/output" 2>&1 && diff "$folder/expected" "$folder/output" >>"$folder/log"; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
            echo "FAILED   $(basename "$folder") of docs/cpp.md with $compiler:"
            tail -n 20 "$folder/log"
        fi
    done
done
finish docs/cpp.md
