# 1. `__aenter__`/`__aexit__` are looked up on the type; instance attributes are ignored.
import asyncio


class Plain:
    async def __aenter__(self):
        return "entered by the type"

    async def __aexit__(self, exc_type, exc, tb):
        print("left by the type")


class Empty:
    pass


async def enter_elsewhere():
    print("never called: enter")
    return "entered by the instance"


async def exit_elsewhere(*details):
    print("never called: exit")
    return True


async def both_ignored():
    manager = Plain()
    manager.__aenter__ = enter_elsewhere
    manager.__aexit__ = exit_elsewhere
    async with manager as value:
        print(value)


async def instance_only():
    manager = Empty()
    manager.__aenter__ = enter_elsewhere
    manager.__aexit__ = exit_elsewhere
    try:
        async with manager as value:
            print("not reached", value)
    except TypeError as exc:
        print(type(exc).__name__, exc)


async def put_on_the_type_later():
    manager = Empty()
    Empty.__aenter__ = lambda self: enter_elsewhere()
    Empty.__aexit__ = lambda self, *details: exit_elsewhere(*details)
    async with manager as value:
        print(value)
        raise ValueError("suppressed")
    del Empty.__aenter__
    del Empty.__aexit__


async def inherited():
    class Child(Plain):
        async def __aexit__(self, *details):
            print("left by the child, then")
            return await super().__aexit__(*details)

    async with Child() as value:
        print(value)


async def getattr_is_not_asked():
    class Dynamic:
        def __getattr__(self, name):
            print("asked for", name)
            return enter_elsewhere

    try:
        async with Dynamic():
            print("not reached")
    except TypeError as exc:
        print(exc)


async def main():
    await both_ignored()
    await instance_only()
    await put_on_the_type_later()
    await inherited()
    await getattr_is_not_asked()


asyncio.run(main())
