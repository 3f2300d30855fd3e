# 53. Callbacks run LIFO, and all run even if some raise.
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


def fails(exc):
    print("raises", repr(exc))
    raise exc


async def fails_async(exc):
    await asyncio.sleep(0)
    print("raises", repr(exc))
    raise exc


async def order():
    async with AsyncPile() as stack:
        for number in range(5):
            stack.callback(print, "callback", number)
            stack.push_async_callback(asyncio.sleep, 0)


async def some_raise(body):
    try:
        async with AsyncPile() as stack:
            stack.callback(print, "first registered, last to run")
            stack.callback(fails, KeyError("sync"))
            stack.callback(print, "in the middle")
            stack.push_async_callback(fails_async, IndexError("async"))
            stack.callback(print, "last registered, first to run")
            if body is not None:
                raise body
    except Exception as exc:
        print("raised", repr(exc))


async def all_raise():
    try:
        async with AsyncPile() as stack:
            for number in range(3):
                stack.push_async_callback(fails_async, ValueError(number))
    except ValueError as exc:
        print("raised", repr(exc), "context", repr(exc.__context__))


async def base_exceptions_too():
    try:
        async with AsyncPile() as stack:
            stack.callback(print, "runs even so")
            stack.callback(fails, SystemExit("exit"))
            stack.push_async_callback(fails_async, KeyboardInterrupt("interrupt"))
    except SystemExit as exc:
        print("raised", repr(exc), "context", repr(exc.__context__))


async def main():
    await order()
    await some_raise(None)
    await some_raise(TypeError("body"))
    await all_raise()
    try:
        await base_exceptions_too()
    except KeyboardInterrupt:
        print("not reached")
    try:
        with Pile() as stack:
            stack.callback(print, "sync: runs even so")
            stack.callback(fails, KeyError("sync stack"))
    except KeyError as exc:
        print("raised", repr(exc))


asyncio.run(main())
