# Managers that `async with` enters and leaves by itself: replaced, patched, reused, stepped by others, suspended, cancelled.
import asyncio
import contextlib
from contextlib import AsyncExitStack, asynccontextmanager


@asynccontextmanager
async def managed(name, fail=None, pause=False):
    print("enter", name)
    try:
        if pause:
            await asyncio.sleep(0)
        yield name
    except KeyError as e:
        print("saw", repr(e), "context", repr(e.__context__))
        if fail:
            raise fail from e
    finally:
        if pause:
            await asyncio.sleep(0)
        print("leave", name)


async def attempt(label, work):
    try:
        print(label, "->", await work)
    except BaseException as e:
        chain = []
        while e is not None:
            chain.append(repr(e))
            e = e.__cause__ or e.__context__
        print(label, "raised", " < ".join(chain))


async def reused():
    manager = managed("once")
    print(manager.args, manager.kwds, manager.func.__name__)
    async with manager as name:
        print("in", name, hasattr(manager, "args"))
    async with manager:
        print("not here")


async def stepped():
    manager = managed("stepped")
    print(await anext(manager.gen))
    async with manager as name:
        print("in", name)


async def replaced():
    async def other():
        yield "other"
        print("other ends")

    manager = managed("unused")
    await manager.gen.aclose()
    manager.gen = other()
    async with manager as name:
        print("in", name)


async def twice():
    @asynccontextmanager
    async def two():
        yield 1
        print("second")
        yield 2

    async with two():
        pass


async def twice_raising():
    @asynccontextmanager
    async def two():
        try:
            yield 1
        except ValueError:
            yield 2

    async with two():
        raise ValueError("body")


async def nothing():
    @asynccontextmanager
    async def none():
        return
        yield

    async with none():
        pass


async def suppressing(pause):
    async with managed("suppress", pause=pause):
        raise KeyError("body")
    return "went on"


async def replacing(pause):
    async with managed("replace", fail=LookupError("new"), pause=pause):
        raise KeyError("body")


async def stopping():
    async with managed("stop"):
        raise StopAsyncIteration("body")


async def returning():
    for n in range(3):
        async with managed(n):
            if n == 0:
                continue
            async with managed("inner"):
                return n


async def patched():
    cls = contextlib._AsyncGeneratorContextManager
    original = cls.__aexit__

    async def noisy(self, *details):
        print("patched exit", details[0])
        return await original(self, *details)

    async with managed("before") as name:
        cls.__aexit__ = noisy
    async with managed("after"):
        pass
    cls.__aexit__ = original
    async with managed("restored"):
        pass


class Exit:
    def __init__(self, name, pause=False, answer=False, fail=None):
        self.name, self.pause, self.answer, self.fail = name, pause, answer, fail

    async def __aenter__(self):
        if self.pause:
            await asyncio.sleep(0)
        return self

    async def __aexit__(self, exc_type, exc, tb):
        if self.pause:
            await asyncio.sleep(0)
        print("exit", self.name, repr(exc), exc and repr(exc.__context__))
        if self.fail:
            raise self.fail
        return self.answer


class Quick(Exit):
    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc, tb):
        print("quick", self.name, repr(exc))
        if self.fail:
            raise self.fail
        return self.answer


async def stacked(raised, *exits):
    async with AsyncExitStack() as stack:
        for exit in exits:
            await stack.enter_async_context(exit)
        stack.callback(print, "callback")
        stack.push_async_callback(asyncio.sleep, 0)
        if raised:
            raise raised
    return "done"


async def cancelled_while_leaving():
    gate = asyncio.Event()

    class Waits:
        async def __aenter__(self):
            return self

        async def __aexit__(self, *details):
            print("waiting")
            try:
                await gate.wait()
            finally:
                print("woken")

    async def work():
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(Quick("outer"))
            await stack.enter_async_context(Waits())
            await stack.enter_async_context(Quick("inner"))

    task = asyncio.create_task(work())
    for _ in range(3):
        await asyncio.sleep(0)
    task.cancel("stop")
    try:
        await task
    except asyncio.CancelledError as e:
        print("cancelled", e)


async def shared():
    stack = AsyncExitStack()
    async with stack:
        await stack.enter_async_context(Quick("moved"))
        kept = stack.pop_all()
    print("popped")
    await kept.aclose()
    try:
        await stack.enter_async_context(3)
    except TypeError as e:
        print(e)
    entering = stack.enter_async_context(Quick("later"))
    print(type(entering).__name__)
    print((await entering).name)
    await stack.aclose()


async def main():
    await attempt("reused", reused())
    await attempt("stepped", stepped())
    await attempt("replaced", replaced())
    await attempt("twice", twice())
    await attempt("twice raising", twice_raising())
    await attempt("nothing", nothing())
    for pause in (False, True):
        await attempt("suppressing", suppressing(pause))
        await attempt("replacing", replacing(pause))
    await attempt("stopping", stopping())
    await attempt("returning", returning())
    await attempt("patched", patched())
    for kind in (Quick, Exit):
        await attempt("all well", stacked(None, kind("a"), kind("b")))
        await attempt("suppressed", stacked(KeyError("k"), kind("a"), kind("b", answer=True), kind("c")))
        await attempt("replaced", stacked(KeyError("k"), kind("a"), kind("b", fail=OSError("new"))))
        await attempt("raised late", stacked(None, kind("a", fail=OSError("one")), kind("b", fail=EOFError("two"))))
    await attempt("mixed", stacked(KeyError("k"), Quick("q"), Exit("e", pause=True), Quick("r", answer=1), Exit("f", True)))
    await cancelled_while_leaving()
    await shared()


asyncio.run(main())
