# 41. `callback(async function)` never awaits it. A trap.
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


async def clean_up(name):
    print("clean up", name)


async def main():
    async with AsyncPile() as stack:
        stack.callback(clean_up, "never runs")
        print("body")
    print("after the async stack")
    with Pile() as stack:
        stack.callback(clean_up, "never runs either")
    print("after the sync stack")
    try:
        async with AsyncPile() as stack:
            stack.callback(clean_up, "never")
            raise ValueError("not suppressed, unlike with push")
    except ValueError as exc:
        print(exc)
    async with AsyncPile() as stack:
        stack.push_async_callback(clean_up, "the right way")


asyncio.run(main())
