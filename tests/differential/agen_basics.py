# Async generators: async for, else, break, await inside, comprehensions.
import asyncio


async def ticks(n):
    for i in range(n):
        await asyncio.sleep(0)
        yield i


class Countdown:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        await asyncio.sleep(0)
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        return self.n


async def double(source):
    async for x in source:
        yield 2 * x


async def main():
    async for i in ticks(3):
        print(i)
    else:
        print("else")
    async for i in ticks(5):
        if i == 1:
            continue
        if i == 3:
            break
        print("loop", i)
    else:
        print("not reached")
    async for i in Countdown(3):
        print("countdown", i)
    print([x async for x in ticks(4)], {x async for x in ticks(3)}, {x: x * x async for x in ticks(3)})
    print([x async for x in double(double(ticks(3))) if x], [await asyncio.sleep(0, x) for x in range(3)])
    print([(x, y) async for x in ticks(2) for y in "ab"], [x for row in [[1], [2]] for x in row])
    lazy = (x + 1 async for x in ticks(3))
    print(type(lazy).__name__, await anext(lazy), [x async for x in lazy])
    source = ticks(2)
    print(type(source).__name__, await anext(source), await anext(source), await anext(source, "default"))
    try:
        await anext(source)
    except StopAsyncIteration:
        print("exhausted")
    print(aiter(source) is source, sum([x async for x in ticks(10)]))
    try:
        async for a, b in ticks(1):
            print("not reached")
    except TypeError as exc:
        print(exc)


asyncio.run(main())
