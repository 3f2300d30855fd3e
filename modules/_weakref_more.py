"""What weakref has beyond references, proxies and containers: finalizers, and weak references to bound methods."""
import atexit
import sys
from itertools import count

from weakref import ref

_numbers = count()
_shutting_down = False
_exit_registered = False


class _Pending:
    """A call that waits for the death of an object."""

    __slots__ = ("reference", "call", "at_exit", "number")

    def __init__(self, reference, call):
        self.reference, self.call = reference, call
        self.at_exit = True
        self.number = next(_numbers)

    def described(self):
        """(object, function, args, kwargs); None when the object is dead."""
        subject = self.reference()
        return None if subject is None else (subject, *self.call)

    def run(self):
        func, args, kwargs = self.call
        return func(*args, **kwargs)


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
        self._registry[self] = _Pending(ref(obj, self), (func, args, kwargs))

    def __call__(self, _=None):
        pending = self._registry.pop(self, None)
        return pending.run() if pending and not _shutting_down else None

    def peek(self):
        pending = self._registry.get(self)
        return pending and pending.described()

    def detach(self):
        described = self.peek()
        # Finding the object may have let it die, or another thread be quicker.
        return described if described and self._registry.pop(self, None) else None

    @property
    def alive(self):
        return self in self._registry

    @property
    def atexit(self):
        pending = self._registry.get(self)
        return pending is not None and pending.at_exit

    @atexit.setter
    def atexit(self, value):
        if self.alive:
            self._registry[self].at_exit = bool(value)

    def __repr__(self):
        described = self.peek()
        state = "dead"
        if described:
            subject = described[0]
            state = f"for {type(subject).__qualname__!r} at {id(subject):#x}"
        return f"<{type(self).__name__} object at {id(self):#x}; {state}>"


finalize.__module__ = "weakref"


def _call_at_exit():
    global _shutting_down
    registry = finalize._registry
    while True:
        # Anew each time: a finalizer may make others.
        due = [f for f, pending in registry.items() if pending.at_exit]
        if not due:
            break
        f = max(due, key=lambda f: registry[f].number)
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
