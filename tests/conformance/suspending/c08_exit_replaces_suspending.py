# 8. A new exception from `__aexit__` replaces the body's, which becomes its `__context__`.
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


class Replaces:
    def __init__(self, new, cause=None):
        self.new = new
        self.cause = cause

    async def __aenter__(self):
        await pause()
        return self

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        if self.cause == "body":
            await pause()
            raise self.new from exc
        if self.cause == "nothing":
            await pause()
            raise self.new from None
        await pause()
        raise self.new


async def use(body, *managers):
    await pause()
    try:
        async with managers[0]:
            await pause()
            if len(managers) == 1:
                if body is not None:
                    await pause()
                    raise body
            else:
                async with managers[1]:
                    await pause()
                    if body is not None:
                        await pause()
                        raise body
    except Exception as exc:
        await pause()
        print(chain(exc))
        print("  cause:", repr(exc.__cause__), "suppress context:", exc.__suppress_context__)
        await pause()
        return exc


class Same:
    async def __aenter__(self):
        await pause()
        return self

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        raise exc


async def main():
    await pause()
    await use(ValueError("body"), Replaces(KeyError("exit")))
    await use(None, Replaces(KeyError("exit, normal end")))
    await use(ValueError("body"), Replaces(KeyError("outer")), Replaces(OSError("inner")))
    await use(None, Replaces(KeyError("outer")), Replaces(OSError("inner")))
    await use(ValueError("body"), Replaces(KeyError("from body"), "body"))
    await use(ValueError("body"), Replaces(KeyError("from None"), "nothing"))
    body = ValueError("raised again")
    same = await use(body, Same())
    print("same object:", same is body, "no context:", same.__context__ is None)
    try:
        await pause()
        raise LookupError("being handled")
    except LookupError:
        await pause()
        await use(ValueError("body"), Replaces(KeyError("exit")))
        await use(None, Replaces(KeyError("exit, normal end")))


asyncio.run(main())
