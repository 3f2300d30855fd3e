# 11. Several items enter left to right and exit right to left; item 2 is evaluated after item 1 was entered.
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
    def __init__(self, name, fails=""):
        print("make", name)
        if fails == "make":
            raise ValueError(f"{name} can't be made")
        self.name = name
        self.fails = fails

    async def __aenter__(self):
        await pause()
        print("enter", self.name)
        if self.fails == "enter":
            await pause()
            raise ValueError(f"{self.name} can't be entered")
        await pause()
        return self.name

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        print("exit", self.name, repr(exc))
        if self.fails == "exit":
            await pause()
            raise OSError(f"{self.name} can't be left")
        await pause()
        return self.fails == "suppress"


async def order():
    await pause()
    async with Manager("one") as one, Manager(one + " two") as two, Manager("three"):
        await pause()
        print("body", one, two)


async def make_fails():
    await pause()
    async with Manager("one"), Manager("two", "make"):
        await pause()
        print("not reached")


async def enter_fails():
    await pause()
    async with Manager("one"), Manager("two", "enter"), Manager("three"):
        await pause()
        print("not reached")


async def enter_failure_suppressed():
    await pause()
    async with Manager("one", "suppress"), Manager("two", "enter"):
        await pause()
        print("not reached")
    print("went on")


async def inner_suppresses():
    await pause()
    async with Manager("one"), Manager("two", "suppress"), Manager("three"):
        await pause()
        raise KeyError("body")
    print("one saw nothing")


async def exit_fails():
    await pause()
    async with Manager("one"), Manager("two"), Manager("three", "exit"):
        await pause()
        print("body")


async def mixed_with_sync():
    await pause()
    class Sync:
        def __enter__(self):
            print("enter sync")

        def __exit__(self, *details):
            print("exit sync")

    async with Manager("one"):
        await pause()
        with Sync():
            await pause()
            async with Manager("two"):
                await pause()
                print("body")


async def main():
    await pause()
    for scenario in (order, make_fails, enter_fails, enter_failure_suppressed, inner_suppresses, exit_fails,
                     mixed_with_sync):
        print("--", scenario.__name__)
        try:
            await scenario()
        except Exception as exc:
            await pause()
            print("raised", repr(exc), "context", repr(exc.__context__))


asyncio.run(main())
