#!/bin/bash
# check_command.sh BUILD_FOLDER FOLDER: --native of cowith build, run, translate, check and stubs, with the flags of a project that was built before.
set -euo pipefail
. "$(dirname "$0")/../checks.sh"
build=$1 here=$2
work=$build/tests/work/native_command
rm -rf "$work"
mkdir -p "$work"
cp -r "$here/project" "$work/project"
cd "$work/project/app"
export XDG_CACHE_HOME=$work/cache
cowith=$build/cowith

header=../include/parts/shelf.hpp
native=(--native "parts=$header")
library=(--native-link ../build/libparts.a)

# Without the project's flags.
expected="*shelf.hpp:2:10: fatal error: 'parts/part.hpp' file not found*cowith: the header of the module parts cannot be used: $header"
wanted_status=1 check "no flags" "$cowith" build -O0 "${native[@]}" app.py -o app
expected=''
check "translate with flags by hand" "$cowith" translate "${native[@]}" --native-flags "-I../include -DSHELF_LIMIT=9" \
    --native-flags "'-DSHELF_NAME=\"a b\"'" app.py -o out
expected='app.cpp app.hpp app.tables.inc parts.native.cpp '
check "what translate writes" bash -c "ls out | tr '\n' ' '"

# With them: found beside the header's project. Once more with each compiler.
expected='*'
check "configure the project" cmake -S .. -B ../build -DCMAKE_CXX_COMPILER=clang++-19 -DCMAKE_BUILD_TYPE=Debug
check "build the project" cmake --build ../build
expected=''
check "check" "$cowith" check "${native[@]}" app.py
for compiler in clang++-19 g++-12; do
    export CXX=$compiler
    expected=''
    check "$compiler: build" "$cowith" build -O0 "${native[@]}" "${library[@]}" app.py -o "app-$compiler"
    expected="no place for c ValueError('full')"$'\n'"the shelf \['<a>', '<b>'\] None"
    check "$compiler: program" "./app-$compiler" a b c
done
unset CXX
expected='*cannot be linked; name what its headers need with --native-link*'
wanted_status=1 check "no library" "$cowith" build -O0 "${native[@]}" app.py -o app
expected="the shelf \['<a>'\] 4"
check "a flag besides" "$cowith" run -O 0 --native-flags -DSHELF_EXTRA=4 "${native[@]}" "${library[@]}" app.py a

# `cowith run` makes the program anew when a header, the flags or the library change.
run=("$cowith" run -O 0 "${native[@]}" "${library[@]}" --compile-commands ../build app.py)
expected="the shelf \['<a>'\] None"
check "run" "${run[@]}" a
check "run from the cache" "${run[@]}" a
sed -i 's/"<" + name + ">"/"[" + name + "]"/' ../include/parts/part.hpp
expected='*'
check "build the project again" cmake --build ../build
expected="the shelf \['\[a\]'\] None"
check "a header changes that the header includes" "${run[@]}" a
sed -i 's/the shelf/our shelf/' ../build/compile_commands.json
expected="our shelf \['\[a\]'\] None"
check "the flags change" "${run[@]}" a

expected=''
check "stubs" "$cowith" stubs "parts=$header" -o parts.pyi
expected='*class Shelf:*def put(self, name: str) -> None: ...*'
check "what the stubs say" cat parts.pyi
expected="*no_such_folder*"
wanted_status=2 check "a database that isn't there" "$cowith" build "${native[@]}" --compile-commands no_such_folder app.py -o app
expected='*is no compile_commands.json*'
wanted_status=2 check "no database" "$cowith" build "${native[@]}" --compile-commands app.py app.py -o app
expected='*--native wants the name of a module and its header*'
wanted_status=2 check "no header" "$cowith" build --native parts app.py -o app

finish 'native modules by command'
