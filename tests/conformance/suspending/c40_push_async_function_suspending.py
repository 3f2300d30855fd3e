# 40. `push(async function)` never awaits it and suppresses the exception (a coroutine object is truthy). A trap.
import asyncio
import warnings
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


warnings.simplefilter("ignore")


async def exit_function(exc_type, exc, tb):
    await pause()
    print("runs only when it is awaited")
    await pause()
    return False


class Manager:
    async def __aenter__(self):
        await pause()
        print("never entered")

    async def __aexit__(self, *details):
        await pause()
        print("never left")


async def main():
    await pause()
    async with AsyncExitStack() as stack:
        await pause()
        stack.push(exit_function)
        await pause()
        raise ValueError("suppressed by a coroutine nobody awaits")
    print("went on after the async stack")
    with ExitStack() as stack:
        await pause()
        stack.push(exit_function)
        await pause()
        raise ValueError("suppressed as well")
    print("went on after the sync stack")
    async with AsyncExitStack() as stack:
        await pause()
        stack.push(exit_function)
    print("normal end")
    try:
        async with AsyncExitStack() as stack:
            await pause()
            stack.push(Manager())
            await pause()
            raise ValueError("an async manager is just a callable to push, and none at that")
    except TypeError as exc:
        await pause()
        print(exc, "- context", repr(exc.__context__))
    async with AsyncExitStack() as stack:
        await pause()
        stack.push_async_exit(exit_function)
        print("the right way")


asyncio.run(main())
