#!/bin/bash
# check_messages.sh COWITH_BIND COWITH FOLDER: what can't be bound is said of its place in the header; stubs are written.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$3"
"$1" things=things.hpp 2>&1 | sed "s|^$3/||" >"$work/messages"
diff expected_messages.txt "$work/messages"
"$1" store=store.hpp --stubs "$work/store.pyi" 2>&1 | sed "s|^$3/||" >"$work/messages"
diff expected_store_messages.txt "$work/messages"
"$1" odd=odd.hpp --stubs "$work/odd.pyi" 2>&1 | sed "s|^$3/||" >"$work/messages"
diff expected_odd_messages.txt "$work/messages"
for line in 'limit: int' '    None_ = 1' '    def def_(self, from_: int, self_: int) -> int: ...' '    def __add__(self, other: Money) -> Money: ...'; do
    grep -qxF -- "$line" "$work/odd.pyi" || { echo "no line in the stubs: $line"; cat "$work/odd.pyi"; exit 1; }
done
"$2" stubs things=things.hpp -o "$work/things.pyi" 2>/dev/null
for line in 'class Color(IntEnum):' '    def put(self, list: list[int]) -> str: ...' '    def ask(self, value: int) -> Awaitable[Any]: ...' \
    'class Missing(KeyError):' '    async def __aenter__(self) -> Any: ...' 'def add(a: str, b: str) -> str: ...' '    x: int'; do
    grep -qxF -- "$line" "$work/things.pyi" || { echo "no line in the stubs: $line"; cat "$work/things.pyi"; exit 1; }
done
for line in 'class BigPool(int_pool):' '    def put(self, item: User, times: int = ...) -> user_pool:' \
    'def table(users: list[User]) -> dict[str, User]: ...' 'def apply(f: Callable[[int, str], int], n: int) -> int: ...'; do
    grep -qxF -- "$line" "$work/store.pyi" || { echo "no line in the stubs: $line"; cat "$work/store.pyi"; exit 1; }
done
printf '#include "not_there.hpp"\n' >"$work/broken.hpp"
if "$1" broken="$work/broken.hpp" -o "$work/broken.cpp" 2>"$work/messages"; then exit 1; fi
grep -q "broken.hpp:1:10: fatal error: 'not_there.hpp' file not found" "$work/messages"
[[ ! -e $work/broken.cpp ]]
