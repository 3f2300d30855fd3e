# 49. `aclose()` is `__aexit__(None, None, None)`; there is no `close()` or `__enter__`.
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


def exit_function(*details):
    print("exit", details)


async def exit_async(*details):
    print("async exit", details)


class Watching(AsyncPile):
    async def __aexit__(self, *details):
        print("__aexit__ called with", details)
        return await super().__aexit__(*details)


async def main():
    stack = AsyncPile()
    stack.push(exit_function)
    stack.push_async_exit(exit_async)
    print("aclose gives", await stack.aclose())
    print("again", await stack.aclose())
    watching = Watching()
    watching.push(exit_function)
    print("aclose gives", await watching.aclose())
    for name in ("close", "__enter__", "__exit__", "aclose", "__aenter__", "__aexit__"):
        print(name, hasattr(stack, name), hasattr(Pile(), name))
    try:
        with AsyncPile():
            print("not reached")
    except TypeError as exc:
        print(exc)
    try:
        async with Pile():
            print("not reached")
    except TypeError as exc:
        print(exc)
    stack.push(exit_function)
    try:
        raise ValueError("being handled")
    except ValueError:
        await stack.aclose()
    stack.callback(lambda: 1 / 0)
    try:
        await stack.aclose()
    except ZeroDivisionError as exc:
        print("aclose raised", type(exc).__name__)


asyncio.run(main())
