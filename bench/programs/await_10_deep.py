"""A chain of ten coroutines awaiting each other, nothing raised, nothing suspended."""

import asyncio
import time

ROUNDS = 50_000


async def level(n):
    if n == 0:
        return 1
    return await level(n - 1)


async def run(rounds):
    total = 0
    for _ in range(rounds):
        total += await level(9)
    return total


async def main():
    await run(ROUNDS // 10)
    start = time.perf_counter()
    total = await run(ROUNDS)
    elapsed = time.perf_counter() - start
    assert total == ROUNDS
    print(f"await_10_deep\t{elapsed / ROUNDS * 1e9:.1f}")


asyncio.run(main())
