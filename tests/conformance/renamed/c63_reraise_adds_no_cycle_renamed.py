# 63. A callback that re-raises the same object adds no cycle.
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


async def raises_same(exc_type, exc, tb):
    raise exc


async def raises_same_in_handler(exc_type, exc, tb):
    try:
        raise KeyError("in between")
    except KeyError:
        raise exc


async def raises_its_context(exc_type, exc, tb):
    if exc is not None and exc.__context__ is not None:
        raise exc.__context__


def raising(new):
    async def exit_function(*details):
        raise new

    return exit_function


async def use(name, body, *exits):
    try:
        async with AsyncPile() as stack:
            for exit_function in exits:
                stack.push_async_exit(exit_function)
            raise body
    except Exception as exc:
        print(f"{name}: {chain(exc)}, the body's: {exc is body}")


async def main():
    await use("once", ValueError("body"), raises_same)
    await use("many times", ValueError("body"), *[raises_same] * 5)
    await use("from a handler", ValueError("body"), raises_same_in_handler)
    await use("after another", ValueError("body"), raises_same, raising(KeyError("new")))
    body = ValueError("body")
    await use("the body's again later", body, raising(body), raising(KeyError("new")))
    await use("its context", ValueError("body"), raises_its_context, raising(KeyError("new")))
    body = ValueError("body")
    new = KeyError("raised twice")
    await use("the same twice", body, raising(new), raising(IndexError("between")), raising(new))
    try:
        with Pile() as stack:

            @stack.push
            def sync_same(exc_type, exc, tb):
                raise exc

            raise ValueError("sync body")
    except ValueError as exc:
        print("sync:", chain(exc))


asyncio.run(main())
