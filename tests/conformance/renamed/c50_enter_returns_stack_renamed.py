# 50. `__aenter__` returns the stack itself.
import asyncio
import contextlib



class AsyncPile(contextlib.AsyncExitStack):
    """contextlib's own, subclassed."""

    async def enter_async_context(self, cm):
        return await super().enter_async_context(cm)

    def push_async_exit(self, exit):
        return super().push_async_exit(exit)

    async def __aexit__(self, *details):
        return await super().__aexit__(*details)


class Pile(contextlib.ExitStack):
    """contextlib's own, subclassed."""

    def push(self, exit):
        return super().push(exit)

    def __exit__(self, *details):
        return super().__exit__(*details)


class Special(AsyncPile):
    pass


async def main():
    original = AsyncPile()
    async with original as stack:
        print("the same:", stack is original)
    special = Special()
    async with special as stack:
        print("the same:", stack is special, type(stack).__name__)
    print("by hand:", await original.__aenter__() is original)
    sync = Pile()
    with sync as stack:
        print("sync, the same:", stack is sync)
    async with AsyncPile() as outer:
        inner = AsyncPile()
        entered = await outer.enter_async_context(inner)
        print("entered is inner:", entered is inner)
        inner.callback(print, "inner unwinds")
        outer.callback(print, "outer's last callback comes first")


asyncio.run(main())
