# A resource class as one writes it: open and close, use after close, errors in both.
import asyncio


class File:
    opened = []

    def __init__(self, name):
        self.name = name
        self.lines = None

    async def __aenter__(self):
        await asyncio.sleep(0)
        if self.name == "missing":
            raise FileNotFoundError(self.name)
        self.lines = [f"{self.name} line {n}" for n in range(2)]
        File.opened.append(self.name)
        return self

    async def __aexit__(self, exc_type, exc, tb):
        self.lines = None
        File.opened.remove(self.name)

    async def read(self):
        if self.lines is None:
            raise ValueError("the file is closed")
        await asyncio.sleep(0)
        return self.lines


async def main():
    async with File("a") as a, File("b") as b:
        print(await a.read(), await b.read(), File.opened)
    print(File.opened)
    try:
        await a.read()
    except ValueError as exc:
        print(exc)
    try:
        async with File("c"), File("missing"):
            print("not reached")
    except FileNotFoundError as exc:
        print(type(exc).__name__, exc, File.opened)


asyncio.run(main())
