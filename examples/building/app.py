"""Reserves seats and says what it costs."""

import asyncio

import orders


async def main():
    async with orders.reserved("A12", "A13") as seats:
        print("reserved", *seats, "for", orders.price(seats))


asyncio.run(main())
