"""Regular expressions: what programs see. Patterns are read in _re_parser and run by _sre."""
import enum
from types import GenericAlias

import _re_compiler
import _sre
from _re_parser import PatternError, parse, parse_template

__all__ = ["match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge", "escape",
           "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE", "MULTILINE",
           "DOTALL", "VERBOSE", "UNICODE", "NOFLAG", "RegexFlag", "PatternError"]

error = PatternError


class RegexFlag(enum.IntFlag, boundary=enum.KEEP):
    NOFLAG = 0
    ASCII = A = 256
    IGNORECASE = I = 2
    LOCALE = L = 4
    UNICODE = U = 32
    MULTILINE = M = 8
    DOTALL = S = 16
    VERBOSE = X = 64
    DEBUG = 128

    def __repr__(self):
        value = self._value_
        if value == 0:
            return "re.NOFLAG"
        names = [f"re.{name}" for name, bit in _flag_bits if value & bit]
        rest = value & ~sum(bit for _, bit in _flag_bits)
        if rest:
            if value < 0:
                names = [f"re.{name}" for name, bit in _flag_bits if ~value & bit]
                text = "|".join(names)
                return f"~({text})" if len(names) > 1 else f"~{text}"
            names.append(hex(rest))
        return "|".join(names)

    __str__ = object.__str__


_flag_bits = [("ASCII", 256), ("IGNORECASE", 2), ("LOCALE", 4), ("UNICODE", 32), ("MULTILINE", 8), ("DOTALL", 16),
              ("VERBOSE", 64), ("DEBUG", 128)]
NOFLAG = RegexFlag.NOFLAG
ASCII = A = RegexFlag.ASCII
IGNORECASE = I = RegexFlag.IGNORECASE
LOCALE = L = RegexFlag.LOCALE
UNICODE = U = RegexFlag.UNICODE
MULTILINE = M = RegexFlag.MULTILINE
DOTALL = S = RegexFlag.DOTALL
VERBOSE = X = RegexFlag.VERBOSE
DEBUG = RegexFlag.DEBUG

_MATCH, _SEARCH, _FULLMATCH = 0, 1, 2


def _is_text(x):
    return isinstance(x, str)


