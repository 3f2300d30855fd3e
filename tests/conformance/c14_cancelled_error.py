# 14. CancelledError is a BaseException: it reaches `__aexit__`, which may await before it goes on.
import asyncio


class Manager:
    def __init__(self, name, suppresses=False, raises=None):
        self.name = name
        self.suppresses = suppresses
        self.raises = raises

    async def __aenter__(self):
        await asyncio.sleep(0)
        return self

    async def __aexit__(self, exc_type, exc, tb):
        print(f"{self.name}: exit begins with {exc!r}, an Exception: {isinstance(exc, Exception)}")
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        print(f"{self.name}: exit ends")
        if self.raises is not None:
            raise self.raises
        return self.suppresses


async def waits(*managers):
    try:
        async with managers[0], managers[-1]:
            print("waiting")
            await asyncio.Event().wait()
    except Exception as exc:
        print("an Exception:", repr(exc))
        raise
    print("went on after the block")
    return "result"


async def cancel_once(*managers, message=None):
    task = asyncio.create_task(waits(*managers))
    for _ in range(30):
        await asyncio.sleep(0)
    task.cancel(message)
    try:
        print("returned", await task)
    except asyncio.CancelledError as exc:
        print("cancelled with", exc.args, "task cancelled:", task.cancelled())
    except Exception as exc:
        print("raised", repr(exc), "context", repr(exc.__context__))


async def main():
    print("mro:", [kind.__name__ for kind in asyncio.CancelledError.__mro__])
    await cancel_once(Manager("a"), Manager("b"))
    await cancel_once(Manager("a"), Manager("b"), message="stop")
    await cancel_once(Manager("a"), Manager("b", suppresses=True))
    await cancel_once(Manager("a", suppresses=True), Manager("b"))
    await cancel_once(Manager("a"), Manager("b", raises=KeyError("exit")))


asyncio.run(main())
