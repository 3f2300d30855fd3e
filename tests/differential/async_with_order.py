"""The order of enter, body and exit in `async with`, and what __aexit__ is told."""
import asyncio


class Step:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        print("enter", self.name)
        await asyncio.sleep(0)
        return self.name

    async def __aexit__(self, exc_type, exc, tb):
        await asyncio.sleep(0)
        print("exit", self.name, exc_type, exc)
        return self.name == "outer"


async def main():
    async with Step("outer") as outer:
        async with Step("inner") as inner:
            print("body", outer, inner)
            raise ValueError("from the body")
    print("suppressed")


asyncio.run(main())
