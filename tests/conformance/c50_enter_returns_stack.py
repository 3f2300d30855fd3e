# 50. `__aenter__` returns the stack itself.
import asyncio
from contextlib import AsyncExitStack, ExitStack


class Special(AsyncExitStack):
    pass


async def main():
    original = AsyncExitStack()
    async with original as stack:
        print("the same:", stack is original)
    special = Special()
    async with special as stack:
        print("the same:", stack is special, type(stack).__name__)
    print("by hand:", await original.__aenter__() is original)
    sync = ExitStack()
    with sync as stack:
        print("sync, the same:", stack is sync)
    async with AsyncExitStack() as outer:
        inner = AsyncExitStack()
        entered = await outer.enter_async_context(inner)
        print("entered is inner:", entered is inner)
        inner.callback(print, "inner unwinds")
        outer.callback(print, "outer's last callback comes first")


asyncio.run(main())
