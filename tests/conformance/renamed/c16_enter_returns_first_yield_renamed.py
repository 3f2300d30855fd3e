# 16. `__aenter__` returns the first yielded value.
import asyncio
import contextlib


as_async_manager = {"tool": contextlib.asynccontextmanager}["tool"]

@as_async_manager
async def gives(value):
    print("before the yield")
    received = yield value
    print("the yield gave", received)


@as_async_manager
async def gives_nothing():
    yield


@as_async_manager
async def chooses(flag):
    if flag:
        yield "when true"
    else:
        yield "when false"


@as_async_manager
async def from_a_loop():
    for item in ["first", "second"]:
        yield item
        break


class Pair:
    def __init__(self):
        self.parts = (1, 2)

    @as_async_manager
    async def opened(self, factor=1):
        yield tuple(part * factor for part in self.parts)


async def main():
    async with gives("text") as value:
        print("value", value)
    async with gives((1, [2, 3])) as (one, [two, three]):
        print("unpacked", one, two, three)
    async with gives("unused"):
        print("no target")
    async with gives_nothing() as value:
        print("value", value)
    for flag in (True, False):
        async with chooses(flag) as value:
            print("value", value)
    async with from_a_loop() as value:
        print("value", value)
    async with Pair().opened(10) as (one, two):
        print("method", one, two)
    async with Pair.opened(Pair()) as parts:
        print("through the class", parts)
    manager = gives("by hand")
    print("value", await manager.__aenter__())
    print("exit", await manager.__aexit__(None, None, None))


asyncio.run(main())
