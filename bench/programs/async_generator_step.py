"""A step of an async generator in an `async for`."""

import asyncio
import time

STEPS = 500_000


async def numbers(count):
    n = 0
    while n < count:
        yield n
        n += 1


async def run(count):
    total = 0
    async for n in numbers(count):
        total += n
    return total


async def main():
    await run(STEPS // 10)
    start = time.perf_counter()
    total = await run(STEPS)
    elapsed = time.perf_counter() - start
    assert total == STEPS * (STEPS - 1) // 2
    print(f"async_generator_step\t{elapsed / STEPS * 1e9:.1f}")


asyncio.run(main())
