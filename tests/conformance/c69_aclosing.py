# 69. `aclosing` yields its argument and awaits `aclose()` on every exit; a missing `aclose` is an AttributeError at
# exit.
import asyncio
from contextlib import aclosing


def chain(exc):
    """The exception and its contexts, newest first."""
    parts = []
    while exc is not None and len(parts) < 12:
        parts.append(f"{type(exc).__name__}({exc})")
        exc = exc.__context__
    return " <- ".join(parts)


class Resource:
    def __init__(self, fails=None):
        self.fails = fails

    async def aclose(self):
        await asyncio.sleep(0)
        print("aclose")
        if self.fails is not None:
            raise self.fails
        return True


class NoAclose:
    pass


async def numbers():
    try:
        for number in range(5):
            yield number
    finally:
        await asyncio.sleep(0)
        print("generator closed")


async def attempt(name, scenario):
    """Run one scenario and tell how it ended."""
    try:
        result = await scenario()
    except Exception as exc:
        print(f"{name}: raised {chain(exc)}")
    else:
        print(f"{name}: returned {result!r}")


async def normal():
    resource = Resource()
    async with aclosing(resource) as value:
        print("the same:", value is resource)


async def raises():
    async with aclosing(Resource()):
        raise ValueError("not suppressed by a true result")


async def returns():
    async with aclosing(Resource()):
        return "early"


async def breaks():
    async with aclosing(numbers()) as generator:
        async for number in generator:
            if number == 2:
                break
    return number


async def return_from_loop():
    async with aclosing(numbers()) as generator:
        async for number in generator:
            return number


async def close_fails():
    async with aclosing(Resource(KeyError("aclose"))):
        raise ValueError("body")


async def missing():
    async with aclosing(NoAclose()) as value:
        print("entered", type(value).__name__)


async def missing_with_exception():
    async with aclosing(NoAclose()):
        raise ValueError("body")


async def main():
    for scenario in (normal, raises, returns, breaks, return_from_loop, close_fails, missing, missing_with_exception):
        await attempt(scenario.__name__, scenario)


asyncio.run(main())
