# Cancelling a task that holds several resources: each is released, in reverse order, with awaits in between.
import asyncio
from contextlib import AsyncExitStack, asynccontextmanager

log = []


@asynccontextmanager
async def held(name):
    log.append(f"acquire {name}")
    try:
        yield
    finally:
        await asyncio.sleep(0)
        log.append(f"release {name}")


async def worker(started):
    async with held("outer"), AsyncExitStack() as stack:
        for name in ("one", "two"):
            await stack.enter_async_context(held(name))
        stack.push_async_callback(asyncio.sleep, 0)
        started.set()
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as exc:
            log.append(f"cancelled {exc.args}")
            raise


async def main():
    started = asyncio.Event()
    task = asyncio.create_task(worker(started))
    await started.wait()
    task.cancel("enough")
    try:
        await task
    except asyncio.CancelledError as exc:
        log.append(f"main sees {exc.args}")
    print("\n".join(log))


asyncio.run(main())
