# 51. `push_async_callback(sync function)` runs it, then TypeError for awaiting None. A trap.
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


def chain(exc):
    """The exception and its contexts, newest first."""
    parts = []
    while exc is not None and len(parts) < 12:
        parts.append(f"{type(exc).__name__}({exc})")
        exc = exc.__context__
    return " <- ".join(parts)


def plain(name):
    print("runs", name)


def gives_five():
    return 5


def plain_exit(*details):
    print("plain exit", details[1])
    return True


async def use(register, body):
    try:
        async with AsyncPile() as stack:
            stack.callback(print, "the one below still runs")
            register(stack)
            if body is not None:
                raise body
    except Exception as exc:
        print("raised", chain(exc))


async def main():
    for body in (None, ValueError("body")):
        await use(lambda stack: stack.push_async_callback(plain, "sync function"), body)
        await use(lambda stack: stack.push_async_callback(gives_five), body)
        await use(lambda stack: stack.push_async_exit(plain_exit), body)
        await use(lambda stack: stack.push_async_callback(asyncio.sleep, 0), body)


asyncio.run(main())
