"""Numbers in a coroutine without annotations: Collatz steps and a series. One operation is an inner step."""

import asyncio
import time

LIMIT = 4_000


async def collatz(limit):
    steps = 0
    for start in range(1, limit):
        n = start
        while n != 1:
            if n % 2:
                n = 3 * n + 1
            else:
                n //= 2
            steps += 1
    await asyncio.sleep(0)
    return steps


async def series(terms):
    total = 0.0
    for k in range(terms):
        total += 1.0 / ((2 * k + 1) * (2 * k + 1))
    await asyncio.sleep(0)
    return total


async def main():
    await collatz(LIMIT // 10)
    start = time.perf_counter()
    steps = await collatz(LIMIT)
    total = await series(LIMIT * 20)
    elapsed = time.perf_counter() - start
    assert total > 1.2336
    print(f"numbers_untyped\t{elapsed / (steps + LIMIT * 20) * 1e9:.1f}")


asyncio.run(main())
