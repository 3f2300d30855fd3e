# A coroutine that is never awaited warns on stderr when it goes.
import asyncio


async def forgotten(n):
    print("never runs", n)


async def main():
    forgotten(1)
    print("after the first")
    kept = forgotten(2)
    print("kept")
    del kept
    print("after the second")
    for n in range(2):
        forgotten(n)


asyncio.run(main())
forgotten(3)
print("the end")
