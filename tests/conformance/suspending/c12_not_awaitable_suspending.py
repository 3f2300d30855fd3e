# 12. A non-awaitable from `__aenter__`/`__aexit__` raises TypeError `'async with' received an object from __aenter__
# that does not implement __await__: int` (and the same for `__aexit__`).
import asyncio


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


class EnterGives:
    def __init__(self, result):
        self.result = result

    def __aenter__(self):
        return self.result

    async def __aexit__(self, *details):
        await pause()
        print("never left")


class ExitGives:
    def __init__(self, result):
        self.result = result

    async def __aenter__(self):
        await pause()
        return "entered"

    def __aexit__(self, *details):
        print("exit was called with", details[1])
        return self.result


class Odd:
    pass


class BadAwait:
    def __await__(self):
        return 5


def generator():
    yield


async def use(manager, exc=None):
    await pause()
    try:
        async with manager as value:
            await pause()
            print("body,", value)
            if exc is not None:
                await pause()
                raise exc
        print("no error")
    except Exception as caught:
        await pause()
        print(f"{type(manager).__name__} {type(manager.result).__name__}: {chain(caught)}")


async def main():
    await pause()
    for result in (1, None, "text", Odd(), generator(), Odd, BadAwait()):
        await use(EnterGives(result))
    for result in (1, None, True, Odd(), BadAwait()):
        await use(ExitGives(result))
    await use(ExitGives(False), ValueError("body"))
    await use(ExitGives(True), ValueError("body"))
    try:
        async with ExitGives(None):
            await pause()
            async with EnterGives(2.5):
                await pause()
                print("not reached")
    except TypeError as exc:
        await pause()
        print(chain(exc))


asyncio.run(main())
