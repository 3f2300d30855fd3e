# 14. CancelledError is a BaseException: it reaches `__aexit__`, which may await before it goes on.
import asyncio


class Turn:
    """Suspends for one turn of the loop by an `__await__` of its own."""

    def __await__(self):
        yield


pauses = 0


async def pause():
    """Suspend in one of three ways in turn: an `__await__`, `sleep(0)`, a future."""
    global pauses
    pauses += 1
    if pauses % 3 == 1:
        await Turn()
    elif pauses % 3 == 2:
        await asyncio.sleep(0)
    else:
        loop = asyncio.get_running_loop()
        future = loop.create_future()
        loop.call_soon(lambda: future.done() or future.set_result(None))
        await future


class Manager:
    def __init__(self, name, suppresses=False, raises=None):
        self.name = name
        self.suppresses = suppresses
        self.raises = raises

    async def __aenter__(self):
        await pause()
        await asyncio.sleep(0)
        await pause()
        return self

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        print(f"{self.name}: exit begins with {exc!r}, an Exception: {isinstance(exc, Exception)}")
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        print(f"{self.name}: exit ends")
        if self.raises is not None:
            await pause()
            raise self.raises
        await pause()
        return self.suppresses


async def waits(*managers):
    await pause()
    try:
        async with managers[0], managers[-1]:
            await pause()
            print("waiting")
            await asyncio.Event().wait()
    except Exception as exc:
        await pause()
        print("an Exception:", repr(exc))
        await pause()
        raise
    print("went on after the block")
    await pause()
    return "result"


async def cancel_once(*managers, message=None):
    await pause()
    task = asyncio.create_task(waits(*managers))
    for _ in range(30):
        await asyncio.sleep(0)
    task.cancel(message)
    try:
        print("returned", await task)
    except asyncio.CancelledError as exc:
        await pause()
        print("cancelled with", exc.args, "task cancelled:", task.cancelled())
    except Exception as exc:
        await pause()
        print("raised", repr(exc), "context", repr(exc.__context__))


async def main():
    await pause()
    print("mro:", [kind.__name__ for kind in asyncio.CancelledError.__mro__])
    await cancel_once(Manager("a"), Manager("b"))
    await cancel_once(Manager("a"), Manager("b"), message="stop")
    await cancel_once(Manager("a"), Manager("b", suppresses=True))
    await cancel_once(Manager("a", suppresses=True), Manager("b"))
    await cancel_once(Manager("a"), Manager("b", raises=KeyError("exit")))


asyncio.run(main())
