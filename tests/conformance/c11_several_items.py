# 11. Several items enter left to right and exit right to left; item 2 is evaluated after item 1 was entered.
import asyncio


class Manager:
    def __init__(self, name, fails=""):
        print("make", name)
        if fails == "make":
            raise ValueError(f"{name} can't be made")
        self.name = name
        self.fails = fails

    async def __aenter__(self):
        print("enter", self.name)
        if self.fails == "enter":
            raise ValueError(f"{self.name} can't be entered")
        return self.name

    async def __aexit__(self, exc_type, exc, tb):
        print("exit", self.name, repr(exc))
        if self.fails == "exit":
            raise OSError(f"{self.name} can't be left")
        return self.fails == "suppress"


async def order():
    async with Manager("one") as one, Manager(one + " two") as two, Manager("three"):
        print("body", one, two)


async def make_fails():
    async with Manager("one"), Manager("two", "make"):
        print("not reached")


async def enter_fails():
    async with Manager("one"), Manager("two", "enter"), Manager("three"):
        print("not reached")


async def enter_failure_suppressed():
    async with Manager("one", "suppress"), Manager("two", "enter"):
        print("not reached")
    print("went on")


async def inner_suppresses():
    async with Manager("one"), Manager("two", "suppress"), Manager("three"):
        raise KeyError("body")
    print("one saw nothing")


async def exit_fails():
    async with Manager("one"), Manager("two"), Manager("three", "exit"):
        print("body")


async def mixed_with_sync():
    class Sync:
        def __enter__(self):
            print("enter sync")

        def __exit__(self, *details):
            print("exit sync")

    async with Manager("one"):
        with Sync():
            async with Manager("two"):
                print("body")


async def main():
    for scenario in (order, make_fails, enter_fails, enter_failure_suppressed, inner_suppresses, exit_fails,
                     mixed_with_sync):
        print("--", scenario.__name__)
        try:
            await scenario()
        except Exception as exc:
            print("raised", repr(exc), "context", repr(exc.__context__))


asyncio.run(main())
