# asyncio: wait, wait_for, shield, as_completed.
import asyncio


async def after(turns, result, fail=False):
    for _ in range(turns):
        await asyncio.sleep(0)
    if fail:
        raise ValueError(result)
    return result


def names(tasks):
    return sorted(task.get_name() for task in tasks)


async def main():
    tasks = [asyncio.create_task(after(n, n), name=f"t{n}") for n in (30, 1, 20)]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print(names(done), names(pending))
    done, pending = await asyncio.wait(pending)
    print(names(done), names(pending), sorted(task.result() for task in tasks))
    tasks = [asyncio.create_task(after(2, "x", fail=True), name="bad"), asyncio.create_task(after(9, 9), name="slow")]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    print(names(done), names(pending), repr(tasks[0].exception()))
    done, pending = await asyncio.wait([asyncio.create_task(asyncio.sleep(1), name="too slow")], timeout=0.001)
    print(names(done), names(pending))
    for task in pending:
        task.cancel()
    print(await tasks[1])
    for bad in ([], [after(0, 0)]):
        try:
            await asyncio.wait(bad)
        except (ValueError, TypeError) as exc:
            print(type(exc).__name__, exc)
            for coroutine in bad:
                coroutine.close()

    print(await asyncio.wait_for(after(2, "in time"), 1), await asyncio.wait_for(after(1, "no limit"), None))
    try:
        await asyncio.wait_for(asyncio.sleep(1), 0.001)
    except TimeoutError as exc:
        print("timed out", repr(exc), repr(exc.__cause__))
    try:
        await asyncio.wait_for(after(1, "fails", fail=True), 1)
    except ValueError as exc:
        print("failed", exc)
    try:
        await asyncio.wait_for(after(1, "x"), 0)
    except TimeoutError:
        print("no time at all")

    inner = asyncio.create_task(after(4, "inner result"))
    outer = asyncio.create_task(asyncio.wait_for(asyncio.shield(inner), 1))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    outer.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print("outer cancelled, inner:", inner.cancelled())
    print(await inner)
    print([await result for result in asyncio.as_completed([after(3, "c"), after(1, "a"), after(2, "b")])])
    async for task in asyncio.as_completed([asyncio.create_task(after(n, n)) for n in (2, 1)]):
        print("completed", task.result())


asyncio.run(main())
