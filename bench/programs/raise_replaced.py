"""The body raises, an `@asynccontextmanager` raises another exception from it, the caller catches that."""

import asyncio
import time
from contextlib import asynccontextmanager

ROUNDS = 30_000


class Translated(Exception):
    pass


@asynccontextmanager
async def translating():
    try:
        yield
    except ValueError as exc:
        raise Translated("translated") from exc


async def run(rounds):
    caught = 0
    for n in range(rounds):
        try:
            async with translating():
                raise ValueError(n)
        except Translated:
            caught += 1
    return caught


async def main():
    await run(ROUNDS // 10)
    start = time.perf_counter()
    caught = await run(ROUNDS)
    elapsed = time.perf_counter() - start
    assert caught == ROUNDS
    print(f"raise_replaced\t{elapsed / ROUNDS * 1e9:.1f}")


asyncio.run(main())
