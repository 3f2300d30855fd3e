"""A producer and a consumer joined by a Queue of ten; one operation is one item."""

import asyncio
import time

ITEMS = 80_000


async def produce(queue, count):
    for n in range(count):
        await queue.put(n)
    await queue.put(None)


async def consume(queue):
    total = 0
    while True:
        item = await queue.get()
        if item is None:
            return total
        total += item


async def run(count):
    queue = asyncio.Queue(10)
    _, total = await asyncio.gather(produce(queue, count), consume(queue))
    return total


async def main():
    await run(ITEMS // 10)
    start = time.perf_counter()
    total = await run(ITEMS)
    elapsed = time.perf_counter() - start
    assert total == ITEMS * (ITEMS - 1) // 2
    print(f"queue\t{elapsed / ITEMS * 1e9:.1f}")


asyncio.run(main())
