# 63. A callback that re-raises the same object adds no cycle.
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


async def raises_same(exc_type, exc, tb):
    await pause()
    raise exc


async def raises_same_in_handler(exc_type, exc, tb):
    await pause()
    try:
        await pause()
        raise KeyError("in between")
    except KeyError:
        await pause()
        raise exc


async def raises_its_context(exc_type, exc, tb):
    await pause()
    if exc is not None and exc.__context__ is not None:
        await pause()
        raise exc.__context__


def raising(new):
    async def exit_function(*details):
        await pause()
        raise new

    return exit_function


async def use(name, body, *exits):
    await pause()
    try:
        async with AsyncExitStack() as stack:
            await pause()
            for exit_function in exits:
                stack.push_async_exit(exit_function)
            await pause()
            raise body
    except Exception as exc:
        await pause()
        print(f"{name}: {chain(exc)}, the body's: {exc is body}")


async def main():
    await pause()
    await use("once", ValueError("body"), raises_same)
    await use("many times", ValueError("body"), *[raises_same] * 5)
    await use("from a handler", ValueError("body"), raises_same_in_handler)
    await use("after another", ValueError("body"), raises_same, raising(KeyError("new")))
    body = ValueError("body")
    await use("the body's again later", body, raising(body), raising(KeyError("new")))
    await use("its context", ValueError("body"), raises_its_context, raising(KeyError("new")))
    body = ValueError("body")
    new = KeyError("raised twice")
    await use("the same twice", body, raising(new), raising(IndexError("between")), raising(new))
    try:
        with ExitStack() as stack:

            await pause()
            @stack.push
            def sync_same(exc_type, exc, tb):
                raise exc

            await pause()
            raise ValueError("sync body")
    except ValueError as exc:
        await pause()
        print("sync:", chain(exc))


asyncio.run(main())
