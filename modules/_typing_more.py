"""What typing has beyond forms and protocols: IO, the aliases of re's classes, dataclass_transform."""
import collections
import re
from abc import abstractmethod
from typing import AnyStr, Generic, _alias

__all__ = ["IO", "TextIO", "BinaryIO", "ChainMap", "Pattern", "Match", "dataclass_transform", "get_protocol_members"]

ChainMap = _alias("ChainMap", collections.ChainMap, 2)
Pattern = _alias("Pattern", re.Pattern, 1)
Match = _alias("Match", re.Match, 1)


class IO(Generic[AnyStr]):
    """The type of what open() gives: TextIO and BinaryIO are its two kinds."""

    __slots__ = ()
    __module__ = "typing"

    @property
    @abstractmethod
    def mode(self):
        pass

    @property
    @abstractmethod
    def name(self):
        pass

    @property
    @abstractmethod
    def closed(self):
        pass

    @abstractmethod
    def close(self):
        pass

    @abstractmethod
    def fileno(self):
        pass

    @abstractmethod
    def flush(self):
        pass

    @abstractmethod
    def isatty(self):
        pass

    @abstractmethod
    def read(self, n=-1):
        pass

    @abstractmethod
    def readable(self):
        pass

    @abstractmethod
    def readline(self, limit=-1):
        pass

    @abstractmethod
    def readlines(self, hint=-1):
        pass

    @abstractmethod
    def seek(self, offset, whence=0):
        pass

    @abstractmethod
    def seekable(self):
        pass

    @abstractmethod
    def tell(self):
        pass

    @abstractmethod
    def truncate(self, size=None):
        pass

    @abstractmethod
    def writable(self):
        pass

    @abstractmethod
    def write(self, s):
        pass

    @abstractmethod
    def writelines(self, lines):
        pass

    @abstractmethod
    def __enter__(self):
        pass

    @abstractmethod
    def __exit__(self, type, value, traceback):
        pass


class BinaryIO(IO[bytes]):
    """What open(..., "rb") gives."""

    __slots__ = ()
    __module__ = "typing"

    @abstractmethod
    def __enter__(self):
        pass


class TextIO(IO[str]):
    """What open() of a text file gives."""

    __slots__ = ()
    __module__ = "typing"

    @property
    @abstractmethod
    def buffer(self):
        pass

    @property
    @abstractmethod
    def encoding(self):
        pass

    @property
    @abstractmethod
    def errors(self):
        pass

    @property
    @abstractmethod
    def line_buffering(self):
        pass

    @property
    @abstractmethod
    def newlines(self):
        pass

    @abstractmethod
    def __enter__(self):
        pass


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False, frozen_default=False,
                        field_specifiers=(), **kwargs):
    """Marks a class, a metaclass or a decorator for type checkers (PEP 681)."""

    def mark(marked):
        marked.__dataclass_transform__ = {
            "eq_default": eq_default,
            "order_default": order_default,
            "kw_only_default": kw_only_default,
            "frozen_default": frozen_default,
            "field_specifiers": field_specifiers,
            "kwargs": kwargs,
        }
        return marked

    return mark


def get_protocol_members(tp, /):
    """The names that a protocol wants."""
    if not getattr(tp, "_is_protocol", False):
        raise TypeError(f"{tp!r} is not a Protocol")
    return frozenset(tp.__protocol_attrs__)
