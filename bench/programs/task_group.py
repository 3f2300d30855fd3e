"""A TaskGroup of ten tasks that suspend once; one operation is one group."""

import asyncio
import time

ROUNDS = 3_000


async def work(results, n):
    await asyncio.sleep(0)
    results[n] += 1


async def run(rounds):
    results = [0] * 10
    for _ in range(rounds):
        async with asyncio.TaskGroup() as group:
            for n in range(10):
                group.create_task(work(results, n))
    return sum(results)


async def main():
    await run(ROUNDS // 10)
    start = time.perf_counter()
    total = await run(ROUNDS)
    elapsed = time.perf_counter() - start
    assert total == 10 * ROUNDS
    print(f"task_group\t{elapsed / ROUNDS * 1e9:.1f}")


asyncio.run(main())
