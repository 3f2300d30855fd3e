# `async with` in a loop with try/except around and inside.
import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def attempt(n):
    try:
        yield n
    except ValueError as exc:
        print("attempt", n, "failed:", exc)


async def work(n):
    await asyncio.sleep(0)
    if n < 3:
        raise ValueError(f"too small: {n}")
    if n == 4:
        raise KeyError(n)
    return n * 10


async def main():
    for n in range(6):
        try:
            async with attempt(n) as number:
                print("result", await work(number))
        except KeyError as exc:
            print("key", exc)
            continue
        finally:
            print("finally", n)
        if n == 3:
            print("reached", n)


asyncio.run(main())
