# Lock, Semaphore, Condition, Event, Barrier: who comes next, and what a cancelled waiter leaves behind.
import asyncio


async def holds(lock, name, turns=2):
    try:
        async with lock:
            print(name, "in")
            for _ in range(turns):
                await asyncio.sleep(0)
            print(name, "out")
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def run(*coroutines, cancel=None, after=1):
    tasks = [asyncio.create_task(c) for c in coroutines]
    for _ in range(after):
        await asyncio.sleep(0)
    if cancel is not None:
        tasks[cancel].cancel()
    print(await asyncio.gather(*tasks, return_exceptions=True))


async def locks():
    lock = asyncio.Lock()
    print(repr(lock).split(" object")[0], lock.locked())
    await run(*(holds(lock, n) for n in "abc"))
    await run(*(holds(lock, n) for n in "abc"), cancel=1)
    await run(*(holds(lock, n) for n in "abc"), cancel=0, after=2)
    await run(*(holds(lock, n) for n in "abc"), cancel=1, after=4)
    print(lock.locked())
    try:
        lock.release()
    except RuntimeError as exc:
        print(exc)
    await lock.acquire()
    waiter = asyncio.create_task(holds(lock, "waiter"))
    await asyncio.sleep(0)
    print(repr(lock).split("[")[1])
    lock.release()
    print("free for a moment:", lock.locked(), repr(lock).split("[")[1])
    other = asyncio.create_task(holds(lock, "other"))
    await asyncio.gather(waiter, other)


async def semaphores():
    gate = asyncio.Semaphore(2)
    await run(*(holds(gate, n) for n in "abcd"))
    await run(*(holds(gate, n) for n in "abcd"), cancel=2)
    await run(*(holds(gate, n) for n in "abcd"), cancel=0, after=2)
    await gate.acquire()
    await gate.acquire()
    print(gate.locked(), repr(gate).split("[")[1])
    waiting = [asyncio.create_task(holds(gate, n)) for n in "ef"]
    await asyncio.sleep(0)
    print(repr(gate).split("[")[1])
    gate.release()
    waiting[0].cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    gate.release()
    print(repr(gate).split("[")[1])
    bounded = asyncio.BoundedSemaphore(1)
    try:
        bounded.release()
    except ValueError as exc:
        print(exc)
    try:
        asyncio.Semaphore(-1)
    except ValueError as exc:
        print(exc)


async def conditions():
    condition = asyncio.Condition()
    ready = []

    async def waits(name):
        async with condition:
            try:
                await condition.wait_for(lambda: ready)
                print(name, "got", ready.pop())
            except asyncio.CancelledError:
                print(name, "cancelled, lock held:", condition.locked())
                raise

    async def feeds(n):
        for i in range(n):
            async with condition:
                ready.append(i)
                condition.notify()
            await asyncio.sleep(0)

    await run(waits("a"), waits("b"), feeds(2))
    await run(waits("a"), waits("b"), waits("c"), feeds(2), cancel=2, after=2)
    for method in (condition.notify, condition.notify_all):
        try:
            method()
        except RuntimeError as exc:
            print(exc)
    try:
        await condition.wait()
    except RuntimeError as exc:
        print(exc)
    print(repr(condition).split("[")[1])


async def events():
    event = asyncio.Event()

    async def waits(name):
        print(name, await event.wait())

    tasks = [asyncio.create_task(waits(n)) for n in "abc"]
    await asyncio.sleep(0)
    print(repr(event).split("[")[1], event.is_set())
    tasks[1].cancel()
    event.set()
    event.clear()
    print(await asyncio.gather(*tasks, return_exceptions=True), repr(event).split("[")[1])


async def barriers():
    barrier = asyncio.Barrier(3)

    async def meets(name):
        try:
            async with barrier as position:
                print(name, "at", position, barrier.n_waiting, barrier.broken)
        except asyncio.BrokenBarrierError as exc:
            print(name, "broken:", exc)

    await run(*(meets(n) for n in "abc"))
    await run(*(meets(n) for n in "abcdef"))
    tasks = [asyncio.create_task(meets(n)) for n in "ab"]
    await asyncio.sleep(0)
    print(barrier.n_waiting, repr(barrier).split("[")[1])
    await barrier.abort()
    await asyncio.gather(*tasks)
    print(barrier.broken, repr(barrier).split("[")[1])
    await meets("late")
    await barrier.reset()
    tasks = [asyncio.create_task(meets(n)) for n in "ab"]
    await asyncio.sleep(0)
    await barrier.reset()
    await asyncio.gather(*tasks)
    tasks = [asyncio.create_task(meets(n)) for n in "ab"]
    await asyncio.sleep(0)
    tasks[0].cancel()
    await asyncio.sleep(0)
    print("after a cancelled one", barrier.n_waiting, barrier.broken)
    tasks += [asyncio.create_task(meets(n)) for n in "cd"]
    print(await asyncio.gather(*tasks, return_exceptions=True))
    try:
        asyncio.Barrier(0)
    except ValueError as exc:
        print(exc)


async def main():
    await locks()
    await semaphores()
    await conditions()
    await events()
    await barriers()


asyncio.run(main())
