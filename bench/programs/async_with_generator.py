"""`@asynccontextmanager` with try and finally: enter and leave, nothing raised."""

import asyncio
import time
from contextlib import asynccontextmanager

ROUNDS = 100_000
left = 0


@asynccontextmanager
async def managed(value):
    global left
    try:
        yield value
    finally:
        left += 1


async def run(rounds):
    total = 0
    for n in range(rounds):
        async with managed(n) as value:
            total += value
    return total


async def main():
    global left
    await run(ROUNDS // 10)
    left = 0
    start = time.perf_counter()
    total = await run(ROUNDS)
    elapsed = time.perf_counter() - start
    assert left == ROUNDS and total == ROUNDS * (ROUNDS - 1) // 2
    print(f"async_with_generator\t{elapsed / ROUNDS * 1e9:.1f}")


asyncio.run(main())
