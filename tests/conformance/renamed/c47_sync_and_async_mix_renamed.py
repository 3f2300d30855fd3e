# 47. `enter_context` and `push` exist for sync CMs too; sync and async mix in one LIFO.
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
as_manager = {"tool": contextlib.contextmanager}["tool"]

class Sync:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("enter", self.name)
        return self.name

    def __exit__(self, exc_type, exc, tb):
        print("exit", self.name, repr(exc))
        return isinstance(exc, KeyError)


class Async:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        print("enter", self.name)
        return self.name

    async def __aexit__(self, exc_type, exc, tb):
        await asyncio.sleep(0)
        print("exit", self.name, repr(exc))
        return isinstance(exc, ValueError)


@as_manager
def generated(name):
    try:
        yield name
    finally:
        print("exit", name)


@as_async_manager
async def generated_async(name):
    try:
        yield name
    finally:
        print("exit", name)


async def use(body):
    async with AsyncPile() as stack:
        print(stack.enter_context(Sync("sync 1")))
        print(await stack.enter_async_context(Async("async 2")))
        print(stack.enter_context(generated("generated 3")))
        print(await stack.enter_async_context(generated_async("generated 4")))
        stack.push(Sync("sync 5"))
        stack.push_async_exit(Async("async 6"))
        stack.callback(print, "callback 7")
        stack.push_async_callback(asyncio.sleep, 0)
        if body is not None:
            raise body


async def main():
    for body in (None, ValueError("body"), KeyError("body"), TypeError("body")):
        print("--", repr(body))
        try:
            await use(body)
        except TypeError as exc:
            print("raised", repr(exc))


asyncio.run(main())
