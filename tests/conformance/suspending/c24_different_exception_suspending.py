# 24. A different exception propagates with the body's as `__context__`.
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


def chain(exc):
    """The exception and its contexts, newest first."""
    parts = []
    while exc is not None and len(parts) < 12:
        parts.append(f"{type(exc).__name__}({exc})")
        exc = exc.__context__
    return " <- ".join(parts)


@asynccontextmanager
async def translates(new, explicit):
    await pause()
    try:
        yield
    except ValueError as exc:
        await pause()
        if explicit == "from":
            await pause()
            raise new from exc
        if explicit == "none":
            await pause()
            raise new from None
        await pause()
        raise new


@asynccontextmanager
async def fails_in_finally():
    await pause()
    try:
        yield
    finally:
        await pause()
        await asyncio.sleep(0)
        await pause()
        raise KeyError("finally")


@asynccontextmanager
async def twice():
    await pause()
    async with fails_in_finally():
        await pause()
        try:
            yield
        finally:
            await pause()
            raise IndexError("first finally")


@asynccontextmanager
async def same_type():
    await pause()
    try:
        yield
    except ValueError as exc:
        await pause()
        raise ValueError(*exc.args)


async def use(name, manager):
    await pause()
    body = ValueError("body")
    try:
        async with manager:
            await pause()
            raise body
    except Exception as exc:
        await pause()
        print(f"{name}: {chain(exc)}")
        print(f"  cause {exc.__cause__!r}, suppress context {exc.__suppress_context__}, is the body's: {exc is body}")


async def main():
    await pause()
    for explicit in ("", "from", "none"):
        await use("translates " + explicit, translates(KeyError("new"), explicit))
    await use("finally", fails_in_finally())
    await use("twice", twice())
    await use("same type", same_type())
    try:
        async with fails_in_finally():
            await pause()
            print("no exception in the body")
    except KeyError as exc:
        await pause()
        print("normal end:", chain(exc))
    try:
        async with fails_in_finally(), translates(LookupError("inner"), ""):
            await pause()
            raise ValueError("body")
    except KeyError as exc:
        await pause()
        print("two managers:", chain(exc))


asyncio.run(main())
