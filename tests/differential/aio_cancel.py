# asyncio: cancelling tasks, cleanup, suppressed cancellation, messages, cancelling and uncancel.
import asyncio


async def sleeper(name, swallow=False):
    try:
        print(name, "sleeps")
        await asyncio.sleep(10)
    except asyncio.CancelledError as exc:
        print(name, "cancelled", exc.args)
        if not swallow:
            raise
    finally:
        print(name, "finally")
    return "survived"


async def report(task):
    try:
        print("result", await task)
    except asyncio.CancelledError as exc:
        print("CancelledError", exc.args)
    print("cancelled:", task.cancelled(), "done:", task.done(), "cancelling:", task.cancelling())


async def main():
    task = asyncio.create_task(sleeper("plain"))
    await asyncio.sleep(0)
    print(task.cancel(), task.cancelling(), task.cancelled())
    await report(task)
    print(task.cancel())

    task = asyncio.create_task(sleeper("message"))
    await asyncio.sleep(0)
    task.cancel("the message")
    await report(task)

    task = asyncio.create_task(sleeper("swallows", True))
    await asyncio.sleep(0)
    task.cancel()
    await report(task)
    print("uncancel", task.uncancel())

    task = asyncio.create_task(sleeper("never started"))
    task.cancel()
    await report(task)

    async def outer():
        try:
            await sleeper("inner")
        except asyncio.CancelledError:
            print("outer sees it too")
            await asyncio.sleep(0)
            print("and may await")
            raise

    task = asyncio.create_task(outer())
    await asyncio.sleep(0)
    task.cancel()
    task.cancel()
    print("twice:", task.cancelling())
    await report(task)

    gathered = asyncio.gather(sleeper("g1"), sleeper("g2"))
    await asyncio.sleep(0)
    gathered.cancel()
    try:
        await gathered
    except asyncio.CancelledError:
        print("gather cancelled", gathered.cancelled())

    async def cancels_itself():
        asyncio.current_task().cancel("self")
        print("still running")
        await asyncio.sleep(0)
        print("not reached")

    await report(asyncio.create_task(cancels_itself()))

    async def replaced():
        try:
            await asyncio.sleep(10)
        finally:
            raise ValueError("instead")

    task = asyncio.create_task(replaced())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except ValueError as exc:
        print(exc, repr(exc.__context__), task.cancelled(), repr(task.exception()))


asyncio.run(main())
