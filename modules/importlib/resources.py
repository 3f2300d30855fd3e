"""Files that stand beside a package's modules (Lib/importlib/resources), where the package's source is on the machine."""
import contextlib
import os
import sys
from importlib import import_module

__all__ = ["files", "as_file", "contents", "is_resource", "open_binary", "open_text", "path", "read_binary", "read_text"]


def _folder(anchor):
    if anchor is None:
        anchor = sys._getframe(2).f_globals["__name__"]
    module = import_module(anchor) if isinstance(anchor, str) else anchor
    if getattr(module, "__file__", None) is None:
        raise FileNotFoundError(f"{module.__name__!r} has no file")
    return os.path.dirname(module.__file__)


def files(anchor=None):
    """The folder of a package, as a pathlib.Path."""
    folder = _folder(anchor)
    from pathlib import Path

    return Path(folder)


@contextlib.contextmanager
def as_file(path):
    yield path


def path(anchor, *names):
    folder = _folder(anchor)
    from pathlib import Path

    return as_file(Path(folder, *names))


def open_binary(anchor, *names):
    return open(os.path.join(_folder(anchor), *names), "rb")


def open_text(anchor, *names, encoding="utf-8", errors="strict"):
    return open(os.path.join(_folder(anchor), *names), encoding=encoding, errors=errors)


def read_binary(anchor, *names):
    with open_binary(anchor, *names) as file:
        return file.read()


def read_text(anchor, *names, encoding="utf-8", errors="strict"):
    with open_text(anchor, *names, encoding=encoding, errors=errors) as file:
        return file.read()


def is_resource(anchor, *names):
    return os.path.isfile(os.path.join(_folder(anchor), *names))


def contents(anchor, *names):
    return (name for name in os.listdir(os.path.join(_folder(anchor), *names)))
