# 71. `nullcontext` works sync and async, returns `enter_result` (None by default), never suppresses.
import asyncio
from contextlib import AsyncExitStack, nullcontext


class Turn:
    """Suspends for one turn of the loop by an `__await__` of its own."""

    def __await__(self):
        yield


pauses = 0


async def pause():
    """Suspend in one of three ways in turn: an `__await__`, `sleep(0)`, a future."""
    global pauses
    pauses += 1
    if pauses % 3 == 1:
        await Turn()
    elif pauses % 3 == 2:
        await asyncio.sleep(0)
    else:
        loop = asyncio.get_running_loop()
        future = loop.create_future()
        loop.call_soon(lambda: future.done() or future.set_result(None))
        await future


async def main():
    await pause()
    async with nullcontext() as value:
        await pause()
        print("async:", value)
    with nullcontext() as value:
        await pause()
        print("sync:", value)
    async with nullcontext("result") as value:
        await pause()
        print("async:", value)
    with nullcontext(enter_result=[1, 2]) as (one, two):
        await pause()
        print("sync:", one, two)
    shared = nullcontext("shared")
    with shared as outer, shared as inner:
        await pause()
        async with shared as innermost:
            await pause()
            print("reentrant:", outer, inner, innermost, shared.enter_result)
    try:
        async with nullcontext():
            await pause()
            raise ValueError("async body")
    except ValueError as exc:
        await pause()
        print("raised", exc, exc.__context__)
    try:
        with nullcontext(True):
            await pause()
            raise ValueError("sync body")
    except ValueError as exc:
        await pause()
        print("raised", exc, exc.__context__)
    for real in (False, True):
        async with asyncio.Lock() if real else nullcontext() as lock:
            await pause()
            print("chosen:", lock)
    async with AsyncExitStack() as stack:
        await pause()
        print("in a stack:", stack.enter_context(nullcontext(1)), await stack.enter_async_context(nullcontext(2)))
    manager = nullcontext(3)
    print("by hand:", manager.__enter__(), manager.__exit__(None, None, None))
    print("by hand:", await manager.__aenter__(), await manager.__aexit__(ValueError, ValueError(), None))
    try:
        nullcontext(1, 2)
    except TypeError as exc:
        await pause()
        print(exc)


asyncio.run(main())
