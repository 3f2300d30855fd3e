# AsyncExitStack with a number of managers known only at run time.
import asyncio
from contextlib import AsyncExitStack, asynccontextmanager


@asynccontextmanager
async def resource(name, log):
    log.append(f"+{name}")
    try:
        yield name.upper()
    finally:
        log.append(f"-{name}")


async def use(names, fail_at=None):
    log = []
    try:
        async with AsyncExitStack() as stack:
            opened = []
            for name in names:
                if name == fail_at:
                    raise RuntimeError(f"can't open {name}")
                opened.append(await stack.enter_async_context(resource(name, log)))
            stack.callback(log.append, "callback")
            log.append("+".join(opened))
    except RuntimeError as exc:
        log.append(str(exc))
    return log


async def main():
    print(await use("abc"))
    print(await use("abc", fail_at="c"))
    print(await use(""))


asyncio.run(main())
