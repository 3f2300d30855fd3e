#!/bin/bash
# check_subfolder.sh BUILD_FOLDER SOURCE_FOLDER BUILD_TYPE C_COMPILER C++_COMPILER DEPENDENCIES: a project that has cowith's source as a
# subfolder, built as a whole: the translator, the runtime, then the project's own Python. ccache has most of it from the build that is
# tested: the folders lie alike.
set -euo pipefail
. "$(dirname "$0")/../checks.sh"
build=$1 source=$2 build_type=$3 cc=$4 cxx=$5 dependencies=$6
work=$build/tests/work/subfolder
rm -rf "$work"
mkdir -p "$work/project"
unset MAKEFLAGS MAKELEVEL
export CCACHE_BASEDIR=$work CCACHE_NOHASHDIR=1
parts=(cmake frontend lowering runtime driver modules native)
cp -r "$source/CMakeLists.txt" "$source/LICENSE" "${parts[@]/#/$source/}" "$work"
cp -r "$source/tests/build_systems/project/." "$work/project"
cat >"$work/project/CMakeLists.txt" <<'CMAKE'
cmake_minimum_required(VERSION 3.25)
project(whole LANGUAGES C CXX)
add_subdirectory(.. cowith EXCLUDE_FROM_ALL)
cowith_add_library(orders MODULES orders.py shop)
cowith_add_executable(app MAIN app.py MODULES pricing.py USES orders)
add_executable(host host.cpp)
target_link_libraries(host PRIVATE orders)
cowith_add_executable(bound MAIN bound.py NATIVE scales=scales.hpp)
CMAKE
expected='*'
check "configure" cmake -S "$work/project" -B "$work/build" -G Ninja -DCMAKE_BUILD_TYPE="$build_type" -DCMAKE_C_COMPILER="$cc" \
    -DCMAKE_CXX_COMPILER="$cxx" \
    -DCOWITH_DEPS_DIR="$dependencies" -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON # ccache is shy of those
check "build" cmake --build "$work/build" -j2
expected="pool:0 11.2 7 \['x', 'y'\]"
check "program" "$work/build/app" x y
expected='orders on its own'
check "library in a C++ program" "$work/build/host"
expected=12
check "C++ in Python" "$work/build/bound"
expected='*no work to do*'
check "nothing to do" cmake --build "$work/build"
expected="$(printf 'no tests\n')"
check "no tests of cowith" bash -c "cd '$work/build' && test ! -e cowith/tests && echo 'no tests'"
finish 'add_subdirectory'
