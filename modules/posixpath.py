"""os.path: names of files, as POSIX has them."""
__all__ = ["normcase", "isabs", "join", "splitdrive", "splitroot", "split", "splitext", "basename", "dirname",
           "commonprefix", "getsize", "getmtime", "getatime", "getctime", "islink", "exists", "lexists", "isdir",
           "isfile", "ismount", "expanduser", "expandvars", "normpath", "abspath", "samefile", "sameopenfile",
           "samestat", "curdir", "pardir", "sep", "pathsep", "defpath", "altsep", "extsep", "devnull", "realpath",
           "supports_unicode_filenames", "relpath", "commonpath", "isjunction", "isdevdrive", "isreserved",
           "ALL_BUT_LAST", "ALLOW_MISSING"]

curdir = "."
pardir = ".."
extsep = "."
sep = "/"
pathsep = ":"
defpath = "/bin:/usr/bin"
altsep = None
devnull = "/dev/null"
supports_unicode_filenames = False

# Behind the constants: os reads them while this module is being imported.
import os
import posix
import stat


class _Marker:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"os.path.{self.name}"


ALLOW_MISSING = _Marker("ALLOW_MISSING")
ALL_BUT_LAST = _Marker("ALL_BUT_LAST")


def _check_types(function, *paths):
    """Says what is wrong with paths of which not all are str and not all are bytes; only called when that is so."""
    has_str = has_bytes = False
    for path in paths:
        if isinstance(path, str):
            has_str = True
        elif isinstance(path, bytes):
            has_bytes = True
        else:
            raise TypeError(f"{function}() argument must be str, bytes, or os.PathLike object, not "
                            f"{path.__class__.__name__!r}") from None
    if has_str and has_bytes:
        raise TypeError("Can't mix strings and bytes in path components") from None


def normcase(s):
    return os.fspath(s)


def isabs(s):
    s = os.fspath(s)
    return s.startswith(b"/" if isinstance(s, bytes) else "/")


def join(a, /, *p):
    a = os.fspath(a)
    slash = b"/" if isinstance(a, bytes) else "/"
    path = a
    try:
        for b in p:
            b = os.fspath(b)
            if b.startswith(slash) or not path:
                path = b
            elif path.endswith(slash):
                path += b
            else:
                path += slash + b
    except (TypeError, AttributeError, BytesWarning):
        _check_types("join", a, *p)
        raise
    return path


def split(p):
    p = os.fspath(p)
    slash = b"/" if isinstance(p, bytes) else "/"
    i = p.rfind(slash) + 1
    head, tail = p[:i], p[i:]
    if head and head != slash * len(head):
        head = head.rstrip(slash)
    return head, tail


def splitext(p):
    p = os.fspath(p)
    slash, dot = (b"/", b".") if isinstance(p, bytes) else ("/", ".")
    name = p.rfind(slash) + 1
    at = p.rfind(dot)
    # Dots at the start of the name don't begin an extension.
    while name < at:
        if p[name:name + 1] != dot:
            return p[:at], p[at:]
        name += 1
    return p, p[:0]


def splitdrive(p):
    p = os.fspath(p)
    return p[:0], p


def splitroot(p):
    p = os.fspath(p)
    slash, empty = (b"/", b"") if isinstance(p, bytes) else ("/", "")
    if p[:1] != slash:
        return empty, empty, p
    # Two slashes at the start mean something of their own, three or more do not.
    if p[1:2] != slash or p[2:3] == slash:
        return empty, slash, p[1:]
    return empty, p[:2], p[2:]


def basename(p):
    p = os.fspath(p)
    return p[p.rfind(b"/" if isinstance(p, bytes) else "/") + 1:]


def dirname(p):
    return split(p)[0]


def commonprefix(m, /):
    if not m:
        return ""
    if not isinstance(m[0], (list, tuple)):
        m = tuple(map(os.fspath, m))
    first, last = min(m), max(m)
    for i, c in enumerate(first):
        if c != last[i]:
            return first[:i]
    return first


def exists(path):
    return posix.mode_or_zero(path) != 0


def lexists(path):
    return posix.link_mode_or_zero(path) != 0


def isfile(path):
    return stat.S_ISREG(posix.mode_or_zero(path))


def isdir(s):
    return stat.S_ISDIR(posix.mode_or_zero(s))


def islink(path):
    return stat.S_ISLNK(posix.link_mode_or_zero(path))


def isjunction(path):
    os.fspath(path)
    return False


def isdevdrive(path):
    os.fspath(path)
    return False


def isreserved(path):
    return False


def getsize(filename, /):
    return os.stat(filename).st_size


def getmtime(filename, /):
    return os.stat(filename).st_mtime


def getatime(filename, /):
    return os.stat(filename).st_atime


def getctime(filename, /):
    return os.stat(filename).st_ctime


def samestat(s1, s2, /):
    return s1.st_ino == s2.st_ino and s1.st_dev == s2.st_dev


def samefile(f1, f2, /):
    return samestat(os.stat(f1), os.stat(f2))


def sameopenfile(fp1, fp2):
    return samestat(os.fstat(fp1), os.fstat(fp2))


def ismount(path):
    try:
        here = os.lstat(path)
    except (OSError, ValueError):
        return False
    if stat.S_ISLNK(here.st_mode):
        return False
    path = os.fspath(path)
    try:
        above = os.lstat(realpath(join(path, b".." if isinstance(path, bytes) else "..")))
    except OSError:
        return False
    return here.st_dev != above.st_dev or here.st_ino == above.st_ino


