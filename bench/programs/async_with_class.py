"""A class with `__aenter__` and `__aexit__`: enter and leave, nothing raised."""

import asyncio
import time

ROUNDS = 300_000


class Manager:
    def __init__(self):
        self.entered = 0

    async def __aenter__(self):
        self.entered += 1
        return self

    async def __aexit__(self, exc_type, exc, tb):
        return False


async def run(rounds):
    manager = Manager()
    for _ in range(rounds):
        async with manager:
            pass
    return manager.entered


async def main():
    await run(ROUNDS // 10)
    start = time.perf_counter()
    done = await run(ROUNDS)
    elapsed = time.perf_counter() - start
    assert done == ROUNDS
    print(f"async_with_class\t{elapsed / ROUNDS * 1e9:.1f}")


asyncio.run(main())
