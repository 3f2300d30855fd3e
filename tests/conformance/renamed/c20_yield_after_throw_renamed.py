# 20. A yield after the thrown exception: RuntimeError `generator didn't stop after athrow()`, then aclose (the sync
# text says `after throw()`).
import asyncio
import contextlib


as_async_manager = {"tool": contextlib.asynccontextmanager}["tool"]
as_manager = {"tool": contextlib.contextmanager}["tool"]

def chain(exc):
    """The exception and its contexts, newest first."""
    parts = []
    while exc is not None and len(parts) < 12:
        parts.append(f"{type(exc).__name__}({exc})")
        exc = exc.__context__
    return " <- ".join(parts)


@as_async_manager
async def yields_again():
    try:
        yield 1
    except ValueError as exc:
        print("thrown in:", exc)
        try:
            yield 2
        finally:
            print("closed")
            await asyncio.sleep(0)
            print("closed completely")


@as_async_manager
async def yields_in_finally():
    try:
        yield 1
    finally:
        try:
            yield 2
        except GeneratorExit:
            print("GeneratorExit at the second yield")
            raise


@as_async_manager
async def retries():
    while True:
        try:
            yield
        except ValueError:
            print("tries again")


@as_manager
def sync_yields_again():
    try:
        yield 1
    except ValueError:
        try:
            yield 2
        finally:
            print("closed")


async def use(name, manager):
    try:
        async with manager as value:
            raise ValueError("body")
    except Exception as exc:
        print(f"{name}: {chain(exc)}, cause {exc.__cause__!r}")


async def main():
    await use("again", yields_again())
    await use("finally", yields_in_finally())
    await use("retries", retries())
    try:
        with sync_yields_again() as value:
            raise ValueError("body")
    except RuntimeError as exc:
        print("sync:", chain(exc))


asyncio.run(main())
