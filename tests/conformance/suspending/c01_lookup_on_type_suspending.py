# 1. `__aenter__`/`__aexit__` are looked up on the type; instance attributes are ignored.
import asyncio


class Turn:
    """Suspends for one turn of the loop by an `__await__` of its own."""

    def __await__(self):
        yield


pauses = 0


async def pause():
    """Suspend in one of three ways in turn: an `__await__`, `sleep(0)`, a future."""
    global pauses
    pauses += 1
    if pauses % 3 == 1:
        await Turn()
    elif pauses % 3 == 2:
        await asyncio.sleep(0)
    else:
        loop = asyncio.get_running_loop()
        future = loop.create_future()
        loop.call_soon(lambda: future.done() or future.set_result(None))
        await future


class Plain:
    async def __aenter__(self):
        await pause()
        return "entered by the type"

    async def __aexit__(self, exc_type, exc, tb):
        await pause()
        print("left by the type")


class Empty:
    pass


async def enter_elsewhere():
    await pause()
    print("never called: enter")
    await pause()
    return "entered by the instance"


async def exit_elsewhere(*details):
    await pause()
    print("never called: exit")
    await pause()
    return True


async def both_ignored():
    await pause()
    manager = Plain()
    manager.__aenter__ = enter_elsewhere
    manager.__aexit__ = exit_elsewhere
    async with manager as value:
        await pause()
        print(value)


async def instance_only():
    await pause()
    manager = Empty()
    manager.__aenter__ = enter_elsewhere
    manager.__aexit__ = exit_elsewhere
    try:
        async with manager as value:
            await pause()
            print("not reached", value)
    except TypeError as exc:
        await pause()
        print(type(exc).__name__, exc)


async def put_on_the_type_later():
    await pause()
    manager = Empty()
    Empty.__aenter__ = lambda self: enter_elsewhere()
    Empty.__aexit__ = lambda self, *details: exit_elsewhere(*details)
    async with manager as value:
        await pause()
        print(value)
        await pause()
        raise ValueError("suppressed")
    del Empty.__aenter__
    del Empty.__aexit__


async def inherited():
    await pause()
    class Child(Plain):
        async def __aexit__(self, *details):
            await pause()
            print("left by the child, then")
            await pause()
            return await super().__aexit__(*details)

    async with Child() as value:
        await pause()
        print(value)


async def getattr_is_not_asked():
    await pause()
    class Dynamic:
        def __getattr__(self, name):
            print("asked for", name)
            return enter_elsewhere

    try:
        async with Dynamic():
            await pause()
            print("not reached")
    except TypeError as exc:
        await pause()
        print(exc)


async def main():
    await pause()
    await both_ignored()
    await instance_only()
    await put_on_the_type_later()
    await inherited()
    await getattr_is_not_asked()


asyncio.run(main())
