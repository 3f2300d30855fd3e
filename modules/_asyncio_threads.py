"""What asyncio has to do with threads: executors, and futures of one kind that stand for those of the other."""
import concurrent.futures
import contextvars
import functools
import threading
import warnings
from concurrent.futures.thread import ThreadPoolExecutor

import asyncio


def _of_asyncio(exc):
    """What has another type in asyncio than in concurrent.futures."""
    if type(exc) is concurrent.futures.CancelledError:
        return asyncio.CancelledError(*exc.args).with_traceback(exc.__traceback__)
    if type(exc) is concurrent.futures.InvalidStateError:
        return asyncio.InvalidStateError(*exc.args).with_traceback(exc.__traceback__)
    return exc


def _copy_to_asyncio(source, target):
    """`target`, a future of asyncio, comes to what `source`, of concurrent.futures, has come to."""
    if target.cancelled():
        return
    _, cancelled, result, exc = source._get_snapshot()
    if cancelled:
        target.cancel()
    elif exc is not None:
        target.set_exception(_of_asyncio(exc))
    else:
        target.set_result(result)


def _copy_to_concurrent(source, target):
    if source.cancelled():
        target.cancel()
    if not target.set_running_or_notify_cancel():
        return
    exc = source.exception()
    if exc is not None:
        target.set_exception(_of_asyncio(exc))
    else:
        target.set_result(source.result())


def wrap_future(future, *, loop=None):
    if asyncio.isfuture(future):
        return future
    assert isinstance(future, concurrent.futures.Future), f"concurrent.futures.Future is expected, got {future!r}"
    if loop is None:
        loop = asyncio.get_event_loop()
    made = loop.create_future()

    def cancelled_here(made):
        if made.cancelled():
            future.cancel()

    def over_there(future):
        if made.cancelled() and loop.is_closed() or loop.is_closed():
            return
        if threading.get_ident() == loop._thread_id:
            loop.call_soon(_copy_to_asyncio, future, made)
        else:
            loop.call_soon_threadsafe(_copy_to_asyncio, future, made)

    made.add_done_callback(cancelled_here)
    future.add_done_callback(over_there)
    return made


def run_coroutine_threadsafe(coro, loop):
    if not asyncio.iscoroutine(coro):
        raise TypeError("A coroutine object is required")
    future = concurrent.futures.Future()

    def over_there(task):
        if future.cancelled() and loop.is_closed():
            return
        _copy_to_concurrent(task, future)

    def begin():
        try:
            task = asyncio.ensure_future(coro, loop=loop)

            def cancelled_here(future):
                if future.cancelled():
                    if asyncio._get_running_loop() is loop:
                        task.cancel()
                    elif not loop.is_closed():
                        loop.call_soon_threadsafe(task.cancel)

            future.add_done_callback(cancelled_here)
            task.add_done_callback(over_there)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            if future.set_running_or_notify_cancel():
                future.set_exception(exc)
            raise

    loop.call_soon_threadsafe(begin)
    return future


async def to_thread(func, /, *args, **kwargs):
    loop = asyncio.get_running_loop()
    context = contextvars.copy_context()
    return await loop.run_in_executor(None, functools.partial(context.run, func, *args, **kwargs))


def run_in_executor(loop, executor, func, args):
    if executor is None:
        if loop._executor_shutdown_called:
            raise RuntimeError("Executor shutdown has been called")
        executor = loop._default_executor
        if executor is None:
            executor = loop._default_executor = ThreadPoolExecutor(thread_name_prefix="asyncio")
    return wrap_future(executor.submit(func, *args), loop=loop)


def set_default_executor(loop, executor):
    if not isinstance(executor, ThreadPoolExecutor):
        raise TypeError("executor must be ThreadPoolExecutor instance")
    loop._default_executor = executor


def _set_unless_cancelled(future, result):
    if not future.cancelled():
        future.set_result(result)


async def shutdown_default_executor(loop, timeout):
    executor = loop._default_executor
    future = loop.create_future()

    def shut_down():
        try:
            executor.shutdown(wait=True)
            if not loop.is_closed():
                loop.call_soon_threadsafe(_set_unless_cancelled, future, None)
        except Exception as exc:
            if not loop.is_closed() and not future.cancelled():
                loop.call_soon_threadsafe(future.set_exception, exc)

    thread = threading.Thread(target=shut_down)
    thread.start()
    try:
        async with asyncio.timeout(timeout):
            await future
    except TimeoutError:
        warnings.warn(f"The executor did not finishing joining its threads within {timeout} seconds.", RuntimeWarning,
                      stacklevel=2)
        executor.shutdown(wait=False)
    else:
        thread.join()
