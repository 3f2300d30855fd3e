# 81. Sync ContextDecorator on generator or async functions (3.14) exits before the body runs.
import asyncio
import contextlib



class DecoratorBase(contextlib.ContextDecorator):
    """contextlib's own, subclassed."""

as_manager = {"tool": contextlib.contextmanager}["tool"]

class Manager(DecoratorBase):
    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, exc_type, exc, tb):
        print("exit", repr(exc))
        return True


@as_manager
def generated():
    print("enter")
    yield
    print("exit")


@Manager()
def generator():
    print("the generator runs")
    yield 1
    print("the generator ends")


@Manager()
async def coroutine():
    print("the coroutine runs")
    raise ValueError("outside the manager by now")


@generated()
async def async_generator():
    print("the async generator runs")
    yield 2


@Manager()
def plain():
    print("the function runs")
    raise ValueError("suppressed")


async def main():
    print("plain:", plain())
    items = generator()
    print("a", type(items).__name__)
    print(list(items))
    waiting = coroutine()
    print("a", type(waiting).__name__)
    try:
        await waiting
    except ValueError as exc:
        print("raised", exc)
    items = async_generator()
    print("a", type(items).__name__)
    print([item async for item in items])


asyncio.run(main())
