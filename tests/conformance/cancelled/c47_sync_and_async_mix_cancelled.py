# 47. `enter_context` and `push` exist for sync CMs too; sync and async mix in one LIFO.
import asyncio
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager


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


class Sync:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        say("enter", self.name)
        return self.name

    def __exit__(self, exc_type, exc, tb):
        say("exit", self.name, repr(exc))
        return isinstance(exc, KeyError)


class Async:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        await pause()
        say("enter", self.name)
        await pause()
        return self.name

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        await asyncio.sleep(0)
        say("exit", self.name, repr(exc))
        await pause()
        return isinstance(exc, ValueError)


@contextmanager
def generated(name):
    try:
        yield name
    finally:
        say("exit", name)


@asynccontextmanager
async def generated_async(name):
    await pause()
    try:
        yield name
    finally:
        await pause()
        say("exit", name)


async def use(body):
    await pause()
    async with AsyncExitStack() as stack:
        await pause()
        say(stack.enter_context(Sync("sync 1")))
        say(await stack.enter_async_context(Async("async 2")))
        say(stack.enter_context(generated("generated 3")))
        say(await stack.enter_async_context(generated_async("generated 4")))
        stack.push(Sync("sync 5"))
        stack.push_async_exit(Async("async 6"))
        stack.callback(say, "callback 7")
        stack.push_async_callback(asyncio.sleep, 0)
        if body is not None:
            await pause()
            raise body


async def main():
    await pause()
    for body in (None, ValueError("body"), KeyError("body"), TypeError("body")):
        say("--", repr(body))
        try:
            await use(body)
        except TypeError as exc:
            await pause()
            say("raised", repr(exc))


cancel_everywhere(main)
