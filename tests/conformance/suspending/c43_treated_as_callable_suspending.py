# 43. An object without the type-level method is treated as a callable; a sync CM there fails at unwinding with "not
# callable".
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


class Synchronous:
    def __enter__(self):
        print("never entered")

    def __exit__(self, *details):
        print("never left")


class Callable:
    async def __call__(self, exc_type, exc, tb):
        await pause()
        print("called with", repr(exc))
        await pause()
        return True


class InstanceOnly:
    pass


class NotCallable:
    pass


async def use(exit, body):
    await pause()
    try:
        async with AsyncExitStack() as stack:
            await pause()
            print("pushed, returned the same:", stack.push_async_exit(exit) is exit)
            if body is not None:
                await pause()
                raise body
        print("went on")
    except Exception as exc:
        await pause()
        print("raised", chain(exc))


async def main():
    await pause()
    for body in (None, ValueError("body")):
        await use(Synchronous(), body)
        await use(Callable(), body)
        await use(NotCallable(), body)
        await use(5, body)
    instance = InstanceOnly()
    instance.__aexit__ = Callable()
    await use(instance, None)
    await use(instance.__aexit__, ValueError("body"))
    try:
        with ExitStack() as stack:
            await pause()
            stack.push(NotCallable())
            print("sync body")
    except TypeError as exc:
        await pause()
        print("sync:", exc)


asyncio.run(main())
