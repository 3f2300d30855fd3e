# shield: the inner task goes on; its failure when nobody waits any more; shielding a done one.
import asyncio


async def commit(log):
    for part in range(3):
        await asyncio.sleep(0)
        log.append(part)
    return "committed"


async def main():
    log = []
    inner = asyncio.create_task(commit(log))

    async def waits():
        try:
            return await asyncio.shield(inner)
        except asyncio.CancelledError:
            print("the waiter is cancelled, the work is not:", inner.done())
            raise

    waiter = asyncio.create_task(waits())
    await asyncio.sleep(0)
    waiter.cancel()
    await asyncio.wait([waiter])
    print(await inner, log, waiter.cancelled())
    print(await asyncio.shield(inner), await asyncio.shield(asyncio.sleep(0, "a coroutine")))
    direct = asyncio.create_task(commit(log))
    shield = asyncio.shield(direct)
    await asyncio.sleep(0)
    direct.cancel()
    try:
        await shield
    except asyncio.CancelledError:
        print("cancelling the inner one does cancel", direct.cancelled())


asyncio.run(main())
