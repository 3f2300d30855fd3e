# 56. `__aexit__` returns True only if an exception came in and was suppressed.
import asyncio
from contextlib import AsyncExitStack, ExitStack, suppress


def exit_with(result):
    async def exit_function(*details):
        return result

    return exit_function


async def leave(stack, exc):
    details = (None, None, None) if exc is None else (type(exc), exc, exc.__traceback__)
    try:
        print("returned", repr(await stack.__aexit__(*details)))
    except Exception as raised:
        print("raised", repr(raised), "the same:", raised is exc)


async def main():
    for exc in (None, ValueError("body")):
        for results in ((), (False,), (True,), (None, True), (True, False), ("truthy",), (1, 2)):
            stack = AsyncExitStack()
            for result in results:
                stack.push_async_exit(exit_with(result))
            print(repr(exc), results, end=": ")
            await leave(stack, exc)

    async def fails(*details):
        raise KeyError("new")

    stack = AsyncExitStack()
    stack.enter_context(suppress(KeyError))
    stack.push_async_exit(fails)
    await leave(stack, None)
    stack.enter_context(suppress(KeyError))
    stack.push_async_exit(fails)
    await leave(stack, ValueError("body"))
    stack.push_async_exit(fails)
    stack.push_async_exit(exit_with(True))
    await leave(stack, ValueError("body"))
    sync = ExitStack()
    sync.push(lambda *details: True)
    print("sync:", sync.__exit__(ValueError, ValueError("body"), None), sync.__exit__(None, None, None))


asyncio.run(main())
