# 24. A different exception propagates with the body's as `__context__`.
import asyncio
import contextlib


as_async_manager = {"tool": contextlib.asynccontextmanager}["tool"]

def chain(exc):
    """The exception and its contexts, newest first."""
    parts = []
    while exc is not None and len(parts) < 12:
        parts.append(f"{type(exc).__name__}({exc})")
        exc = exc.__context__
    return " <- ".join(parts)


@as_async_manager
async def translates(new, explicit):
    try:
        yield
    except ValueError as exc:
        if explicit == "from":
            raise new from exc
        if explicit == "none":
            raise new from None
        raise new


@as_async_manager
async def fails_in_finally():
    try:
        yield
    finally:
        await asyncio.sleep(0)
        raise KeyError("finally")


@as_async_manager
async def twice():
    async with fails_in_finally():
        try:
            yield
        finally:
            raise IndexError("first finally")


@as_async_manager
async def same_type():
    try:
        yield
    except ValueError as exc:
        raise ValueError(*exc.args)


async def use(name, manager):
    body = ValueError("body")
    try:
        async with manager:
            raise body
    except Exception as exc:
        print(f"{name}: {chain(exc)}")
        print(f"  cause {exc.__cause__!r}, suppress context {exc.__suppress_context__}, is the body's: {exc is body}")


async def main():
    for explicit in ("", "from", "none"):
        await use("translates " + explicit, translates(KeyError("new"), explicit))
    await use("finally", fails_in_finally())
    await use("twice", twice())
    await use("same type", same_type())
    try:
        async with fails_in_finally():
            print("no exception in the body")
    except KeyError as exc:
        print("normal end:", chain(exc))
    try:
        async with fails_in_finally(), translates(LookupError("inner"), ""):
            raise ValueError("body")
    except KeyError as exc:
        print("two managers:", chain(exc))


asyncio.run(main())
