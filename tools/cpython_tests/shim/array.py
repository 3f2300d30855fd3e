"""A C module that isn't there: tests that use it are skipped. Written for cowith."""
import unittest


def __getattr__(name):
    raise AttributeError(name) if name.startswith("__") else unittest.SkipTest("needs the C module array")
