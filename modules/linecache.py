"""Lines of source files: those that a program was translated from are part of it, others are read."""
import _traceback

__all__ = ["getline", "clearcache", "checkcache", "lazycache"]

cache = {}


def clearcache():
    cache.clear()


def getline(filename, lineno, module_globals=None):
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ""


def getlines(filename, module_globals=None):
    if filename in cache:
        entry = cache[filename]
        if len(entry) != 1:
            return entry[2]
    try:
        return updatecache(filename, module_globals)
    except MemoryError:
        clearcache()
        return []


def updatecache(filename, module_globals=None):
    cache.pop(filename, None)
    if not filename or (filename.startswith("<") and filename.endswith(">")):
        return []
    lines = _traceback.source_lines(filename)
    if lines is None:
        try:
            with open(filename, encoding="utf-8") as file:
                lines = file.readlines()
        except (OSError, UnicodeDecodeError, SyntaxError):
            return []
        if lines and not lines[-1].endswith("\n"):
            lines[-1] += "\n"
    cache[filename] = sum(map(len, lines)), None, lines, filename
    return lines


def checkcache(filename=None):
    """What was translated doesn't change; other files are read again when they are asked for."""
    for name in list(cache) if filename is None else [filename] if filename in cache else []:
        if _traceback.source_lines(name) is None:
            cache.pop(name, None)


def lazycache(filename, module_globals):
    return False
