# 4. `as` binds the awaited result of `__aenter__`, not the manager.
import asyncio


class Manager:
    def __init__(self, result):
        self.result = result

    async def __aenter__(self):
        return self.result

    async def __aexit__(self, *details):
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
    async with Manager("text") as value:
        print("name:", value)
    async with Manager(None) as value:
        print("none:", value)
    async with Manager([1, 2]) as [first, second]:
        print("list target:", first, second)
    async with Manager((1, (2, 3, 4))) as (one, (two, *rest)):
        print("nested target:", one, two, rest)
    box = Box()
    async with Manager("attribute") as box.content:
        print("attribute target:", box.content)
    items = {}
    async with Manager("item") as items["key"]:
        print("item target:", items)
    async with Manager("bound before") as value, Manager(value.upper()) as value:
        print("rebound:", value)
    print("still bound afterwards:", value)
    async with ReturnsAwaitable() as value:
        print(value)
    async with (Manager(1) as a, Manager(2), Manager(3) as c,):
        print("parenthesised:", a, c)
    manager = Manager("the result")
    async with manager as value:
        print("is the manager:", value is manager)


asyncio.run(main())
