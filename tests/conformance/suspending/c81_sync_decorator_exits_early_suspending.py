# 81. Sync ContextDecorator on generator or async functions (3.14) exits before the body runs.
import asyncio
from contextlib import ContextDecorator, contextmanager


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


class Manager(ContextDecorator):
    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, exc_type, exc, tb):
        print("exit", repr(exc))
        return True


@contextmanager
def generated():
    print("enter")
    yield
    print("exit")


@Manager()
def generator():
    print("the generator runs")
    yield 1
    print("the generator ends")


@Manager()
async def coroutine():
    await pause()
    print("the coroutine runs")
    await pause()
    raise ValueError("outside the manager by now")


@generated()
async def async_generator():
    await pause()
    print("the async generator runs")
    yield 2


@Manager()
def plain():
    print("the function runs")
    raise ValueError("suppressed")


async def main():
    await pause()
    print("plain:", plain())
    items = generator()
    print("a", type(items).__name__)
    print(list(items))
    waiting = coroutine()
    print("a", type(waiting).__name__)
    try:
        await waiting
    except ValueError as exc:
        await pause()
        print("raised", exc)
    items = async_generator()
    print("a", type(items).__name__)
    print([item async for item in items])


asyncio.run(main())
