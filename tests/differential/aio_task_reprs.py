# Reprs of tasks, futures and handles; names; get_coro, get_context; all_tasks.
import asyncio
import functools


async def waits(future):
    await future


async def returns(x):
    return x


async def raises():
    raise ValueError("text")


def callback(future):
    print("called back by", future.get_name() if isinstance(future, asyncio.Task) else "a future")


class Callable:
    def __call__(self, *args):
        pass

    def method(self, *args):
        pass

    def __repr__(self):
        return "<a callable>"


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    print(future)
    future.add_done_callback(callback)
    print(future)
    future.add_done_callback(functools.partial(callback, 1))
    print(future)
    future.add_done_callback(Callable())
    future.add_done_callback(Callable().method)
    print(future)
    print(future.remove_done_callback(callback), future)
    task = asyncio.create_task(waits(future), name="waiting")
    print(task)
    await asyncio.sleep(0)
    print(str(task).replace(repr(future), "FUTURE"))
    task.add_done_callback(callback)
    task.cancel()
    print(str(task).split(" wait_for")[0])
    try:
        await task
    except asyncio.CancelledError:
        print(task)
    for result in (None, 1, "short", "a long text that goes on and on", [1, 2, 3, 4, 5, 6, 7, 8], {"a": 1, "b": [2]},
                   (1,), {5, 3, 4}, b"bytes that are rather long, too", 10 ** 50, 1.5, {i: i for i in range(7)},
                   [[[[[[[[1]]]]]]]], Callable(), range(100000000, 2000000000), frozenset([1]), set(), ()):
        print(await_result := asyncio.ensure_future(returns(result)), end=" -> ")
        await await_result
        print(str(await_result).split("result=")[1])
    failed = asyncio.create_task(raises())
    await asyncio.wait([failed])
    print(failed, repr(failed.exception()))
    handle = loop.call_soon(callback, "x")
    print(handle, handle.cancelled())
    handle.cancel()
    print(handle, handle.cancelled())
    print(loop.call_soon(Callable()), loop.call_soon(Callable().method, 1, 2))
    timer = loop.call_later(10, callback, "x")
    print(str(timer).split(" when=")[0], timer.when() > loop.time())
    timer.cancel()
    print(str(timer).split(" when=")[0])
    named = asyncio.create_task(returns(1), name=5)
    print(repr(named.get_name()))
    named.set_name(["a", "list"])
    print(repr(named.get_name()), named.get_coro().__name__, named.get_loop() is loop)
    print(sorted(t.get_name() for t in asyncio.all_tasks()))
    await named
    print(named.get_coro(), asyncio.current_task() in asyncio.all_tasks())
    print(type(named).__mro__[1].__name__, isinstance(named, asyncio.Future), asyncio.isfuture(named))


asyncio.run(main(), debug=False)
