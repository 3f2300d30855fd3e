# Awaitables by hand: __await__ as a generator, as an iterator object, delegating, awaiting in __await__.
import asyncio


class Steps:
    """Suspends as often as told, then gives a value."""

    def __init__(self, steps, value):
        self.steps = steps
        self.value = value

    def __await__(self):
        for _ in range(self.steps):
            yield
        return self.value


class Iterator:
    def __init__(self):
        self.left = 2

    def __await__(self):
        return self

    def __iter__(self):
        return self

    def __next__(self):
        if self.left == 0:
            raise StopIteration("from an iterator object")
        self.left -= 1
        return None


class Delegates:
    def __await__(self):
        first = yield from Steps(1, "a").__await__()
        second = yield from asyncio.sleep(0, "b").__await__()
        return first + second


class Fails:
    def __await__(self):
        yield
        raise ValueError("in __await__")


class Cleans:
    def __await__(self):
        try:
            yield from asyncio.sleep(10).__await__()
        finally:
            print("cleaned in __await__")


async def main():
    print(await Steps(3, "steps"), await Steps(0, "none"), await Iterator(), await Delegates())
    print(await asyncio.gather(Steps(2, 1).__await__() if False else wrap(Steps(2, 1)), wrap(Delegates())))
    try:
        await Fails()
    except ValueError as exc:
        print(exc)
    task = asyncio.create_task(wrap(Cleans()))
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled through __await__")

    class Wrong:
        def __await__(self):
            yield "not a future"

    try:
        await asyncio.create_task(wrap(Wrong()))
    except RuntimeError as exc:
        print(exc)
    print(await asyncio.wait_for(wrap(Steps(2, "in time")), 5), await asyncio.ensure_future(Steps(1, "ensured")))


async def wrap(awaitable):
    return await awaitable


asyncio.run(main())
