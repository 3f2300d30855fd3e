# Asking tasks for results too early, failures kept by tasks, awaiting a failed one twice.
import asyncio


async def fails():
    raise ValueError("once raised, always raised")


async def main():
    task = asyncio.create_task(fails())
    for name in ("result", "exception"):
        try:
            getattr(task, name)()
        except asyncio.InvalidStateError as exc:
            print(name, exc)
    caught = []
    for _ in range(2):
        try:
            await task
        except ValueError as exc:
            caught.append(exc)
    print(caught[0] is caught[1], task.exception() is caught[0], task.done(), task.cancelled(), task.cancel())
    try:
        task.result()
    except ValueError as exc:
        print(exc)
    for method in (task.set_result, task.set_exception):
        try:
            method(1)
        except RuntimeError as exc:
            print(exc)
    waiting = asyncio.create_task(asyncio.sleep(10))
    waiter = asyncio.create_task(asyncio.wait_for(waiting, 10))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    waiting.cancel("inner")
    try:
        await waiter
    except asyncio.CancelledError as exc:
        print("wait_for passes the cancellation on", waiter.cancelled(), waiting.cancelled())

    async def awaits_itself():
        await me

    me = asyncio.create_task(awaits_itself())
    try:
        await me
    except RuntimeError as exc:
        print(str(exc).split(": <")[0])


asyncio.run(main())
