# 21. The body's exception is thrown in at the yield, through `athrow`.
import asyncio
from contextlib import asynccontextmanager


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


@asynccontextmanager
async def watching(kinds):
    await pause()
    print("start")
    try:
        try:
            yield
            print("not thrown")
        except kinds as exc:
            await pause()
            print("inner handler:", repr(exc))
            await pause()
            raise
        else:
            await pause()
            print("else")
        finally:
            await pause()
            print("inner finally")
    except BaseException as exc:
        await pause()
        print("outer handler:", repr(exc))
    print("end")


@asynccontextmanager
async def yields_in_places(place):
    await pause()
    if place == "loop":
        for number in range(3):
            try:
                yield number
            except ValueError as exc:
                await pause()
                print("in round", number, exc)
                await pause()
                break
    elif place == "else":
        try:
            print("nothing wrong here")
        except ValueError:
            await pause()
            print("not reached")
        else:
            await pause()
            try:
                yield
            except ValueError as exc:
                await pause()
                print("in the else branch", exc)
    elif place == "handler":
        try:
            await pause()
            raise KeyError("handled before")
        except KeyError as key:
            await pause()
            try:
                yield
            except ValueError as exc:
                await pause()
                print("in a handler:", exc, "context", repr(exc.__context__), "still", key)
    elif place == "with":
        async with watching(ValueError):
            await pause()
            yield


async def main():
    await pause()
    async with watching(ValueError):
        await pause()
        print("body")
    async with watching(ValueError):
        await pause()
        raise ValueError("body")
    async with watching((KeyError, TypeError)):
        await pause()
        raise ValueError("other kind")
    async with watching(BaseException):
        await pause()
        raise KeyboardInterrupt("base")
    for place in ("loop", "else", "handler", "with"):
        async with yields_in_places(place):
            await pause()
            raise ValueError(place)
        print("went on after", place)


asyncio.run(main())
