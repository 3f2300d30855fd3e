# 42. `push_async_exit` takes a CM (uses `__aexit__`, never calls `__aenter__`) or a coroutine function.
import asyncio
from contextlib import AsyncExitStack, asynccontextmanager


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


class Manager:
    def __init__(self, name, suppresses=False):
        self.name = name
        self.suppresses = suppresses

    async def __aenter__(self):
        await pause()
        print("never entered")

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        await asyncio.sleep(0)
        print("exit", self.name, repr(exc))
        await pause()
        return self.suppresses


async def exit_function(exc_type, exc, tb):
    await pause()
    await asyncio.sleep(0)
    print("exit function", exc_type, repr(exc), type(tb).__name__)
    await pause()
    return exc_type is ValueError


def returns_awaitable(exc_type, exc, tb):
    print("plain function", repr(exc))
    return asyncio.sleep(0, result=True)


@asynccontextmanager
async def generated():
    await pause()
    try:
        yield
    except ValueError as exc:
        await pause()
        print("the generator got", exc)


async def main():
    await pause()
    async with AsyncExitStack() as stack:
        await pause()
        stack.push_async_exit(Manager("one"))
        stack.push_async_exit(exit_function)
        print("normal")
    for exit in (Manager("suppresses", True), exit_function, returns_awaitable, Manager("one").__aexit__):
        try:
            async with AsyncExitStack() as stack:
                await pause()
                stack.push_async_exit(Manager("outer"))
                stack.push_async_exit(exit)
                await pause()
                raise ValueError("body")
            print("suppressed")
        except ValueError as exc:
            await pause()
            print("raised", exc)
    manager = generated()
    await manager.__aenter__()
    async with AsyncExitStack() as stack:
        await pause()
        stack.push_async_exit(manager)
        await pause()
        raise ValueError("body")
    print("the end")


asyncio.run(main())
