# 40. `push(async function)` never awaits it and suppresses the exception (a coroutine object is truthy). A trap.
import asyncio
import warnings
from contextlib import AsyncExitStack, ExitStack

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
    async with AsyncExitStack() as stack:
        stack.push(exit_function)
        raise ValueError("suppressed by a coroutine nobody awaits")
    print("went on after the async stack")
    with ExitStack() as stack:
        stack.push(exit_function)
        raise ValueError("suppressed as well")
    print("went on after the sync stack")
    async with AsyncExitStack() as stack:
        stack.push(exit_function)
    print("normal end")
    try:
        async with AsyncExitStack() as stack:
            stack.push(Manager())
            raise ValueError("an async manager is just a callable to push, and none at that")
    except TypeError as exc:
        print(exc, "- context", repr(exc.__context__))
    async with AsyncExitStack() as stack:
        stack.push_async_exit(exit_function)
        print("the right way")


asyncio.run(main())
