# asyncio.timeout and timeout_at: expiry, rescheduling, nesting, errors, what cancellation remains.
import asyncio


async def main():
    async with asyncio.timeout(1) as limit:
        await asyncio.sleep(0)
    print("in time", limit.expired(), limit.when() is None)
    try:
        async with asyncio.timeout(0.001) as limit:
            await asyncio.sleep(1)
            print("not reached")
    except TimeoutError as exc:
        print("expired", limit.expired(), repr(exc), repr(exc.__cause__), asyncio.current_task().cancelling())
    async with asyncio.timeout(None) as limit:
        print("no limit", limit.when())
    try:
        async with asyncio.timeout(1) as outer:
            async with asyncio.timeout(0.001):
                await asyncio.sleep(1)
    except TimeoutError:
        print("inner expired, outer:", outer.expired())
    try:
        async with asyncio.timeout(0.001) as outer:
            async with asyncio.timeout(1) as inner:
                await asyncio.sleep(1)
    except TimeoutError:
        print("outer expired:", outer.expired(), "inner:", inner.expired())
    try:
        async with asyncio.timeout(0.001):
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError:
                print("the body sees a CancelledError")
                raise ValueError("instead")
    except ValueError as exc:
        print(exc, repr(exc.__context__))
    try:
        async with asyncio.timeout(0):
            await asyncio.sleep(0)
            print("not reached")
    except TimeoutError:
        print("zero")
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout_at(loop.time() - 1):
            await asyncio.sleep(0)
    except TimeoutError:
        print("in the past")
    async with asyncio.timeout(0.001) as limit:
        limit.reschedule(None)
        await asyncio.sleep(0.003)
    print("rescheduled to never", limit)
    try:
        async with limit:
            print("not reached")
    except RuntimeError as exc:
        print(exc)
    try:
        limit.reschedule(1)
    except RuntimeError as exc:
        print(exc)

    async def cancelled_from_outside():
        async with asyncio.timeout(1):
            await asyncio.sleep(1)

    task = asyncio.create_task(cancelled_from_outside())
    await asyncio.sleep(0)
    task.cancel("outside")
    try:
        await task
    except asyncio.CancelledError as exc:
        print("a real cancellation stays one", exc.args)
    try:
        async with asyncio.timeout(1):
            raise KeyError("body")
    except KeyError as exc:
        print(repr(exc))
    try:
        async with asyncio.timeout("x"):
            pass
    except TypeError as exc:
        print(exc)


asyncio.run(main())
