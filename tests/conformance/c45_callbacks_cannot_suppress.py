# 45. `callback`/`push_async_callback` ignore results: they can't suppress and get no exception details.
import asyncio
from contextlib import AsyncExitStack, ExitStack


def plain(*args, **kwargs):
    print("plain", args, kwargs)
    return True


async def plain_async(*args, **kwargs):
    await asyncio.sleep(0)
    print("async", args, kwargs)
    return True


async def main():
    try:
        async with AsyncExitStack() as stack:
            stack.callback(plain)
            stack.callback(plain, 1, 2, key="value")
            stack.push_async_callback(plain_async)
            stack.push_async_callback(plain_async, 3, *[4, 5], **{"other": 6})
            raise ValueError("body")
    except ValueError as exc:
        print("raised", repr(exc), "context", exc.__context__)
    async with AsyncExitStack() as stack:
        stack.callback(plain, "normal end")
        stack.push_async_callback(plain_async, "normal end")
    with ExitStack() as stack:
        stack.push(lambda *details: True)
        stack.callback(plain, "below the one that suppresses")
        raise KeyError("sync body")
    arguments = [1]
    async with AsyncExitStack() as stack:
        stack.callback(plain, arguments, *arguments)
        arguments.append("added later")


asyncio.run(main())
