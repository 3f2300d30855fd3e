"""An exception passes through ten awaiting coroutines and is caught outside."""

import asyncio
import time

ROUNDS = 40_000


async def level(n):
    if n == 0:
        raise ValueError(n)
    return await level(n - 1)


async def run(rounds):
    caught = 0
    for _ in range(rounds):
        try:
            await level(9)
        except ValueError:
            caught += 1
    return caught


async def main():
    await run(ROUNDS // 10)
    start = time.perf_counter()
    caught = await run(ROUNDS)
    elapsed = time.perf_counter() - start
    assert caught == ROUNDS
    print(f"raise_through_10_awaits\t{elapsed / ROUNDS * 1e9:.1f}")


asyncio.run(main())
