"""What a debugger shows of this is in the test beside it."""
import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def lease(pool, limit=2):
    connection = {"pool": pool, "limit": limit}
    try:
        yield connection
    finally:
        connection["closed"] = True


def price(amount, rate):
    rounded = amount * rate
    label = f"{rounded:.2f}"
    return label


async def order(pool, items):
    total = 0
    async with lease(pool) as connection:
        for name, count in items:
            total = total + count
            await asyncio.sleep(0)
        text = price(total, 2.5)
    return text, connection


async def main():
    tasks = [asyncio.create_task(order("main", [("tea", 3), ("rosé", 4)]), name="first")]
    for task in tasks:
        print(await task)


asyncio.run(main())
