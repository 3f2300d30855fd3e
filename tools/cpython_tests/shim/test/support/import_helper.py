"""Imports of modules that may be absent. Written for cowith."""
import contextlib
import importlib
import sys
import unittest

import test.support.linked_modules


def import_module(name, deprecated=False, *, required_on=()):
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise unittest.SkipTest(str(error)) from None


def _in_test():
    frame = sys._getframe()
    while frame is not None and frame.f_code.co_name not in ("_callSetUp", "_callTestMethod"):
        frame = frame.f_back
    return frame is not None


class _Absent:
    """A second form of a module: the tests that use it are skipped."""

    def __init__(self, name):
        self.__name__ = name

    def _skip_in_test(self):
        if _in_test():
            raise unittest.SkipTest(f"the program holds one form of {self.__name__}")

    def __getattr__(self, attribute):
        self._skip_in_test()
        if attribute.startswith("__"):
            raise AttributeError(attribute)

        def refuse(cls, *args, **kwargs):
            self._skip_in_test()
            return made  # a decorator at work while the file is imported

        made = type(attribute, (), {"__new__": refuse})  # may be called, and be a base class
        setattr(self, attribute, made)
        return made


def import_fresh_module(name, fresh=(), blocked=(), *, deprecated=False):
    """The program holds one form of each module: the Python one where the C one isn't blocked."""
    if blocked:
        return _Absent(name)
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


@contextlib.contextmanager
def CleanImport(*names, usefrozen=False):
    yield


def unload(name):
    sys.modules.pop(name, None)


def forget(name):
    unload(name)
