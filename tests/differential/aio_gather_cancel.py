# Cancelling a gather, a failure in it, nested gathers, return_exceptions with cancellation.
import asyncio


async def sleeper(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def fails():
    await asyncio.sleep(0)
    raise ValueError("failed")


async def main():
    outer = asyncio.create_task(sleeper("task"))
    group = asyncio.gather(outer, sleeper("coroutine"))
    await asyncio.sleep(0)
    group.cancel()
    try:
        await group
    except asyncio.CancelledError:
        print("gather cancelled, task too:", outer.cancelled())
    survivor = asyncio.create_task(sleeper("survivor"))
    try:
        await asyncio.gather(survivor, fails())
    except ValueError as exc:
        print(exc, "survivor done:", survivor.done())
    survivor.cancel()
    print(await asyncio.gather(survivor, fails(), return_exceptions=True))
    victim = asyncio.create_task(sleeper("victim"))
    both = asyncio.gather(victim, asyncio.sleep(0, "ok"))
    await asyncio.sleep(0)
    victim.cancel()
    try:
        await both
    except asyncio.CancelledError:
        print("a cancelled child cancels the await of gather")
    print(await asyncio.gather(asyncio.gather(asyncio.sleep(0, 1), asyncio.sleep(0, 2)), asyncio.sleep(0, 3)))


asyncio.run(main())
