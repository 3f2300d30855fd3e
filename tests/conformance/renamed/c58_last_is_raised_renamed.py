# 58. The last unsuppressed exception is re-raised.
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


class Pile(contextlib.ExitStack):
    """contextlib's own, subclassed."""

    def push(self, exit):
        return super().push(exit)

    def __exit__(self, *details):
        return super().__exit__(*details)


def chain(exc):
    """The exception and its contexts, newest first."""
    parts = []
    while exc is not None and len(parts) < 12:
        parts.append(f"{type(exc).__name__}({exc})")
        exc = exc.__context__
    return " <- ".join(parts)


def raising(exc):
    async def exit_function(*details):
        raise exc

    return exit_function


def suppressing():
    async def exit_function(*details):
        return True

    return exit_function


async def use(body, *exits):
    new = None
    try:
        async with AsyncPile() as stack:
            for exit_function in exits:
                stack.push_async_exit(exit_function)
            if body is not None:
                raise body
        print("went on")
    except Exception as exc:
        print("raised", chain(exc), "- the body's:", exc is body)


async def passes(*details):
    return False


async def main():
    body = ValueError("body")
    await use(body, passes, passes)
    await use(ValueError("body"), raising(KeyError("a")))
    await use(ValueError("body"), raising(KeyError("a")), raising(IndexError("b")))
    await use(ValueError("body"), raising(KeyError("a")), suppressing())
    await use(ValueError("body"), suppressing(), raising(KeyError("a")))
    await use(ValueError("body"), passes, raising(KeyError("a")), suppressing(), raising(IndexError("b")))
    await use(None, passes, raising(KeyError("a")), passes)
    await use(None, raising(KeyError("a")), raising(IndexError("b")), raising(OSError("c")))
    with_traceback = ValueError("raised once")
    try:
        raise with_traceback
    except ValueError as exc:
        await use(None, raising(exc))
    try:
        with Pile() as stack:
            stack.callback(lambda: {}["a"])
            stack.callback(lambda: [][1])
    except KeyError as exc:
        print("sync:", chain(exc))


asyncio.run(main())
