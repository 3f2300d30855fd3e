# 15. Calling the function runs none of the body; argument errors come at the call.
import asyncio
from contextlib import asynccontextmanager


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


@asynccontextmanager
async def managed(first, /, second=2, *, third):
    await pause()
    print("body runs with", first, second, third)
    yield first + second + third
    print("body ends")


def call(*args, **kwargs):
    try:
        manager = managed(*args, **kwargs)
    except TypeError as exc:
        print("call failed:", exc)
        return None
    print("called, a", type(manager).__name__)
    return manager


async def main():
    await pause()
    manager = call(1, third=3)
    print("not entered yet")
    async with manager as total:
        await pause()
        print("total", total)
    async with call(1, 10, third=100) as total:
        await pause()
        print("total", total)
    async with call(*[5], **{"third": 6, "second": 7}) as total:
        await pause()
        print("total", total)
    call()
    call(1)
    call(1, 2, 3, third=4)
    call(1, third=3, fourth=4)
    call(first=1, third=3)
    try:
        async with managed():
            await pause()
            print("not reached")
    except TypeError as exc:
        await pause()
        print("in the statement:", exc)
    print("never entered:", type(managed(1, third=2)).__name__)


asyncio.run(main())
