# 41. `callback(async function)` never awaits it. A trap.
import asyncio
import warnings
from contextlib import AsyncExitStack, ExitStack

warnings.simplefilter("ignore")


async def clean_up(name):
    print("clean up", name)


async def main():
    async with AsyncExitStack() as stack:
        stack.callback(clean_up, "never runs")
        print("body")
    print("after the async stack")
    with ExitStack() as stack:
        stack.callback(clean_up, "never runs either")
    print("after the sync stack")
    try:
        async with AsyncExitStack() as stack:
            stack.callback(clean_up, "never")
            raise ValueError("not suppressed, unlike with push")
    except ValueError as exc:
        print(exc)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(clean_up, "the right way")


asyncio.run(main())
