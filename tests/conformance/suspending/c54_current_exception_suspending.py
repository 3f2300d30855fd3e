# 54. Each exit function sees the current exception: the replaced one if replaced, Nones after suppression.
import asyncio
from contextlib import AsyncExitStack


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


class Sees:
    def __init__(self, name, then=None):
        self.name = name
        self.then = then

    async def __aenter__(self):
        await pause()
        return self

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        kind = exc_type.__name__ if exc_type else None
        same_traceback = None if exc is None else tb is exc.__traceback__
        print(f"{self.name}: {kind}, {exc!r}, its traceback: {same_traceback}")
        if self.then == "suppress":
            await pause()
            return True
        if self.then is not None:
            await pause()
            raise self.then


async def use(body, *managers):
    await pause()
    try:
        async with AsyncExitStack() as stack:
            await pause()
            for manager in managers:
                await stack.enter_async_context(manager)
            if body is not None:
                await pause()
                raise body
        print("went on")
    except Exception as exc:
        await pause()
        print("raised", repr(exc))


async def main():
    await pause()
    await use(ValueError("body"), Sees("c"), Sees("b"), Sees("a"))
    await use(ValueError("body"), Sees("c"), Sees("b", KeyError("replaced")), Sees("a"))
    await use(ValueError("body"), Sees("c"), Sees("b", "suppress"), Sees("a"))
    await use(ValueError("body"), Sees("d"), Sees("c", "suppress"), Sees("b", KeyError("replaced")), Sees("a"))
    await use(ValueError("body"), Sees("d"), Sees("c", KeyError("new")), Sees("b", "suppress"), Sees("a"))
    await use(None, Sees("c"), Sees("b", KeyError("new")), Sees("a"))
    await use(None, Sees("c"), Sees("b", "suppress"), Sees("a", KeyError("new")))
    await use(None, Sees("a"), Sees("b", "suppress"))


asyncio.run(main())
