# Subclasses of ExitStack and AsyncExitStack; pop_all, close, nesting, callbacks that look at sys.exc_info.
import asyncio
import sys
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, contextmanager


class Noting(ExitStack):
    def __init__(self, name):
        super().__init__()
        self.name = name

    def __exit__(self, *details):
        print(self.name, "leaves with", details[0] and details[0].__name__)
        return super().__exit__(*details)

    def pop_all(self):
        popped = ExitStack()
        popped._exit_callbacks, self._exit_callbacks = self._exit_callbacks, type(self._exit_callbacks)()
        return popped


class AsyncNoting(AsyncExitStack):
    made = 0

    def __init__(self):
        super().__init__()
        type(self).made += 1

    async def __aenter__(self):
        print("enters")
        return await super().__aenter__()

    async def __aexit__(self, *details):
        print("leaves with", details[0] and details[0].__name__)
        return await super().__aexit__(*details)

    async def enter_async_context(self, manager):
        print("takes a", type(manager).__name__)
        return await super().enter_async_context(manager)


@contextmanager
def managed(name):
    print("enter", name)
    try:
        yield name
    finally:
        print("exit", name, sys.exc_info()[0])


@asynccontextmanager
async def managed_async(name):
    print("enter", name)
    try:
        yield name
    except ValueError as exc:
        print("suppressing", exc, sys.exc_info()[1] is exc)
    finally:
        await asyncio.sleep(0)
        print("exit", name)


def callback(*args, **kwds):
    print("callback", args, kwds, sys.exc_info()[0])


def exit_method(exc_type, exc, tb):
    print("exit function", exc_type and exc_type.__name__, exc, tb is not None, sys.exc_info()[1] is exc)


def look(stack):
    print([(is_sync, getattr(cb, "__name__", type(cb).__name__)) for is_sync, cb in stack._exit_callbacks])


def sync_part():
    with Noting("first") as stack:
        stack.enter_context(managed("one"))
        stack.callback(callback, 1, key=2)
        stack.push(exit_method)
        look(stack)
        kept = stack.pop_all()
        print(type(kept).__name__, len(stack._exit_callbacks), len(kept._exit_callbacks))
    print("kept is still open")
    kept.close()
    try:
        with Noting("second") as stack:
            stack.push(exit_method)
            stack.callback(callback)
            stack.enter_context(managed("two"))
            raise LookupError("body")
    except LookupError as exc:
        print("out", exc, repr(exc.__context__))
    with Noting("third") as stack:
        stack.callback(callback, "by hand")
        stack._exit_callbacks.append((True, lambda *details: print("appended", details)))
        stack._exit_callbacks.appendleft((True, lambda *details: print("first in, last out", details[0])))
        look(stack)
    with ExitStack() as stack:
        stack.callback(callback, "forgotten")
        stack._exit_callbacks.clear()
    with ExitStack() as outer:
        with ExitStack() as inner:
            inner.callback(callback, "moved out")
            outer.push(inner.pop_all().__exit__)
        print("inner left")


async def async_part():
    async with AsyncNoting() as stack:
        print(await stack.enter_async_context(managed_async("async")), stack.enter_context(managed("sync")))
        stack.push_async_callback(asyncio.sleep, 0)
        stack.callback(callback, "in async")
        look(stack)
        kept = stack.pop_all()
    print(type(kept).__name__, AsyncNoting.made)
    await kept.aclose()
    async with AsyncNoting() as stack:
        await stack.enter_async_context(managed_async("suppresses"))
        stack.push(exit_method)
        raise ValueError("body")
    stack = AsyncExitStack()

    @stack.push_async_exit
    async def exit_function(*details):
        await asyncio.sleep(0)
        print("decorated", details[0])
        return True

    @stack.push_async_callback
    async def other():
        print("other")
        raise KeyError("from a callback")

    print(await stack.__aexit__(None, None, None))
    print(exit_function.__name__, other.__name__)
    look(stack)


sync_part()
asyncio.run(async_part())
