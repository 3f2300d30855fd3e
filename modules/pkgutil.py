"""Finding objects by name (Lib/pkgutil.py); packages have no folders to look into at run time."""
import importlib
import sys

__all__ = ["extend_path", "get_data", "iter_modules", "resolve_name", "walk_packages"]


def _is_path(text):
    return bool(text) and all(part.isidentifier() for part in text.split("."))


def resolve_name(name):
    """'package.module:object.attribute', or the same with a dot in the place of the colon."""
    module_name, colon, attributes = name.partition(":")
    if not _is_path(module_name) or (attributes and not _is_path(attributes)):
        raise ValueError(f"invalid format: {name!r}")
    if colon:
        found = importlib.import_module(module_name)
        names = attributes.split(".") if attributes else []
    else:
        first, *names = module_name.split(".")
        found = importlib.import_module(first)
        path = first
        while names:
            path = f"{path}.{names[0]}"
            try:
                found = importlib.import_module(path)
            except ImportError:
                break
            names.pop(0)
    for attribute in names:
        found = getattr(found, attribute)
    return found


def extend_path(path, name):
    return path


def iter_modules(path=None, prefix=""):
    """The modules of the program that have been imported, as far as they lie directly in the package with that prefix."""
    if path is not None and not prefix:
        raise NotImplementedError("a translated program has no folders of modules: pkgutil.iter_modules() needs a prefix")
    for name in sorted(sys.modules):
        rest = name.removeprefix(prefix)
        if name.startswith(prefix) and rest and "." not in rest:
            yield None, name, hasattr(sys.modules[name], "__path__")


def walk_packages(path=None, prefix="", onerror=None):
    for info in iter_modules(path, prefix):
        yield info
        if info[2]:
            yield from walk_packages(None, info[1] + ".", onerror)


def get_data(package, resource):
    return None
