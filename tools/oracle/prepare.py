"""Turns pyodide's interpreter into a plain CPython before the snapshot is taken from which every program starts.

pyodide replaces asyncio's event loop by the browser's, so that asyncio.run() cannot block. Here it gets a loop of
CPython's own BaseEventLoop again, with timers but without sockets, signals, threads and child processes.
"""
import asyncio
import ctypes
import sys
import time


class _Timers:
    """What BaseEventLoop asks for I/O: there is none, so it only sleeps until the next timer."""

    def select(self, timeout=None):
        if timeout is None:
            raise RuntimeError("deadlock: the event loop has no ready callback and no timer, and here is no I/O")
        if timeout > 0:
            time.sleep(timeout)
        return ()

    def close(self):
        pass


class _UnixSelectorEventLoop(asyncio.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self._selector = _Timers()

    def _process_events(self, event_list):
        pass

    def _write_to_self(self):
        pass


_UnixSelectorEventLoop.__module__ = "asyncio.unix_events"
_UnixSelectorEventLoop.__qualname__ = "_UnixSelectorEventLoop"


class _UnixDefaultEventLoopPolicy(asyncio.events._BaseDefaultEventLoopPolicy):
    _loop_factory = _UnixSelectorEventLoop


def new_event_loop():
    return _UnixSelectorEventLoop()


asyncio._set_running_loop(None)
asyncio.events._set_event_loop_policy(_UnixDefaultEventLoopPolicy())
asyncio.run = asyncio.runners.run
asyncio.new_event_loop = asyncio.events.new_event_loop = new_event_loop
asyncio.sleep = asyncio.tasks.sleep

# pyodide starts as with `python -i`, where SystemExit does not end the interpreter.
ctypes.pythonapi.PyConfig_Set.argtypes = [ctypes.c_char_p, ctypes.py_object]
ctypes.pythonapi.PyConfig_Set(b"inspect", 0)

sys.platform = "linux"
sys.maxsize = 2**63 - 1
