# TaskGroup: nested groups, cancelling counts, errors of the body and of children, use after the end.
import asyncio


def show(exc, indent=0):
    if isinstance(exc, BaseExceptionGroup):
        print(" " * indent + f"{type(exc).__name__}: {exc.message!r} ({len(exc.exceptions)})")
        for inner in exc.exceptions:
            show(inner, indent + 2)
    else:
        print(" " * indent + repr(exc), "context", repr(exc.__context__), "cause", repr(exc.__cause__))


async def fails(name, turns=0):
    for _ in range(turns):
        await asyncio.sleep(0)
    raise ValueError(name)


async def sleeps(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as exc:
        print(name, "cancelled", exc.args)
        raise


async def fails_while_cancelled(name):
    try:
        await asyncio.sleep(10)
    finally:
        raise KeyError(name)


async def nested():
    async with asyncio.TaskGroup() as outer:
        outer.create_task(sleeps("outer child"))
        async with asyncio.TaskGroup() as inner:
            inner.create_task(sleeps("inner child"))
            inner.create_task(fails("inner failure", 1))
            print(repr(inner), repr(outer))


async def body_fails():
    async with asyncio.TaskGroup() as group:
        group.create_task(sleeps("child"))
        await asyncio.sleep(0)
        raise LookupError("body")


async def both_fail():
    async with asyncio.TaskGroup() as group:
        group.create_task(fails_while_cancelled("child"))
        await asyncio.sleep(0)
        raise LookupError("body")


async def attempt(function):
    task = asyncio.current_task()
    print("--", function.__name__)
    try:
        print("result", await function())
    except BaseException as exc:
        show(exc)
    print("cancelling", task.cancelling())


async def cancelled_from_outside():
    async def inner():
        async with asyncio.TaskGroup() as group:
            group.create_task(sleeps("child"))
            await asyncio.sleep(10)

    task = asyncio.create_task(inner())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel("from outside")
    try:
        await task
    except asyncio.CancelledError as exc:
        print("cancelled", exc.args, task.cancelling(), task.cancelled())


async def cancelled_and_failing():
    async def inner():
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(fails_while_cancelled("child"))
                await asyncio.sleep(10)
        except* KeyError as group:
            print("group", group.exceptions, "cancelling", asyncio.current_task().cancelling())
        try:
            await asyncio.sleep(0)
        except asyncio.CancelledError as exc:
            print("cancelled afterwards", exc.args)
            raise

    task = asyncio.create_task(inner())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel("from outside")
    try:
        await task
    except asyncio.CancelledError as exc:
        print("cancelled", exc.args)


async def after_the_end():
    group = asyncio.TaskGroup()
    try:
        group.create_task(coro := sleeps("early"))
    except RuntimeError as exc:
        print(str(exc))
        coro.close()
    async with group:
        pass
    try:
        group.create_task(coro := sleeps("late"))
    except RuntimeError as exc:
        print(str(exc))
        coro.close()
    try:
        async with group:
            pass
    except RuntimeError as exc:
        print(str(exc))


async def while_shutting_down():
    async def adds(group):
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            try:
                group.create_task(coro := sleeps("added"))
            except RuntimeError as exc:
                print(str(exc))
                coro.close()
            raise

    async with asyncio.TaskGroup() as group:
        group.create_task(adds(group))
        await asyncio.sleep(0)
        group.create_task(fails("now"))


async def exits():
    async with asyncio.TaskGroup() as group:
        group.create_task(sleeps("sibling"))
        await asyncio.sleep(0)
        raise SystemExit(3)


async def child_adds():
    async def child(group, n):
        print("child", n)
        if n:
            group.create_task(child(group, n - 1), name=f"child {n - 1}")
        return n

    async with asyncio.TaskGroup() as group:
        first = group.create_task(child(group, 3))
    return first.result()


async def swallows():
    async with asyncio.TaskGroup() as group:
        group.create_task(fails("seen late"))
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print("swallowed", asyncio.current_task().cancelling())


async def main():
    for function in (nested, body_fails, both_fail, cancelled_from_outside, cancelled_and_failing, after_the_end,
                     while_shutting_down, child_adds, swallows, exits):
        await attempt(function)


asyncio.run(main())
