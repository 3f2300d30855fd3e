# 68. 10,000 callbacks unwind without recursion.
# forms: suspending renamed
import asyncio
from contextlib import AsyncExitStack, ExitStack

MANY = 10_000


async def main():
    called = 0

    def count():
        nonlocal called
        called += 1

    async def count_async():
        count()

    async def exit_function(exc_type, exc, tb):
        count()

    async with AsyncExitStack() as stack:
        for _ in range(MANY):
            stack.push_async_callback(count_async)
    print("async callbacks:", called)

    async with AsyncExitStack() as stack:
        for _ in range(MANY):
            stack.push_async_exit(exit_function)
    print("exit functions:", called)

    try:
        async with AsyncExitStack() as stack:
            for _ in range(MANY):
                stack.callback(count)
            raise ValueError("body")
    except ValueError as exc:
        print("plain callbacks, with an exception:", called, repr(exc.__context__))

    with ExitStack() as stack:
        for _ in range(MANY):
            stack.callback(count)
    print("sync:", called)


asyncio.run(main())
