"""Threads as executors."""
import os
import queue
import threading
import weakref
from itertools import count

from concurrent.futures import _base

# The pools' threads end before the program waits for its threads; see _end_of_program().
_threads_queues = weakref.WeakKeyDictionary()
_shutdown = False
_global_shutdown_lock = threading.Lock()


def _end_of_program():
    global _shutdown
    with _global_shutdown_lock:
        _shutdown = True
    # No thread begins from here on.
    threads = dict(_threads_queues)
    for work in threads.values():
        work.put(None)
    for thread in threads:
        thread.join()


threading._register_atexit(_end_of_program)


class WorkerContext:
    """What one pool's threads have in common: how they begin, how they run a call."""

    @classmethod
    def prepare(cls, initializer, initargs):
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")

        def create_context():
            return cls(initializer, initargs)

        def resolve_task(fn, args, kwargs):
            return (fn, args, kwargs)

        return create_context, resolve_task

    def __init__(self, initializer, initargs):
        self.initializer = initializer
        self.initargs = initargs

    def initialize(self):
        if self.initializer is not None:
            self.initializer(*self.initargs)

    def finalize(self):
        pass

    def run(self, task):
        fn, args, kwargs = task
        return fn(*args, **kwargs)


class _WorkItem:

    def __init__(self, future, task):
        self.future = future
        self.task = task

    def run(self, ctx):
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            result = ctx.run(self.task)
        except BaseException as exc:
            self.future.set_exception(exc)
            # The traceback leads to this frame.
            self = None
        else:
            self.future.set_result(result)


def _worker(executor_reference, ctx, work_queue):
    try:
        ctx.initialize()
    except BaseException:
        _base._log("critical", "Exception in initializer:", with_exception=True)
        if (executor := executor_reference()) is not None:
            executor._initializer_failed()
        return
    try:
        while (item := _next_item(executor_reference, work_queue)) is not None:
            item.run(ctx)
            # What the call was made of dies before the next one comes.
            del item
    except BaseException:
        _base._log("critical", "Exception in worker", with_exception=True)
    finally:
        ctx.finalize()


def _next_item(executor_reference, work_queue):
    """What a pool's thread has to do next; None: nothing ever again."""
    while True:
        # With nothing to do, it says so: submit() needs no further thread.
        if work_queue.empty() and (executor := executor_reference()) is not None:
            executor._idle_semaphore.release()
            # Whoever waits doesn't keep the pool alive.
            executor = None
        item = work_queue.get()
        if item is not None or _is_over(executor_reference()):
            break
    if item is None:
        # The next thread shall see it too.
        work_queue.put(None)
    return item


def _is_over(executor):
    if executor is None:
        return True
    executor._shutdown = executor._shutdown or _shutdown
    return executor._shutdown


class BrokenThreadPool(_base.BrokenExecutor):
    """A pool whose initializer failed in one of its threads."""


class ThreadPoolExecutor(_base.Executor):
    """Runs calls in threads of its own, which it starts as they are needed."""

    BROKEN = BrokenThreadPool
    _counter = count().__next__

    @classmethod
    def prepare_context(cls, initializer, initargs):
        return WorkerContext.prepare(initializer, initargs)

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=(), **ctxkwargs):
        if max_workers is None:
            max_workers = min(32, (os.process_cpu_count() or 1) + 4)
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        self._create_worker_context, self._resolve_work_item_task = type(self).prepare_context(
            initializer, initargs, **ctxkwargs)
        self._max_workers = max_workers
        self._work_queue = queue.SimpleQueue()
        self._idle_semaphore = threading.Semaphore(0)
        self._threads = set()
        self._broken = False
        self._shutdown = False
        self._shutdown_lock = threading.Lock()
        self._thread_name_prefix = thread_name_prefix or "ThreadPoolExecutor-%d" % self._counter()

    def submit(self, fn, /, *args, **kwargs):
        with self._shutdown_lock, _global_shutdown_lock:
            if self._broken:
                raise self.BROKEN(self._broken)
            if self._shutdown:
                raise RuntimeError("cannot schedule new futures after shutdown")
            if _shutdown:
                raise RuntimeError("cannot schedule new futures after interpreter shutdown")
            future = _base.Future()
            task = self._resolve_work_item_task(fn, args, kwargs)
            self._work_queue.put(_WorkItem(future, task))
            self._adjust_thread_count()
            return future

    def _adjust_thread_count(self):
        if self._idle_semaphore.acquire(timeout=0):
            return

        def executor_died(_, work_queue=self._work_queue):
            work_queue.put(None)

        number = len(self._threads)
        if number < self._max_workers:
            thread = threading.Thread(name="%s_%d" % (self._thread_name_prefix or self, number), target=_worker,
                                      args=(weakref.ref(self, executor_died), self._create_worker_context(),
                                            self._work_queue))
            thread.start()
            self._threads.add(thread)
            _threads_queues[thread] = self._work_queue

    def _initializer_failed(self):
        with self._shutdown_lock:
            self._broken = "A thread initializer failed, the thread pool is not usable anymore"
            for future in self._futures_not_begun():
                future.set_exception(self.BROKEN(self._broken))

    def _futures_not_begun(self):
        """Takes everything out of the work queue."""
        while not self._work_queue.empty():
            try:
                item = self._work_queue.get_nowait()
            except queue.Empty:
                return  # one of the threads was faster
            if item is not None:
                yield item.future

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._shutdown_lock:
            self._shutdown = True
            if cancel_futures:
                for future in self._futures_not_begun():
                    future.cancel()
            # A thread that waits for work looks up.
            self._work_queue.put(None)
        if wait:
            for thread in self._threads:
                thread.join()
