# 9. `return`, `break` and `continue` await `__aexit__` with three Nones first.
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


class Manager:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        await pause()
        return self.name

    async def __aexit__(self, *details):
        await pause()
        print("exit", self.name, details)
        await pause()
        return True


def value():
    print("the value is computed first")
    return 42


async def returns():
    await pause()
    async with Manager("return"):
        await pause()
        return value()
    print("not reached")


async def returns_nothing():
    await pause()
    async with Manager("bare return"):
        await pause()
        return


async def returns_through_two():
    await pause()
    async with Manager("outer"):
        await pause()
        async with Manager("inner"):
            await pause()
            try:
                await pause()
                return value()
            finally:
                await pause()
                print("finally before the managers")


async def loops():
    await pause()
    for number in range(4):
        async with Manager(f"loop {number}"):
            await pause()
            if number == 0:
                await pause()
                continue
            if number == 2:
                await pause()
                break
            print("rest of the body", number)
        print("rest of the loop", number)
    else:
        print("not reached: else")
    number = 0
    while number < 2:
        number += 1
        async with Manager(f"while {number}"), Manager("second"):
            await pause()
            continue
    else:
        print("else of the while loop")


async def inner_loop_stays_inside():
    await pause()
    async with Manager("around a loop"):
        await pause()
        for number in range(3):
            if number == 1:
                await pause()
                break
        print("left the loop at", number)


async def break_out_of_both():
    await pause()
    for number in range(3):
        async with Manager("outer of both"):
            await pause()
            async with Manager("inner of both"):
                await pause()
                break
    print("number", number)


async def main():
    await pause()
    print(await returns())
    print(await returns_nothing())
    print(await returns_through_two())
    await loops()
    await inner_loop_stays_inside()
    await break_out_of_both()


asyncio.run(main())
