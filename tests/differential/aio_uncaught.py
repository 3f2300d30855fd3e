# An exception that leaves asyncio.run: the user's own frames.
import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def managed():
    try:
        yield
    except KeyError as exc:
        raise RuntimeError("translated") from exc


async def inner(table):
    await asyncio.sleep(0)
    return table["missing"]


async def middle():
    async with managed():
        await inner({})


async def main():
    task = asyncio.create_task(middle())
    await task


asyncio.run(main())
