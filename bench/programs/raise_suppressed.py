"""The body raises, `__aexit__` suppresses."""

import asyncio
import time

ROUNDS = 150_000


class Suppresses:
    def __init__(self):
        self.seen = 0

    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc, tb):
        self.seen += 1
        return True


async def run(rounds):
    manager = Suppresses()
    for n in range(rounds):
        async with manager:
            raise ValueError(n)
    return manager.seen


async def main():
    await run(ROUNDS // 10)
    start = time.perf_counter()
    seen = await run(ROUNDS)
    elapsed = time.perf_counter() - start
    assert seen == ROUNDS
    print(f"raise_suppressed\t{elapsed / ROUNDS * 1e9:.1f}")


asyncio.run(main())
