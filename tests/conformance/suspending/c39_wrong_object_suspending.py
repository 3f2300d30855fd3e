# 39. A wrong object: TypeError `'mod.X' object does not support the asynchronous context manager protocol`; nothing is
# pushed.
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


class Nothing:
    pass


class OnlyEnter:
    async def __aenter__(self):
        await pause()
        print("never entered")


class OnlyExit:
    async def __aexit__(self, *details):
        await pause()
        print("never left")


class Synchronous:
    def __enter__(self):
        print("never entered")

    def __exit__(self, *details):
        print("never left")


class Outer:
    class Inner:
        pass


async def main():
    await pause()
    async with AsyncExitStack() as stack:
        await pause()
        stack.callback(print, "the only callback")
        for thing in (Nothing(), OnlyEnter(), OnlyExit(), Synchronous(), Outer.Inner(), 5, None, "text", Nothing, len):
            try:
                await stack.enter_async_context(thing)
            except TypeError as exc:
                await pause()
                print(f"{exc} (cause {exc.__cause__!r}, suppress context {exc.__suppress_context__})")
        thing = Nothing()
        thing.__aenter__ = OnlyEnter().__aenter__
        thing.__aexit__ = OnlyExit().__aexit__
        try:
            await stack.enter_async_context(thing)
        except TypeError as exc:
            await pause()
            print(exc)
        for thing in (Nothing(), OnlyEnter(), 5):
            try:
                stack.enter_context(thing)
            except TypeError as exc:
                await pause()
                print("sync:", exc)
        print("body ends")
    with ExitStack() as stack:
        await pause()
        try:
            stack.enter_context(OnlyExit())
        except TypeError as exc:
            await pause()
            print("ExitStack:", exc)
        print("has the method of the async stack:", hasattr(stack, "enter_async_context"))


asyncio.run(main())
