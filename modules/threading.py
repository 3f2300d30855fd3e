"""Threads, and what they wait for each other with."""
import _thread
import sys
from _collections import deque
from itertools import count
from time import monotonic

from contextvars import Context

__all__ = ["get_ident", "active_count", "Condition", "current_thread", "enumerate", "main_thread", "TIMEOUT_MAX",
           "Event", "Lock", "RLock", "Semaphore", "BoundedSemaphore", "Thread", "Barrier", "BrokenBarrierError",
           "Timer", "ThreadError", "ExceptHookArgs", "excepthook", "local", "stack_size", "get_native_id"]

get_ident = _thread.get_ident
get_native_id = _thread.get_native_id
stack_size = _thread.stack_size
TIMEOUT_MAX = _thread.TIMEOUT_MAX
ThreadError = _thread.error
Lock = _thread.lock
local = _thread._local
_RLock = _thread.RLock


def _deprecated(message):
    import warnings
    # Calls of the library stand on no stack: the first one is that of the deprecated function.
    warnings.warn(message, DeprecationWarning, stacklevel=1)


def RLock(*args, **kwargs):
    if args or kwargs:
        _deprecated("Passing arguments to RLock is deprecated and will be removed in 3.15")
    return _RLock(*args, **kwargs)


def _describe(thing, state):
    kind = thing.__class__
    return f"<{kind.__module__}.{kind.__qualname__} at {id(thing):#x}: {state}>"


class Condition:
    """A lock, and a line of threads that wait until somebody notifies them."""

    def __init__(self, lock=None):
        self._lock = lock = RLock() if lock is None else lock
        self._waiters = deque()
        self.acquire, self.release = lock.acquire, lock.release
        # An RLock knows who holds it, and gives up all of its levels for the time of a wait.
        for name in ("_release_save", "_acquire_restore", "_is_owned"):
            if hasattr(lock, name):
                setattr(self, name, getattr(lock, name))

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *details):
        return self._lock.__exit__(*details)

    def __repr__(self):
        return f"<Condition({self._lock}, {len(self._waiters)})>"

    # For locks that don't have these three.
    def _release_save(self):
        self.release()

    def _acquire_restore(self, saved):
        self.acquire()

    def _is_owned(self):
        # Somebody holds it: as good an answer as a plain lock can give.
        free = self._lock.acquire(False)
        if free:
            self._lock.release()
        return not free

    def _only_owned(self, deed):
        if not self._is_owned():
            raise RuntimeError(f"cannot {deed} on un-acquired lock")

    def wait(self, timeout=None):
        self._only_owned("wait")
        # Taken here, given back by notify(): who gets it a second time has been notified.
        turn = Lock()
        turn.acquire()
        self._waiters.append(turn)
        saved = self._release_save()
        notified = False
        try:
            if timeout is None:
                notified = turn.acquire()
            else:
                notified = turn.acquire(timeout=max(timeout, 0))
        finally:
            self._acquire_restore(saved)
            if not notified and turn in self._waiters:
                self._waiters.remove(turn)
        return notified

    def wait_for(self, predicate, timeout=None):
        left, end = timeout, None
        while not (result := predicate()):
            # The first wait has all of the time, also if that is none.
            if end is not None and (left := end - monotonic()) <= 0:
                break
            if end is None and timeout is not None:
                end = monotonic() + timeout
            self.wait(left)
        return result

    def notify(self, n=1):
        self._only_owned("notify")
        while self._waiters and n > 0:
            self._waiters.popleft().release()
            n -= 1

    def notify_all(self):
        self.notify(len(self._waiters))

    def notifyAll(self):
        _deprecated("notifyAll() is deprecated, use notify_all() instead")
        self.notify_all()


