# 21. The body's exception is thrown in at the yield, through `athrow`.
import asyncio
import contextlib


as_async_manager = {"tool": contextlib.asynccontextmanager}["tool"]

@as_async_manager
async def watching(kinds):
    print("start")
    try:
        try:
            yield
            print("not thrown")
        except kinds as exc:
            print("inner handler:", repr(exc))
            raise
        else:
            print("else")
        finally:
            print("inner finally")
    except BaseException as exc:
        print("outer handler:", repr(exc))
    print("end")


@as_async_manager
async def yields_in_places(place):
    if place == "loop":
        for number in range(3):
            try:
                yield number
            except ValueError as exc:
                print("in round", number, exc)
                break
    elif place == "else":
        try:
            print("nothing wrong here")
        except ValueError:
            print("not reached")
        else:
            try:
                yield
            except ValueError as exc:
                print("in the else branch", exc)
    elif place == "handler":
        try:
            raise KeyError("handled before")
        except KeyError as key:
            try:
                yield
            except ValueError as exc:
                print("in a handler:", exc, "context", repr(exc.__context__), "still", key)
    elif place == "with":
        async with watching(ValueError):
            yield


async def main():
    async with watching(ValueError):
        print("body")
    async with watching(ValueError):
        raise ValueError("body")
    async with watching((KeyError, TypeError)):
        raise ValueError("other kind")
    async with watching(BaseException):
        raise KeyboardInterrupt("base")
    for place in ("loop", "else", "handler", "with"):
        async with yields_in_places(place):
            raise ValueError(place)
        print("went on after", place)


asyncio.run(main())