class Pattern:
    """A compiled regular expression."""

    __slots__ = ("pattern", "flags", "groups", "groupindex", "_program", "_names", "_templates", "__weakref__")

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 're.Pattern' instances")

    def _check(self, string):
        if isinstance(string, str):
            if not _is_text(self.pattern):
                raise TypeError("cannot use a bytes pattern on a string-like object")
        elif isinstance(string, (bytes, bytearray, memoryview)):
            if _is_text(self.pattern):
                raise TypeError("cannot use a string pattern on a bytes-like object")
        else:
            raise TypeError(f"expected string or bytes-like object, got {type(string).__name__!r}")

    def _range(self, string, pos, endpos):
        n = len(string)
        endpos = max(0, min(endpos, n))
        return max(0, min(pos, n)), endpos

    def _one(self, string, pos, endpos, how):
        self._check(string)
        start, end = self._range(string, pos, endpos)
        if start > end:
            return None
        marks = _sre.run(self._program, string, start, end, how, False)
        return None if marks is None else _make_match(self, string, start, end, marks)

    def match(self, string, pos=0, endpos=9223372036854775807):
        return self._one(string, pos, endpos, _MATCH)

    def fullmatch(self, string, pos=0, endpos=9223372036854775807):
        return self._one(string, pos, endpos, _FULLMATCH)

    def search(self, string, pos=0, endpos=9223372036854775807):
        return self._one(string, pos, endpos, _SEARCH)

    def _all(self, string, pos=0, endpos=9223372036854775807):
        """The marks of one match after the other."""
        self._check(string)
        start, end = self._range(string, pos, endpos)
        must_advance = False
        while start <= end:
            marks = _sre.run(self._program, string, start, end, _SEARCH, must_advance)
            if marks is None:
                return
            yield marks
            start = marks[2]
            must_advance = marks[1] == start

    def finditer(self, string, pos=0, endpos=9223372036854775807):
        self._check(string)
        return self._matches(string, pos, endpos)

    def _matches(self, string, pos, endpos):
        start, end = self._range(string, pos, endpos)
        for marks in self._all(string, pos, endpos):
            yield _make_match(self, string, start, end, marks)

    def findall(self, string, pos=0, endpos=9223372036854775807):
        found = []
        empty = _empty_of(string)
        for marks in self._all(string, pos, endpos):
            if self.groups == 0:
                found.append(_part(string, marks[1], marks[2]))
            elif self.groups == 1:
                found.append(_part(string, marks[3], marks[4]) if marks[3] >= 0 else empty)
            else:
                found.append(tuple([_part(string, marks[i], marks[i + 1]) if marks[i] >= 0 else empty
                                    for i in range(3, len(marks), 2)]))
        return found

    def split(self, string, maxsplit=0):
        parts = []
        last = 0
        if maxsplit < 0:
            return [_part(string, 0, len(string))] if self._check(string) is None else None
        for n, marks in enumerate(self._all(string)):
            if maxsplit and n == maxsplit:
                break
            parts.append(_part(string, last, marks[1]))
            for i in range(3, len(marks), 2):
                parts.append(_part(string, marks[i], marks[i + 1]) if marks[i] >= 0 else None)
            last = marks[2]
        parts.append(_part(string, last, len(string)))
        return parts

    def sub(self, repl, string, count=0):
        return self._substitute(repl, string, count)[0]

    def subn(self, repl, string, count=0):
        return self._substitute(repl, string, count)

    def _template(self, repl):
        """The pieces of a replacement: texts and group numbers; a single text when there are no groups."""
        known = self._templates.get(repl)
        if known is None:
            pieces = parse_template(repl, self)
            if all(not isinstance(piece, int) for piece in pieces):
                pieces = [_empty_of(repl).join(pieces)]
            if len(self._templates) > 50:
                self._templates.clear()
            known = self._templates[repl] = pieces
        return known

    def _substitute(self, repl, string, count):
        self._check(string)
        pieces = None
        if not callable(repl):
            if not isinstance(repl, (str, bytes)):
                repl = bytes(repl) if isinstance(repl, (bytearray, memoryview)) else repl
            if not isinstance(repl, (str, bytes)):
                raise TypeError(f"decoding to str: need a bytes-like object, {type(repl).__name__} found"
                                if isinstance(string, str) else
                                f"expected string or bytes-like object, got {type(repl).__name__!r}")
            pieces = [repl] if (b"\\" if isinstance(repl, bytes) else "\\") not in repl else self._template(repl)
        out = []
        last = n = 0
        for marks in self._all(string):
            if count > 0 and n == count:
                break
            out.append(_part(string, last, marks[1]))
            if pieces is None:
                text = repl(_make_match(self, string, 0, len(string), marks))
                if text is not None:
                    out.append(text)
            else:
                for piece in pieces:
                    if not isinstance(piece, int):
                        out.append(piece)
                    elif marks[2 * piece + 1] >= 0:
                        out.append(_part(string, marks[2 * piece + 1], marks[2 * piece + 2]))
            last = marks[2]
            n += 1
        out.append(_part(string, last, len(string)))
        return _empty_of(string).join(out), n

    def scanner(self, string, pos=0, endpos=9223372036854775807):
        return _Scanner(self, string, pos, endpos)

    def __repr__(self):
        flags = self.flags
        if _is_text(self.pattern):
            flags &= ~32
        text = repr(self.pattern)
        if len(text) > 200:
            text = text[:200]
        if not flags:
            return f"re.compile({text})"
        names = [f"re.{name}" for name, bit in (("IGNORECASE", 2), ("LOCALE", 4), ("MULTILINE", 8), ("DOTALL", 16),
                                                ("UNICODE", 32), ("VERBOSE", 64), ("DEBUG", 128), ("ASCII", 256))
                 if flags & bit]
        return f"re.compile({text}, {'|'.join(names)})"

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return (self.flags == other.flags and type(self.pattern) is type(other.pattern)
                and self.pattern == other.pattern)

    def __hash__(self):
        return hash((self.flags, self.pattern))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo, /):
        return self

    def __reduce__(self):
        return compile, (self.pattern, self.flags)

    __class_getitem__ = classmethod(GenericAlias)


class _Scanner:
    def __init__(self, pattern, string, pos, endpos):
        pattern._check(string)
        self.pattern = pattern
        self._string = string
        self._start, self._end = pattern._range(string, pos, endpos)
        self._from = self._start
        self._must_advance = False

    def _next(self, how):
        if self._from > self._end:
            return None
        marks = _sre.run(self.pattern._program, self._string, self._from, self._end, how, self._must_advance)
        if marks is None:
            self._from = self._end + 1
            return None
        self._must_advance = marks[1] == marks[2]
        self._from = marks[2]
        return _make_match(self.pattern, self._string, self._start, self._end, marks)

    def match(self):
        return self._next(_MATCH)

    def search(self):
        return self._next(_SEARCH)


def _empty_of(string):
    return "" if isinstance(string, str) else b""


def _part(string, start, end):
    part = string[start:end]
    return part if isinstance(part, (str, bytes)) else bytes(part)


