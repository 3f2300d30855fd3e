"""Managers: entered, left, stacked."""

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager


class Gate:
    """A manager that never suspends."""

    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        return self.name

    async def __aexit__(self, exc_type, exc, tb):
        return exc_type is KeyError


@asynccontextmanager
async def lease(pool):
    item = pool.pop()  # the last one
    try:
        yield item
    finally:
        pool.append(item)


async def main():
    async with Gate("a") as name, lease([1, 2]) as item:
        print(name, item)
    async with AsyncExitStack() as stack:
        for n in range(2):
            await stack.enter_async_context(Gate(n))
        return n


asyncio.run(main())
