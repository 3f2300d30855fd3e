# 5. A failure while binding the target happens inside the protected region: `__aexit__` sees it and may suppress it.
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


class Manager:
    def __init__(self, name, result, suppresses):
        self.name = name
        self.result = result
        self.suppresses = suppresses

    async def __aenter__(self):
        await pause()
        return self.result

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        print(f"{self.name} sees {exc_type.__name__ if exc_type else None}: {exc}")
        await pause()
        return self.suppresses


class ReadOnly:
    @property
    def value(self):
        return 1


class Refuses:
    def __setitem__(self, key, value):
        raise LookupError(f"no place for {value!r} at {key!r}")


async def unpack_too_few(suppresses):
    await pause()
    async with Manager("unpack", (1,), suppresses) as (a, b):
        await pause()
        print("not reached", a, b)
    await pause()
    return "went on"


async def unpack_nothing_iterable(suppresses):
    await pause()
    async with Manager("not iterable", 5, suppresses) as (a, b):
        await pause()
        print("not reached", a, b)
    await pause()
    return "went on"


async def set_attribute(suppresses):
    await pause()
    async with Manager("attribute", 5, suppresses) as ReadOnly().value:
        await pause()
        print("not reached")
    await pause()
    return "went on"


async def set_item(suppresses):
    await pause()
    async with Manager("outer", 0, suppresses), Manager("item", 5, False) as Refuses()["key"]:
        await pause()
        print("not reached")
    await pause()
    return "went on"


async def main():
    await pause()
    for scenario in (unpack_too_few, unpack_nothing_iterable, set_attribute, set_item):
        for suppresses in (True, False):
            try:
                print(scenario.__name__, await scenario(suppresses))
            except Exception as exc:
                await pause()
                print(f"{scenario.__name__} raised {type(exc).__name__}: {exc}")


asyncio.run(main())
