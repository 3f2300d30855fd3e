# asyncio: sleep, create_task, gather, order of the turns.
import asyncio


async def worker(name, turns):
    for i in range(turns):
        print(name, i)
        await asyncio.sleep(0)
    return name.upper()


async def fails(after):
    for _ in range(after):
        await asyncio.sleep(0)
    raise ValueError(f"failed after {after}")


async def main():
    print(await asyncio.gather(worker("a", 3), worker("b", 1), worker("c", 2)))
    print(await asyncio.gather(), await asyncio.gather(worker("single", 1)))
    task = asyncio.create_task(worker("task", 2), name="my task")
    print("created", task.get_name(), task.done())
    await asyncio.sleep(0)
    print("after one turn")
    print(await task, task.done(), task.result(), task.exception())
    print(await asyncio.gather(worker("x", 1), fails(1), worker("y", 1), return_exceptions=True))
    try:
        await asyncio.gather(fails(2), fails(1), worker("goes on", 4))
    except ValueError as exc:
        print("first failure:", exc)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(await asyncio.sleep(0.001, "result of sleep"))
    results = []

    async def sleeper(delay, name):
        await asyncio.sleep(delay)
        results.append(name)

    await asyncio.gather(sleeper(0.03, "slow"), sleeper(0.01, "quick"), sleeper(0, "at once"), sleeper(0.02, "middle"))
    print(results)
    same = worker("same", 1)
    print(await asyncio.gather(same, same))
    print(asyncio.current_task().get_coro().__name__, len(asyncio.all_tasks()))


asyncio.run(main())
