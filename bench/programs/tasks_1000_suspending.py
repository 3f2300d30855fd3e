"""A thousand tasks that each suspend a hundred times; one operation is one suspension."""

import asyncio
import time

TASKS = 1_000
TURNS = 100


async def worker(turns):
    for _ in range(turns):
        await asyncio.sleep(0)
    return turns


async def run(turns):
    tasks = [asyncio.create_task(worker(turns)) for _ in range(TASKS)]
    total = 0
    for task in tasks:
        total += await task
    return total


async def main():
    await run(5)
    start = time.perf_counter()
    total = await run(TURNS)
    elapsed = time.perf_counter() - start
    assert total == TASKS * TURNS
    print(f"tasks_1000_suspending\t{elapsed / total * 1e9:.1f}")


asyncio.run(main())
