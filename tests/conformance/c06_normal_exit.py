# 6. Normal exit awaits `__aexit__(None, None, None)`; its result is ignored.
import asyncio


class Manager:
    def __init__(self, result):
        self.result = result

    async def __aenter__(self):
        print("enter")
        return self

    async def __aexit__(self, *details):
        print("exit with", details)
        return self.result


class NoTruth:
    """A result that must not be asked for its truth."""

    def __bool__(self):
        print("asked for the truth")
        raise RuntimeError("no truth")


async def main():
    for result in (None, True, False, 0, "text", NoTruth()):
        async with Manager(result):
            print("body")
        print("after")
    async with Manager(True):
        pass
    async with Manager(1) as outer, Manager(2) as inner:
        print("two:", outer.result, inner.result)
    async with Manager(None):
        async with Manager(None):
            print("nested")
        print("between")
    async with Manager(None):
        try:
            raise ValueError("handled inside")
        except ValueError as exc:
            print("handled", exc)


asyncio.run(main())
