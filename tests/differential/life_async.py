# Lifetime of locals in coroutines: at the end, on cancellation, when a suspended one is dropped.
import asyncio


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


async def normal(parameter):
    local = Noisy("local")
    await asyncio.sleep(0)
    print("end of coroutine")
    return "result"


async def waits():
    local = Noisy("waiting local")
    try:
        await asyncio.sleep(10)
    finally:
        print("finally")


class Pause:
    def __await__(self):
        yield


async def dropped():
    local = Noisy("dropped local")
    try:
        await Pause()
    except GeneratorExit:
        print("GeneratorExit")
        raise
    finally:
        print("dropped finally")


async def main():
    print(await normal(Noisy("parameter")))
    print("--")
    task = asyncio.create_task(waits())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")
    print("after handler")
    del task
    print("--")
    coroutine = dropped()
    coroutine.send(None)
    coroutine = None
    print("coroutine gone")

    async def inner():
        held = Noisy("held by inner")
        await normal(held)
        print("inner ends")

    await inner()

    async def generator():
        local = Noisy("generator local")
        yield 1
        yield 2

    async for x in generator():
        print("got", x)
    print("loop ended")


asyncio.run(main())