class Semaphore:
    """A counter that acquire() takes from, waiting while there is nothing left, and release() adds to."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._value = value
        self._cond = Condition(Lock())

    def __repr__(self):
        return _describe(self, f"value={self._value}")

    def _has_some(self):
        return self._value != 0

    def acquire(self, blocking=True, timeout=None):
        if timeout is not None and not blocking:
            raise ValueError("can't specify timeout for non-blocking acquire")
        with self._cond:
            taken = self._has_some() or bool(blocking) and self._cond.wait_for(self._has_some, timeout)
            self._value -= taken
        return taken

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        with self._cond:
            self._before_release(n)
            self._value += n
            self._cond.notify(n)

    def _before_release(self, n):
        pass

    __enter__ = acquire

    def __exit__(self, kind, error, traceback):
        self.release()


class BoundedSemaphore(Semaphore):
    """A semaphore that is never released more often than it was acquired."""

    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def __repr__(self):
        return _describe(self, f"value={self._value}/{self._initial_value}")

    def _before_release(self, n):
        if n > self._initial_value - self._value:
            raise ValueError("Semaphore released too many times")


class Event:
    """A flag that threads wait for."""

    def __init__(self):
        self._flag = False
        self._cond = Condition(Lock())

    def __repr__(self):
        return _describe(self, "set" if self._flag else "unset")

    def is_set(self):
        return self._flag

    def isSet(self):
        _deprecated("isSet() is deprecated, use is_set() instead")
        return self.is_set()

    def set(self):
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def clear(self):
        with self._cond:
            self._flag = False

    def wait(self, timeout=None):
        with self._cond:
            # Who is notified has seen it set, also if somebody cleared it again.
            return self._flag or self._cond.wait(timeout)


class BrokenBarrierError(RuntimeError):
    """A barrier that was reset, or that broke while threads waited."""


class Barrier:
    """Threads wait here until there are as many as it takes; then all go on."""

    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            raise ValueError("parties must be >= 1")
        self._parties = parties
        self._action = action
        self._timeout = timeout
        self._count = 0
        self._cond = Condition(Lock())
        # "filling", then "draining" until all that came have left; "resetting" or "broken" when something went wrong
        self._phase = "filling"

    def __repr__(self):
        return _describe(self, "broken" if self.broken else f"waiters={self.n_waiting}/{self.parties}")

    def wait(self, timeout=None):
        with self._cond:
            # Those of the round before leave first.
            self._cond.wait_for(lambda: self._phase in ("filling", "broken"))
            if self.broken:
                raise BrokenBarrierError
            place = self._count
            self._count += 1
            try:
                if self._count < self._parties:
                    self._await_the_last(self._timeout if timeout is None else timeout)
                else:
                    self._open()
            finally:
                self._leave()
            return place

    def _await_the_last(self, timeout):
        if not self._cond.wait_for(lambda: self._phase != "filling", timeout):
            self._change("broken")
        if self._phase != "draining":
            raise BrokenBarrierError

    def _open(self):
        outcome = "broken"
        try:
            if self._action:
                self._action()
            outcome = "draining"
        finally:
            self._change(outcome)

    def _leave(self):
        self._count -= 1
        if not self._count and not self.broken:
            self._change("filling")

    def _change(self, phase):
        self._phase = phase
        self._cond.notify_all()

    def reset(self):
        with self._cond:
            if not self._count:
                self._change("filling")
            else:
                self._change("draining" if self._phase == "draining" else "resetting")

    def abort(self):
        with self._cond:
            self._change("broken")

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return self._count if self._phase == "filling" else 0

    @property
    def broken(self):
        return self._phase == "broken"


_numbers = count(1).__next__
_dummy_numbers = count(1).__next__
# Threads don't switch between an operation on one of the two and the next: no lock is needed.
_active = {}  # ident: thread
_limbo = {}   # threads that are being started


def _reader(field):
    """A property that needs a thread whose __init__() was called."""

    def read(thread):
        assert thread._initialized, "Thread.__init__() not called"
        return getattr(thread, field)

    return property(read)


class Thread:
    """A thread of control; its target, or the run() of a subclass, runs beside the others."""

    _initialized = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None, context=None):
        assert group is None, "group argument must be None for now"
        self._name = str(name) if name else self._invented_name(target)
        self._target, self._args, self._kwargs = target, args, {} if kwargs is None else kwargs
        self._context = context
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self._handle = _thread._ThreadHandle()
        self._ident = self._native_id = None
        self._started = Event()
        self._initialized = True

    @staticmethod
    def _invented_name(target):
        number = _numbers()
        if target is not None and hasattr(target, "__name__"):
            return f"Thread-{number} ({target.__name__})"
        return f"Thread-{number}"

    def _must_be_initialized(self, method="Thread.__init__()"):
        if not self._initialized:
            raise RuntimeError(f"{method} not called")

    def __repr__(self):
        assert self._initialized, "Thread.__init__() was not called"
        words = ["initial"]
        if self._started.is_set():
            words = ["stopped" if self._handle.is_done() else "started"]
        if self._daemonic:
            words.append("daemon")
        if self._ident is not None:
            words.append(str(self._ident))
        return f"<{self.__class__.__name__}({self._name}, {' '.join(words)})>"

    def start(self):
        self._must_be_initialized("thread.__init__()")
        if self._started.is_set():
            raise RuntimeError("threads can only be started once")
        if self._context is None:
            self._context = Context()
        _limbo[self] = self
        try:
            _thread.start_joinable_thread(self._bootstrap, handle=self._handle, daemon=self.daemon)
        except Exception:
            del _limbo[self]
            raise
        self._started.wait()

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            # A thread whose arguments lead back to it shall die nevertheless.
            del self._target, self._args, self._kwargs

    def _bootstrap(self):
        """All that happens in the new thread."""
        _thread.set_name(self._name)
        self._takes_this_thread(get_ident())
        try:
            self._context.run(self.run)
        except:
            _report(self)
        finally:
            _active.pop(self._ident, None)

    def _takes_this_thread(self, ident):
        self._ident = ident
        self._native_id = get_native_id()
        _limbo.pop(self, None)
        _active[ident] = self
        self._started.set()

    def join(self, timeout=None):
        self._must_be_initialized()
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        if not self._started.is_set():
            raise RuntimeError("cannot join thread before it is started")
        self._handle.join(timeout if timeout is None else max(timeout, 0))

    ident = _reader("_ident")
    native_id = _reader("_native_id")
    name = _reader("_name")
    daemon = _reader("_daemonic")

    @name.setter
    def name(self, name):
        assert self._initialized, "Thread.__init__() not called"
        self._name = str(name)
        if self._ident == get_ident():
            _thread.set_name(self._name)

    @daemon.setter
    def daemon(self, daemonic):
        self._must_be_initialized()
        if self._started.is_set():
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    def is_alive(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._started.is_set() and not self._handle.is_done()

    # The names from before there were properties.
    def isDaemon(self):
        _deprecated("isDaemon() is deprecated, get the daemon attribute instead")
        return self.daemon

    def setDaemon(self, daemonic):
        _deprecated("setDaemon() is deprecated, set the daemon attribute instead")
        self.daemon = daemonic

    def getName(self):
        _deprecated("getName() is deprecated, get the name attribute instead")
        return self.name

    def setName(self, name):
        _deprecated("setName() is deprecated, set the name attribute instead")
        self.name = name


class ExceptHookArgs(tuple):
    """What threading.excepthook is called with: exc_type, exc_value, exc_traceback, thread."""

    __slots__ = ()
    _fields = ("exc_type", "exc_value", "exc_traceback", "thread")

    def __new__(cls, sequence):
        items = tuple(sequence)
        if len(items) != 4:
            raise TypeError(f"_thread._ExceptHookArgs() takes a 4-sequence ({len(items)}-sequence given)")
        return super().__new__(cls, items)

    def __repr__(self):
        return f"_thread._ExceptHookArgs({', '.join(f'{n}={v!r}' for n, v in zip(self._fields, self))})"

    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])


def excepthook(args, /):
    """Prints what a thread didn't catch, on sys.stderr; SystemExit just ends a thread."""
    if args.exc_type is SystemExit:
        return
    _thread._print_exception(args.exc_value, None if args.thread is None else args.thread.name)


