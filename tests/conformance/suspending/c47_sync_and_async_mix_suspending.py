# 47. `enter_context` and `push` exist for sync CMs too; sync and async mix in one LIFO.
import asyncio
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager


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


class Sync:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("enter", self.name)
        return self.name

    def __exit__(self, exc_type, exc, tb):
        print("exit", self.name, repr(exc))
        return isinstance(exc, KeyError)


class Async:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        await pause()
        print("enter", self.name)
        await pause()
        return self.name

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        await asyncio.sleep(0)
        print("exit", self.name, repr(exc))
        await pause()
        return isinstance(exc, ValueError)


@contextmanager
def generated(name):
    try:
        yield name
    finally:
        print("exit", name)


@asynccontextmanager
async def generated_async(name):
    await pause()
    try:
        yield name
    finally:
        await pause()
        print("exit", name)


async def use(body):
    await pause()
    async with AsyncExitStack() as stack:
        await pause()
        print(stack.enter_context(Sync("sync 1")))
        print(await stack.enter_async_context(Async("async 2")))
        print(stack.enter_context(generated("generated 3")))
        print(await stack.enter_async_context(generated_async("generated 4")))
        stack.push(Sync("sync 5"))
        stack.push_async_exit(Async("async 6"))
        stack.callback(print, "callback 7")
        stack.push_async_callback(asyncio.sleep, 0)
        if body is not None:
            await pause()
            raise body


async def main():
    await pause()
    for body in (None, ValueError("body"), KeyError("body"), TypeError("body")):
        print("--", repr(body))
        try:
            await use(body)
        except TypeError as exc:
            await pause()
            print("raised", repr(exc))


asyncio.run(main())
