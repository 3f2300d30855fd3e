# 5. A failure while binding the target happens inside the protected region: `__aexit__` sees it and may suppress it.
import asyncio


class Manager:
    def __init__(self, name, result, suppresses):
        self.name = name
        self.result = result
        self.suppresses = suppresses

    async def __aenter__(self):
        return self.result

    async def __aexit__(self, exc_type, exc, tb):
        print(f"{self.name} sees {exc_type.__name__ if exc_type else None}: {exc}")
        return self.suppresses


class ReadOnly:
    @property
    def value(self):
        return 1


class Refuses:
    def __setitem__(self, key, value):
        raise LookupError(f"no place for {value!r} at {key!r}")


async def unpack_too_few(suppresses):
    async with Manager("unpack", (1,), suppresses) as (a, b):
        print("not reached", a, b)
    return "went on"


async def unpack_nothing_iterable(suppresses):
    async with Manager("not iterable", 5, suppresses) as (a, b):
        print("not reached", a, b)
    return "went on"


async def set_attribute(suppresses):
    async with Manager("attribute", 5, suppresses) as ReadOnly().value:
        print("not reached")
    return "went on"


async def set_item(suppresses):
    async with Manager("outer", 0, suppresses), Manager("item", 5, False) as Refuses()["key"]:
        print("not reached")
    return "went on"


async def main():
    for scenario in (unpack_too_few, unpack_nothing_iterable, set_attribute, set_item):
        for suppresses in (True, False):
            try:
                print(scenario.__name__, await scenario(suppresses))
            except Exception as exc:
                print(f"{scenario.__name__} raised {type(exc).__name__}: {exc}")


asyncio.run(main())
