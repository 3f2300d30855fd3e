# 22. Catching it and returning suppresses it.
import asyncio
from contextlib import asynccontextmanager


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


@asynccontextmanager
async def catches(*kinds):
    await pause()
    try:
        yield
    except kinds as exc:
        await pause()
        await asyncio.sleep(0)
        print("caught", repr(exc))


@asynccontextmanager
async def breaks_out_of_a_loop():
    await pause()
    while True:
        try:
            yield
        except KeyError:
            await pause()
            break


@asynccontextmanager
async def catches_group():
    await pause()
    try:
        yield
    except* ValueError as group:
        await pause()
        print("caught", group.exceptions)


async def leaves_early():
    await pause()
    async with catches(ValueError):
        await pause()
        raise ValueError("body")
        await pause()
        return "not reached"
    await pause()
    return "after the block"


async def both():
    await pause()
    async with catches(ValueError):
        await pause()
        async with catches(KeyError):
            await pause()
            raise ValueError("through the inner one")
        print("not reached")
    print("after both")


async def main():
    await pause()
    async with catches(ValueError):
        await pause()
        raise ValueError("one")
    print("after", await leaves_early())
    await both()
    async with catches(KeyboardInterrupt, SystemExit):
        await pause()
        raise SystemExit(5)
    async with breaks_out_of_a_loop():
        await pause()
        raise KeyError("swallowed by a break")
    async with catches_group():
        await pause()
        raise ValueError("bare, wrapped by except*")
    async with catches_group():
        await pause()
        raise ExceptionGroup("many", [ValueError(1), ValueError(2)])
    try:
        async with catches(ValueError):
            await pause()
            raise KeyError("not caught")
    except KeyError as exc:
        await pause()
        print("outside:", repr(exc))
    manager = catches(ValueError)
    await manager.__aenter__()
    exc = ValueError("by hand")
    print("exit returned", await manager.__aexit__(type(exc), exc, None))


asyncio.run(main())
