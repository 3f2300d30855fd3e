# asyncio: Lock, Event, Semaphore, BoundedSemaphore, Condition: order of wake-ups, cancellation, errors.
import asyncio


async def main():
    lock = asyncio.Lock()
    order = []

    async def user(name):
        async with lock:
            order.append(f"{name} in")
            await asyncio.sleep(0)
            order.append(f"{name} out")

    await asyncio.gather(*(user(n) for n in "abc"))
    print(order, lock.locked())
    await lock.acquire()
    waiting = asyncio.create_task(lock.acquire())
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.wait([waiting])
    lock.release()
    print("released", lock.locked())
    try:
        lock.release()
    except RuntimeError as exc:
        print(exc)

    event = asyncio.Event()

    async def waiter(n):
        await event.wait()
        order.append(n)
        return n

    order.clear()
    tasks = [asyncio.create_task(waiter(n)) for n in range(3)]
    await asyncio.sleep(0)
    print(event.is_set(), order)
    event.set()
    print(await asyncio.gather(*tasks), order, await event.wait())
    event.clear()
    print(event.is_set())

    semaphore = asyncio.Semaphore(2)
    active = most = 0

    async def limited(n):
        nonlocal active, most
        async with semaphore:
            active += 1
            most = max(most, active)
            await asyncio.sleep(0)
            active -= 1
            return n

    print(await asyncio.gather(*(limited(n) for n in range(6))), "most", most, semaphore.locked())
    bounded = asyncio.BoundedSemaphore(1)
    try:
        bounded.release()
    except ValueError as exc:
        print(exc)
    try:
        asyncio.Semaphore(-1)
    except ValueError as exc:
        print(exc)

    condition = asyncio.Condition()
    items = []

    async def consumer(n):
        async with condition:
            await condition.wait_for(lambda: items)
            return n, items.pop(0)

    consumers = [asyncio.create_task(consumer(n)) for n in range(3)]
    await asyncio.sleep(0)
    for item in "xyz":
        async with condition:
            items.append(item)
            condition.notify()
        await asyncio.sleep(0)
    print(await asyncio.gather(*consumers))
    for method in (condition.notify, condition.notify_all):
        try:
            method()
        except RuntimeError as exc:
            print(exc)
    try:
        await condition.wait()
    except RuntimeError as exc:
        print(exc)
    barrier = asyncio.Barrier(3)

    async def party(n):
        await asyncio.sleep(0)
        async with barrier as position:
            return n, position

    print(sorted(await asyncio.gather(*(party(n) for n in range(3)))), barrier.parties, barrier.n_waiting,
          barrier.broken)


asyncio.run(main())
