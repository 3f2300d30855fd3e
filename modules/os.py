"""Files, folders, the environment and the process."""
import abc
import errno
import posix
import stat as _stat_bits
import sys
from collections.abc import Mapping, MutableMapping
from posix import *
from types import GenericAlias

import posixpath as path
from posixpath import altsep, curdir, defpath, devnull, extsep, pardir, pathsep, sep

sys.modules["os.path"] = path

name = "posix"
linesep = "\n"
error = OSError
SEEK_SET, SEEK_CUR, SEEK_END, SEEK_DATA, SEEK_HOLE = range(5)
P_WAIT, P_NOWAIT, P_NOWAITO = 0, 1, 1
_exit = posix._exit

supports_dir_fd = set()
supports_effective_ids = set()
supports_fd = {posix.chdir, posix.chmod, posix.chown, posix.listdir, posix.truncate, posix.utime}
supports_follow_symlinks = set()
supports_bytes_environ = True


# ---- named tuples of numbers

class _record(tuple):
    """A tuple whose items have names; `_fields` names them, `_shown` of them are the tuple's own."""

    _fields = ()
    _shown = None

    def __new__(cls, sequence, dict={}):
        values = tuple(sequence)
        if len(values) < (cls._shown or len(cls._fields)):
            raise TypeError(f"os.{cls.__name__}() takes an at least {cls._shown or len(cls._fields)}-sequence "
                            f"({len(values)}-sequence given)")
        made = tuple.__new__(cls, values[:cls._shown])
        if cls._shown is not None:
            made.__dict__.update(zip(cls._fields[cls._shown:], values[cls._shown:]))
            made.__dict__.update(dict)
        return made

    def __repr__(self):
        return f"os.{type(self).__name__}({', '.join(f'{n}={v!r}' for n, v in zip(self._fields, self))})"

    def __reduce__(self):
        return type(self), (tuple(self), dict(self.__dict__))


def _item(i):
    return property(lambda self: self[i])


class stat_result(_record):
    """What os.stat() knows about a file."""

    n_fields, n_sequence_fields, n_unnamed_fields = 19, 10, 3
    _shown = 10
    _fields = ("st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "st_atime", "st_mtime",
               "st_ctime", "st_atime", "st_mtime", "st_ctime", "st_atime_ns", "st_mtime_ns", "st_ctime_ns",
               "st_blksize", "st_blocks", "st_rdev")
    st_mode, st_ino, st_dev, st_nlink, st_uid, st_gid, st_size = map(_item, range(7))


class statvfs_result(_record):
    _shown = 10
    _fields = ("f_bsize", "f_frsize", "f_blocks", "f_bfree", "f_bavail", "f_files", "f_ffree", "f_favail", "f_flag",
               "f_namemax")
    f_bsize, f_frsize, f_blocks, f_bfree, f_bavail, f_files, f_ffree, f_favail, f_flag, f_namemax = map(
        _item, range(10))


class terminal_size(_record):
    """The columns and lines of a terminal."""

    _fields = ("columns", "lines")
    columns, lines = map(_item, range(2))


class uname_result(_record):
    _fields = ("sysname", "nodename", "release", "version", "machine")
    sysname, nodename, release, version, machine = map(_item, range(5))

    def __repr__(self):
        return "posix." + super().__repr__()[3:]


class times_result(_record):
    _fields = ("user", "system", "children_user", "children_system", "elapsed")
    user, system, children_user, children_system, elapsed = map(_item, range(5))

    def __repr__(self):
        return "posix." + super().__repr__()[3:]


def stat(path, *, dir_fd=None, follow_symlinks=True):
    return stat_result(posix.stat_tuple(path, dir_fd, follow_symlinks))


def lstat(path, *, dir_fd=None):
    return stat_result(posix.lstat_tuple(path))


def fstat(fd):
    return stat_result(posix.fstat_tuple(fd))


def statvfs(path):
    return statvfs_result(posix.statvfs_tuple(path))


fstatvfs = statvfs


def uname():
    return uname_result(posix.uname_tuple())


def times():
    return times_result(posix.times_tuple())


def get_terminal_size(fd=1, /):
    return terminal_size(posix.terminal_size_of(fd))


supports_fd |= {stat, statvfs}
supports_follow_symlinks.add(stat)


