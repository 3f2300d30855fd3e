# The traceback of a TaskGroup's failures.
import asyncio


async def fails(name, turns):
    for _ in range(turns):
        await asyncio.sleep(0)
    raise ValueError(name)


async def cleans_badly():
    try:
        await asyncio.sleep(10)
    finally:
        raise OSError("in the cleanup")


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(cleans_badly())
        group.create_task(fails("late", 2))
        async with asyncio.TaskGroup() as inner:
            inner.create_task(fails("early", 1))


asyncio.run(main())
