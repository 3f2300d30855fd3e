# Classes with __aiter__ and __anext__; nested loops over the same one.
import asyncio


class Ticker:
    def __init__(self, limit):
        self.limit = limit
        self.count = 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.count >= self.limit:
            raise StopAsyncIteration
        await asyncio.sleep(0)
        self.count += 1
        return self.count


class Range:
    """Starts anew for each loop."""

    def __init__(self, n):
        self.n = n

    async def __aiter__(self):
        for i in range(self.n):
            yield i


async def main():
    ticker = Ticker(5)
    async for tick in ticker:
        print("tick", tick)
        if tick == 2:
            break
    print("the rest", [tick async for tick in ticker])
    pairs = Range(3)
    print([(a, b) async for a in pairs async for b in pairs if a < b])
    async for x in Range(0):
        print("not reached")
    else:
        print("empty")


asyncio.run(main())