# ---- paths as arguments

class PathLike(abc.ABC):
    """What has __fspath__ is a path."""

    __slots__ = ()

    @abc.abstractmethod
    def __fspath__(self):
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike:
            return any("__fspath__" in base.__dict__ and base.__dict__["__fspath__"] is not None
                       for base in subclass.__mro__) or NotImplemented
        return NotImplemented

    __class_getitem__ = classmethod(GenericAlias)


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    cls = type(path)
    try:
        plain = cls.__fspath__(path)
    except AttributeError:
        if hasattr(cls, "__fspath__"):
            raise
        raise TypeError(f"expected str, bytes or os.PathLike object, not {cls.__name__}") from None
    if isinstance(plain, (str, bytes)):
        return plain
    raise TypeError(f"expected {cls.__name__}.__fspath__() to return str or bytes, not {type(plain).__name__}")


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode("utf-8", "surrogateescape") if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode("utf-8", "surrogateescape") if isinstance(filename, bytes) else filename


def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    if not isinstance(fd, int):
        raise TypeError("invalid fd type (%s, expected integer)" % type(fd))
    import io
    return io.open(fd, mode, buffering, encoding, *args, **kwargs)


# ---- the environment

class _Environ(MutableMapping):
    """The variables of the process as a mapping; `raw` and `shown` turn a name or value into the system's bytes and back.
    What is assigned or deleted reaches the system first."""

    def __init__(self, variables, raw, shown):
        self._data, self._raw, self._shown = variables, raw, shown

    def _shown_items(self):
        return {self._shown(name): self._shown(value) for name, value in self._data.items()}

    def __len__(self):
        return len(self._data)

    def __iter__(self):
        return iter([self._shown(name) for name in self._data])

    def __getitem__(self, name):
        found = self._data.get(self._raw(name))
        if found is None:
            raise KeyError(name)
        return self._shown(found)

    def __setitem__(self, name, value):
        entry = self._raw(name), self._raw(value)
        putenv(*entry)
        self._data.update([entry])

    def __delitem__(self, name):
        raw = self._raw(name)
        unsetenv(raw)
        if self._data.pop(raw, None) is None:
            raise KeyError(name)

    def setdefault(self, name, value):  # the value is no option here
        if name in self:
            return self[name]
        self[name] = value
        return value

    def copy(self):
        return self._shown_items()

    def __repr__(self):
        return f"environ({self._shown_items()!r})"

    def __or__(self, other):
        return {**self._shown_items(), **other} if isinstance(other, Mapping) else NotImplemented

    def __ror__(self, other):
        return {**other, **self._shown_items()} if isinstance(other, Mapping) else NotImplemented

    def __ior__(self, other):
        self.update(other)
        return self


def _encode_text(value):
    if not isinstance(value, str):
        raise TypeError(f"str expected, not {type(value).__name__}")
    return value.encode("utf-8", "surrogateescape")


def _decode_text(value):
    return value.decode("utf-8", "surrogateescape")


def _check_bytes(value):
    if not isinstance(value, bytes):
        raise TypeError(f"bytes expected, not {type(value).__name__}")
    return value


environ = _Environ(posix.environment(), _encode_text, _decode_text)
environb = _Environ(environ._data, _check_bytes, bytes)


def getenv(key, default=None):
    return environ.get(key, default)


def getenvb(key, default=None):
    return environb.get(key, default)


def reload_environ():
    environ._data.clear()
    environ._data.update(posix.environment())


def get_exec_path(env=None):
    if env is None:
        env = environ
    try:
        folders = env.get("PATH")
    except TypeError:
        folders = None
    if b"PATH" in env:
        if folders is not None:
            raise ValueError("env cannot contain 'PATH' and b'PATH' keys")
        folders = fsdecode(env[b"PATH"])
    return (defpath if folders is None else folders).split(pathsep)


def process_cpu_count():
    return len(sched_getaffinity(0))


# ---- folders

def _parents(name):
    """From the inmost to the outmost: each folder that a path lies in, and the name of what lies there."""
    parent, last = path.split(name)
    if not last:
        parent, last = path.split(parent)
    while parent and last:
        yield parent, last
        parent, last = path.split(parent)


