# 2. A missing method raises TypeError `'X' object does not support the asynchronous context manager protocol`.
import asyncio


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


class OnlyEnter:
    async def __aenter__(self):
        await pause()
        print("never entered")


class OnlyExit:
    async def __aexit__(self, *details):
        await pause()
        print("never left")


class Nothing:
    pass


class SetToNone:
    __aenter__ = None

    async def __aexit__(self, *details):
        await pause()
        print("never left")


async def use(manager):
    await pause()
    try:
        async with manager:
            await pause()
            print("not reached")
    except TypeError as exc:
        await pause()
        print(f"{type(manager).__name__}: {type(exc).__name__}: {exc}")
        print("context:", repr(exc.__context__), "cause:", repr(exc.__cause__))


async def while_handling():
    await pause()
    try:
        await pause()
        raise KeyError("first")
    except KeyError:
        await pause()
        await use(Nothing())


async def second_of_two():
    await pause()
    class Good:
        async def __aenter__(self):
            await pause()
            print("good entered")

        async def __aexit__(self, exc_type, exc, tb):
            await pause()
            print("good left with", exc)

    try:
        async with Good(), Nothing():
            await pause()
            print("not reached")
    except TypeError as exc:
        await pause()
        print(exc)


async def main():
    await pause()
    for manager in (OnlyEnter(), OnlyExit(), Nothing(), SetToNone(), 42, "text", None, [], print):
        await use(manager)
    await while_handling()
    await second_of_two()


asyncio.run(main())
