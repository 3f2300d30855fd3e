import asyncio
import sys

import orders
import pricing
from shop.stock import available


async def main():
    async with orders.lease("pool") as connection:
        print(connection, pricing.price("tea", 3), available("tea"), sys.argv[1:])


asyncio.run(main())
