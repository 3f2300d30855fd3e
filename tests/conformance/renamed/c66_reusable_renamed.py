# 66. An empty stack returns False; the stack is reusable; nested reuse empties it at the inner exit.
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


async def main():
    stack = AsyncPile()
    print("empty:", await stack.__aexit__(None, None, None))
    print("empty, with an exception:", await stack.__aexit__(ValueError, ValueError("body"), None))
    async with stack:
        print("an empty body")
    try:
        async with stack:
            raise ValueError("not suppressed")
    except ValueError as exc:
        print(repr(exc))
    for number in range(3):
        async with stack:
            stack.callback(print, "callback of use", number)
    print("-- nested")
    async with stack:
        stack.callback(print, "registered in the outer block")
        async with stack:
            stack.callback(print, "registered in the inner block")
            print("inner body")
        print("after the inner block")
        stack.callback(print, "registered after the inner block")
    print("-- used before entering")
    stack.callback(print, "registered before entering")
    async with stack:
        print("body")
    sync = Pile()
    with sync:
        sync.callback(print, "sync outer")
        with sync:
            sync.callback(print, "sync inner")
        print("between")
    print("sync, empty:", sync.__exit__(None, None, None))


asyncio.run(main())
