#!/bin/bash
# check.sh BUILD_FOLDER SOURCE_FOLDER: cowith as a step of other projects' builds. They see only an installed tree.
set -euo pipefail
. "$(dirname "$0")/../checks.sh"
build=$1 source=$2
here=$source/tests/build_systems
work=$build/tests/work/build_systems # the same place in each run, for ccache
rm -rf "$work"
mkdir -p "$work"
unset MAKEFLAGS MAKELEVEL # whoever runs this may be make
export CCACHE_BASEDIR=$work CCACHE_NOHASHDIR=1

# How many C++ files a build compiles, and whether it translates.
steps() {
    local log
    log=$("$@" 2>&1) || { echo "$log"; return 1; }
    echo "translated $(grep -cE 'Translating|Binding' <<<"$log" || true), compiled $(grep -c 'Building CXX' <<<"$log" || true)"
}

cmake --install "$build" --prefix "$work/tree" >"$work/install.log"
tree=$work/tree
launcher=()
command -v ccache >/dev/null && launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)

# How often ccache had what a build compiles.
cache_hits() {
    local log=$work/ccache_statistics
    rm -f "$log"
    CCACHE_STATSLOG=$log "$@" >"$work/cache_hits.log" 2>&1 || { cat "$work/cache_hits.log"; return 1; }
    echo "hits $(grep -cE '^(direct|preprocessed)_cache_hit' "$log" || true), misses $(grep -c '^cache_miss' "$log" || true)"
}
configure() { # NAME GENERATOR COMPILER
    cmake -S "$work/$1/project" -B "$work/$1/build" -G "$2" -DCMAKE_CXX_COMPILER="$3" -DCMAKE_BUILD_TYPE=Debug \
        -DCMAKE_PREFIX_PATH="$tree" -DCMAKE_INSTALL_PREFIX="$work/$1/installed" "${launcher[@]}"
}

