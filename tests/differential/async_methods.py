# Coroutine methods: class methods, static methods, super(), properties that give awaitables, callables.
import asyncio


class Base:
    async def hello(self):
        await asyncio.sleep(0)
        return "base"

    @classmethod
    async def create(cls, *args):
        self = cls(*args)
        await asyncio.sleep(0)
        return self

    @staticmethod
    async def tool(x):
        return x * 2

    @property
    def value(self):
        return asyncio.sleep(0, "the value")


class Child(Base):
    def __init__(self, name="nobody"):
        self.name = name

    async def hello(self):
        return f"{await super().hello()} and {self.name}"

    async def __call__(self, x):
        return x + 1

    def __await__(self):
        return self.hello().__await__()


async def main():
    child = await Child.create("ada")
    print(await child.hello(), await child.value, await Child.tool(4), await child(5), await child)
    bound = child.hello
    print(await bound(), await Base.hello(child), await Child().hello())
    print(asyncio.iscoroutine(1), type(child.hello).__name__)


asyncio.run(main())
