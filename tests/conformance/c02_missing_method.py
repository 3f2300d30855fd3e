# 2. A missing method raises TypeError `'X' object does not support the asynchronous context manager protocol`.
import asyncio


class OnlyEnter:
    async def __aenter__(self):
        print("never entered")


class OnlyExit:
    async def __aexit__(self, *details):
        print("never left")


class Nothing:
    pass


class SetToNone:
    __aenter__ = None

    async def __aexit__(self, *details):
        print("never left")


async def use(manager):
    try:
        async with manager:
            print("not reached")
    except TypeError as exc:
        print(f"{type(manager).__name__}: {type(exc).__name__}: {exc}")
        print("context:", repr(exc.__context__), "cause:", repr(exc.__cause__))


async def while_handling():
    try:
        raise KeyError("first")
    except KeyError:
        await use(Nothing())


async def second_of_two():
    class Good:
        async def __aenter__(self):
            print("good entered")

        async def __aexit__(self, exc_type, exc, tb):
            print("good left with", exc)

    try:
        async with Good(), Nothing():
            print("not reached")
    except TypeError as exc:
        print(exc)


async def main():
    for manager in (OnlyEnter(), OnlyExit(), Nothing(), SetToNone(), 42, "text", None, [], print):
        await use(manager)
    await while_handling()
    await second_of_two()


asyncio.run(main())
