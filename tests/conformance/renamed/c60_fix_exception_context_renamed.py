# 60. `_fix_exception_context` walks `__context__` until None, the old exception, or the frame's outer exception; only
# the last link is rewritten.
import asyncio
import contextlib



class AsyncPile(contextlib.AsyncExitStack):
    """contextlib's own, subclassed."""

    async def enter_async_context(self, cm):
        return await super().enter_async_context(cm)

    def push_async_exit(self, exit):
        return super().push_async_exit(exit)

    async def __aexit__(self, *details):
        return await super().__aexit__(*details)


def chain(exc):
    """The exception and its contexts, newest first."""
    parts = []
    while exc is not None and len(parts) < 12:
        parts.append(f"{type(exc).__name__}({exc})")
        exc = exc.__context__
    return " <- ".join(parts)


def linked(*exceptions):
    """Exceptions whose contexts are linked by hand, the first the newest."""
    for newer, older in zip(exceptions, exceptions[1:]):
        newer.__context__ = older
    return exceptions[0]


def raising(exc):
    async def exit_function(*details):
        raise exc

    return exit_function


async def use(name, body, *exits):
    try:
        async with AsyncPile() as stack:
            for exit_function in exits:
                stack.push_async_exit(exit_function)
            if body is not None:
                raise body
    except Exception as exc:
        print(f"{name}: {chain(exc)}")


async def main():
    await use("long chain", ValueError("body"), raising(linked(KeyError("new"), OSError("a"), OSError("b"))))
    body = ValueError("body")
    await use("already there", body, raising(linked(KeyError("new"), OSError("a"), body, OSError("kept"))))
    await use("two long chains", ValueError("body"), raising(linked(KeyError("k"), OSError("a"))),
              raising(linked(IndexError("i"), OSError("b"))))
    await use("no body", None, raising(linked(KeyError("new"), OSError("a"))))

    async def raises_with_context(*details):
        try:
            raise AttributeError("inner")
        except AttributeError:
            raise KeyError("outer")

    await use("context of its own", ValueError("body"), raises_with_context)
    try:
        raise LookupError("frame's outer exception")
    except LookupError:
        await use("in a handler", ValueError("body"), raising(linked(KeyError("new"), OSError("a"))))
        await use("in a handler, own context", ValueError("body"), raises_with_context)
        await use("in a handler, two", ValueError("body"), raising(KeyError("k")), raising(IndexError("i")))
    await use("body is its own end", linked(ValueError("body"), OSError("before")), raising(KeyError("new")))


asyncio.run(main())
