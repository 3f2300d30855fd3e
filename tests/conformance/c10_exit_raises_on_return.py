# 10. `__aexit__` raising during `return` discards the return value.
import asyncio


def chain(exc):
    """The exception and its contexts, newest first."""
    parts = []
    while exc is not None and len(parts) < 12:
        parts.append(f"{type(exc).__name__}({exc})")
        exc = exc.__context__
    return " <- ".join(parts)


class Raises:
    def __init__(self, exc):
        self.exc = exc

    async def __aenter__(self):
        return self

    async def __aexit__(self, *details):
        print("exit", details)
        raise self.exc


class Suppresses:
    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc, tb):
        print("suppresses", repr(exc))
        return True


async def attempt(name, scenario):
    """Run one scenario and tell how it ended."""
    try:
        result = await scenario()
    except Exception as exc:
        print(f"{name}: raised {chain(exc)}")
    else:
        print(f"{name}: returned {result!r}")


async def discarded():
    async with Raises(KeyError("exit")):
        return "lost"


async def suppressed_outside():
    async with Suppresses():
        async with Raises(KeyError("exit")):
            return "lost too"
    return "after"


async def suppressed_without_more():
    async with Suppresses(), Raises(KeyError("exit")):
        return "lost as well"


async def break_becomes_raise():
    for number in range(3):
        async with Raises(ValueError(number)):
            break
    return "not reached"


async def continue_becomes_raise():
    seen = []
    for number in range(3):
        try:
            async with Raises(ValueError(number)):
                continue
        except ValueError as exc:
            seen.append(exc.args[0])
    return seen


async def another_return_in_finally():
    try:
        async with Raises(KeyError("exit")):
            return "first"
    except KeyError as exc:
        return f"second, no context: {exc.__context__ is None}"


async def main():
    for scenario in (discarded, suppressed_outside, suppressed_without_more, break_becomes_raise,
                     continue_becomes_raise, another_return_in_finally):
        await attempt(scenario.__name__, scenario)


asyncio.run(main())