def makedirs(name, mode=0o777, exist_ok=False):
    parent, last = next(_parents(name), (None, None))
    if parent is not None and not path.exists(parent):
        try:
            makedirs(parent, exist_ok=exist_ok)
        except FileExistsError:
            pass  # somebody else was quicker
        if last in (".", b"."):
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not (exist_ok and path.isdir(name)):
            raise


def removedirs(name):
    rmdir(name)
    _remove_empty_parents(name)


def _remove_empty_parents(name):
    for parent, _ in _parents(name):
        try:
            rmdir(parent)
        except OSError:
            return


def renames(old, new):
    parent, _ = next(_parents(new), (None, None))
    if parent is not None and not path.exists(parent):
        makedirs(parent)
    rename(old, new)
    _remove_empty_parents(old)


class DirEntry:
    """An entry of a folder, as os.scandir() gives it."""

    __slots__ = ("name", "path", "_inode", "_type", "_stat", "_lstat")

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 'posix.DirEntry' instances")

    def inode(self):
        return self._inode

    def stat(self, *, follow_symlinks=True):
        if self._lstat is None and (not follow_symlinks or self._type == 10):
            self._lstat = lstat(self.path)
        if not follow_symlinks:
            return self._lstat
        if self._stat is None:
            self._stat = stat(self.path)
        return self._stat

    def is_symlink(self):
        if self._type == 0:
            return _stat_bits.S_ISLNK(self.stat(follow_symlinks=False).st_mode)
        return self._type == 10

    def is_junction(self):
        return False

    def _is(self, kind, test, follow_symlinks):
        if self._type == 10 and not follow_symlinks:
            return False
        if self._type not in (0, 10):
            return self._type == kind
        try:
            return test(self.stat(follow_symlinks=follow_symlinks).st_mode)
        except FileNotFoundError:
            return False

    def is_dir(self, *, follow_symlinks=True):
        return self._is(4, _stat_bits.S_ISDIR, follow_symlinks)

    def is_file(self, *, follow_symlinks=True):
        return self._is(8, _stat_bits.S_ISREG, follow_symlinks)

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"

    __class_getitem__ = classmethod(GenericAlias)


DirEntry.__module__ = "posix"


class _Scandir:
    def __init__(self, folder):
        self._entries = iter(posix.scan(folder))
        if folder is None:
            folder = "."
        self._folder = "" if isinstance(folder, int) else fspath(folder)

    def __iter__(self):
        return self

    def __next__(self):
        name, inode, kind = next(self._entries)
        entry = object.__new__(DirEntry)
        entry.name = name
        entry.path = path.join(self._folder, name) if self._folder else name
        entry._inode = inode
        entry._type = kind
        entry._stat = entry._lstat = None
        return entry

    def close(self):
        self._entries = iter(())

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()


def scandir(path=None):
    return _Scandir(path)


supports_fd.add(scandir)


_walk_symlinks_as_files = object()  # shutil's way to ask for that


def walk(top, topdown=True, onerror=None, followlinks=False):
    stack = [fspath(top)]
    while stack:
        top = stack.pop()
        if isinstance(top, tuple):
            yield top
            continue
        dirs, files, into = [], [], []
        try:
            for entry in scandir(top):
                try:
                    is_dir = entry.is_dir(follow_symlinks=followlinks is not _walk_symlinks_as_files)
                except OSError:
                    is_dir = False
                (dirs if is_dir else files).append(entry.name)
                if not topdown and is_dir and (followlinks or not entry.is_symlink()):
                    into.append(entry.path)
        except OSError as exc:
            if onerror is not None:
                onerror(exc)
            continue
        if topdown:
            yield top, dirs, files
            for name in reversed(dirs):
                inner = path.join(top, name)
                if followlinks or not path.islink(inner):
                    stack.append(inner)
        else:
            stack.append((top, dirs, files))
            stack.extend(reversed(into))


__all__ = [_name for _name in list(globals()) if not _name.startswith("_") and _name not in (
    "abc", "errno", "posix", "sys", "Mapping", "MutableMapping", "GenericAlias", "stat_tuple", "lstat_tuple",
    "fstat_tuple", "statvfs_tuple", "mode_or_zero", "link_mode_or_zero", "scan", "environment", "terminal_size_of",
    "uname_tuple", "times_tuple")] + ["_exit"]
