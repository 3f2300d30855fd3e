# 4. `as` binds the awaited result of `__aenter__`, not the manager.
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
        return self.result

    async def __aexit__(self, *details):
        await pause()
        return False


class Custom:
    """An awaitable that isn't a coroutine."""

    def __await__(self):
        return (yield from asyncio.sleep(0, "from a custom awaitable").__await__())


class ReturnsAwaitable:
    def __aenter__(self):
        return Custom()

    def __aexit__(self, *details):
        return Custom()


class Box:
    pass


async def main():
    await pause()
    async with Manager("text") as value:
        await pause()
        print("name:", value)
    async with Manager(None) as value:
        await pause()
        print("none:", value)
    async with Manager([1, 2]) as [first, second]:
        await pause()
        print("list target:", first, second)
    async with Manager((1, (2, 3, 4))) as (one, (two, *rest)):
        await pause()
        print("nested target:", one, two, rest)
    box = Box()
    async with Manager("attribute") as box.content:
        await pause()
        print("attribute target:", box.content)
    items = {}
    async with Manager("item") as items["key"]:
        await pause()
        print("item target:", items)
    async with Manager("bound before") as value, Manager(value.upper()) as value:
        await pause()
        print("rebound:", value)
    print("still bound afterwards:", value)
    async with ReturnsAwaitable() as value:
        await pause()
        print(value)
    async with (Manager(1) as a, Manager(2), Manager(3) as c,):
        await pause()
        print("parenthesised:", a, c)
    manager = Manager("the result")
    async with manager as value:
        await pause()
        print("is the manager:", value is manager)


asyncio.run(main())
