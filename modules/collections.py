"""Containers beside dict, list, set and tuple."""
from _collections import Counter, OrderedDict, defaultdict, deque, namedtuple

__all__ = ["ChainMap", "Counter", "OrderedDict", "UserDict", "UserList", "UserString", "defaultdict", "deque",
           "namedtuple"]


def __getattr__(name):
    # Abstract base classes take their time: these are made when a program names one of them.
    if name in ("ChainMap", "UserDict", "UserList", "UserString"):
        import _collections_wrappers
        found = globals()[name] = getattr(_collections_wrappers, name)
        return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
