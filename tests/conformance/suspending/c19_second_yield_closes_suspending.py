# 19. In case 18 the generator is then aclosed, so its finally blocks run.
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


@asynccontextmanager
async def with_finally():
    await pause()
    try:
        yield 1
        yield 2
        print("not reached")
    finally:
        await pause()
        print("finally runs")
        await asyncio.sleep(0)
        print("finally ends")


@asynccontextmanager
async def sees_generator_exit():
    await pause()
    yield 1
    try:
        yield 2
    except GeneratorExit as exc:
        await pause()
        print("closed with", repr(exc))
        await pause()
        raise


@asynccontextmanager
async def swallows_generator_exit():
    await pause()
    yield 1
    try:
        yield 2
    except GeneratorExit:
        await pause()
        print("swallowed, then returns")


@asynccontextmanager
async def raises_while_closing():
    await pause()
    try:
        yield 1
        yield 2
    finally:
        await pause()
        raise KeyError("in finally")


@asynccontextmanager
async def ignores_generator_exit():
    await pause()
    yield 1
    try:
        yield 2
    except GeneratorExit:
        await pause()
        yield 3


@contextmanager
def sync_with_finally():
    try:
        yield 1
        yield 2
    finally:
        print("sync finally runs")


async def main():
    await pause()
    for manager in (with_finally, sees_generator_exit, swallows_generator_exit, raises_while_closing,
                    ignores_generator_exit):
        async def use():
            await pause()
            async with manager() as value:
                await pause()
                print("body", value)

        await attempt(manager.__name__, use)
    try:
        with sync_with_finally() as value:
            await pause()
            print("body", value)
    except RuntimeError as exc:
        await pause()
        print("sync:", chain(exc))


asyncio.run(main())
