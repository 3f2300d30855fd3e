"""Tracebacks and exceptions as text, and as objects to look at."""
import linecache
import sys
from itertools import islice

import _traceback

__all__ = ["extract_stack", "extract_tb", "format_exception", "format_exception_only", "format_list", "format_stack",
           "format_tb", "print_exc", "format_exc", "print_exception", "print_last", "print_stack", "print_tb",
           "clear_frames", "FrameSummary", "StackSummary", "TracebackException", "walk_stack", "walk_tb", "print_list"]

_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"
_REPEATED_SHOWN = 3
_unset = object()


class FrameSummary:
    """One entry of a traceback."""

    __slots__ = ("filename", "lineno", "end_lineno", "colno", "end_colno", "name", "_lines", "locals", "_text")

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None,
                 colno=None, end_colno=None, **kwargs):
        self.filename = filename
        self.lineno = lineno
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self.name = name
        self._lines = line
        self.locals = {k: repr(v) for k, v in locals.items()} if locals else None
        self._text = None

    @property
    def line(self):
        if self._lines is None:
            return None
        return self._lines.partition("\n")[0].strip()

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return (self.filename == other.filename and self.lineno == other.lineno and self.name == other.name
                    and self.locals == other.locals)
        if isinstance(other, tuple):
            return tuple(self) == other
        return NotImplemented

    def __getitem__(self, pos):
        return (self.filename, self.lineno, self.name, self.line)[pos]

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"

    def __len__(self):
        return 4


