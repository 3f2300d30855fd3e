# 71. `nullcontext` works sync and async, returns `enter_result` (None by default), never suppresses.
import asyncio
import contextlib



class AsyncPile(contextlib.AsyncExitStack):
    """contextlib's own, subclassed."""

    async def enter_async_context(self, cm):
        return await super().enter_async_context(cm)

    def push_async_exit(self, exit):
        return super().push_async_exit(exit)

    async def __aexit__(self, *details):
        return await super().__aexit__(*details)


class Nothing_(contextlib.nullcontext):
    """contextlib's own, subclassed."""


async def main():
    async with Nothing_() as value:
        print("async:", value)
    with Nothing_() as value:
        print("sync:", value)
    async with Nothing_("result") as value:
        print("async:", value)
    with Nothing_(enter_result=[1, 2]) as (one, two):
        print("sync:", one, two)
    shared = Nothing_("shared")
    with shared as outer, shared as inner:
        async with shared as innermost:
            print("reentrant:", outer, inner, innermost, shared.enter_result)
    try:
        async with Nothing_():
            raise ValueError("async body")
    except ValueError as exc:
        print("raised", exc, exc.__context__)
    try:
        with Nothing_(True):
            raise ValueError("sync body")
    except ValueError as exc:
        print("raised", exc, exc.__context__)
    for real in (False, True):
        async with asyncio.Lock() if real else Nothing_() as lock:
            print("chosen:", lock)
    async with AsyncPile() as stack:
        print("in a stack:", stack.enter_context(Nothing_(1)), await stack.enter_async_context(Nothing_(2)))
    manager = Nothing_(3)
    print("by hand:", manager.__enter__(), manager.__exit__(None, None, None))
    print("by hand:", await manager.__aenter__(), await manager.__aexit__(ValueError, ValueError(), None))
    try:
        Nothing_(1, 2)
    except TypeError as exc:
        print(exc)


asyncio.run(main())
