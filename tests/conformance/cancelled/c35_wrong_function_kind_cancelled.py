# 35. Decorating a sync generator or a plain coroutine function fails on entry: TypeError `... is not an async
# iterator`.
import asyncio
from contextlib import asynccontextmanager, contextmanager


class Turn:
    """Suspends for one turn of the loop by an `__await__` of its own."""

    def __await__(self):
        yield


pauses = 0
cancelled_at = 0
audible = False


async def pause():
    """Suspend in one of three ways in turn; at one of these suspensions the current task is cancelled."""
    global pauses, audible
    pauses += 1
    loop = asyncio.get_running_loop()
    if pauses == cancelled_at:
        audible = True
        say("-- cancelled at suspension", pauses)
        task = asyncio.current_task()
        if pauses % 2:
            task.cancel(f"at {pauses}")
        else:
            loop.call_soon(task.cancel, f"at {pauses}")
    if pauses % 3 == 1:
        await Turn()
    elif pauses % 3 == 2:
        await asyncio.sleep(0)
    else:
        future = loop.create_future()
        loop.call_soon(lambda: future.done() or future.set_result(None))
        await future


def say(*values, **options):
    """Print what happens from the cancellation on."""
    if audible:
        print(*values, **options)


def cancel_everywhere(main):
    """Run `main` once for each of its suspensions."""
    global pauses, cancelled_at, audible
    asyncio.run(main())
    total = pauses
    for cancelled_at in range(1, total + 1):
        pauses = 0
        audible = False
        try:
            asyncio.run(main())
            say("main ended")
        except asyncio.CancelledError as exc:
            say("main was cancelled", exc.args)
        except Exception as exc:
            say("main raised", repr(exc), "context", repr(exc.__context__))
    audible = True
    say("suspensions:", total)


@asynccontextmanager
def sync_generator():
    yield 1


@asynccontextmanager
def plain_function():
    return 1


@asynccontextmanager
def returns_async_generator():
    async def generator():
        await pause()
        yield "from the inner generator"

    return generator()


@contextmanager
async def async_generator():
    await pause()
    yield 1


@contextmanager
def returns_list():
    return [1, 2]


async def use(manager):
    await pause()
    try:
        async with manager as value:
            await pause()
            say("value", value)
    except Exception as exc:
        await pause()
        say(f"{type(exc).__name__}: {exc}")


def use_synchronously(manager):
    try:
        with manager as value:
            say("value", value)
    except Exception as exc:
        say(f"{type(exc).__name__}: {exc}")


class Iterates:
    """Any async iterator will do, as long as it isn't closed."""

    def __init__(self):
        self.left = 1

    async def __anext__(self):
        await pause()
        if self.left == 0:
            await pause()
            raise StopAsyncIteration
        self.left -= 1
        await pause()
        return "by hand"


async def main():
    await pause()
    await use(sync_generator())
    await use(plain_function())
    await use(returns_async_generator())
    await use(asynccontextmanager(Iterates)())
    await use(asynccontextmanager(len)("text"))
    use_synchronously(async_generator())
    use_synchronously(returns_list())
    use_synchronously(contextmanager(iter)([7]))
    try:
        asynccontextmanager()
    except TypeError as exc:
        await pause()
        say(exc)


cancel_everywhere(main)
