# The traceback of a failure that leaves tasks, groups, managers, stacks and the loop.
import asyncio
from contextlib import AsyncExitStack, asynccontextmanager


@asynccontextmanager
async def transaction(name):
    try:
        yield name
    except LookupError as exc:
        raise ValueError(f"{name} rolled back") from exc


async def step(depth):
    if depth == 0:
        return {}["missing"]
    await asyncio.sleep(0)
    return await step(depth - 1)


async def work():
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(transaction("outer"))
        async with transaction("inner"):
            await step(2)


async def main():
    async with asyncio.timeout(5):
        await asyncio.gather(work(), asyncio.sleep(1))


asyncio.run(main())
