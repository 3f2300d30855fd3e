# 56. `__aexit__` returns True only if an exception came in and was suppressed.
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


class Swallow(contextlib.suppress):
    """contextlib's own, subclassed."""

    def __exit__(self, *details):
        return super().__exit__(*details)


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
            stack = AsyncPile()
            for result in results:
                stack.push_async_exit(exit_with(result))
            print(repr(exc), results, end=": ")
            await leave(stack, exc)

    async def fails(*details):
        raise KeyError("new")

    stack = AsyncPile()
    stack.enter_context(Swallow(KeyError))
    stack.push_async_exit(fails)
    await leave(stack, None)
    stack.enter_context(Swallow(KeyError))
    stack.push_async_exit(fails)
    await leave(stack, ValueError("body"))
    stack.push_async_exit(fails)
    stack.push_async_exit(exit_with(True))
    await leave(stack, ValueError("body"))
    sync = Pile()
    sync.push(lambda *details: True)
    print("sync:", sync.__exit__(ValueError, ValueError("body"), None), sync.__exit__(None, None, None))


asyncio.run(main())
