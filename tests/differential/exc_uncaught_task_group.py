# An uncaught exception group out of a TaskGroup.
import asyncio


async def fails(n):
    await asyncio.sleep(0)
    raise ValueError(f"task {n}")


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(fails(1))
        await asyncio.sleep(0)


asyncio.run(main())