def _make_match(pattern, string, pos, endpos, marks):
    made = object.__new__(Match)
    made.re = pattern
    made.string = string
    made.pos = pos
    made.endpos = endpos
    made._marks = marks
    return made


class Match:
    """Where a pattern matched."""

    __slots__ = ("re", "string", "pos", "endpos", "_marks")

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 're.Match' instances")

    def _index(self, group):
        if isinstance(group, (str, bytes)):
            index = self.re.groupindex.get(group, -1)
        elif hasattr(type(group), "__index__"):
            index = group.__index__()
        else:
            index = -1
        if not 0 <= index <= self.re.groups:
            raise IndexError("no such group")
        return index

    def _text(self, i, default=None):
        start = self._marks[2 * i + 1]
        return default if start < 0 else _part(self.string, start, self._marks[2 * i + 2])

    def group(self, *args):
        if not args:
            return self._text(0)
        if len(args) == 1:
            return self._text(self._index(args[0]))
        return tuple([self._text(self._index(group)) for group in args])

    def __getitem__(self, group):
        return self._text(self._index(group))

    def groups(self, default=None):
        return tuple([self._text(i, default) for i in range(1, self.re.groups + 1)])

    def groupdict(self, default=None):
        return {name: self._text(i, default) for name, i in self.re.groupindex.items()}

    def start(self, group=0, /):
        return self._marks[2 * self._index(group) + 1]

    def end(self, group=0, /):
        return self._marks[2 * self._index(group) + 2]

    def span(self, group=0, /):
        i = 2 * self._index(group)
        return self._marks[i + 1], self._marks[i + 2]

    @property
    def regs(self):
        marks = self._marks
        return tuple([(marks[i], marks[i + 1]) for i in range(1, len(marks), 2)])

    @property
    def lastindex(self):
        return self._marks[0] or None

    @property
    def lastgroup(self):
        return self.re._names.get(self._marks[0])

    def expand(self, template):
        return _empty_of(template).join([
            piece if not isinstance(piece, int) else self._text(piece, _empty_of(self.string))
            for piece in self.re._template(template)])

    def __repr__(self):
        return f"<re.Match object; span={self.span()!r}, match={self._text(0)!r}>"

    def __copy__(self):
        return self

    def __deepcopy__(self, memo, /):
        return self

    __class_getitem__ = classmethod(GenericAlias)


_cache = {}
_CACHED = 512


def compile(pattern, flags=0):
    if isinstance(flags, RegexFlag):
        flags = flags.value
    key = (type(pattern), pattern, flags)
    found = _cache.get(key)
    if found is not None:
        return found
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    if not isinstance(pattern, (str, bytes)):
        if not isinstance(pattern, (bytearray, memoryview)):
            raise TypeError("first argument must be string or compiled pattern")
        key = None
    parsed = parse(pattern, flags)
    made = object.__new__(Pattern)
    made.pattern = pattern
    made.flags = parsed.flags
    made.groups = parsed.groups - 1
    made.groupindex = parsed.names
    made._names = {i: name for name, i in parsed.names.items()}
    made._templates = {}
    made._program = _re_compiler.compile_nodes(parsed)
    if key is not None and not flags & 128:
        if len(_cache) >= _CACHED:
            del _cache[next(iter(_cache))]
        _cache[key] = made
    return made


_compile = compile


def match(pattern, string, flags=0):
    return compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    return compile(pattern, flags).search(string)


def findall(pattern, string, flags=0):
    return compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return compile(pattern, flags).finditer(string)


def _late(function, args, kwargs, name, value):
    """Arguments that may still be given by position, with a warning."""
    if not args:
        return value
    if value != 0:
        raise TypeError(f"{function}() got multiple values for argument {name!r}")
    import warnings
    warnings.warn(f"{name!r} is passed as positional argument", DeprecationWarning, stacklevel=1)
    return args[0]


def sub(pattern, repl, string, *args, count=0, flags=0):
    count = _late("sub", args[:1], None, "count", count)
    flags = _late("sub", args[1:2], None, "flags", flags)
    return compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, *args, count=0, flags=0):
    count = _late("subn", args[:1], None, "count", count)
    flags = _late("subn", args[1:2], None, "flags", flags)
    return compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, *args, maxsplit=0, flags=0):
    maxsplit = _late("split", args[:1], None, "maxsplit", maxsplit)
    flags = _late("split", args[1:2], None, "flags", flags)
    return compile(pattern, flags).split(string, maxsplit)


_special = {i: "\\" + chr(i) for i in b"()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def escape(pattern):
    if isinstance(pattern, str):
        return pattern.translate(_special)
    return str(pattern, "latin1").translate(_special).encode("latin1")


def purge():
    _cache.clear()
