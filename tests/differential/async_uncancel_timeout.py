# A timeout inside a cancelled task, a cancellation inside a timeout: who wins.
import asyncio


async def slow_cleanup():
    try:
        await asyncio.sleep(10)
    finally:
        await asyncio.sleep(0)
        print("cleanup done")


async def limited():
    try:
        async with asyncio.timeout(0.005):
            await slow_cleanup()
    except TimeoutError:
        print("timed out, cancelling:", asyncio.current_task().cancelling())
    return "after"


async def swallows():
    try:
        async with asyncio.timeout(0.005):
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:
                print("swallowed")
    except TimeoutError:
        print("no TimeoutError may come here")
    print("went on, cancelling:", asyncio.current_task().cancelling())


async def main():
    print(await limited())
    await swallows()
    task = asyncio.create_task(limited())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled from outside, not timed out")
    try:
        async with asyncio.timeout(0.005):
            async with asyncio.TaskGroup() as group:
                group.create_task(slow_cleanup())
    except TimeoutError:
        print("group cancelled by the timeout")


asyncio.run(main())
