# 56. `__aexit__` returns True only if an exception came in and was suppressed.
import asyncio
from contextlib import AsyncExitStack, ExitStack, suppress


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


def exit_with(result):
    async def exit_function(*details):
        await pause()
        return result

    return exit_function


async def leave(stack, exc):
    await pause()
    details = (None, None, None) if exc is None else (type(exc), exc, exc.__traceback__)
    try:
        print("returned", repr(await stack.__aexit__(*details)))
    except Exception as raised:
        await pause()
        print("raised", repr(raised), "the same:", raised is exc)


async def main():
    await pause()
    for exc in (None, ValueError("body")):
        for results in ((), (False,), (True,), (None, True), (True, False), ("truthy",), (1, 2)):
            stack = AsyncExitStack()
            for result in results:
                stack.push_async_exit(exit_with(result))
            print(repr(exc), results, end=": ")
            await leave(stack, exc)

    async def fails(*details):
        await pause()
        raise KeyError("new")

    stack = AsyncExitStack()
    stack.enter_context(suppress(KeyError))
    stack.push_async_exit(fails)
    await leave(stack, None)
    stack.enter_context(suppress(KeyError))
    stack.push_async_exit(fails)
    await leave(stack, ValueError("body"))
    stack.push_async_exit(fails)
    stack.push_async_exit(exit_with(True))
    await leave(stack, ValueError("body"))
    sync = ExitStack()
    sync.push(lambda *details: True)
    print("sync:", sync.__exit__(ValueError, ValueError("body"), None), sync.__exit__(None, None, None))


asyncio.run(main())
