# 38. `enter_async_context` returns the enter result and registers the exit only after `__aenter__` succeeded; failure
# or cancellation registers nothing.
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

as_async_manager = {"tool": contextlib.asynccontextmanager}["tool"]

class Manager:
    def __init__(self, name, fails=None):
        self.name = name
        self.fails = fails

    async def __aenter__(self):
        print("enter", self.name)
        await asyncio.sleep(0)
        if self.fails is not None:
            raise self.fails
        return f"result of {self.name}"

    async def __aexit__(self, exc_type, exc, tb):
        print("exit", self.name, repr(exc))


@as_async_manager
async def generated(name):
    try:
        yield f"yielded by {name}"
    finally:
        print("exit", name)


async def succeeds():
    async with AsyncPile() as stack:
        print(await stack.enter_async_context(Manager("one")))
        print(await stack.enter_async_context(generated("two")))
        print("body")


async def fails():
    async with AsyncPile() as stack:
        await stack.enter_async_context(Manager("one"))
        try:
            await stack.enter_async_context(Manager("two", ValueError("no entry")))
        except ValueError as exc:
            print("failed:", exc)
        await stack.enter_async_context(Manager("three"))


async def fails_uncaught():
    try:
        async with AsyncPile() as stack:
            await stack.enter_async_context(Manager("one"))
            await stack.enter_async_context(Manager("two", ValueError("no entry")))
    except ValueError as exc:
        print("outside:", exc)


async def cancelled_while_entering():
    async with AsyncPile() as stack:
        await stack.enter_async_context(Manager("one"))
        task = asyncio.create_task(stack.enter_async_context(Manager("two")))
        await asyncio.sleep(0)
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            print("entering was cancelled")


async def never_awaited_registers_nothing():
    async with AsyncPile() as stack:
        coroutine = stack.enter_async_context(Manager("one"))
        coroutine.close()
        print("closed unstarted")


async def main():
    for scenario in (succeeds, fails, fails_uncaught, cancelled_while_entering, never_awaited_registers_nothing):
        print("--", scenario.__name__)
        await scenario()


asyncio.run(main())
