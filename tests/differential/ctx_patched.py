# contextlib's names patched, aliased and replaced by attributes of the module.
import asyncio
import contextlib
from contextlib import AsyncExitStack as Pile
from contextlib import asynccontextmanager as acm


class Fake:
    def __init__(self, *args):
        print("fake made with", args)

    def __enter__(self):
        print("fake enters")
        return "fake value"

    def __exit__(self, *details):
        print("fake exits", details[0])
        return True


def patched(target, name, value):
    """What mock.patch.object does."""
    @contextlib.contextmanager
    def patching():
        old = getattr(target, name)
        setattr(target, name, value)
        try:
            yield value
        finally:
            setattr(target, name, old)
    return patching()


def uses():
    with contextlib.suppress(ValueError) as value:
        print("in suppress", value)
        raise ValueError("suppressed")
    with contextlib.nullcontext(3) as value:
        print("in nullcontext", value)


@acm
async def lease(name):
    print("lease", name)
    yield name
    print("return", name)


async def uses_async():
    async with Pile() as pile:
        await pile.enter_async_context(lease("a"))
        pile.callback(print, "callback")
    async with lease("b") as value:
        print(value)


uses()
with patched(contextlib, "suppress", Fake), patched(contextlib, "nullcontext", lambda x: Fake("null", x)):
    uses()
uses()
asyncio.run(uses_async())
calls = []


def spying(self, manager, original=Pile.enter_async_context):
    calls.append(type(manager).__name__)
    return original(self, manager)


with patched(Pile, "enter_async_context", spying):
    asyncio.run(uses_async())
print(calls)
with patched(Pile, "callback", lambda self, *args: print("not registered", args)):
    asyncio.run(uses_async())
GeneratorManager = type(lease("x"))
original_enter = GeneratorManager.__aenter__


async def noisy_enter(self):
    print("noisy", self.args)
    return await original_enter(self)


with patched(GeneratorManager, "__aenter__", noisy_enter):
    asyncio.run(uses_async())
asyncio.run(uses_async())


async def broken_exit(self, *details):
    print("broken exit", details[0])
    await self.gen.aclose()
    return False


with patched(GeneratorManager, "__aexit__", broken_exit):
    asyncio.run(uses_async())
with patched(asyncio, "sleep", lambda delay, result=None: lease_sleep(result)):
    async def lease_sleep(result):
        return "patched sleep", result

    async def main():
        print(await asyncio.sleep(100, "at once"))

    asyncio.run(main())
print(contextlib.suppress.__name__, contextlib.__all__ == sorted(contextlib.__all__), len(contextlib.__all__))
