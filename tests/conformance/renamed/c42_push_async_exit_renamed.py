# 42. `push_async_exit` takes a CM (uses `__aexit__`, never calls `__aenter__`) or a coroutine function.
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
    def __init__(self, name, suppresses=False):
        self.name = name
        self.suppresses = suppresses

    async def __aenter__(self):
        print("never entered")

    async def __aexit__(self, exc_type, exc, tb):
        await asyncio.sleep(0)
        print("exit", self.name, repr(exc))
        return self.suppresses


async def exit_function(exc_type, exc, tb):
    await asyncio.sleep(0)
    print("exit function", exc_type, repr(exc), type(tb).__name__)
    return exc_type is ValueError


def returns_awaitable(exc_type, exc, tb):
    print("plain function", repr(exc))
    return asyncio.sleep(0, result=True)


@as_async_manager
async def generated():
    try:
        yield
    except ValueError as exc:
        print("the generator got", exc)


async def main():
    async with AsyncPile() as stack:
        stack.push_async_exit(Manager("one"))
        stack.push_async_exit(exit_function)
        print("normal")
    for exit in (Manager("suppresses", True), exit_function, returns_awaitable, Manager("one").__aexit__):
        try:
            async with AsyncPile() as stack:
                stack.push_async_exit(Manager("outer"))
                stack.push_async_exit(exit)
                raise ValueError("body")
            print("suppressed")
        except ValueError as exc:
            print("raised", exc)
    manager = generated()
    await manager.__aenter__()
    async with AsyncPile() as stack:
        stack.push_async_exit(manager)
        raise ValueError("body")
    print("the end")


asyncio.run(main())
