# 29. The propagated exception keeps its own traceback, with no contextlib frames.
# forms: suspending renamed
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


def frames(exc):
    """Names of the functions in the traceback, oldest first."""
    names = []
    entry = exc.__traceback__
    while entry is not None:
        names.append(entry.tb_frame.f_code.co_name)
        entry = entry.tb_next
    return names


@asynccontextmanager
async def plain():
    await pause()
    yield


@asynccontextmanager
async def reraises():
    await pause()
    try:
        yield
    except Exception:
        await pause()
        raise


@contextmanager
def sync():
    yield


def fails(exc):
    raise exc


async def body(manager, exc):
    await pause()
    async with manager():
        await pause()
        fails(exc)


async def nested(exc):
    await pause()
    async with plain():
        await pause()
        async with reraises():
            await pause()
            await body(plain, exc)


async def sync_body(exc):
    await pause()
    with sync():
        await pause()
        fails(exc)


async def main():
    await pause()
    for exc in (ValueError("body"), StopAsyncIteration("body"), KeyError("body")):
        try:
            async with plain():
                await pause()
                fails(exc)
        except BaseException as caught:
            await pause()
            print("directly:", frames(caught))
    for manager in (plain, reraises):
        try:
            await body(manager, ValueError("body"))
        except ValueError as caught:
            await pause()
            print(manager.__name__, frames(caught))
    try:
        await nested(ValueError("body"))
    except ValueError as caught:
        await pause()
        print("nested:", frames(caught))
    try:
        await sync_body(ValueError("body"))
    except ValueError as caught:
        await pause()
        print("sync:", frames(caught))


asyncio.run(main())
