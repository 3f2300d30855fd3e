#!/bin/bash
# check.sh BUILD_FOLDER SOURCE_FOLDER: gdb and lldb over a translated program, built by both compilers: breakpoints, steps, values, core dumps.
set -euo pipefail
. "$(dirname "$0")/../checks.sh"
build=$1 source=$2
work=$build/tests/work/debugging
rm -rf "$work"
mkdir -p "$work"
cd "$work"
export XDG_CACHE_HOME=$build/tests/work
lldb=$(command -v lldb-19 || true)
script=$source/runtime/debugger/cowith_gdb.py
debug() { gdb -batch -nx -x "$script" -ex 'set debuginfod enabled off' "$@" 2>&1; }
debug_lldb() { "$lldb" -x -b -O "command script import ${script%_gdb.py}_lldb.py" "$@" 2>&1 | tr -d '\r'; }
# has NAME TEXT LINE...: the text has these lines, in this order, others between them.
has() {
    local name=$1 text=$2 rest=$'\n'$2$'\n' line
    shift 2
    for line in "$@"; do
        if [[ $rest != *$'\n'"$line"$'\n'* ]]; then
            failed=$((failed + 1))
            printf 'FAILED   %s: no line "%s" (in this place) in:\n%s\n' "$name" "$line" "$text"
            return
        fi
        rest=${rest#*"$line"}
    done
    passed=$((passed + 1))
}

cp "$source/tests/debugging/orders.py" "$work"
for compiler in clang++-19 g++-12; do
    program=$work/program-$compiler
    CXX=$compiler "$build/cowith" build -g "$work/orders.py" -o "$program"
    # A plain function: stop, values, on to the next lines, and back in the caller.
    has "$compiler: plain function" "$(debug -ex 'break orders.py:16' -ex run -ex pylocals -ex next -ex 'print rounded' \
        -ex next -ex pylocals -ex 'generate-core-file '"$work/core" "$program")" \
        "16	    rounded = amount * rate" "amount = 7" "rate = 2.5" "17	    label = f\"{rounded:.2f}\"" "\$1 = 17.5" \
        "18	    return label" "label = '17.50'"
    # A coroutine: Python's locals by their names, whatever the compiler calls its own.
    has "$compiler: coroutine" "$(debug -ex 'break orders.py:28' -ex run -ex pylocals -ex 'print text' \
        "$program" | LC_ALL=C sort)" \
        "connection = {'pool': 'main', 'limit': 2, 'closed': True}" "count = 4" \
        "items = [('tea', 3), ('rosé', 4)]" "name = 'rosé'" "pool = 'main'" "text = '17.50'" "total = 7"
    has "$compiler: tasks" "$(debug -ex 'break orders.py:25' -ex run -ex async-backtrace "$program")" \
        "* Task(name='Task-1')" "  |   File \"$work/orders.py\", line 34, in async main()" \
        "  + Awaits: Task(name='first')" "* Task(name='first')" \
        "  |   File \"$work/orders.py\", line 24, in async order()"
    core=$(debug -ex 'bt 3' -ex pylocals "$program" "$work/core")
    has "$compiler: core dump" "$(grep -o 'orders::price.*orders.py:18\|^label = .*' <<<"$core")" \
        "orders::price (amount=7, rate=2.5) at $work/orders.py:18" "label = '17.50'"
    # The same with lldb.
    if [[ -z $lldb ]]; then
        skipped=$((skipped + 1))
        echo "skipped: $compiler: lldb (lldb-19 is not installed)"
        continue
    fi
    has "$compiler: lldb: lines and values" "$(debug_lldb -o 'breakpoint set -f orders.py -l 16' -o run -o next \
        -o 'frame variable rounded' -o pynext "$program")" \
        "-> 16  	    rounded = amount * rate" "-> 17  	    label = f\"{rounded:.2f}\"" "(cowith::object) rounded = 17.5" \
        "-> 18  	    return label"
    has "$compiler: lldb: coroutine" "$(debug_lldb -o 'breakpoint set -f orders.py -l 28' -o run -o pylocals "$program" | LC_ALL=C sort)" \
        "connection = {'pool': 'main', 'limit': 2, 'closed': True}" "count = 4" \
        "items = [('tea', 3), ('rosé', 4)]" "name = 'rosé'" "pool = 'main'" "text = '17.50'" "total = 7"
    has "$compiler: lldb: tasks" "$(debug_lldb -o 'breakpoint set -f orders.py -l 25' -o run -o async-backtrace "$program")" \
        "* Task(name='Task-1')" "  |   File \"$work/orders.py\", line 34, in async main()" \
        "  + Awaits: Task(name='first')" "* Task(name='first')" \
        "  |   File \"$work/orders.py\", line 24, in async order()"
    core=$(debug_lldb -o 'bt 3' -o pylocals --core "$work/core" "$program")
    has "$compiler: lldb: core dump" "$(sed 's/.*\(orders::price\).*\( at orders.py:18\).*/\1\2/' <<<"$core" | LC_ALL=C sort)" \
        "amount = 7" "label = '17.50'" "orders::price at orders.py:18"
    rm -f "$work/core"
done

# What a C++ compiler says of emitted code is said of the Python line.
"$build/cowith" translate --line-directives "$work/orders.py" -o "$work"
sed -i 's/g.asyncio.start_call("sleep"_n, 0)/no_such_name/' "$work/orders.cpp"
for compiler in clang++-19 g++-12; do
    message=$(LC_ALL=C $compiler -std=c++20 -fsyntax-only -I"$source/runtime/include" "$work/orders.cpp" 2>&1 | grep error: || true)
    has "compile error with $compiler" "$(sed -n "s/:[0-9]*: error: .*no_such_name'.*/: error/p" <<<"$message" | head -1)" \
        "$work/orders.py:26: error"
done
has "compile error with libclang" "$("$build/tests/cowith_check_emitted" --file "$work/orders.cpp")" \
    "  $work/orders.py:26: error: use of undeclared identifier 'no_such_name'"

finish debugging
