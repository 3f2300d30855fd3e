# shield; wait in its three modes, with a timeout; as_completed iterated in both ways.
import asyncio


async def value(x, turns=1):
    for _ in range(turns):
        await asyncio.sleep(0)
    return x


async def fails(name, turns=1):
    for _ in range(turns):
        await asyncio.sleep(0)
    raise ValueError(name)


def names(tasks):
    return sorted(t.get_name() for t in tasks)


def tasks(*coroutines):
    return [asyncio.create_task(c, name=f"t{i}") for i, c in enumerate(coroutines)]


async def shields():
    inner = asyncio.create_task(value("inner", 4), name="inner")

    async def outer():
        try:
            return await asyncio.shield(inner)
        except asyncio.CancelledError as exc:
            print("outer cancelled", exc.args, "inner done:", inner.done())
            raise

    task = asyncio.create_task(outer())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel("outer")
    try:
        await task
    except asyncio.CancelledError:
        pass
    print(await inner)
    print(await asyncio.shield(inner) + "!")
    inner = asyncio.create_task(fails("inner failure"))
    try:
        await asyncio.shield(inner)
    except ValueError as exc:
        print(repr(exc))
    inner = asyncio.create_task(value("cancelled"))
    shielded = asyncio.shield(inner)
    inner.cancel("inner itself")
    try:
        await shielded
    except asyncio.CancelledError as exc:
        print("through the shield", exc.args, shielded.cancelled())


async def waits():
    for mode in (asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION, asyncio.ALL_COMPLETED):
        list_of = tasks(value(1, 1), fails("x", 3), value(3, 6))
        done, pending = await asyncio.wait(list_of, return_when=mode)
        print(mode, names(done), names(pending))
        for t in pending:
            t.cancel()
        await asyncio.gather(*list_of, return_exceptions=True)
    list_of = tasks(asyncio.sleep(10), value(1))
    done, pending = await asyncio.wait(list_of, timeout=0.01)
    print("timeout", names(done), names(pending))
    pending.pop().cancel()
    done, pending = await asyncio.wait(done)
    print("done already", names(done), names(pending))
    for wrong in ([], [value(1)], value(1), None):
        try:
            await asyncio.wait(wrong)
        except (TypeError, ValueError) as exc:
            print(type(exc).__name__, exc)
        for c in (wrong if isinstance(wrong, list) else [wrong]):
            if asyncio.iscoroutine(c):
                c.close()
    try:
        await asyncio.wait(tasks(value(1)), return_when="never")
    except ValueError as exc:
        print(exc)


async def completes():
    for earliest in asyncio.as_completed([value(1, 5), value(2, 1), value(3, 3)]):
        print("plain", await earliest)
    known = tasks(value(1, 5), value(2, 1), fails("three", 3))
    async for task in asyncio.as_completed(known):
        print("async", task.get_name(), task in known, task.exception() or task.result())
    try:
        for earliest in asyncio.as_completed([asyncio.sleep(10), value("in time")], timeout=0.01):
            print(await earliest)
    except TimeoutError as exc:
        print("timeout", repr(exc))
    try:
        async for earliest in asyncio.as_completed([asyncio.sleep(10), value("in time")], timeout=0.01):
            print(await earliest)
    except TimeoutError as exc:
        print("timeout", repr(exc))
    print([await x for x in asyncio.as_completed([])])
    coroutine = value(1)
    try:
        asyncio.as_completed(coroutine)
    except TypeError as exc:
        print(exc)
    coroutine.close()
    one = asyncio.as_completed([value(1)])
    print(hasattr(one, "__iter__"), hasattr(one, "__aiter__"), hasattr(one, "__next__"), hasattr(one, "__anext__"))
    print(await next(one))
    try:
        next(one)
    except StopIteration:
        print("no more")


async def main():
    await shields()
    await waits()
    await completes()


asyncio.run(main())
