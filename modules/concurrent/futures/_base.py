"""Futures of calls that run in other threads, and what waits for them."""
import sys
import threading
import time
import traceback
from collections import namedtuple
from types import GenericAlias

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"
_AS_COMPLETED = "_AS_COMPLETED"

PENDING = "PENDING"
RUNNING = "RUNNING"
CANCELLED = "CANCELLED"
CANCELLED_AND_NOTIFIED = "CANCELLED_AND_NOTIFIED"  # whoever would have run it knows
FINISHED = "FINISHED"

_SHOWN = {PENDING: "pending", RUNNING: "running", CANCELLED: "cancelled", CANCELLED_AND_NOTIFIED: "cancelled",
          FINISHED: "finished"}
_OVER = (CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED)
_SEEN_OVER = (CANCELLED_AND_NOTIFIED, FINISHED)


class Error(Exception):
    """What the errors of this package have in common."""


class CancelledError(Error):
    """Asked for the result of a call that was cancelled."""


TimeoutError = TimeoutError


class InvalidStateError(Error):
    """A future that is over can't get a result."""


class BrokenExecutor(RuntimeError):
    """An executor that can't run calls any more."""


class _Waiter:
    """Waits for some futures. `enough` is called, under `lock`, for each one that ends and says whether that will do."""

    def __init__(self, enough):
        self.lock = threading.Lock()
        self.event = threading.Event()
        self.finished = []
        self.enough = enough

    def future_ended(self, future):
        with self.lock:
            self.finished.append(future)
            if self.enough(future):
                self.event.set()


class _AllLocked:
    """The conditions of many futures, always taken in the same order."""

    def __init__(self, futures):
        self.futures = sorted(futures, key=id)

    def __enter__(self):
        for future in self.futures:
            future._condition.acquire()

    def __exit__(self, *args):
        for future in self.futures:
            future._condition.release()


def as_completed(fs, timeout=None):
    end = None if timeout is None else timeout + time.monotonic()
    fs = set(fs)
    total = len(fs)
    with _AllLocked(fs):
        finished = [f for f in fs if f._state in _SEEN_OVER]
        waiter = _Waiter(lambda future: True)
        pending = fs - set(finished)
        for f in pending:
            f._waiters.append(waiter)
    try:
        yield from _give_away(finished, fs)
        while pending:
            if end is None:
                left = None
            else:
                left = end - time.monotonic()
                if left < 0:
                    raise TimeoutError("%d (of %d) futures unfinished" % (len(pending), total))
            waiter.event.wait(left)
            with waiter.lock:
                finished = waiter.finished
                waiter.finished = []
                waiter.event.clear()
            finished.reverse()
            pending.difference_update(finished)
            yield from _give_away(finished, fs)
    finally:
        for f in fs:
            with f._condition:
                if waiter in f._waiters:
                    f._waiters.remove(waiter)


def _give_away(finished, fs):
    while finished:
        fs.discard(finished[-1])
        # Nothing here holds it while the caller looks at it.
        yield finished.pop()


DoneAndNotDoneFutures = namedtuple("DoneAndNotDoneFutures", "done not_done")


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    fs = set(fs)
    with _AllLocked(fs):
        done = {f for f in fs if f._state in _SEEN_OVER}
        not_done = fs - done
        if return_when == FIRST_COMPLETED and done:
            return DoneAndNotDoneFutures(done, not_done)
        if return_when == FIRST_EXCEPTION and any(_has_failed(f) for f in done):
            return DoneAndNotDoneFutures(done, not_done)
        if not not_done:
            return DoneAndNotDoneFutures(done, not_done)
        left = len(not_done)
        if return_when == FIRST_COMPLETED:
            def enough(future):
                return True
        elif return_when in (FIRST_EXCEPTION, ALL_COMPLETED):
            def enough(future):
                nonlocal left
                left -= 1
                return left == 0 or return_when == FIRST_EXCEPTION and _has_failed(future)
        else:
            raise ValueError("Invalid return condition: %r" % return_when)
        waiter = _Waiter(enough)
        for f in not_done:
            f._waiters.append(waiter)
    waiter.event.wait(timeout)
    for f in not_done:
        with f._condition:
            f._waiters.remove(waiter)
    done.update(waiter.finished)
    return DoneAndNotDoneFutures(done, fs - done)


def _has_failed(future):
    return future._state == FINISHED and future._exception is not None


