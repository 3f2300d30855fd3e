# 12. A non-awaitable from `__aenter__`/`__aexit__` raises TypeError `'async with' received an object from __aenter__
# that does not implement __await__: int` (and the same for `__aexit__`).
import asyncio


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
        print("never left")


class ExitGives:
    def __init__(self, result):
        self.result = result

    async def __aenter__(self):
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
    try:
        async with manager as value:
            print("body,", value)
            if exc is not None:
                raise exc
        print("no error")
    except Exception as caught:
        print(f"{type(manager).__name__} {type(manager.result).__name__}: {chain(caught)}")


async def main():
    for result in (1, None, "text", Odd(), generator(), Odd, BadAwait()):
        await use(EnterGives(result))
    for result in (1, None, True, Odd(), BadAwait()):
        await use(ExitGives(result))
    await use(ExitGives(False), ValueError("body"))
    await use(ExitGives(True), ValueError("body"))
    try:
        async with ExitGives(None):
            async with EnterGives(2.5):
                print("not reached")
    except TypeError as exc:
        print(chain(exc))


asyncio.run(main())
