# Errors of await: wrong objects, awaiting twice, StopIteration out of a coroutine.
import asyncio


async def nothing():
    return "nothing"


class BadAwait:
    def __await__(self):
        return 5


returned = nothing()


class AwaitReturnsCoroutine:
    def __await__(self):
        return returned


class NoneAwait:
    __await__ = None


def generator():
    yield 1


async def try_await(thing):
    try:
        print("awaited:", await thing)
    except Exception as exc:
        print(type(exc).__name__, exc)


async def main():
    unawaited = nothing()
    for thing in (5, None, "text", [], generator(), nothing, BadAwait(), NoneAwait(), BadAwait, lambda: 0):
        await try_await(thing)
    wrong = AwaitReturnsCoroutine()
    await try_await(wrong)
    returned.close()
    await try_await(unawaited)
    await try_await(unawaited)

    async def stops():
        raise StopIteration("from a coroutine")

    await try_await(stops())
    for source in ([1, 2], 5, nothing):
        try:
            async for item in source:
                print("not reached")
        except TypeError as exc:
            print(exc)

    class BadIter:
        def __aiter__(self):
            return 5

    class BadNext:
        def __aiter__(self):
            return self

        def __anext__(self):
            return 5

    for source in (BadIter(), BadNext()):
        try:
            async for item in source:
                print("not reached")
        except TypeError as exc:
            print(exc, repr(exc.__cause__))
    try:
        for x in nothing:
            pass
    except TypeError as exc:
        print(exc)
    coroutine = nothing()
    try:
        for x in coroutine:
            pass
    except TypeError as exc:
        print(exc)
    coroutine.close()


asyncio.run(main())
try:
    asyncio.run(5)
except (TypeError, ValueError) as exc:
    print(exc)
