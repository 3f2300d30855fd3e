# 20. A yield after the thrown exception: RuntimeError `generator didn't stop after athrow()`, then aclose (the sync
# text says `after throw()`).
import asyncio
from contextlib import asynccontextmanager, contextmanager


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
async def yields_again():
    await pause()
    try:
        yield 1
    except ValueError as exc:
        await pause()
        print("thrown in:", exc)
        try:
            yield 2
        finally:
            await pause()
            print("closed")
            await asyncio.sleep(0)
            print("closed completely")


@asynccontextmanager
async def yields_in_finally():
    await pause()
    try:
        yield 1
    finally:
        await pause()
        try:
            yield 2
        except GeneratorExit:
            await pause()
            print("GeneratorExit at the second yield")
            await pause()
            raise


@asynccontextmanager
async def retries():
    await pause()
    while True:
        try:
            yield
        except ValueError:
            await pause()
            print("tries again")


@contextmanager
def sync_yields_again():
    try:
        yield 1
    except ValueError:
        try:
            yield 2
        finally:
            print("closed")


async def use(name, manager):
    await pause()
    try:
        async with manager as value:
            await pause()
            raise ValueError("body")
    except Exception as exc:
        await pause()
        print(f"{name}: {chain(exc)}, cause {exc.__cause__!r}")


async def main():
    await pause()
    await use("again", yields_again())
    await use("finally", yields_in_finally())
    await use("retries", retries())
    try:
        with sync_yields_again() as value:
            await pause()
            raise ValueError("body")
    except RuntimeError as exc:
        await pause()
        print("sync:", chain(exc))


asyncio.run(main())
