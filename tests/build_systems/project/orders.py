"""Orders, and the connection that they need."""
from contextlib import asynccontextmanager

from shop import stock


@asynccontextmanager
async def lease(pool):
    yield f"{pool}:{stock.available('coffee')}"


if __name__ == "__main__":
    print("orders on its own")
