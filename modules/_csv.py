"""What the library's csv stands on: dialects, the reader's automaton and the writer's quoting (Modules/_csv.c)."""

__all__ = ["reader", "writer", "Dialect", "Error", "register_dialect", "unregister_dialect", "get_dialect",
           "list_dialects", "field_size_limit", "QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE",
           "QUOTE_STRINGS", "QUOTE_NOTNULL", "__doc__", "__version__"]
__version__ = "1.0"

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL = range(6)


class Error(Exception):
    pass


Error.__module__ = "_csv"

_dialects = {}
_limit = 128 * 1024
_NOT_SET = object()


def _read_bool(name, value, default):
    return default if value is _NOT_SET else bool(value)


def _read_char(name, value, default, may_be_none):
    if value is _NOT_SET:
        return default
    if value is None and may_be_none:
        return None
    if not isinstance(value, str):
        kind = "a unicode character or None" if may_be_none else "a unicode character"
        raise TypeError(f'"{name}" must be {kind}, not {type(value).__name__}')
    if len(value) != 1:
        kind = "a unicode character or None" if may_be_none else "a unicode character"
        raise TypeError(f'"{name}" must be {kind}, not a string of length {len(value)}')
    return value


def _check_char(name, char, dialect, allow_space):
    if char is not None and (char in "\r\n" or (char == " " and not allow_space)):
        raise ValueError(f"bad {name} value")


class Dialect:
    """The parameters of a format; read-only."""

    __slots__ = ("_values",)

    def __new__(cls, dialect=None, delimiter=_NOT_SET, doublequote=_NOT_SET, escapechar=_NOT_SET,
                lineterminator=_NOT_SET, quotechar=_NOT_SET, quoting=_NOT_SET, skipinitialspace=_NOT_SET,
                strict=_NOT_SET, **unknown):
        for name in unknown:
            raise TypeError(f"this function got an unexpected keyword argument {name!r}")
        given = {"delimiter": delimiter, "doublequote": doublequote, "escapechar": escapechar,
                 "lineterminator": lineterminator, "quotechar": quotechar, "quoting": quoting,
                 "skipinitialspace": skipinitialspace, "strict": strict}
        if quotechar is None and quoting is _NOT_SET:
            given["quoting"] = QUOTE_NONE
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        if dialect is not None:
            if type(dialect) is Dialect and all(value is _NOT_SET for value in given.values()):
                return dialect
            for name, value in given.items():
                if value is _NOT_SET:
                    given[name] = getattr(dialect, name, _NOT_SET)
        self = object.__new__(cls)
        object.__setattr__(self, "_values", cls._checked(given))
        return self

    @staticmethod
    def _checked(given):
        values = {
            "delimiter": _read_char("delimiter", given["delimiter"], ",", False),
            "doublequote": _read_bool("doublequote", given["doublequote"], True),
            "escapechar": _read_char("escapechar", given["escapechar"], None, True),
            "lineterminator": "\r\n" if given["lineterminator"] is _NOT_SET else given["lineterminator"],
            "quotechar": _read_char("quotechar", given["quotechar"], '"', True),
            "skipinitialspace": _read_bool("skipinitialspace", given["skipinitialspace"], False),
            "strict": _read_bool("strict", given["strict"], False),
        }
        quoting = QUOTE_MINIMAL if given["quoting"] is _NOT_SET else given["quoting"]
        if type(quoting) is not int:
            raise TypeError(f'"quoting" must be an integer, not {type(quoting).__name__}')
        if not isinstance(values["lineterminator"], str):
            raise TypeError(f'"lineterminator" must be a string, not {type(values["lineterminator"]).__name__}')
        if quoting not in range(6):
            raise TypeError('bad "quoting" value')
        if quoting != QUOTE_NONE and values["quotechar"] is None:
            if given["quotechar"] is not None or given["quoting"] is not _NOT_SET:
                raise TypeError("quotechar must be set if quoting enabled")
            quoting = QUOTE_NONE
        values["quoting"] = quoting
        space = values["skipinitialspace"]
        _check_char("delimiter", values["delimiter"], values, True)
        _check_char("escapechar", values["escapechar"], values, not space)
        _check_char("quotechar", values["quotechar"], values, not space)
        for first, second in (("delimiter", "escapechar"), ("delimiter", "quotechar"), ("escapechar", "quotechar")):
            if values[first] is not None and values[first] == values[second]:
                raise ValueError(f"bad {first} or {second} value")
        for name in ("delimiter", "escapechar", "quotechar"):
            if values[name] is not None and values[name] in values["lineterminator"]:
                raise ValueError(f"bad {name} or lineterminator value")
        return values

    def __getattr__(self, name):
        if name in ("delimiter", "doublequote", "escapechar", "lineterminator", "quotechar", "quoting",
                    "skipinitialspace", "strict"):
            return self._values[name]
        raise AttributeError(f"'_csv.Dialect' object has no attribute {name!r}", name=name, obj=self)

    def __setattr__(self, name, value):
        raise AttributeError(f"attribute '{name}' of '_csv.Dialect' objects is not writable")

    def __delattr__(self, name):
        raise AttributeError(f"attribute '{name}' of '_csv.Dialect' objects is not writable")


