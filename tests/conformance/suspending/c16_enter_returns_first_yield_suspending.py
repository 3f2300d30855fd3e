# 16. `__aenter__` returns the first yielded value.
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
async def gives(value):
    await pause()
    print("before the yield")
    received = yield value
    print("the yield gave", received)


@asynccontextmanager
async def gives_nothing():
    await pause()
    yield


@asynccontextmanager
async def chooses(flag):
    await pause()
    if flag:
        yield "when true"
    else:
        yield "when false"


@asynccontextmanager
async def from_a_loop():
    await pause()
    for item in ["first", "second"]:
        yield item
        await pause()
        break


class Pair:
    def __init__(self):
        self.parts = (1, 2)

    @asynccontextmanager
    async def opened(self, factor=1):
        await pause()
        yield tuple(part * factor for part in self.parts)


async def main():
    await pause()
    async with gives("text") as value:
        await pause()
        print("value", value)
    async with gives((1, [2, 3])) as (one, [two, three]):
        await pause()
        print("unpacked", one, two, three)
    async with gives("unused"):
        await pause()
        print("no target")
    async with gives_nothing() as value:
        await pause()
        print("value", value)
    for flag in (True, False):
        async with chooses(flag) as value:
            await pause()
            print("value", value)
    async with from_a_loop() as value:
        await pause()
        print("value", value)
    async with Pair().opened(10) as (one, two):
        await pause()
        print("method", one, two)
    async with Pair.opened(Pair()) as parts:
        await pause()
        print("through the class", parts)
    manager = gives("by hand")
    print("value", await manager.__aenter__())
    print("exit", await manager.__aexit__(None, None, None))


asyncio.run(main())
