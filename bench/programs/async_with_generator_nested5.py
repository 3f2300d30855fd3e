"""Five `@asynccontextmanager` blocks nested; one operation is all five."""

import asyncio
import time
from contextlib import asynccontextmanager

ROUNDS = 20_000
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
        async with managed(n) as a:
            async with managed(a) as b:
                async with managed(b) as c:
                    async with managed(c) as d:
                        async with managed(d) as e:
                            total += e
    return total


async def main():
    global left
    await run(ROUNDS // 10)
    left = 0
    start = time.perf_counter()
    total = await run(ROUNDS)
    elapsed = time.perf_counter() - start
    assert left == 5 * ROUNDS and total == ROUNDS * (ROUNDS - 1) // 2
    print(f"async_with_generator_nested5\t{elapsed / ROUNDS * 1e9:.1f}")


asyncio.run(main())
