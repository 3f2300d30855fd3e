# 66. An empty stack returns False; the stack is reusable; nested reuse empties it at the inner exit.
import asyncio
from contextlib import AsyncExitStack, ExitStack


class Turn:
    """Suspends for one turn of the loop by an `__await__` of its own."""

    def __await__(self):
        yield


pauses = 0


async def pause():
    """Suspend in one of three ways in turn: an `__await__`, `sleep(0)`, a future."""
    global pauses
    pauses += 1
    if pauses % 3 == 1:
        await Turn()
    elif pauses % 3 == 2:
        await asyncio.sleep(0)
    else:
        loop = asyncio.get_running_loop()
        future = loop.create_future()
        loop.call_soon(lambda: future.done() or future.set_result(None))
        await future


async def main():
    await pause()
    stack = AsyncExitStack()
    print("empty:", await stack.__aexit__(None, None, None))
    print("empty, with an exception:", await stack.__aexit__(ValueError, ValueError("body"), None))
    async with stack:
        await pause()
        print("an empty body")
    try:
        async with stack:
            await pause()
            raise ValueError("not suppressed")
    except ValueError as exc:
        await pause()
        print(repr(exc))
    for number in range(3):
        async with stack:
            await pause()
            stack.callback(print, "callback of use", number)
    print("-- nested")
    async with stack:
        await pause()
        stack.callback(print, "registered in the outer block")
        async with stack:
            await pause()
            stack.callback(print, "registered in the inner block")
            print("inner body")
        print("after the inner block")
        stack.callback(print, "registered after the inner block")
    print("-- used before entering")
    stack.callback(print, "registered before entering")
    async with stack:
        await pause()
        print("body")
    sync = ExitStack()
    with sync:
        await pause()
        sync.callback(print, "sync outer")
        with sync:
            await pause()
            sync.callback(print, "sync inner")
        print("between")
    print("sync, empty:", sync.__exit__(None, None, None))


asyncio.run(main())
