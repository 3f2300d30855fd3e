# asyncio.run and Runner: results, exceptions, several runs, errors, what is cancelled at the end.
import asyncio


async def value(x):
    await asyncio.sleep(0)
    return x


async def fails():
    raise ValueError("from main")


async def leaves_tasks():
    async def background(name):
        try:
            await asyncio.sleep(10)
        finally:
            print(name, "cancelled at the end")

    asyncio.create_task(background("one"))
    await asyncio.sleep(0)
    return "main done"


print(asyncio.run(value(1)))
try:
    asyncio.run(fails())
except ValueError as exc:
    print("raised", exc)
print(asyncio.run(leaves_tasks()))
with asyncio.Runner() as runner:
    print(runner.run(value("first")), runner.run(value("second")))
    try:
        runner.run(fails())
    except ValueError as exc:
        print("runner raised", exc)
    loop = runner.get_loop()
    print(loop.is_running(), loop.is_closed())
print(loop.is_closed())
try:
    runner.run(late := value(0))
except RuntimeError as exc:
    print(exc)
    late.close()


async def nested():
    inner = value(1)
    try:
        asyncio.run(inner)
    except RuntimeError as exc:
        print(exc)
        inner.close()


asyncio.run(nested())
try:
    asyncio.get_running_loop()
except RuntimeError as exc:
    print(exc)
try:
    asyncio.create_task(orphan := value(0))
except RuntimeError as exc:
    print(exc)
    orphan.close()


async def exits():
    raise SystemExit(7)


try:
    asyncio.run(exits())
except SystemExit as exc:
    print("SystemExit", exc.code)


async def cancels_itself():
    asyncio.current_task().cancel("by itself")
    await asyncio.sleep(0)


try:
    asyncio.run(cancels_itself())
except asyncio.CancelledError as exc:
    print("CancelledError", exc.args)
