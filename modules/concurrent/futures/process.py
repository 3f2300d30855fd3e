"""Processes as executors: there is no interpreter that a child process could run the calls with."""
from concurrent.futures._base import BrokenExecutor, Executor


class BrokenProcessPool(BrokenExecutor):
    """A process of a pool ended before its time."""


class ProcessPoolExecutor(Executor):

    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *, max_tasks_per_child=None):
        raise NotImplementedError("ProcessPoolExecutor is not supported in translated programs; "
                                  "use ThreadPoolExecutor instead")