def expanduser(path):
    path = os.fspath(path)
    tilde, slash = (b"~", b"/") if isinstance(path, bytes) else ("~", "/")
    if not path.startswith(tilde):
        return path
    end = path.find(slash, 1)
    if end < 0:
        end = len(path)
    if end == 1 and "HOME" in os.environ:
        home = os.environ["HOME"]
    else:
        home = _home_of(os.fsdecode(path[1:end]))
        if home is None:
            return path
    if isinstance(path, bytes):
        home = os.fsencode(home)
    return (home.rstrip(slash) + path[end:]) or slash


def _home_of(user):
    """The home folder that /etc/passwd has for a user, or for the one of this process."""
    try:
        with open("/etc/passwd", errors="surrogateescape") as accounts:
            for line in accounts:
                fields = line.rstrip("\n").split(":")
                if len(fields) > 5 and (fields[0] == user if user else fields[2] == str(os.getuid())):
                    return fields[5]
    except OSError:
        pass
    return None


def _is_word(c):
    return c.isascii() and (c.isalnum() or c == "_")


def expandvars(path):
    path = os.fspath(path)
    if isinstance(path, bytes):
        return os.fsencode(expandvars(os.fsdecode(path)))
    out = []
    i = 0
    while (at := path.find("$", i)) >= 0:
        out.append(path[i:at])
        if path[at + 1:at + 2] == "{":
            end = path.find("}", at)
            name, i = (path[at + 2:end], end + 1) if end > 0 else ("", at + 1)
        else:
            i = at + 1
            while i < len(path) and _is_word(path[i]):
                i += 1
            name = path[at + 1:i]
        if name and name in os.environ:
            out.append(os.environ[name])
        else:
            i = max(i, at + 1)
            out.append(path[at:i])
    return "".join(out) + path[i:]


def normpath(path):
    path = os.fspath(path)
    slash, dot, dots = (b"/", b".", b"..") if isinstance(path, bytes) else ("/", ".", "..")
    if not path:
        return dot
    _, root, rest = splitroot(path)
    parts = []
    for part in rest.split(slash):
        if not part or part == dot:
            continue
        if part != dots or (not root and not parts) or (parts and parts[-1] == dots):
            parts.append(part)
        elif parts:
            parts.pop()
    return root + slash.join(parts) or dot


def abspath(path):
    path = os.fspath(path)
    if isinstance(path, bytes):
        if not path.startswith(b"/"):
            path = join(os.getcwdb(), path)
    elif not path.startswith("/"):
        path = join(os.getcwd(), path)
    return normpath(path)


def realpath(filename, /, *, strict=False):
    filename = os.fspath(filename)
    slash, dot, dots, cwd = ((b"/", b".", b"..", os.getcwdb) if isinstance(filename, bytes) else
                             ("/", ".", "..", os.getcwd))
    ignored = OSError if not strict else FileNotFoundError if strict is ALLOW_MISSING else ()
    path = slash if filename.startswith(slash) else cwd()
    rest = filename.split(slash)[::-1]
    links = {}  # a link's path -> what it leads to, None while that is being followed
    while rest:
        part = rest.pop()
        if isinstance(part, tuple):
            links[part[0]] = path  # the link's own parts are done
            continue
        if not part or part == dot:
            continue
        if part == dots:
            path = dirname(path)
            continue
        new = path + part if path == slash else path + slash + part
        try:
            mode = os.lstat(new).st_mode
            if not stat.S_ISLNK(mode):
                if strict and rest and not stat.S_ISDIR(mode):
                    os.listdir(new)  # raises NotADirectoryError
                path = new
                continue
            if new in links:
                path = links[new]
                if path is not None:
                    continue
                if strict:
                    os.stat(new)  # raises: too many levels of symbolic links
                path = new
                continue
            target = os.readlink(new)
        except ignored:
            path = new
            continue
        links[new] = None
        if target.startswith(slash):
            path = slash
        rest.append((new,))
        rest.extend(target.split(slash)[::-1])
    return path


def relpath(path, start=None):
    if not path:
        raise ValueError("no path specified")
    path = os.fspath(path)
    slash, dot, dots = (b"/", b".", b"..") if isinstance(path, bytes) else ("/", ".", "..")
    start = dot if start is None else os.fspath(start)
    try:
        from_parts = [part for part in abspath(start).split(slash) if part]
        to_parts = [part for part in abspath(path).split(slash) if part]
        shared = len(commonprefix([from_parts, to_parts]))
        return slash.join([dots] * (len(from_parts) - shared) + to_parts[shared:]) or dot
    except (TypeError, AttributeError, BytesWarning, DeprecationWarning):
        _check_types("relpath", path, start)
        raise


def commonpath(paths):
    paths = tuple(map(os.fspath, paths))
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    slash, dot = (b"/", b".") if isinstance(paths[0], bytes) else ("/", ".")
    try:
        try:
            absolute, = {p.startswith(slash) for p in paths}
        except ValueError:
            raise ValueError("Can't mix absolute and relative paths") from None
        split_paths = [[part for part in p.split(slash) if part and part != dot] for p in paths]
        return (slash if absolute else slash[:0]) + slash.join(commonprefix(split_paths))
    except (TypeError, AttributeError):
        _check_types("commonpath", *paths)
        raise
