# An async def without a suspension: as an awaited call, as an object, thrown into, closed, too deep, failing.
import asyncio


class Tracked:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


async def plain(x, y=2, *rest, key=None, **more):
    """Adds."""
    return x, y, rest, key, more


async def fails(x):
    local = x + 1
    raise ValueError(local)


async def stops():
    raise StopIteration("over")


async def deep(n):
    if n == 0:
        return 0
    return 1 + n


async def keeps(x):
    return x


class Thing:
    async def method(self, x):
        return self, x

    @classmethod
    async def made(cls, x):
        return cls.__name__, x

    @staticmethod
    async def still(x):
        return x

    async def __call__(self, x):
        return "called", x


def forever(n):
    return endless(n)


async def endless(n):
    return forever(n + 1).send(None)


def rebind():
    global fails

    async def fails(x):  # the next call takes this one
        await asyncio.sleep(0)
        return "rebound", x


async def main():
    print(await plain(1), await plain(1, 3, 4, key=5, other=6), await plain(y=1, x=2))
    thing = Thing()
    got, x = await thing.method(3)
    print(got is thing, x, await Thing.made(4), await thing.still(5), await thing(6))
    bound = thing.method
    print((await bound(7))[1])
    try:
        await plain()
    except TypeError as e:
        print("TypeError", e)
    try:
        await fails(1)
    except ValueError as e:
        print("ValueError", e, e.__traceback__.tb_next.tb_lineno - main.__code__.co_firstlineno < 0)
    try:
        await stops()
    except RuntimeError as e:
        print("RuntimeError", e, repr(e.__cause__))
    coroutine = deep(3)
    print(type(coroutine).__name__, coroutine.__name__, coroutine.cr_running, coroutine.cr_await)
    print(await coroutine)
    try:
        await coroutine
    except RuntimeError as e:
        print(e)
    unstarted = deep(1)
    try:
        unstarted.throw(KeyError("thrown"))
    except KeyError as e:
        print("thrown", e)
    closed = deep(1)
    closed.close()
    try:
        closed.send(None)
    except RuntimeError as e:
        print(e)
    by_hand = keeps("value")
    try:
        by_hand.send(None)
    except StopIteration as e:
        print("StopIteration", e.value)
    try:
        endless(0).send(None)
    except RecursionError as e:
        print("RecursionError")
    except StopIteration as e:
        print("never", e)
    results = await asyncio.gather(deep(1), plain(2), asyncio.create_task(keeps(3)))
    print(results)
    rebind()
    print(await fails(1))
    await keeps(Tracked("argument"))
    print("after")


asyncio.run(main())
