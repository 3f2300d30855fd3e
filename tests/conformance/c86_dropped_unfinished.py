# 86. An async generator that is dropped unfinished is closed by the loop's hook, and `asyncio.run` closes what is left
# (`shutdown_asyncgens`).
import asyncio

kept = []


async def numbers(name):
    try:
        for number in range(3):
            yield number
    except BaseException as exc:
        print(name, "sees", repr(exc))
        raise
    finally:
        await asyncio.sleep(0)
        print(name, "closed")


async def drops():
    async for number in numbers("dropped"):
        print("took", number)
        break
    print("left the loop")


async def main():
    kept.clear()
    await drops()
    print("after drops()")
    for _ in range(3):
        await asyncio.sleep(0)
    print("had time to close")

    generator = numbers("deleted")
    await anext(generator)
    del generator
    await asyncio.sleep(0)
    print("one turn of the loop")
    await asyncio.sleep(0)

    never_started = numbers("never started")
    del never_started
    kept.append(numbers("kept"))
    print("took", await anext(kept[0]))
    finished = numbers("finished")
    print("took", [number async for number in finished])

    print("main ends")


asyncio.run(main())
print("run ended")
