# 13. `bool()` of the exit result may itself raise; that propagates with the body's exception as context. On normal exit
# `bool()` is never called.
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


class Result:
    def __init__(self, truth):
        self.truth = truth

    def __bool__(self):
        print("bool() asked")
        if isinstance(self.truth, Exception):
            raise self.truth
        return self.truth


class Sized:
    """Truth by length."""

    def __init__(self, length):
        self.length = length

    def __len__(self):
        print("len() asked")
        return self.length


class Manager:
    def __init__(self, result):
        self.result = result

    async def __aenter__(self):
        await pause()
        return self

    async def __aexit__(self, *details):
        await pause()
        return self.result


async def use(name, result, exc):
    await pause()
    try:
        async with Manager(result):
            await pause()
            if exc is not None:
                await pause()
                raise exc
        print(name, "went on")
    except Exception as caught:
        await pause()
        print(name, "raised", chain(caught))


async def main():
    await pause()
    await use("true", Result(True), ValueError("body"))
    await use("false", Result(False), ValueError("body"))
    await use("raises", Result(ZeroDivisionError("bool")), ValueError("body"))
    await use("not a bool", Result(1), ValueError("body"))
    await use("length 0", Sized(0), ValueError("body"))
    await use("length 2", Sized(2), ValueError("body"))
    await use("negative length", Sized(-1), ValueError("body"))
    await use("normal, true", Result(True), None)
    await use("normal, raises", Result(ZeroDivisionError("bool")), None)
    await use("normal, length", Sized(-1), None)
    for number in range(2):
        async with Manager(Result(ZeroDivisionError("bool"))):
            await pause()
            continue
    print("continue never asks")
    try:
        async with Manager(Result(True)), Manager(Result(KeyError("inner bool"))):
            await pause()
            raise ValueError("body")
        print("outer suppressed the error of bool()")
    except KeyError as exc:
        await pause()
        print("not reached", exc)


asyncio.run(main())
