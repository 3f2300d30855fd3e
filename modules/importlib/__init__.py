"""Importing by name (Lib/importlib): what is part of the program can be imported, and nothing else."""
import sys

__all__ = ["__import__", "import_module", "invalidate_caches", "reload"]

__import__ = __import__


def import_module(name, package=None):
    level = len(name) - len(name.lstrip("."))
    if level:
        if not package:
            raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
        parents = package.rsplit(".", level - 1)
        if len(parents) < level:
            raise ImportError("attempted relative import beyond top-level package")
        name = f"{parents[0]}.{name[level:]}" if name[level:] else parents[0]
    __import__(name)
    return sys.modules[name]


def invalidate_caches():
    """Nothing is cached that could be out of date."""


def reload(module):
    raise NotImplementedError("a translated module runs once: importlib.reload() is not supported")
