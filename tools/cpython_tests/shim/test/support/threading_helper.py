"""Threads in tests. Written for cowith."""
import contextlib
import unittest

can_start_thread = False


def requires_working_threading(*, module=False):
    return unittest.skip("needs threads") if not module else None


def threading_setup():
    return ()


def threading_cleanup(*values):
    pass


def reap_threads(function):
    return function


def join_thread(thread, timeout=None):
    thread.join(timeout)


@contextlib.contextmanager
def start_threads(threads, unlock=None):
    raise unittest.SkipTest("needs threads")
    yield


@contextlib.contextmanager
def catch_threading_exception():
    raise unittest.SkipTest("needs threads")
    yield