class Future:
    """What a call that runs elsewhere will come to."""

    def __init__(self):
        self._condition = threading.Condition()
        self._state = PENDING
        self._result = None
        self._exception = None
        self._waiters = []
        self._done_callbacks = []

    def __repr__(self):
        with self._condition:
            text = f"<{self.__class__.__name__} at {id(self):#x} state={_SHOWN[self._state]}"
            if self._state == FINISHED:
                what = self._exception if self._exception else self._result
                text += f" {'raised' if self._exception else 'returned'} {what.__class__.__name__}"
            return text + ">"

    def cancel(self):
        with self._condition:
            if self._state in (RUNNING, FINISHED):
                return False
            if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED):
                return True
            self._state = CANCELLED
            self._condition.notify_all()
        self._invoke_callbacks()
        return True

    def cancelled(self):
        with self._condition:
            return self._state in (CANCELLED, CANCELLED_AND_NOTIFIED)

    def running(self):
        with self._condition:
            return self._state == RUNNING

    def done(self):
        with self._condition:
            return self._state in _OVER

    def add_done_callback(self, fn):
        with self._condition:
            if self._state not in _OVER:
                self._done_callbacks.append(fn)
                return
        self._call_back(fn)

    def _invoke_callbacks(self):
        for callback in self._done_callbacks:
            self._call_back(callback)

    def _call_back(self, callback):
        try:
            callback(self)
        except Exception:
            _log("error", "exception calling callback for %r", self, with_exception=True)

    def _wait_until_over(self, timeout):
        """With the condition: false when the time is up."""
        if self._state not in _OVER:
            self._condition.wait(timeout)
        return self._state in _OVER

    def result(self, timeout=None):
        try:
            with self._condition:
                if not self._wait_until_over(timeout):
                    raise TimeoutError()
                if self._state != FINISHED:
                    raise CancelledError()
                if self._exception is None:
                    return self._result
                try:
                    raise self._exception
                finally:
                    # The traceback leads to this frame.
                    self = None
        finally:
            self = None

    def exception(self, timeout=None):
        with self._condition:
            if not self._wait_until_over(timeout):
                raise TimeoutError()
            if self._state != FINISHED:
                raise CancelledError()
            return self._exception

    # ---- for executors
    def set_running_or_notify_cancel(self):
        with self._condition:
            if self._state == PENDING:
                self._state = RUNNING
                return True
            if self._state == CANCELLED:
                self._state = CANCELLED_AND_NOTIFIED
                for waiter in self._waiters:
                    waiter.future_ended(self)
                # The one who called cancel() has notified those who wait for the result.
                return False
            _log("critical", "Future %s in unexpected state: %s", id(self), self._state)
            raise RuntimeError("Future in unexpected state")

    def _finish(self, result, exception):
        with self._condition:
            if self._state in _OVER:
                raise InvalidStateError(f"{self._state}: {self!r}")
            self._result = result
            self._exception = exception
            self._state = FINISHED
            for waiter in self._waiters:
                waiter.future_ended(self)
            self._condition.notify_all()
        self._invoke_callbacks()

    def set_result(self, result):
        self._finish(result, None)

    def set_exception(self, exception):
        self._finish(None, exception)

    def _get_snapshot(self):
        """done, cancelled, result, exception - without waiting."""
        with self._condition:
            if self._state not in _OVER:
                return False, False, None, None
            if self._state != FINISHED:
                return True, True, None, None
            return True, False, self._result, self._exception

    __class_getitem__ = classmethod(GenericAlias)


def _log(level, message, *args, with_exception=False):
    logging = sys.modules.get("logging")
    if logging is not None:
        getattr(logging.getLogger("concurrent.futures"), level)(message, *args, exc_info=with_exception)
    elif sys.stderr is not None:
        # What logging does while nobody has set it up.
        print(message % args, file=sys.stderr)
        if with_exception:
            traceback.print_exception(sys.exception())


class Executor:
    """Something that runs calls in the background."""

    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1, buffersize=None):
        if buffersize is not None and not isinstance(buffersize, int):
            raise TypeError("buffersize must be an integer or None")
        if buffersize is not None and buffersize < 1:
            raise ValueError("buffersize must be None or > 0")
        end = None if timeout is None else timeout + time.monotonic()
        arguments = zip(*iterables)
        if buffersize:
            from itertools import islice
            fs = [self.submit(fn, *args) for args in islice(arguments, buffersize)]
        else:
            fs = [self.submit(fn, *args) for args in arguments]
            arguments = None
        return _results(self, fn, fs, arguments, end)

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False


def _results(executor, fn, fs, arguments, end):
    try:
        fs.reverse()
        while fs:
            if arguments is not None:
                for args in arguments:
                    fs.insert(0, executor.submit(fn, *args))
                    break
            if end is None:
                yield _result_or_cancel(fs.pop())
            else:
                yield _result_or_cancel(fs.pop(), end - time.monotonic())
    finally:
        for future in fs:
            future.cancel()


def _result_or_cancel(future, timeout=None):
    try:
        try:
            return future.result(timeout)
        finally:
            future.cancel()
    finally:
        del future
