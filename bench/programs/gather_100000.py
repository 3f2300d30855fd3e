"""gather over 100,000 coroutines that suspend once; one operation is one coroutine."""

import asyncio
import time

COUNT = 100_000


async def work(n):
    await asyncio.sleep(0)
    return n


async def main():
    await asyncio.gather(*(work(n) for n in range(1_000)))
    start = time.perf_counter()
    results = await asyncio.gather(*(work(n) for n in range(COUNT)))
    elapsed = time.perf_counter() - start
    assert results[-1] == COUNT - 1 and sum(results) == COUNT * (COUNT - 1) // 2
    print(f"gather_100000\t{elapsed / COUNT * 1e9:.1f}")


asyncio.run(main())
