# 34. Parameters named self, func, args, kwds are not shadowed.
import asyncio
from contextlib import asynccontextmanager, contextmanager


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
async def managed(self, func, args, kwds):
    await pause()
    yield f"self={self} func={func} args={args} kwds={kwds}"


@contextmanager
def managed_sync(self, func, args, kwds):
    yield f"self={self} func={func} args={args} kwds={kwds}"


@asynccontextmanager
async def keywords(**kwds):
    await pause()
    yield kwds


@asynccontextmanager
async def more(gen, cls, value=None, typ=None, traceback=None):
    await pause()
    yield gen, cls, value, typ, traceback


async def main():
    await pause()
    async with managed(1, 2, 3, 4) as text:
        await pause()
        print(text)
    async with managed(self=1, func=2, args=3, kwds=4) as text:
        await pause()
        print(text)
    async with managed(**{"kwds": 1, "args": 2, "func": 3, "self": 4}) as text:
        await pause()
        print(text)
    with managed_sync(self=5, func=6, args=7, kwds=8) as text:
        await pause()
        print(text)
    async with keywords(self=1, func=2, args=3, kwds=4) as text:
        await pause()
        print(text)
    async with more(gen=1, cls=2, value=3, typ=4, traceback=5) as text:
        await pause()
        print(text)

    @managed(self="decorator", func=1, args=2, kwds=3)
    async def decorated(self, func):
        await pause()
        return self, func

    print(await decorated(self=7, func=8))


asyncio.run(main())
