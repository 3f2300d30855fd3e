# 6. Normal exit awaits `__aexit__(None, None, None)`; its result is ignored.
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
    def __init__(self, result):
        self.result = result

    async def __aenter__(self):
        await pause()
        print("enter")
        await pause()
        return self

    async def __aexit__(self, *details):
        await pause()
        print("exit with", details)
        await pause()
        return self.result


class NoTruth:
    """A result that must not be asked for its truth."""

    def __bool__(self):
        print("asked for the truth")
        raise RuntimeError("no truth")


async def main():
    await pause()
    for result in (None, True, False, 0, "text", NoTruth()):
        async with Manager(result):
            await pause()
            print("body")
        print("after")
    async with Manager(True):
        await pause()
        pass
    async with Manager(1) as outer, Manager(2) as inner:
        await pause()
        print("two:", outer.result, inner.result)
    async with Manager(None):
        await pause()
        async with Manager(None):
            await pause()
            print("nested")
        print("between")
    async with Manager(None):
        await pause()
        try:
            await pause()
            raise ValueError("handled inside")
        except ValueError as exc:
            await pause()
            print("handled", exc)


asyncio.run(main())
