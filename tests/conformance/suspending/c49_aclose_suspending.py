# 49. `aclose()` is `__aexit__(None, None, None)`; there is no `close()` or `__enter__`.
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


def exit_function(*details):
    print("exit", details)


async def exit_async(*details):
    await pause()
    print("async exit", details)


class Watching(AsyncExitStack):
    async def __aexit__(self, *details):
        await pause()
        print("__aexit__ called with", details)
        await pause()
        return await super().__aexit__(*details)


async def main():
    await pause()
    stack = AsyncExitStack()
    stack.push(exit_function)
    stack.push_async_exit(exit_async)
    print("aclose gives", await stack.aclose())
    print("again", await stack.aclose())
    watching = Watching()
    watching.push(exit_function)
    print("aclose gives", await watching.aclose())
    for name in ("close", "__enter__", "__exit__", "aclose", "__aenter__", "__aexit__"):
        print(name, hasattr(stack, name), hasattr(ExitStack(), name))
    try:
        with AsyncExitStack():
            await pause()
            print("not reached")
    except TypeError as exc:
        await pause()
        print(exc)
    try:
        async with ExitStack():
            await pause()
            print("not reached")
    except TypeError as exc:
        await pause()
        print(exc)
    stack.push(exit_function)
    try:
        await pause()
        raise ValueError("being handled")
    except ValueError:
        await pause()
        await stack.aclose()
    stack.callback(lambda: 1 / 0)
    try:
        await stack.aclose()
    except ZeroDivisionError as exc:
        await pause()
        print("aclose raised", type(exc).__name__)


asyncio.run(main())
