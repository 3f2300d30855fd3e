# 64. Inside an outer `except`, with no body exception, the outer exception is not in the resulting chain.
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


def chain(exc):
    """The exception and its contexts, newest first."""
    parts = []
    while exc is not None and len(parts) < 12:
        parts.append(f"{type(exc).__name__}({exc})")
        exc = exc.__context__
    return " <- ".join(parts)


def raising(new):
    async def exit_function(*details):
        raise new

    return exit_function


async def use(name, body, *exits):
    try:
        async with AsyncPile() as stack:
            for exit_function in exits:
                stack.push_async_exit(exit_function)
            if body is not None:
                raise body
    except Exception as exc:
        print(f"{name}: {chain(exc)}")


def sync():
    try:
        with Pile() as stack:
            stack.callback(lambda: [][0])
            stack.callback(lambda: {}["key"])
    except IndexError as exc:
        print("sync:", chain(exc))


async def scenarios():
    await use("one", None, raising(KeyError("k")))
    await use("two", None, raising(KeyError("k")), raising(IndexError("i")))
    await use("three", None, raising(OSError("o")), raising(KeyError("k")), raising(IndexError("i")))
    await use("with a body", ValueError("body"), raising(KeyError("k")), raising(IndexError("i")))
    sync()


async def main():
    print("-- no handler")
    await scenarios()
    print("-- in a handler")
    try:
        raise LookupError("outer")
    except LookupError:
        await scenarios()
    print("-- in two handlers")
    try:
        raise LookupError("outer")
    except LookupError:
        try:
            raise ArithmeticError("inner")
        except ArithmeticError:
            await scenarios()
    print("-- closed in a handler")
    stack = AsyncPile()
    stack.push_async_exit(raising(KeyError("k")))
    stack.push_async_exit(raising(IndexError("i")))
    try:
        raise LookupError("outer")
    except LookupError:
        try:
            await stack.aclose()
        except KeyError as exc:
            print(chain(exc))


asyncio.run(main())
