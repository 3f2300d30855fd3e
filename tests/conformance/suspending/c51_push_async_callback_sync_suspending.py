# 51. `push_async_callback(sync function)` runs it, then TypeError for awaiting None. A trap.
import asyncio
from contextlib import AsyncExitStack


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


def plain(name):
    print("runs", name)


def gives_five():
    return 5


def plain_exit(*details):
    print("plain exit", details[1])
    return True


async def use(register, body):
    await pause()
    try:
        async with AsyncExitStack() as stack:
            await pause()
            stack.callback(print, "the one below still runs")
            register(stack)
            if body is not None:
                await pause()
                raise body
    except Exception as exc:
        await pause()
        print("raised", chain(exc))


async def main():
    await pause()
    for body in (None, ValueError("body")):
        await use(lambda stack: stack.push_async_callback(plain, "sync function"), body)
        await use(lambda stack: stack.push_async_callback(gives_five), body)
        await use(lambda stack: stack.push_async_exit(plain_exit), body)
        await use(lambda stack: stack.push_async_callback(asyncio.sleep, 0), body)


asyncio.run(main())
