"""An AsyncExitStack that enters ten managers and unwinds them; one operation is all ten."""

import asyncio
import time
from contextlib import AsyncExitStack

ROUNDS = 10_000


class Manager:
    def __init__(self):
        self.left = 0

    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc, tb):
        self.left += 1
        return False


async def run(rounds, managers):
    for _ in range(rounds):
        async with AsyncExitStack() as stack:
            for manager in managers:
                await stack.enter_async_context(manager)


async def main():
    managers = [Manager() for _ in range(10)]
    await run(ROUNDS // 10, managers)
    start = time.perf_counter()
    await run(ROUNDS, managers)
    elapsed = time.perf_counter() - start
    assert managers[9].left == ROUNDS + ROUNDS // 10
    print(f"exit_stack_10\t{elapsed / ROUNDS * 1e9:.1f}")


asyncio.run(main())
