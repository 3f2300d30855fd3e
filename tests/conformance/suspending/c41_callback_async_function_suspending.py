# 41. `callback(async function)` never awaits it. A trap.
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


async def clean_up(name):
    await pause()
    print("clean up", name)


async def main():
    await pause()
    async with AsyncExitStack() as stack:
        await pause()
        stack.callback(clean_up, "never runs")
        print("body")
    print("after the async stack")
    with ExitStack() as stack:
        await pause()
        stack.callback(clean_up, "never runs either")
    print("after the sync stack")
    try:
        async with AsyncExitStack() as stack:
            await pause()
            stack.callback(clean_up, "never")
            await pause()
            raise ValueError("not suppressed, unlike with push")
    except ValueError as exc:
        await pause()
        print(exc)
    async with AsyncExitStack() as stack:
        await pause()
        stack.push_async_callback(clean_up, "the right way")


asyncio.run(main())
