# 8. A new exception from `__aexit__` replaces the body's, which becomes its `__context__`.
import asyncio


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
        return self

    async def __aexit__(self, exc_type, exc, tb):
        if self.cause == "body":
            raise self.new from exc
        if self.cause == "nothing":
            raise self.new from None
        raise self.new


async def use(body, *managers):
    try:
        async with managers[0]:
            if len(managers) == 1:
                if body is not None:
                    raise body
            else:
                async with managers[1]:
                    if body is not None:
                        raise body
    except Exception as exc:
        print(chain(exc))
        print("  cause:", repr(exc.__cause__), "suppress context:", exc.__suppress_context__)
        return exc


class Same:
    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc, tb):
        raise exc


async def main():
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
        raise LookupError("being handled")
    except LookupError:
        await use(ValueError("body"), Replaces(KeyError("exit")))
        await use(None, Replaces(KeyError("exit, normal end")))


asyncio.run(main())