__excepthook__ = excepthook


def _report(thread):
    """Calls threading.excepthook with the exception that ended a thread; sys.excepthook if that fails itself."""
    hook = __excepthook__ if excepthook is None else excepthook
    try:
        hook(ExceptHookArgs((*sys.exc_info(), thread)))
    except Exception as error:
        error.__suppress_context__ = True
        if sys.stderr is not None:
            print("Exception in threading.excepthook:", file=sys.stderr, flush=True)
            sys.excepthook(type(error), error, error.__traceback__)


class Timer(Thread):
    """Calls a function after some seconds, unless it is cancelled before."""

    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval, self.function = interval, function
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        if not self.finished.wait(self.interval):
            self.function(*self.args, **self.kwargs)
            self.finished.set()


class _FoundThread(Thread):
    """A thread that runs already when its object is made."""

    def __init__(self, ident, name, daemon):
        super().__init__(name=name, daemon=daemon)
        self._handle = _thread._make_thread_handle(ident)
        self._takes_this_thread(ident)


class _MainThread(_FoundThread):

    def __init__(self):
        super().__init__(_thread._get_main_thread_ident(), "MainThread", False)


class _DummyThread(_FoundThread):
    """A thread that was started by other means than this module."""

    def __init__(self):
        super().__init__(get_ident(), f"Dummy-{_dummy_numbers()}", True)
        _when_the_thread_ends.forget = _forget_dummy(self._ident)

    def is_alive(self):
        if super().is_alive():
            return True
        raise RuntimeError("thread is not alive")

    def join(self, timeout=None):
        raise RuntimeError("cannot join a dummy thread")


_when_the_thread_ends = local()


class _forget_dummy:

    def __init__(self, ident):
        self._ident = ident

    def __del__(self):
        thread = _active.pop(self._ident, None)
        if thread is not None:
            thread._handle._set_done()


def current_thread():
    thread = _active.get(get_ident())
    return _DummyThread() if thread is None else thread


def currentThread():
    _deprecated("currentThread() is deprecated, use current_thread() instead")
    return current_thread()


def enumerate():
    return [*_active.values(), *_limbo.values()]


def active_count():
    return len(_active) + len(_limbo)


def activeCount():
    _deprecated("activeCount() is deprecated, use active_count() instead")
    return active_count()


def main_thread():
    return _main_thread


# Called when the main thread is over, before the other threads are waited for; the last one first.
_threading_atexits = []
_shutting_down = False


def _register_atexit(func, *args, **kwargs):
    if _shutting_down:
        raise RuntimeError("can't register atexit after shutdown")
    _threading_atexits.append((func, args, kwargs))


def _shutdown():
    global _shutting_down
    if _shutting_down:
        return
    _shutting_down = True
    for func, args, kwargs in reversed(_threading_atexits):
        func(*args, **kwargs)
    if _main_thread._ident == get_ident() and not _main_thread._handle.is_done():
        _main_thread._handle._set_done()
    _thread._shutdown()


class _Starting:
    """The thread that makes the main thread's object."""
    daemon = False


_active[get_ident()] = _Starting
_main_thread = _MainThread()
