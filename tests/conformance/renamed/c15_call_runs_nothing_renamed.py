# 15. Calling the function runs none of the body; argument errors come at the call.
import asyncio
import contextlib


as_async_manager = {"tool": contextlib.asynccontextmanager}["tool"]

@as_async_manager
async def managed(first, /, second=2, *, third):
    print("body runs with", first, second, third)
    yield first + second + third
    print("body ends")


def call(*args, **kwargs):
    try:
        manager = managed(*args, **kwargs)
    except TypeError as exc:
        print("call failed:", exc)
        return None
    print("called, a", type(manager).__name__)
    return manager


async def main():
    manager = call(1, third=3)
    print("not entered yet")
    async with manager as total:
        print("total", total)
    async with call(1, 10, third=100) as total:
        print("total", total)
    async with call(*[5], **{"third": 6, "second": 7}) as total:
        print("total", total)
    call()
    call(1)
    call(1, 2, 3, third=4)
    call(1, third=3, fourth=4)
    call(first=1, third=3)
    try:
        async with managed():
            print("not reached")
    except TypeError as exc:
        print("in the statement:", exc)
    print("never entered:", type(managed(1, third=2)).__name__)


asyncio.run(main())
