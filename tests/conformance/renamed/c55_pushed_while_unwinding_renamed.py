# 55. Callbacks pushed while unwinding also run.
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


async def main():
    async with AsyncPile() as stack:
        stack.callback(print, "registered first")

        @stack.push_async_callback
        async def pushes_more():
            print("pushes two more")
            stack.callback(print, "pushed while unwinding")
            stack.push_async_exit(sees)
            await asyncio.sleep(0)

        async def sees(exc_type, exc, tb):
            print("pushed exit function sees", repr(exc))

        print("body")

    async with AsyncPile() as stack:
        left = 3

        async def again():
            nonlocal left
            print("left", left)
            left -= 1
            if left:
                stack.push_async_callback(again)

        stack.push_async_callback(again)

    async with AsyncPile() as stack:

        @stack.push_async_exit
        async def suppresses(exc_type, exc, tb):
            print("suppresses", repr(exc))

            @stack.push_async_exit
            async def after(exc_type, exc, tb):
                print("after suppression:", repr(exc))

            return True

        raise ValueError("body")

    async with AsyncPile() as stack:

        @stack.callback
        def closes_while_unwinding():
            stack.callback(print, "moved to another stack")
            moved = stack.pop_all()
            print("popped; the original is empty now")
            stack.callback(moved.pop_all)

    with Pile() as sync:
        sync.callback(lambda: sync.callback(print, "sync: pushed while unwinding"))


asyncio.run(main())
