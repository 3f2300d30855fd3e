# Async generators as a pipeline, closed early.
import asyncio
from contextlib import aclosing


async def source(n):
    try:
        for i in range(n):
            await asyncio.sleep(0)
            yield i
    finally:
        print("source closed")


async def evens(items):
    async for item in items:
        if item % 2 == 0:
            yield item


async def batches(items, size):
    batch = []
    async for item in items:
        batch.append(item)
        if len(batch) == size:
            yield tuple(batch)
            batch = []
    if batch:
        yield tuple(batch)


async def main():
    async with aclosing(source(10)) as numbers:
        async for batch in batches(evens(numbers), 2):
            print(batch)
    async with aclosing(source(100)) as numbers:
        async for number in numbers:
            if number > 2:
                break
    print("stopped at", number)


asyncio.run(main())