class StackSummary(list):
    """A list of FrameSummary objects."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        if limit is None:
            limit = getattr(sys, "tracebacklimit", None)
        summaries = [FrameSummary(f.f_code.co_filename, lineno, f.f_code.co_name,
                                  line=linecache.getline(f.f_code.co_filename, lineno) or None)
                     for f, lineno in frame_gen]
        return klass(_limited(summaries, limit))

    @classmethod
    def from_list(klass, a_list):
        return klass(frame if isinstance(frame, FrameSummary) else FrameSummary(*frame[:3], line=frame[3])
                     for frame in a_list)

    def format_frame_summary(self, frame_summary, **kwargs):
        if frame_summary._text is not None:
            return frame_summary._text
        where = "<stdin>" if frame_summary.filename.startswith("<stdin-") else frame_summary.filename
        text = f'  File "{where}", line {frame_summary.lineno}, in {frame_summary.name}\n'
        if frame_summary.line:
            text += f"    {frame_summary.line}\n"
        if frame_summary.locals:
            for name, value in sorted(frame_summary.locals.items()):
                text += f"    {name} = {value}\n"
        return text

    def format(self, **kwargs):
        result = []
        last = None
        count = 0

        def tell_repetitions():
            more = count - _REPEATED_SHOWN
            if more > 0:
                result.append(f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]\n")

        for frame in self:
            text = self.format_frame_summary(frame, **kwargs)
            if text is None:
                continue
            place = (frame.filename, frame.lineno, frame.name)
            if place != last:
                tell_repetitions()
                last, count = place, 0
            count += 1
            if count <= _REPEATED_SHOWN:
                result.append(text)
        tell_repetitions()
        return result


def _limited(entries, limit):
    if limit is None:
        limit = getattr(sys, "tracebacklimit", None)
        if limit is not None and limit < 0:
            limit = 0
    if limit is None:
        return entries
    return entries[:limit] if limit >= 0 else entries[limit:]


def _entries(tb, limit=None):
    stack = StackSummary()
    while tb is not None:
        entry = _traceback.entry(tb)
        if entry is not None:
            filename, lineno, name, lines, end_lineno, colno, end_colno, text = entry
            frame = FrameSummary(filename, lineno, name, line=lines, end_lineno=end_lineno, colno=colno,
                                 end_colno=end_colno)
            frame._text = text
            stack.append(frame)
        tb = tb.tb_next
    return StackSummary(_limited(stack, limit))


def _write(text, file):
    print(text, file=sys.stderr if file is None else file, end="")


def _parts(exc, value):
    """The two ways to call: f(exc) and f(type, value, ...)."""
    if value is _unset:
        if exc is not None and not isinstance(exc, BaseException):
            raise TypeError(f"Exception expected for value, {type(exc).__name__} found")
        return exc
    return value


class TracebackException:
    """An exception with its chain, as text that can be had later; it keeps no frame alive."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False,
                 compact=False, max_group_width=15, max_group_depth=10, save_exc_type=True, _seen=None):
        top = _seen is None
        if top:
            _seen = set()
        _seen.add(id(exc_value))
        self.max_group_width = max_group_width
        self.max_group_depth = max_group_depth
        self.stack = _entries(exc_traceback, limit)
        self._has_traceback = exc_traceback is not None
        self._exc_type = exc_type if save_exc_type else None
        self.exc_type_qualname = exc_type.__qualname__ if exc_type is not None else None
        self.exc_type_module = exc_type.__module__ if exc_type is not None else None
        self._final = "NoneType: None\n" if exc_value is None else _traceback.final_line(exc_value)
        self._str = _safe_str(exc_value)
        try:
            self.__notes__ = getattr(exc_value, "__notes__", None)
        except Exception as e:
            self.__notes__ = [f"Ignored error getting __notes__: {_safe_repr(e)}"]

        def of(other):
            if other is None or id(other) in _seen:
                return None
            return TracebackException(type(other), other, other.__traceback__, limit=limit,
                                      max_group_width=max_group_width, max_group_depth=max_group_depth, _seen=_seen)

        self.__cause__ = of(getattr(exc_value, "__cause__", None))
        self.__suppress_context__ = getattr(exc_value, "__suppress_context__", False)
        if compact and (self.__cause__ is not None or self.__suppress_context__):
            self.__context__ = None
        else:
            self.__context__ = of(getattr(exc_value, "__context__", None))
        if isinstance(exc_value, BaseExceptionGroup):
            self.exceptions = [of(e) for e in exc_value.exceptions]
            self.exceptions = [e for e in self.exceptions if e is not None]
        else:
            self.exceptions = None

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    @property
    def exc_type(self):
        import warnings
        warnings.warn("Deprecated in 3.13. Use exc_type_str instead.", DeprecationWarning, stacklevel=1)
        return self._exc_type

    @property
    def exc_type_str(self):
        if self.exc_type_qualname is None:
            return None
        if self.exc_type_module in ("__main__", "builtins"):
            return self.exc_type_qualname
        return f"{self.exc_type_module}.{self.exc_type_qualname}"

    def __str__(self):
        return self._str

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return list(self.format()) == list(other.format())
        return NotImplemented

    def format_exception_only(self, *, show_group=False, _depth=0, **kwargs):
        indent = 3 * _depth * " "
        yield indent + self._final
        notes = self.__notes__
        if notes is not None:
            if isinstance(notes, (list, tuple)):
                for note in notes:
                    for line in _safe_str(note, "note").split("\n"):
                        yield indent + line + "\n"
            else:
                yield indent + f"{_safe_repr(notes, '__notes__')}\n"
        if self.exceptions and show_group:
            for inner in self.exceptions:
                yield from inner.format_exception_only(show_group=show_group, _depth=_depth + 1)

    def _chain(self, chain):
        """(exception, what joins it to the one before), oldest first."""
        links = []
        exc = self
        while exc is not None:
            if not chain:
                links.append((exc, None))
                break
            if exc.__cause__ is not None:
                links.append((exc, _CAUSE))
                exc = exc.__cause__
            elif exc.__context__ is not None and not exc.__suppress_context__:
                links.append((exc, _CONTEXT))
                exc = exc.__context__
            else:
                links.append((exc, None))
                break
        return reversed(links)

    def format(self, *, chain=True, _depth=0, _in_group=False, _open_box=None, **kwargs):
        if _open_box is None:
            _open_box = [False]  # whether the box of the innermost group must still be closed
        for exc, joined in self._chain(chain):
            margin = _margin(_depth)
            if joined is not None:
                yield from _behind(margin, joined)
            if exc.exceptions is None:
                if exc._has_traceback:
                    yield margin + "Traceback (most recent call last):\n"
                    for text in exc.stack.format():
                        yield from _behind(margin, text)
                for text in exc.format_exception_only():
                    yield from _behind(margin, text)
            elif _depth > self.max_group_depth:
                yield margin + f"... (max_group_depth is {self.max_group_depth})\n"
            else:
                yield from self._format_group(exc, _depth, _in_group, _open_box)

    def _format_group(self, group, depth, in_group, open_box):
        level = depth if in_group else depth + 1
        margin = _margin(level)
        if group._has_traceback:
            yield ("  " * depth + "  + " if not in_group else margin) + "Exception Group Traceback (most recent call last):\n"
            for text in group.stack.format():
                yield from _behind(margin, text)
        for text in group.format_exception_only():
            yield from _behind(margin, text)
        side = "  " * level
        count = len(group.exceptions)
        for i in range(min(count, self.max_group_width + 1)):
            cut = i == self.max_group_width
            if cut or i + 1 == count:
                open_box[0] = True
            yield side + ("+-" if i == 0 else "  ") + f"+---------------- {'...' if cut else i + 1} ----------------\n"
            if cut:
                left = count - i
                yield _margin(level + 1) + f"and {left} more exception{'s' if left > 1 else ''}\n"
            elif level >= self.max_group_depth:
                yield _margin(level + 1) + f"... (max_group_depth is {self.max_group_depth})\n"
            else:
                yield from group.exceptions[i].format(_depth=level + 1, _in_group=True,
                                                      _open_box=open_box)
        # A group that is the last member closes its own box, and with it all around it.
        if open_box[0]:
            open_box[0] = False
            yield side + "  +------------------------------------\n"

    def print(self, *, file=None, chain=True, **kwargs):
        for text in self.format(chain=chain):
            _write(text, file)


