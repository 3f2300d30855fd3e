# 40. `push(async function)` never awaits it and suppresses the exception (a coroutine object is truthy). A trap.
import asyncio
import warnings
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


warnings.simplefilter("ignore")


async def exit_function(exc_type, exc, tb):
    print("runs only when it is awaited")
    return False


class Manager:
    async def __aenter__(self):
        print("never entered")

    async def __aexit__(self, *details):
        print("never left")


async def main():
    async with AsyncPile() as stack:
        stack.push(exit_function)
        raise ValueError("suppressed by a coroutine nobody awaits")
    print("went on after the async stack")
    with Pile() as stack:
        stack.push(exit_function)
        raise ValueError("suppressed as well")
    print("went on after the sync stack")
    async with AsyncPile() as stack:
        stack.push(exit_function)
    print("normal end")
    try:
        async with AsyncPile() as stack:
            stack.push(Manager())
            raise ValueError("an async manager is just a callable to push, and none at that")
    except TypeError as exc:
        print(exc, "- context", repr(exc.__context__))
    async with AsyncPile() as stack:
        stack.push_async_exit(exit_function)
        print("the right way")


asyncio.run(main())
