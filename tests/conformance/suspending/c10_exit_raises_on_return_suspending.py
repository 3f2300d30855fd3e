# 10. `__aexit__` raising during `return` discards the return value.
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
        await pause()
        return self

    async def __aexit__(self, *details):
        await pause()
        print("exit", details)
        await pause()
        raise self.exc


class Suppresses:
    async def __aenter__(self):
        await pause()
        return self

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        print("suppresses", repr(exc))
        await pause()
        return True


async def attempt(name, scenario):
    """Run one scenario and tell how it ended."""
    await pause()
    try:
        result = await scenario()
    except Exception as exc:
        await pause()
        print(f"{name}: raised {chain(exc)}")
    else:
        await pause()
        print(f"{name}: returned {result!r}")


async def discarded():
    await pause()
    async with Raises(KeyError("exit")):
        await pause()
        return "lost"


async def suppressed_outside():
    await pause()
    async with Suppresses():
        await pause()
        async with Raises(KeyError("exit")):
            await pause()
            return "lost too"
    await pause()
    return "after"


async def suppressed_without_more():
    await pause()
    async with Suppresses(), Raises(KeyError("exit")):
        await pause()
        return "lost as well"


async def break_becomes_raise():
    await pause()
    for number in range(3):
        async with Raises(ValueError(number)):
            await pause()
            break
    await pause()
    return "not reached"


async def continue_becomes_raise():
    await pause()
    seen = []
    for number in range(3):
        try:
            async with Raises(ValueError(number)):
                await pause()
                continue
        except ValueError as exc:
            await pause()
            seen.append(exc.args[0])
    await pause()
    return seen


async def another_return_in_finally():
    await pause()
    try:
        async with Raises(KeyError("exit")):
            await pause()
            return "first"
    except KeyError as exc:
        await pause()
        return f"second, no context: {exc.__context__ is None}"


async def main():
    await pause()
    for scenario in (discarded, suppressed_outside, suppressed_without_more, break_becomes_raise,
                     continue_becomes_raise, another_return_in_finally):
        await attempt(scenario.__name__, scenario)


asyncio.run(main())
