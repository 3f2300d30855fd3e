# 68. 10,000 callbacks unwind without recursion.
# forms: suspending renamed
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


MANY = 10_000


async def main():
    called = 0

    def count():
        nonlocal called
        called += 1

    async def count_async():
        count()

    async def exit_function(exc_type, exc, tb):
        count()

    async with AsyncPile() as stack:
        for _ in range(MANY):
            stack.push_async_callback(count_async)
    print("async callbacks:", called)

    async with AsyncPile() as stack:
        for _ in range(MANY):
            stack.push_async_exit(exit_function)
    print("exit functions:", called)

    try:
        async with AsyncPile() as stack:
            for _ in range(MANY):
                stack.callback(count)
            raise ValueError("body")
    except ValueError as exc:
        print("plain callbacks, with an exception:", called, repr(exc.__context__))

    with Pile() as stack:
        for _ in range(MANY):
            stack.callback(count)
    print("sync:", called)


asyncio.run(main())
