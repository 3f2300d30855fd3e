# 71. `nullcontext` works sync and async, returns `enter_result` (None by default), never suppresses.
import asyncio
from contextlib import AsyncExitStack, nullcontext


async def main():
    async with nullcontext() as value:
        print("async:", value)
    with nullcontext() as value:
        print("sync:", value)
    async with nullcontext("result") as value:
        print("async:", value)
    with nullcontext(enter_result=[1, 2]) as (one, two):
        print("sync:", one, two)
    shared = nullcontext("shared")
    with shared as outer, shared as inner:
        async with shared as innermost:
            print("reentrant:", outer, inner, innermost, shared.enter_result)
    try:
        async with nullcontext():
            raise ValueError("async body")
    except ValueError as exc:
        print("raised", exc, exc.__context__)
    try:
        with nullcontext(True):
            raise ValueError("sync body")
    except ValueError as exc:
        print("raised", exc, exc.__context__)
    for real in (False, True):
        async with asyncio.Lock() if real else nullcontext() as lock:
            print("chosen:", lock)
    async with AsyncExitStack() as stack:
        print("in a stack:", stack.enter_context(nullcontext(1)), await stack.enter_async_context(nullcontext(2)))
    manager = nullcontext(3)
    print("by hand:", manager.__enter__(), manager.__exit__(None, None, None))
    print("by hand:", await manager.__aenter__(), await manager.__aexit__(ValueError, ValueError(), None))
    try:
        nullcontext(1, 2)
    except TypeError as exc:
        print(exc)


asyncio.run(main())
