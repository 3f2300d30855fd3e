# 9. `return`, `break` and `continue` await `__aexit__` with three Nones first.
import asyncio


class Manager:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        return self.name

    async def __aexit__(self, *details):
        print("exit", self.name, details)
        return True


def value():
    print("the value is computed first")
    return 42


async def returns():
    async with Manager("return"):
        return value()
    print("not reached")


async def returns_nothing():
    async with Manager("bare return"):
        return


async def returns_through_two():
    async with Manager("outer"):
        async with Manager("inner"):
            try:
                return value()
            finally:
                print("finally before the managers")


async def loops():
    for number in range(4):
        async with Manager(f"loop {number}"):
            if number == 0:
                continue
            if number == 2:
                break
            print("rest of the body", number)
        print("rest of the loop", number)
    else:
        print("not reached: else")
    number = 0
    while number < 2:
        number += 1
        async with Manager(f"while {number}"), Manager("second"):
            continue
    else:
        print("else of the while loop")


async def inner_loop_stays_inside():
    async with Manager("around a loop"):
        for number in range(3):
            if number == 1:
                break
        print("left the loop at", number)


async def break_out_of_both():
    for number in range(3):
        async with Manager("outer of both"):
            async with Manager("inner of both"):
                break
    print("number", number)


async def main():
    print(await returns())
    print(await returns_nothing())
    print(await returns_through_two())
    await loops()
    await inner_loop_stays_inside()
    await break_out_of_both()


asyncio.run(main())
