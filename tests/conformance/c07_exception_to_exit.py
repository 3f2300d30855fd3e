# 7. On an exception `__aexit__(type, exc, tb)` is awaited; a truthy result suppresses.
import asyncio

raised = []


class Manager:
    def __init__(self, result):
        self.result = result

    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc, tb):
        print(f"exit({exc_type.__name__}, {exc!r})", end=" ")
        print("type fits:", type(exc) is exc_type, "same object:", exc is raised[-1], end=" ")
        print("own traceback:", tb is exc.__traceback__, type(tb).__name__)
        return self.result


async def use(result, exc):
    raised.append(exc)
    try:
        async with Manager(result):
            raise exc
        print("  suppressed")
    except (Exception, KeyboardInterrupt, SystemExit, GeneratorExit) as caught:
        print("  raised, same object:", caught is exc, "context:", caught.__context__)


class Falsy(list):
    pass


class Truthy:
    pass


async def deeper():
    async def fails():
        raise raised[-1]

    async with Manager(True):
        await fails()
    print("  suppressed from an inner call")
    async with Manager(True):
        with_loop = [1, 2, 3]
        for item in with_loop:
            raise raised[-1]
    print("  suppressed from a loop, item", item)


async def main():
    for result in (True, 1, "yes", [0], Truthy(), False, None, 0, "", [], Falsy()):
        await use(result, ValueError("in the body"))
    await use(True, KeyboardInterrupt("typed"))
    await use(True, SystemExit(3))
    await use(True, GeneratorExit())
    await use(False, SystemExit(4))
    raised.append(OSError("in an inner call"))
    await deeper()


asyncio.run(main())
