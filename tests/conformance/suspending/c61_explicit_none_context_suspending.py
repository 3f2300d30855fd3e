# 61. An explicit `__context__ = None` is preserved.
import asyncio
from contextlib import AsyncExitStack, ExitStack


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


class NoContext(Exception):
    pass


async def clears_context(exc_type, exc, tb):
    await pause()
    new = NoContext("new")
    try:
        try:
            await pause()
            raise new
        finally:
            await pause()
            print("before clearing:", repr(new.__context__))
            new.__context__ = None
    except NoContext as caught:
        await pause()
        print("after clearing:", caught.__context__)
        await pause()
        raise


class ClearsLate:
    async def __aenter__(self):
        await pause()
        return self

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        try:
            await pause()
            raise NoContext("late")
        except NoContext as new:
            await pause()
            try:
                await pause()
                raise new
            finally:
                await pause()
                new.__context__ = None


async def main():
    await pause()
    try:
        async with AsyncExitStack() as stack:
            await pause()
            stack.push_async_exit(clears_context)
            await pause()
            raise ValueError("body")
    except NoContext as exc:
        await pause()
        print("stack:", chain(exc))
    try:
        async with AsyncExitStack() as stack:
            await pause()
            await stack.enter_async_context(ClearsLate())
            await pause()
            raise ValueError("body")
    except NoContext as exc:
        await pause()
        print("stack, late:", chain(exc))
    try:
        async with ClearsLate():
            await pause()
            raise ValueError("body")
    except NoContext as exc:
        await pause()
        print("statement, late:", chain(exc))
    try:
        with ExitStack() as stack:

            await pause()
            @stack.callback
            def sync_clears():
                exc = KeyError("sync")
                try:
                    raise exc
                finally:
                    exc.__context__ = None

            await pause()
            raise ValueError("body")
    except KeyError as exc:
        await pause()
        print("sync:", chain(exc))


asyncio.run(main())
