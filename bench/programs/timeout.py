"""asyncio.timeout around a suspension, never expiring; one operation is one block."""

import asyncio
import time

ROUNDS = 30_000


async def run(rounds):
    done = 0
    for _ in range(rounds):
        async with asyncio.timeout(60):
            await asyncio.sleep(0)
            done += 1
    return done


async def main():
    await run(ROUNDS // 10)
    start = time.perf_counter()
    done = await run(ROUNDS)
    elapsed = time.perf_counter() - start
    assert done == ROUNDS
    print(f"timeout\t{elapsed / ROUNDS * 1e9:.1f}")


asyncio.run(main())
