"""WeakSet, under the name that library modules import."""
from weakref import WeakSet

__all__ = ["WeakSet"]
