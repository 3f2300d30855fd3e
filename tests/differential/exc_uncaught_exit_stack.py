# An uncaught exception replaced in an AsyncExitStack, with both tracebacks.
import asyncio
from contextlib import AsyncExitStack


def close(name):
    print("closing", name)
    if name == "b":
        raise OSError(f"can't close {name}")


async def main():
    async with AsyncExitStack() as stack:
        for name in "abc":
            stack.callback(close, name)
        value = int("not a number")


asyncio.run(main())
