"""An exception passes through five nested `@asynccontextmanager` blocks with finally, and is caught outside."""

import asyncio
import time
from contextlib import asynccontextmanager

ROUNDS = 10_000
left = 0


@asynccontextmanager
async def managed():
    global left
    try:
        yield
    finally:
        left += 1


async def run(rounds):
    caught = 0
    for n in range(rounds):
        try:
            async with managed():
                async with managed():
                    async with managed():
                        async with managed():
                            async with managed():
                                raise ValueError(n)
        except ValueError:
            caught += 1
    return caught


async def main():
    global left
    await run(ROUNDS // 10)
    left = 0
    start = time.perf_counter()
    caught = await run(ROUNDS)
    elapsed = time.perf_counter() - start
    assert caught == ROUNDS and left == 5 * ROUNDS
    print(f"raise_through_5_managers\t{elapsed / ROUNDS * 1e9:.1f}")


asyncio.run(main())