Dialect.__module__ = "_csv"


def register_dialect(name, /, dialect=None, **fmtparams):
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = Dialect(dialect, **fmtparams)


def unregister_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def get_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    return _dialects[name]


def list_dialects():
    return list(_dialects)


def field_size_limit(new_limit=_NOT_SET, /):
    global _limit
    old = _limit
    if new_limit is not _NOT_SET:
        if not isinstance(new_limit, int):
            raise TypeError("limit must be an integer")
        _limit = new_limit
    return old


_START, _START_FIELD, _ESCAPED, _IN_FIELD, _IN_QUOTED, _ESCAPED_IN_QUOTED, _QUOTE_IN_QUOTED, _EAT_NEWLINE, \
    _AFTER_ESCAPED_NEWLINE = range(9)


class _Reader:
    """Iterates over records: an automaton fed with characters."""

    def __init__(self, lines, dialect):
        self._lines = iter(lines)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        self._fields, self._field = [], []
        self._state, self._quoted = _START, False
        self._unquoted_number = False
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if self._field or self._state == _IN_QUOTED or self._state == _ESCAPED_IN_QUOTED:
                    if self.dialect.strict:
                        raise Error("unexpected end of data") from None
                    self._save()
                    break
                if self._fields or self._state not in (_START, _EAT_NEWLINE):
                    self._save()
                    break
                raise
            if not isinstance(line, str):
                raise Error(f"iterator should return strings, not {type(line).__name__} "
                            "(the file should be opened in text mode)")
            self.line_num += 1
            for char in line:
                self._step(char)
            self._step("")
            if self._state == _START:
                break
        fields = self._fields
        self._fields = []
        return fields

    def _save(self):
        text = "".join(self._field)
        self._field = []
        quoting = self.dialect.quoting
        if not self._quoted and not text and quoting in (QUOTE_NOTNULL, QUOTE_STRINGS):
            self._fields.append(None)
        elif self._unquoted_number and not (quoting == QUOTE_STRINGS and not text):
            self._unquoted_number = False
            self._fields.append(float(text))
        else:
            self._fields.append(text)
        self._quoted = False

    def _add(self, char):
        if len(self._field) >= _limit:
            raise Error(f"field larger than field limit ({_limit})")
        self._field.append(char)

    def _start_field(self, char, d):
        if char == "" or char in "\r\n":
            self._save()
            self._state = _START if char == "" else _EAT_NEWLINE
        elif char == d.quotechar and d.quoting != QUOTE_NONE:
            self._quoted = True
            self._state = _IN_QUOTED
        elif char == d.escapechar:
            self._state = _ESCAPED
        elif char == " " and d.skipinitialspace:
            pass
        elif char == d.delimiter:
            self._save()
        else:
            if d.quoting in (QUOTE_NONNUMERIC, QUOTE_STRINGS):
                self._unquoted_number = True
            self._add(char)
            self._state = _IN_FIELD

    def _in_field(self, char, d):
        if char == "" or char in "\r\n":
            self._save()
            self._state = _START if char == "" else _EAT_NEWLINE
        elif char == d.escapechar:
            self._state = _ESCAPED
        elif char == d.delimiter:
            self._save()
            self._state = _START_FIELD
        else:
            self._add(char)

    def _step(self, char):
        d, state = self.dialect, self._state
        if state == _START:
            if char == "":
                return
            if char in "\r\n":
                self._state = _EAT_NEWLINE
                return
            self._state = _START_FIELD
            self._start_field(char, d)
        elif state == _START_FIELD:
            self._start_field(char, d)
        elif state == _ESCAPED:
            if char and char in "\r\n":
                self._add(char)
                self._state = _AFTER_ESCAPED_NEWLINE
            else:
                self._add(char or "\n")
                self._state = _IN_FIELD
        elif state == _AFTER_ESCAPED_NEWLINE:
            if char != "":
                self._state = _IN_FIELD
                self._in_field(char, d)
        elif state == _IN_FIELD:
            self._in_field(char, d)
        elif state == _IN_QUOTED:
            if char == "":
                pass
            elif char == d.escapechar:
                self._state = _ESCAPED_IN_QUOTED
            elif char == d.quotechar and d.quoting != QUOTE_NONE:
                self._state = _QUOTE_IN_QUOTED if d.doublequote else _IN_FIELD
            else:
                self._add(char)
        elif state == _ESCAPED_IN_QUOTED:
            self._add(char or "\n")
            self._state = _IN_QUOTED
        elif state == _QUOTE_IN_QUOTED:
            if d.quoting != QUOTE_NONE and char == d.quotechar:
                self._add(char)
                self._state = _IN_QUOTED
            elif char == d.delimiter:
                self._save()
                self._state = _START_FIELD
            elif char == "" or char in "\r\n":
                self._save()
                self._state = _START if char == "" else _EAT_NEWLINE
            elif not d.strict:
                self._add(char)
                self._state = _IN_FIELD
            else:
                raise Error(f"'{d.delimiter}' expected after '{d.quotechar}'")
        elif char == "":  # _EAT_NEWLINE
            self._state = _START
        elif char not in "\r\n":
            raise Error("new-line character seen in unquoted field - do you need to open the file with newline=''?")


