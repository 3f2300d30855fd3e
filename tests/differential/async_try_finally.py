# try/except/else/finally with awaits in each part.
import asyncio


async def step(name):
    await asyncio.sleep(0)
    print(name)
    return name


async def run(fail):
    try:
        await step("try")
        if fail:
            raise ValueError(fail)
    except ValueError as exc:
        await step(f"except {exc}")
        if str(exc) == "again":
            raise KeyError("new")
    else:
        await step("else")
    finally:
        await step("finally")
    return await step("after")


async def return_through():
    try:
        return await step("value")
    finally:
        await step("cleanup")


async def nested():
    try:
        try:
            raise ValueError("inner")
        finally:
            await step("inner finally")
    except ValueError as exc:
        await step("outer handler")
        try:
            await step("in handler")
            raise
        except ValueError as again:
            print(again is exc)


async def main():
    print(await run(""))
    print(await run("once"))
    try:
        await run("again")
    except KeyError as exc:
        print(repr(exc), repr(exc.__context__))
    print(await return_through())
    await nested()


asyncio.run(main())
