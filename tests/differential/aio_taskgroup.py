# asyncio.TaskGroup: results, failures, cancellation of siblings, errors of the body.
import asyncio


async def works(name, turns=1):
    for _ in range(turns):
        await asyncio.sleep(0)
    print(name, "done")
    return name


async def fails(exc, turns=1):
    for _ in range(turns):
        await asyncio.sleep(0)
    raise exc


async def waits(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


def show(group, depth=1):
    for exc in group.exceptions:
        if isinstance(exc, BaseExceptionGroup):
            print("  " * depth, type(exc).__name__, exc)
            show(exc, depth + 1)
        else:
            print("  " * depth, repr(exc))


async def main():
    async with asyncio.TaskGroup() as group:
        a = group.create_task(works("a", 2))
        b = group.create_task(works("b", 1), name="named")
        print("body ends", b.get_name())
    print(a.result(), b.result())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails(ValueError("first")))
            group.create_task(waits("sibling"))
            await asyncio.sleep(10)
    except* ValueError as caught:
        print(caught)
        show(caught)
    print("cancelling afterwards:", asyncio.current_task().cancelling())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(waits("sibling of a failing body"))
            await asyncio.sleep(0)
            raise KeyError("body")
    except* KeyError as caught:
        show(caught)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails(ValueError("one")))
            group.create_task(fails(TypeError("two")))
    except ExceptionGroup as caught:
        print(caught)
        show(caught)
    try:
        async with asyncio.TaskGroup() as outer:
            async with asyncio.TaskGroup() as inner:
                inner.create_task(fails(ValueError("deep")))
    except ExceptionGroup as caught:
        print(caught)
        show(caught)

    async def cancelled_group():
        async with asyncio.TaskGroup() as group:
            group.create_task(waits("child"))
            await asyncio.sleep(10)

    task = asyncio.create_task(cancelled_group())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("group cancelled from outside")
    async with asyncio.TaskGroup() as group:
        child = group.create_task(waits("cancelled child"))
        await asyncio.sleep(0)
        child.cancel()
    print("a cancelled child is no failure")
    try:
        group.create_task(works("too late"))
    except RuntimeError as exc:
        print(str(exc).split(">")[-1].strip())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails(SystemExit("base")))
            group.create_task(waits("x"))
    except BaseException as exc:
        print(type(exc).__name__, exc)


try:
    asyncio.run(main())
except SystemExit as exc:
    print("run raised", exc)