class _Writer:
    def __init__(self, file, dialect):
        write = getattr(file, "write", None)
        if not callable(write):
            raise TypeError('argument 1 must have a "write" method')
        self._write = write
        self.dialect = dialect

    def _escaped(self, text, d, quoted):
        """The text with escapes, and whether it has to be quoted."""
        special = {char for char in (d.delimiter, d.escapechar, d.quotechar) if char is not None}
        special.update("\r\n")
        special.update(d.lineterminator)
        out = []
        for char in text:
            if char in special:
                escape = False
                if d.quoting == QUOTE_NONE:
                    escape = True
                elif char == d.quotechar:
                    if d.doublequote:
                        out.append(d.quotechar)
                    else:
                        escape = True
                    if not escape:
                        quoted = True
                elif char == d.escapechar:
                    escape = True
                else:
                    quoted = True
                if escape:
                    if d.escapechar is None:
                        raise Error("need to escape, but no escapechar set")
                    out.append(d.escapechar)
            out.append(char)
        return "".join(out), quoted

    def writerow(self, seq, /):
        d = self.dialect
        try:
            fields = iter(seq)
        except TypeError:
            raise Error(f"iterable expected, not {type(seq).__name__}") from None
        parts = []
        null = False
        for field in fields:
            quoting = d.quoting
            if quoting == QUOTE_NONNUMERIC:
                quoted = not isinstance(field, (int, float, complex)) and not hasattr(field, "__float__")
            elif quoting == QUOTE_ALL:
                quoted = True
            elif quoting == QUOTE_STRINGS:
                quoted = isinstance(field, str)
            elif quoting == QUOTE_NOTNULL:
                quoted = field is not None
            else:
                quoted = False
            null = field is None
            text = field if isinstance(field, str) else "" if null else str(field)
            if not text and d.delimiter == " " and d.skipinitialspace:
                if quoting == QUOTE_NONE or (null and quoting in (QUOTE_STRINGS, QUOTE_NOTNULL)):
                    raise Error("empty field must be quoted if delimiter is a space and skipinitialspace is true")
                quoted = True
            text, quoted = self._escaped(text, d, quoted)
            if not quoted and text[:1] == " " and d.skipinitialspace and quoting != QUOTE_NONE:
                quoted = True
            parts.append(d.quotechar + text + d.quotechar if quoted else text)
        if len(parts) == 1 and not parts[0]:
            if d.quoting == QUOTE_NONE or (null and d.quoting in (QUOTE_STRINGS, QUOTE_NOTNULL)):
                raise Error("single empty field record must be quoted")
            parts[0] = d.quotechar * 2
        return self._write(d.delimiter.join(parts) + d.lineterminator)

    def writerows(self, seqseq, /):
        for row in seqseq:
            self.writerow(row)


_Reader.__name__ = _Reader.__qualname__ = "reader"
_Writer.__name__ = _Writer.__qualname__ = "writer"
_Reader.__module__ = _Writer.__module__ = "_csv"


def reader(iterable, /, dialect="excel", **fmtparams):
    return _Reader(iterable, Dialect(dialect, **fmtparams))


def writer(fileobj, /, dialect="excel", **fmtparams):
    return _Writer(fileobj, Dialect(dialect, **fmtparams))
