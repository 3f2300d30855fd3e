"""Imports of modules that may be absent. Written for cowith."""
import contextlib
import importlib
import sys
import unittest


def import_module(name, deprecated=False, *, required_on=()):
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise unittest.SkipTest(str(error)) from None


def import_fresh_module(name, fresh=(), blocked=(), *, deprecated=False):
    """The program holds one form of each module: the Python one where the C one isn't blocked."""
    if blocked:
        return None
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
