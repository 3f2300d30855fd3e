# 62. `raise X from None` keeps `__suppress_context__` with the chained context.
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


class Translates:
    def __init__(self, new, cause):
        self.new = new
        self.cause = cause

    async def __aenter__(self):
        return self

    async def __aexit__(self, *details):
        raise self.new from self.cause


async def use(name, body, *managers):
    try:
        async with AsyncPile() as stack:
            for manager in managers:
                await stack.enter_async_context(manager)
            if body is not None:
                raise body
    except Exception as exc:
        print(f"{name}: {chain(exc)}")
        print(f"  cause {exc.__cause__!r}, suppress context {exc.__suppress_context__}")
        older = exc.__context__
        if older is not None:
            print(f"  context's cause {older.__cause__!r}, suppress context {older.__suppress_context__}")


async def main():
    await use("from None", ValueError("body"), Translates(KeyError("new"), None))
    await use("from another", ValueError("body"), Translates(KeyError("new"), OSError("cause")))
    await use("no body", None, Translates(KeyError("new"), None))
    await use("twice", ValueError("body"), Translates(KeyError("k"), None), Translates(IndexError("i"), None))
    await use("only below", ValueError("body"), Translates(KeyError("k"), OSError("o")),
              Translates(IndexError("i"), None))
    try:
        with Pile() as stack:

            @stack.callback
            def sync_translates():
                raise KeyError("sync") from None

            raise ValueError("body")
    except KeyError as exc:
        print("sync:", chain(exc), exc.__suppress_context__)


asyncio.run(main())
