# 49. `aclose()` is `__aexit__(None, None, None)`; there is no `close()` or `__enter__`.
import asyncio
from contextlib import AsyncExitStack, ExitStack


def exit_function(*details):
    print("exit", details)


async def exit_async(*details):
    print("async exit", details)


class Watching(AsyncExitStack):
    async def __aexit__(self, *details):
        print("__aexit__ called with", details)
        return await super().__aexit__(*details)


async def main():
    stack = AsyncExitStack()
    stack.push(exit_function)
    stack.push_async_exit(exit_async)
    print("aclose gives", await stack.aclose())
    print("again", await stack.aclose())
    watching = Watching()
    watching.push(exit_function)
    print("aclose gives", await watching.aclose())
    for name in ("close", "__enter__", "__exit__", "aclose", "__aenter__", "__aexit__"):
        print(name, hasattr(stack, name), hasattr(ExitStack(), name))
    try:
        with AsyncExitStack():
            print("not reached")
    except TypeError as exc:
        print(exc)
    try:
        async with ExitStack():
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
