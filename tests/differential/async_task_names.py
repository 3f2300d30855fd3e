# Task names, repr of tasks and futures, current_task, all_tasks, eager results.
import asyncio


async def work():
    await asyncio.sleep(0)
    return asyncio.current_task().get_name()


async def fails():
    raise ValueError("x")


async def main():
    print(asyncio.current_task().get_name())
    first = asyncio.create_task(work())
    second = asyncio.create_task(work(), name="named")
    second.set_name("renamed")
    print(first.get_name(), second.get_name(), sorted(t.get_name() for t in asyncio.all_tasks()))
    print(await first, await second)
    print(first, second)
    bad = asyncio.create_task(fails(), name="bad")
    await asyncio.wait([bad])
    print(bad, repr(bad.exception()))
    gone = asyncio.create_task(asyncio.sleep(9), name="gone")
    await asyncio.sleep(0)
    gone.cancel()
    await asyncio.wait([gone])
    print(gone.cancelled(), gone.done(), gone.get_name())
    future = asyncio.get_running_loop().create_future()
    print(future)
    future.set_result([1])
    print(future)
    for name in ("result", "exception"):
        try:
            getattr(gone, name)()
        except asyncio.CancelledError as exc:
            print(name, type(exc).__name__)
    try:
        asyncio.create_task(5)
    except TypeError as exc:
        print(exc)


asyncio.run(main())
