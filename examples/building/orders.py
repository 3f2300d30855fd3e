from contextlib import asynccontextmanager


def price(seats):
    return 35 * len(seats)


@asynccontextmanager
async def reserved(*seats):
    try:
        yield seats
    finally:
        print("released", *seats)