# in_project NAME GENERATOR COMPILER
in_project() {
    local name=$1 generator=$2 compiler=$3
    local project=$work/$name/project folder=$work/$name/build
    mkdir "$work/$name"
    cp -r "$here/project" "$project"
    expected='*'
    check "$name: configure" configure "$name" "$generator" "$compiler"
    expected='translated 4, compiled 11'
    check "$name: build" steps cmake --build "$folder" -j2
    expected="pool:0 11.2 7 \['x', 'y'\]"
    check "$name: program" "$folder/app" x y
    expected='orders on its own'
    check "$name: library in a C++ program" "$folder/host"
    expected=12
    check "$name: C++ in Python" "$folder/bound"
    expected='translated 0, compiled 0'
    check "$name: nothing to do" steps cmake --build "$folder"

    touch "$project/pricing.py"
    expected='translated 1, compiled 0'
    check "$name: touched, but the same" steps cmake --build "$folder"
    echo '# dearer' >>"$project/pricing.py"
    sed -i 's/1.25/2.5/' "$project/pricing.py"
    expected='translated 1, compiled 1'
    check "$name: a module changes" steps cmake --build "$folder"
    sed -i 's/, 1)/, 2)/' "$project/rounding.py"
    check "$name: a module changes that only an import names" steps cmake --build "$folder"
    expected="pool:0 22.5 7 []"
    check "$name: changed program" "$folder/app"
    expected='translated 0, compiled 0'
    check "$name: nothing to do again" steps cmake --build "$folder"

    # The header of a native module: bound again and compiled again, once.
    sed -i 's/pieces \* 3/pieces * 4/' "$project/scales.hpp"
    expected='translated 1, compiled 1'
    check "$name: a header changes" steps cmake --build "$folder"
    expected=16
    check "$name: program with the changed header" "$folder/bound"
    expected='translated 0, compiled 0'
    check "$name: nothing to do after the header" steps cmake --build "$folder"

    # A new import is found without configuring anew.
    printf 'LIMIT = 20\n' >"$project/limits.py"
    sed -i '1i from limits import LIMIT' "$project/rounding.py"
    sed -i 's/round(amount/round(min(amount, LIMIT)/' "$project/rounding.py"
    expected='translated 1, compiled 1'
    check "$name: a new import" steps cmake --build "$folder"
    printf 'LIMIT = 10\n' >"$project/limits.py"
    check "$name: the new import changes" steps cmake --build "$folder"
    expected="pool:0 10 7 []"
    check "$name: program with the new import" "$folder/app"

    cp "$project/pricing.py" "$work/$name/pricing.py"
    printf 'def broken(x):\n    return x +\n' >>"$project/pricing.py"
    expected="*$project/pricing.py:8:15: error: invalid syntax*E0201*"
    wanted_status=$([[ $generator == Ninja ]] && echo 1 || echo 2) \
        check "$name: an error of Python" cmake --build "$folder"
    cp "$work/$name/pricing.py" "$project/pricing.py"
    expected='*'
    check "$name: mended" cmake --build "$folder"

    # All of it again from nothing: the output depends on the Python alone, so that ccache has every object.
    if ((${#launcher[@]})); then
        rm -rf "$folder"
        configure "$name" "$generator" "$compiler" >"$work/$name/again.log" 2>&1
        expected='hits 11, misses 0'
        check "$name: clean build with ccache" cache_hits cmake --build "$folder" -j2
    fi
}
in_project ninja Ninja clang++-19
in_project make 'Unix Makefiles' g++-12
in_project ninja_gcc Ninja g++-12
in_project make_clang 'Unix Makefiles' clang++-19

# The library of Python modules, installed and used by yet another project.
expected='*'
check "install" cmake --install "$work/ninja/build"
expected='orders.hpp shop.hpp shop_stock.hpp '
check "installed headers" bash -c "ls '$work/ninja/installed/include' | tr '\n' ' '"
mkdir "$work/consumer"
cp "$here/project/host.cpp" "$work/consumer"
cat >"$work/consumer/CMakeLists.txt" <<'CMAKE'
cmake_minimum_required(VERSION 3.25)
project(consumer LANGUAGES CXX)
find_package(cowith REQUIRED)
include(${OUTSIDE}/lib/cmake/outside/outsideTargets.cmake)
add_executable(host host.cpp)
target_link_libraries(host PRIVATE outside::orders)
CMAKE
expected='*'
check "consumer: configure" cmake -S "$work/consumer" -B "$work/consumer/build" -G Ninja -DCMAKE_CXX_COMPILER=clang++-19 \
    -DOUTSIDE="$work/ninja/installed" -DCMAKE_PREFIX_PATH="$tree" "${launcher[@]}"
check "consumer: build" cmake --build "$work/consumer/build"
expected='orders on its own'
check "consumer: program" "$work/consumer/build/host"

# cowith's source as a subfolder of a project. (A whole build of such a project: check_subfolder.sh.)
mkdir "$work/subfolder"
cat >"$work/subfolder/CMakeLists.txt" <<'CMAKE'
cmake_minimum_required(VERSION 3.25)
project(subfolder LANGUAGES C CXX)
add_subdirectory(${COWITH_SOURCE} cowith)
cowith_add_executable(app MAIN ${COWITH_SOURCE}/examples/building/app.py)
if(TARGET cowith_difftest OR CMAKE_BUILD_TYPE)
    message(FATAL_ERROR "cowith's own settings reach the project")
endif()
CMAKE
expected='*'
check "add_subdirectory: configure" cmake -S "$work/subfolder" -B "$work/subfolder/build" -G Ninja \
    -DCMAKE_C_COMPILER=clang-19 -DCMAKE_CXX_COMPILER=clang++-19 -DCOWITH_SOURCE="$source"
expected='*cowith translate*app.py*app.imports.cpp*'
check "add_subdirectory: commands" ninja -C "$work/subfolder/build" -t commands app

# Cross-compiling. Nothing of the target runs here: its cowith is in pieces, and its programs name a loader that isn't there.
cross=$work/cross
mkdir -p "$cross/host/bin" "$cross/target"
: >"$cross/target_ran"
cp -r "$tree/." "$cross/target"
printf '#!/bin/sh\necho "the cowith of the target ran: $*" | tee -a %q\nexit 1\n' "$cross/target_ran" |
    tee "$cross/target/bin/cowith" >"$cross/target/bin/cowith-bind"
for tool in cowith cowith-bind; do
    printf '#!/bin/sh\necho %s >>%q\nexec %q "$@"\n' $tool "$cross/host_ran" "$tree/bin/$tool" >"$cross/host/bin/$tool"
done
chmod +x "$cross/host/bin/"*
cat >"$cross/toolchain.cmake" <<'CMAKE'
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR elsewhere)
set(CMAKE_CXX_COMPILER clang++-19)
set(CMAKE_C_COMPILER clang-19)
set(CMAKE_FIND_ROOT_PATH ${CMAKE_CURRENT_LIST_DIR}/target)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
set(CMAKE_EXE_LINKER_FLAGS_INIT -Wl,--dynamic-linker=/lib/elsewhere.so)
CMAKE
cp -r "$here/project" "$cross/project"
cat >>"$cross/project/CMakeLists.txt" <<'CMAKE'
if(NOT CMAKE_CROSSCOMPILING)
    message(FATAL_ERROR "this is no cross-compiling")
endif()
CMAKE
configure_cross() { # BUILD_FOLDER OPTION...
    cmake -S "$cross/project" -B "$cross/$1" -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_TOOLCHAIN_FILE="$cross/toolchain.cmake" \
        "${launcher[@]}" "${@:2}"
}
expected='*'
check "cross: configure" configure_cross build -DCOWITH_EXECUTABLE="$cross/host/bin/cowith"
expected='translated 4, compiled 11'
check "cross: build" steps cmake --build "$cross/build" -j2
expected='bind 1, cowith 3'
check "cross: the named cowith translates" bash -c \
    'echo "bind $(grep -c "^cowith-bind$" "$1"), cowith $(grep -c "^cowith$" "$1")"' - "$cross/host_ran"
expected=''
check "cross: nothing of the target runs" cat "$cross/target_ran"
expected='*elsewhere.so*'
check "cross: the program is the target's" readelf -l "$cross/build/bound"
expected=12
check "cross: the program, where there is a loader" "$(readelf -l /bin/sh | sed -n 's/.*interpreter: \(.*\)]/\1/p')" "$cross/build/bound"
expected='*name a cowith that runs on this machine*'
wanted_status=1 check "cross: without a named cowith" env PATH="/usr/bin:/bin" cmake -S "$cross/project" -B "$cross/unnamed" -G Ninja \
    -DCMAKE_TOOLCHAIN_FILE="$cross/toolchain.cmake"
sed '/FIND_ROOT/d' "$cross/toolchain.cmake" >"$cross/source_toolchain.cmake"
wanted_status=1 check "cross: cowith's source without a named cowith" env PATH="/usr/bin:/bin" cmake -S "$source" -B "$cross/source_unnamed" \
    -G Ninja -DCMAKE_TOOLCHAIN_FILE="$cross/source_toolchain.cmake"
expected="*$cross/host/bin/cowith translate --library*"
check "cross: cowith's source" bash -c \
    "cmake -S '$source' -B '$cross/source' -G Ninja -DCMAKE_TOOLCHAIN_FILE='$cross/source_toolchain.cmake' \
     -DCOWITH_EXECUTABLE='$cross/host/bin/cowith' >'$cross/source.log' && ninja -C '$cross/source' -t commands"
expected='*no-such-cowith*'
wanted_status=1 check "a named translator that isn't there" bash -c \
    "cmake -S '$here/project' -B '$work/unnamed' -G Ninja -DCMAKE_CXX_COMPILER=clang++-19 -DCMAKE_PREFIX_PATH='$tree' \
     -DCOWITH_EXECUTABLE=/no-such-cowith >'$work/unnamed.log' && cmake --build '$work/unnamed'"

# Meson and Make, from the examples.
export PKG_CONFIG_PATH=$tree/lib/pkgconfig
example_output=$'reserved A12 A13 for 70\nreleased A12 A13'
cp -r "$source/examples/building" "$work/meson"
cp -r "$source/examples/building" "$work/makefile"
compiled() { # COMMAND...: how many C++ files it compiles
    local log
    log=$("$@" 2>&1) || { echo "$log"; return 1; }
    echo "compiled $(grep -cE -- ' -c .*\.cpp' <<<"$log" || true)"
}
cd "$work/meson"
expected='*'
if command -v meson >/dev/null; then
    check "meson: set up" env CXX="ccache clang++-19" meson setup build
    expected='compiled 3'
    check "meson: build" compiled meson compile -C build -v
    expected=$example_output
    check "meson: program" build/app
    expected='compiled 0'
    check "meson: nothing to do" compiled meson compile -C build -v
    sed -i 's/35/36/' orders.py
    expected='compiled 1'
    check "meson: a module changes" compiled meson compile -C build -v
    expected=$'reserved A12 A13 for 72\n*'
    check "meson: changed program" build/app
fi
cd "$work/makefile"
expected='compiled 3'
check "make: build" compiled make CXX="ccache g++-12"
expected=$example_output
check "make: program" ./app
expected='compiled 0'
check "make: nothing to do" compiled make
sed -i 's/35/36/' orders.py
expected='compiled 1'
check "make: a module changes" compiled make CXX="ccache g++-12"

# What Bazel would do with the example's rules.
if command -v python3 >/dev/null; then
    expected=$example_output
    check "bazel: the rules" python3 "$here/bazel_rules.py" "$source/examples/building" "$tree" "$work/bazel" ccache clang++-19
else
    skipped=$((skipped + 1))
fi

finish 'build systems'
