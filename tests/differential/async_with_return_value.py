# return, break and continue out of `async with`, and what they leave behind.
import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def scope(name):
    print("enter", name)
    try:
        yield name
    finally:
        print("exit", name)


async def find(items, wanted):
    async with scope("search"):
        for item in items:
            async with scope(item):
                if item == wanted:
                    return f"found {item}"
                if item == "skip":
                    continue
                print("looked at", item)
    return "nothing"


async def main():
    print(await find(["a", "skip", "b", "c"], "b"))
    print(await find([], "x"))


asyncio.run(main())
