# 3. When both are missing, 3.14 names `(missed __aexit__ method)` first, and hints "Did you mean to use 'with'?" when
# the type has the other protocol.
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


class Neither:
    pass


class Synchronous:
    def __enter__(self):
        print("never entered")

    def __exit__(self, *details):
        print("never left")


class Asynchronous:
    async def __aenter__(self):
        await pause()
        print("never entered")

    async def __aexit__(self, *details):
        await pause()
        print("never left")


class SynchronousEnter:
    def __enter__(self):
        print("never entered")


class SynchronousWithAenter(Synchronous):
    async def __aenter__(self):
        await pause()
        print("never entered")


class AsynchronousWithExit(Asynchronous):
    def __exit__(self, *details):
        print("never left")


async def use(manager):
    await pause()
    try:
        async with manager:
            await pause()
            print("not reached")
    except TypeError as exc:
        await pause()
        print(f"async with {type(manager).__name__}: {exc}")


def use_synchronously(manager):
    try:
        with manager:
            print("not reached")
    except TypeError as exc:
        print(f"with {type(manager).__name__}: {exc}")


async def main():
    await pause()
    for kind in (Neither, Synchronous, SynchronousEnter, SynchronousWithAenter):
        await use(kind())
    for kind in (Neither, Asynchronous, SynchronousEnter, AsynchronousWithExit):
        use_synchronously(kind())
    await use(asyncio.sleep)
    use_synchronously(asyncio.Lock())


asyncio.run(main())
