# Async generators left unfinished: by break, by exceptions, by cancellation, at the end of the program.
import asyncio


async def source(name):
    try:
        for n in range(5):
            await asyncio.sleep(0)
            yield n
    except BaseException as exc:
        print(name, "sees", type(exc).__name__)
        raise
    finally:
        print(name, "finally")


async def raises():
    async for n in source("raises"):
        if n == 1:
            raise ValueError("in the loop body")


async def cancelled():
    async for n in source("cancelled"):
        if n == 1:
            await asyncio.sleep(10)


async def cancelled_inside():
    async for n in source("cancelled inside"):
        asyncio.current_task().cancel()


async def main():
    try:
        await raises()
    except ValueError as exc:
        print(exc)
    for _ in range(3):
        await asyncio.sleep(0)
    print("--")
    task = asyncio.create_task(cancelled())
    for _ in range(9):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    del task
    for _ in range(3):
        await asyncio.sleep(0)
    print("--")
    task = asyncio.create_task(cancelled_inside())
    await asyncio.wait([task])
    print("--")
    global kept
    kept = source("kept to the end")
    print(await anext(kept))


asyncio.run(main())
print("after run")