def _margin(depth):
    return "  " * depth + ("| " if depth else "")


def _behind(margin, text):
    if not margin:
        yield text
    else:
        yield "".join(margin + line for line in text.splitlines(keepends=True))


def _safe_str(value, what="exception"):
    try:
        return str(value)
    except Exception:
        return f"<{what} str() failed>"


def _safe_repr(value, what="exception"):
    try:
        return repr(value)
    except Exception:
        return f"<{what} repr() failed>"


def format_exception(exc, /, value=_unset, tb=_unset, limit=None, chain=True, **kwargs):
    exc = _parts(exc, value)
    if tb is _unset:
        tb = None if exc is None else exc.__traceback__
    return list(TracebackException(type(exc) if exc is not None else None, exc, tb, limit=limit,
                                   compact=True).format(chain=chain))


def format_exception_only(exc, /, value=_unset, *, show_group=False, **kwargs):
    exc = _parts(exc, value)
    return list(TracebackException(type(exc) if exc is not None else None, exc, None,
                                   compact=True).format_exception_only(show_group=show_group))


def print_exception(exc, /, value=_unset, tb=_unset, limit=None, file=None, chain=True, **kwargs):
    for text in format_exception(exc, value, tb, limit, chain):
        _write(text, file)


def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def print_last(limit=None, file=None, chain=True):
    if not hasattr(sys, "last_exc") and not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    print_exception(sys.last_exc, limit=limit, file=file, chain=chain)


def extract_tb(tb, limit=None):
    return _entries(tb, limit)


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    for text in format_list(extracted_list):
        _write(text, file)


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def print_tb(tb, limit=None, file=None):
    print_list(extract_tb(tb, limit), file)


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def walk_stack(f):
    if f is None:
        f = sys._getframe()
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def extract_stack(f=None, limit=None):
    if f is None:
        f = sys._getframe()  # the caller's: modules of the runtime have no frames
    stack = StackSummary.extract(walk_stack(f), limit=limit)
    stack.reverse()
    return stack


def format_stack(f=None, limit=None):
    return extract_stack(f, limit).format()


def print_stack(f=None, limit=None, file=None):
    print_list(extract_stack(f, limit), file)


def clear_frames(tb):
    """The locals of plain functions are gone already."""
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            pass
        tb = tb.tb_next
