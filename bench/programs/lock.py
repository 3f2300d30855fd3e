"""Ten tasks contend for one Lock and suspend inside; one operation is one acquisition."""

import asyncio
import time

TASKS = 10
ROUNDS = 5_000


async def worker(lock, counter, rounds):
    for _ in range(rounds):
        async with lock:
            counter[0] += 1
            await asyncio.sleep(0)


async def run(rounds):
    lock = asyncio.Lock()
    counter = [0]
    await asyncio.gather(*(worker(lock, counter, rounds) for _ in range(TASKS)))
    return counter[0]


async def main():
    await run(ROUNDS // 10)
    start = time.perf_counter()
    total = await run(ROUNDS)
    elapsed = time.perf_counter() - start
    assert total == TASKS * ROUNDS
    print(f"lock\t{elapsed / total * 1e9:.1f}")


asyncio.run(main())
