# gather: return_exceptions, cancellation of the outer future and of children, duplicates, nesting, reprs.
import asyncio


async def value(x, turns=1):
    for _ in range(turns):
        await asyncio.sleep(0)
    return x


async def fails(name, turns=1):
    for _ in range(turns):
        await asyncio.sleep(0)
    raise ValueError(name)


async def sleeps(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as exc:
        print(name, "cancelled", exc.args)
        raise


async def main():
    print(await asyncio.gather())
    print(await asyncio.gather(value(1), value(2, 3), value(3, 0)))
    print(await asyncio.gather(value(1), fails("one"), fails("two", 0), return_exceptions=True))
    same = asyncio.ensure_future(value("same"))
    print(await asyncio.gather(same, same, value("other"), same))
    background = asyncio.ensure_future(value("goes on", 5))
    try:
        await asyncio.gather(background, fails("first", 2), fails("second", 3))
    except ValueError as exc:
        print("raised", exc, "background done:", background.done())
    print(await background)

    outer = asyncio.gather(sleeps("a"), sleeps("b"))
    await asyncio.sleep(0)
    print(outer.cancel("by hand"), outer.done())
    try:
        await outer
    except asyncio.CancelledError as exc:
        print("outer cancelled", exc.args, outer.cancelled())

    outer = asyncio.gather(sleeps("c"), value("d"), return_exceptions=True)
    await asyncio.sleep(0)
    outer.cancel()
    try:
        print(await outer)
    except asyncio.CancelledError as exc:
        print("cancelled with return_exceptions", exc.args, outer.cancelled())

    child = asyncio.ensure_future(sleeps("child"))
    outer = asyncio.gather(child, value("x"))
    await asyncio.sleep(0)
    child.cancel("child only")
    try:
        await outer
    except asyncio.CancelledError as exc:
        print("child's cancellation", exc.args, outer.cancelled())
    child = asyncio.ensure_future(sleeps("child"))
    outer = asyncio.gather(child, value("x"), return_exceptions=True)
    await asyncio.sleep(0)
    child.cancel("child only")
    print(await outer)

    print(await asyncio.gather(asyncio.gather(value(1), value(2)), value(3)))
    outer = asyncio.gather(value(1), value(2))
    print(repr(outer), outer.done())
    await outer
    print(repr(outer), outer.cancel())

    async def awaits():
        await asyncio.gather(sleeps("e"), sleeps("f"))

    task = asyncio.create_task(awaits())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel("the task")
    try:
        await task
    except asyncio.CancelledError as exc:
        print("task cancelled", exc.args)
    try:
        await asyncio.gather(5)
    except TypeError as exc:
        print(exc)
    try:
        await asyncio.gather(value(1), None)
    except TypeError as exc:
        print(exc)


asyncio.run(main())
