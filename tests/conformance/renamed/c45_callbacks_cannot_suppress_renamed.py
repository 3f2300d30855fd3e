# 45. `callback`/`push_async_callback` ignore results: they can't suppress and get no exception details.
import asyncio
import contextlib



class AsyncPile(contextlib.AsyncExitStack):
    """contextlib's own, subclassed."""

    async def enter_async_context(self, cm):
        return await super().enter_async_context(cm)

    def push_async_exit(self, exit):
        return super().push_async_exit(exit)

    async def __aexit__(self, *details):
        return await super().__aexit__(*details)


class Pile(contextlib.ExitStack):
    """contextlib's own, subclassed."""

    def push(self, exit):
        return super().push(exit)

    def __exit__(self, *details):
        return super().__exit__(*details)


def plain(*args, **kwargs):
    print("plain", args, kwargs)
    return True


async def plain_async(*args, **kwargs):
    await asyncio.sleep(0)
    print("async", args, kwargs)
    return True


async def main():
    try:
        async with AsyncPile() as stack:
            stack.callback(plain)
            stack.callback(plain, 1, 2, key="value")
            stack.push_async_callback(plain_async)
            stack.push_async_callback(plain_async, 3, *[4, 5], **{"other": 6})
            raise ValueError("body")
    except ValueError as exc:
        print("raised", repr(exc), "context", exc.__context__)
    async with AsyncPile() as stack:
        stack.callback(plain, "normal end")
        stack.push_async_callback(plain_async, "normal end")
    with Pile() as stack:
        stack.push(lambda *details: True)
        stack.callback(plain, "below the one that suppresses")
        raise KeyError("sync body")
    arguments = [1]
    async with AsyncPile() as stack:
        stack.callback(plain, arguments, *arguments)
        arguments.append("added later")


asyncio.run(main())
