"""What weakref has beyond references, proxies and containers: finalizers, and weak references to bound methods."""
import atexit
import sys
from itertools import count

from weakref import ref

_numbers = count()
_shutting_down = False
_exit_registered = False


class _Info:
    __slots__ = ("weakref", "func", "args", "kwargs", "atexit", "number")


class finalize:
    """Calls a function when an object dies, or else at the end of the program."""

    # Dies with neither the object nor the last reference to itself.
    __slots__ = ()
    _registry = {}

    def __init__(self, obj, func, /, *args, **kwargs):
        global _exit_registered
        if not _exit_registered:
            atexit.register(_call_at_exit)
            _exit_registered = True
        info = _Info()
        info.weakref = ref(obj, self)
        info.func = func
        info.args = args
        info.kwargs = kwargs or None
        info.atexit = True
        info.number = next(_numbers)
        self._registry[self] = info

    def __call__(self, _=None):
        info = self._registry.pop(self, None)
        if info and not _shutting_down:
            return info.func(*info.args, **(info.kwargs or {}))

    def detach(self):
        info = self._registry.get(self)
        obj = info and info.weakref()
        if obj is not None and self._registry.pop(self, None):
            return obj, info.func, info.args, info.kwargs or {}

    def peek(self):
        info = self._registry.get(self)
        obj = info and info.weakref()
        if obj is not None:
            return obj, info.func, info.args, info.kwargs or {}

    @property
    def alive(self):
        return self in self._registry

    @property
    def atexit(self):
        info = self._registry.get(self)
        return bool(info) and info.atexit

    @atexit.setter
    def atexit(self, value):
        info = self._registry.get(self)
        if info:
            info.atexit = bool(value)

    def __repr__(self):
        info = self._registry.get(self)
        obj = info and info.weakref()
        if obj is None:
            return f"<{type(self).__name__} object at {id(self):#x}; dead>"
        return f"<{type(self).__name__} object at {id(self):#x}; for {type(obj).__qualname__!r} at {id(obj):#x}>"


finalize.__module__ = "weakref"


def _call_at_exit():
    global _shutting_down
    registry = finalize._registry
    while True:
        # Anew each time: a finalizer may make others.
        due = [(info.number, f) for f, info in registry.items() if info.atexit]
        if not due:
            break
        f = max(due)[1]
        try:
            f()
        except Exception:
            sys.excepthook(*sys.exc_info())
    _shutting_down = True


class WeakMethod(ref):
    """A weak reference to a bound method: dead as soon as its object or its function is."""

    __slots__ = ("_func_ref", "_meth_type", "_alive", "__weakref__")

    def __new__(cls, meth, callback=None):
        try:
            obj = meth.__self__
            func = meth.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(meth)}") from None

        def one_died(_):
            self = self_weak()
            if self is not None and self._alive:
                self._alive = False
                if callback is not None:
                    callback(self)

        self = ref.__new__(cls, obj, one_died)
        self._func_ref = ref(func, one_died)
        self._meth_type = type(meth)
        self._alive = True
        self_weak = ref(self)
        return self

    def __call__(self):
        obj = super().__call__()
        func = self._func_ref()
        if obj is None or func is None:
            return None
        return self._meth_type(func, obj)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if not self._alive or not other._alive:
            return self is other
        return ref.__eq__(self, other) and self._func_ref == other._func_ref

    def __ne__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        return not self == other

    __hash__ = ref.__hash__


WeakMethod.__module__ = "weakref"
