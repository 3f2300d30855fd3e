"""Numbers in a coroutine with annotations: Collatz steps and a series. One operation is an inner step."""

import asyncio
import time

LIMIT: int = 4_000


async def collatz(limit: int) -> int:
    steps: int = 0
    for start in range(1, limit):
        n: int = start
        while n != 1:
            if n % 2:
                n = 3 * n + 1
            else:
                n //= 2
            steps += 1
    await asyncio.sleep(0)
    return steps


async def series(terms: int) -> float:
    total: float = 0.0
    for k in range(terms):
        total += 1.0 / ((2 * k + 1) * (2 * k + 1))
    await asyncio.sleep(0)
    return total


async def main() -> None:
    await collatz(LIMIT // 10)
    start = time.perf_counter()
    steps = await collatz(LIMIT)
    total = await series(LIMIT * 20)
    elapsed = time.perf_counter() - start
    assert total > 1.2336
    print(f"numbers_annotated\t{elapsed / (steps + LIMIT * 20) * 1e9:.1f}")


asyncio.run(main())
