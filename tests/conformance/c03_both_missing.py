# 3. When both are missing, 3.14 names `(missed __aexit__ method)` first, and hints "Did you mean to use 'with'?" when
# the type has the other protocol.
import asyncio


class Neither:
    pass


class Synchronous:
    def __enter__(self):
        print("never entered")

    def __exit__(self, *details):
        print("never left")


class Asynchronous:
    async def __aenter__(self):
        print("never entered")

    async def __aexit__(self, *details):
        print("never left")


class SynchronousEnter:
    def __enter__(self):
        print("never entered")


class SynchronousWithAenter(Synchronous):
    async def __aenter__(self):
        print("never entered")


class AsynchronousWithExit(Asynchronous):
    def __exit__(self, *details):
        print("never left")


async def use(manager):
    try:
        async with manager:
            print("not reached")
    except TypeError as exc:
        print(f"async with {type(manager).__name__}: {exc}")


def use_synchronously(manager):
    try:
        with manager:
            print("not reached")
    except TypeError as exc:
        print(f"with {type(manager).__name__}: {exc}")


async def main():
    for kind in (Neither, Synchronous, SynchronousEnter, SynchronousWithAenter):
        await use(kind())
    for kind in (Neither, Asynchronous, SynchronousEnter, AsynchronousWithExit):
        use_synchronously(kind())
    await use(asyncio.sleep)
    use_synchronously(asyncio.Lock())


asyncio.run(main())
