# 22. Catching it and returning suppresses it.
import asyncio
import contextlib


as_async_manager = {"tool": contextlib.asynccontextmanager}["tool"]

@as_async_manager
async def catches(*kinds):
    try:
        yield
    except kinds as exc:
        await asyncio.sleep(0)
        print("caught", repr(exc))


@as_async_manager
async def breaks_out_of_a_loop():
    while True:
        try:
            yield
        except KeyError:
            break


@as_async_manager
async def catches_group():
    try:
        yield
    except* ValueError as group:
        print("caught", group.exceptions)


async def leaves_early():
    async with catches(ValueError):
        raise ValueError("body")
        return "not reached"
    return "after the block"


async def both():
    async with catches(ValueError):
        async with catches(KeyError):
            raise ValueError("through the inner one")
        print("not reached")
    print("after both")


async def main():
    async with catches(ValueError):
        raise ValueError("one")
    print("after", await leaves_early())
    await both()
    async with catches(KeyboardInterrupt, SystemExit):
        raise SystemExit(5)
    async with breaks_out_of_a_loop():
        raise KeyError("swallowed by a break")
    async with catches_group():
        raise ValueError("bare, wrapped by except*")
    async with catches_group():
        raise ExceptionGroup("many", [ValueError(1), ValueError(2)])
    try:
        async with catches(ValueError):
            raise KeyError("not caught")
    except KeyError as exc:
        print("outside:", repr(exc))
    manager = catches(ValueError)
    await manager.__aenter__()
    exc = ValueError("by hand")
    print("exit returned", await manager.__aexit__(type(exc), exc, None))


asyncio.run(main())
