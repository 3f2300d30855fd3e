# In which order tasks, callbacks and futures wake up.
import asyncio

log = []


async def worker(name, turns):
    for i in range(turns):
        log.append(f"{name}{i}")
        await asyncio.sleep(0)


async def waits_for(future, name):
    log.append(f"{name} got {await future}")


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    tasks = [asyncio.create_task(worker("a", 3)), asyncio.create_task(waits_for(future, "w1")),
             asyncio.create_task(worker("b", 2)),
             asyncio.create_task(waits_for(future, "w2"))]
    loop.call_soon(log.append, "callback")
    log.append("main")
    await asyncio.sleep(0)
    log.append("main again")
    future.set_result("result")
    log.append("set")
    await asyncio.gather(*tasks)
    log.append("gathered")
    print(log)
    log.clear()
    done = asyncio.create_task(asyncio.sleep(0, "x"))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    log.append(done.done())
    log.append(await done)
    log.append("awaiting a done task doesn't suspend")
    print(log)


asyncio.run(main())
