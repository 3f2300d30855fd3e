# 18. A second yield on normal exit: RuntimeError `generator didn't stop`.
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
async def yields(times):
    await pause()
    for number in range(times):
        print("yield", number)
        yield number
    print("ends")


@contextmanager
def yields_sync(times):
    for number in range(times):
        print("sync yield", number)
        yield number


@asynccontextmanager
async def forever():
    await pause()
    while True:
        yield


async def attempt(name, scenario):
    """Run one scenario and tell how it ended."""
    await pause()
    try:
        result = await scenario()
    except Exception as exc:
        await pause()
        print(f"{name}: raised {chain(exc)}")
    else:
        await pause()
        print(f"{name}: returned {result!r}")


async def once():
    await pause()
    async with yields(1) as number:
        await pause()
        return number


async def twice():
    await pause()
    async with yields(2) as number:
        await pause()
        print("body", number)


async def twice_with_return():
    await pause()
    async with yields(2) as number:
        await pause()
        return number


async def in_a_loop():
    await pause()
    for _ in range(3):
        async with forever():
            await pause()
            continue


async def nested():
    await pause()
    async with yields(1):
        await pause()
        async with yields(3):
            await pause()
            print("body of the inner one")


async def sync():
    await pause()
    with yields_sync(2) as number:
        await pause()
        print("body", number)


async def main():
    await pause()
    for scenario in (once, twice, twice_with_return, in_a_loop, nested, sync):
        await attempt(scenario.__name__, scenario)


asyncio.run(main())
