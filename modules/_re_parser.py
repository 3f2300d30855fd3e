"""Regular expressions as text -> nodes (tuples whose first item says the kind), with the errors of CPython's parser."""

TEMPLATE_FLAGS, IGNORECASE, LOCALE, MULTILINE, DOTALL, UNICODE, VERBOSE, DEBUG, ASCII = 1, 2, 4, 8, 16, 32, 64, 128, 256
_FLAGS = {"i": IGNORECASE, "L": LOCALE, "m": MULTILINE, "s": DOTALL, "x": VERBOSE, "a": ASCII, "u": UNICODE}
_TYPE_FLAGS = ASCII | LOCALE | UNICODE
_GLOBAL_FLAGS = DEBUG
MAXREPEAT = 4294967295
_DIGITS = frozenset("0123456789")
_OCTAL = frozenset("01234567")
_HEX = frozenset("0123456789abcdefABCDEF")
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_WHITESPACE = frozenset(" \t\n\r\v\f")
_REPEAT = frozenset("*+?{")
_SPECIAL = frozenset(".\\[{()*+?^$|")
_ESCAPES = {"a": 7, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11, "\\": 92}
_CATEGORIES = {"d": "digit", "D": "not_digit", "s": "space", "S": "not_space", "w": "word", "W": "not_word"}
_PLACES = {"A": "beginning_string", "b": "boundary", "B": "non_boundary", "Z": "end_string", "z": "end_string"}


class PatternError(Exception):
    """Raised for an invalid regular expression: msg, pattern, pos, lineno, colno."""

    __module__ = "re"

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        if pattern is not None and pos is not None:
            msg = "%s at position %d" % (msg, pos)
            newline = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            if newline in pattern:
                msg = "%s (line %d, column %d)" % (msg, self.lineno, self.colno)
        else:
            self.lineno = self.colno = None
        super().__init__(msg)


class Parsed:
    """A pattern that has been read."""

    def __init__(self):
        self.flags = 0
        self.groups = 1
        self.names = {}
        self.nodes = []
        self.open = set()
        self.widths = {}  # group -> (least, most)
        self.lookbehind = None


class _Source:
    """The pattern, piece by piece: a character, or a backslash with the one behind it."""

    def __init__(self, pattern):
        self.pattern = pattern
        self.is_text = isinstance(pattern, str)
        self.text = pattern if self.is_text else str(pattern, "latin1")
        self.at = 0
        self.next = None
        self._advance()

    def _advance(self):
        i = self.at
        if i >= len(self.text):
            self.next = None
            return
        c = self.text[i]
        self.at = i + 1
        if c == "\\":
            if i + 1 >= len(self.text):
                raise PatternError("bad escape (end of pattern)", self.pattern, len(self.text) - 1)
            c += self.text[i + 1]
            self.at = i + 2
        self.next = c

    def take(self):
        c = self.next
        self._advance()
        return c

    def match(self, c):
        if self.next == c:
            self._advance()
            return True
        return False

    def take_while(self, n, allowed):
        text = ""
        while len(text) < n and self.next is not None and self.next in allowed:
            text += self.take()
        return text

    def take_until(self, end, what):
        text = ""
        while True:
            c = self.take()
            if c is None:
                if not text:
                    raise self.error("missing " + what)
                raise self.error("missing %s, unterminated name" % end, len(text))
            if c == end:
                if not text:
                    raise self.error("missing " + what, 1)
                return text
            text += c

    @property
    def place(self):
        """Where the next piece begins."""
        return self.at - len(self.next or "")

    def seek(self, place):
        self.at = place
        self._advance()

    def error(self, msg, back=0):
        if not self.is_text:
            msg = msg.encode("ascii", "backslashreplace").decode("ascii")
        return PatternError(msg, self.pattern, self.place - back)

    def check_name(self, name, back):
        if not (self.is_text or name.isascii()):
            raise self.error("bad character in group name %s" % repr(name.encode("latin1")), len(name) + back)
        if not name.isidentifier():
            raise self.error("bad character in group name %r" % (name if self.is_text else name.encode("latin1")),
                             len(name) + back)


def _numeric_escape(source, escape, in_set):
    """\\x, \\u, \\U, \\N and octal ones; None for what is none of these."""
    c = escape[1]
    if c == "x":
        escape += source.take_while(2, _HEX)
        if len(escape) != 4:
            raise source.error("incomplete escape " + escape, len(escape))
        return int(escape[2:], 16)
    if c == "u" and source.is_text:
        escape += source.take_while(4, _HEX)
        if len(escape) != 6:
            raise source.error("incomplete escape " + escape, len(escape))
        return int(escape[2:], 16)
    if c == "U" and source.is_text:
        escape += source.take_while(8, _HEX)
        if len(escape) != 10:
            raise source.error("incomplete escape " + escape, len(escape))
        value = int(escape[2:], 16)
        try:
            chr(value)
        except (ValueError, OverflowError):
            raise source.error("bad escape " + escape, len(escape)) from None
        return value
    if c == "N" and source.is_text:
        if not source.match("{"):
            raise source.error("missing {")
        name = source.take_until("}", "character name")
        try:
            import unicodedata
        except ImportError:
            raise source.error("names of characters (%r) are not supported yet" % name,
                               len(name) + len(r"\N{}")) from None
        try:
            return ord(unicodedata.lookup(name))
        except (KeyError, TypeError):
            raise source.error("undefined character name %r" % name, len(name) + len(r"\N{}")) from None
    return None


def _set_escape(source, escape):
    if escape[1] in _ESCAPES:
        return "literal", _ESCAPES[escape[1]]
    if escape[1] in _CATEGORIES:
        return "category", _CATEGORIES[escape[1]]
    value = _numeric_escape(source, escape, True)
    if value is not None:
        return "literal", value
    if escape[1] in _OCTAL:
        escape += source.take_while(2, _OCTAL)
        value = int(escape[1:], 8)
        if value > 0o377:
            raise source.error("octal escape value %s outside of range 0-0o377" % escape, len(escape))
        return "literal", value
    if escape[1] in _DIGITS or escape[1] in _LETTERS:
        raise source.error("bad escape %s" % escape, len(escape))
    return "literal", ord(escape[1])


def _escape(source, escape, state):
    c = escape[1]
    if c in _PLACES:
        return "at", _PLACES[c]
    if c in _CATEGORIES:
        return "set", False, [("category", _CATEGORIES[c])]
    if c in _ESCAPES:
        return "literal", _ESCAPES[c]
    value = _numeric_escape(source, escape, False)
    if value is not None:
        return "literal", value
    if c == "0":
        escape += source.take_while(2, _OCTAL)
        return "literal", int(escape[1:], 8)
    if c in _DIGITS:
        if source.next is not None and source.next in _DIGITS:
            escape += source.take()
            if escape[1] in _OCTAL and escape[2] in _OCTAL and source.next is not None and source.next in _OCTAL:
                escape += source.take()
                value = int(escape[1:], 8)
                if value > 0o377:
                    raise source.error("octal escape value %s outside of range 0-0o377" % escape, len(escape))
                return "literal", value
        group = int(escape[1:])
        if group < state.groups:
            if group in state.open:
                raise source.error("cannot refer to an open group", len(escape))
            _check_lookbehind(state, group, source)
            return "group_text", group
        raise source.error("invalid group reference %d" % group, len(escape) - 1)
    if c in _LETTERS:
        raise source.error("bad escape %s" % escape, len(escape))
    return "literal", ord(c)


def _check_lookbehind(state, group, source):
    if state.lookbehind is not None:
        if group in state.open or group >= state.lookbehind:
            raise source.error("cannot refer to group defined in the same lookbehind subpattern")


def width_of(nodes, state):
    """The least and the most characters that nodes take."""
    low = high = 0
    for node in nodes:
        kind = node[0]
        if kind in ("literal", "set", "any"):
            a = b = 1
        elif kind == "branch":
            widths = [width_of(branch, state) for branch in node[1]]
            a, b = min(w[0] for w in widths), max(w[1] for w in widths)
        elif kind == "repeat":
            a, b = width_of(node[4], state)
            a *= node[1]
            b = MAXREPEAT if node[2] == MAXREPEAT and b else b * node[2]
        elif kind in ("capture", "flags", "atomic"):
            a, b = width_of(node[-1], state)
        elif kind == "group_text":
            a, b = state.widths.get(node[1], (0, MAXREPEAT))
        elif kind == "condition":
            a, b = width_of(node[2], state)
            other = width_of(node[3], state) if node[3] is not None else (0, 0)
            a, b = min(a, other[0]), max(b, other[1])
        else:
            a = b = 0
        low += a
        high += b
    return min(low, MAXREPEAT), min(high, MAXREPEAT)


def parse(pattern, flags):
    source = _Source(pattern)
    state = Parsed()
    state.flags = flags
    try:
        nodes = _alternatives(source, state, flags & VERBOSE, 0)
    except _VerboseFound:
        # (?x) at the start: the whole is read again.
        source = _Source(pattern)
        state = Parsed()
        state.flags = flags | VERBOSE
        nodes = _alternatives(source, state, True, 0)
    state.nodes = nodes
    state.flags = _fix_flags(pattern, state.flags)
    if source.next is not None:
        raise source.error("unbalanced parenthesis")
    for group, place in getattr(state, "conditions", {}).items():
        if group >= state.groups:
            raise PatternError("invalid group reference %d" % group, pattern, place)
    return state


class _VerboseFound(Exception):
    pass


def _fix_flags(pattern, flags):
    if isinstance(pattern, str):
        if flags & LOCALE:
            raise ValueError("cannot use LOCALE flag with a str pattern")
        if not flags & ASCII:
            flags |= UNICODE
        elif flags & UNICODE:
            raise ValueError("ASCII and UNICODE flags are incompatible")
    else:
        if flags & UNICODE:
            raise ValueError("cannot use UNICODE flag with a bytes pattern")
        if flags & LOCALE and flags & ASCII:
            raise ValueError("ASCII and LOCALE flags are incompatible")
    return flags


def _alternatives(source, state, verbose, nested):
    start = source.place
    branches = []
    while True:
        branches.append(_sequence(source, state, verbose, nested + 1, not nested and not branches))
        if not source.match("|"):
            break
        if not nested:
            verbose = state.flags & VERBOSE
    return branches[0] if len(branches) == 1 else [("branch", branches)]


def _sequence(source, state, verbose, nested, first):
    nodes = []
    while True:
        c = source.next
        if c is None or c in "|)":
            break
        source.take()
        if verbose:
            if c in _WHITESPACE:
                continue
            if c == "#":
                while True:
                    c = source.take()
                    if c is None or c == "\n":
                        break
                continue
        if c[0] == "\\":
            nodes.append(_escape(source, c, state))
        elif c not in _SPECIAL:
            nodes.append(("literal", ord(c)))
        elif c == "[":
            nodes.append(_set(source, state))
        elif c in _REPEAT:
            _repeat(source, state, nodes, c)
        elif c == ".":
            nodes.append(("any",))
        elif c == "(":
            _group(source, state, nodes, verbose, nested, first)
            verbose_now = getattr(state, "global_verbose", False)
            if verbose_now and nested == 1:
                verbose = True
        elif c == "^":
            nodes.append(("at", "beginning"))
        elif c == "$":
            nodes.append(("at", "end"))
        else:
            raise AssertionError(f"unsupported special character {c!r}")
    return nodes


def _warn(message):
    import warnings
    warnings.warn(message, FutureWarning, stacklevel=1)


def _set(source, state):
    here = source.place - 1
    items = []
    negated = source.match("^")
    if source.next == "[":
        _warn("Possible nested set at position %d" % source.place)
    while True:
        c = source.take()
        if c is None:
            raise source.error("unterminated character set", source.place - here)
        if c == "]" and items:
            break
        if c[0] == "\\":
            low = _set_escape(source, c)
        else:
            if items and c in "-&~|" and source.next == c:
                kind = {"-": "difference", "&": "intersection", "~": "symmetric difference", "|": "union"}[c]
                if c != "-" or source.next == c:
                    _warn("Possible set %s at position %d" % (kind, source.place - 1))
            low = "literal", ord(c)
        if source.match("-"):
            second = source.take()
            if second is None:
                raise source.error("unterminated character set", source.place - here)
            if second == "]":
                items.append(low)
                items.append(("literal", ord("-")))
                break
            if second[0] == "\\":
                high = _set_escape(source, second)
            else:
                if second == "-":
                    _warn("Possible set difference at position %d" % (source.place - 2))
                high = "literal", ord(second)
            if low[0] != "literal" or high[0] != "literal" or high[1] < low[1]:
                text = "%s-%s" % (c, second)
                raise source.error("bad character range %s" % text, len(text))
            items.append(("range", low[1], high[1]))
        else:
            items.append(low)
    if len(items) == 1 and items[0][0] == "literal" and not negated:
        return items[0]
    return "set", negated, items


def _repeat(source, state, nodes, c):
    here = source.place - len(c)
    if c == "?":
        low, high = 0, 1
    elif c == "*":
        low, high = 0, MAXREPEAT
    elif c == "+":
        low, high = 1, MAXREPEAT
    else:
        if source.next == "}":
            nodes.append(("literal", ord(c)))
            return
        back = source.place
        low, high = 0, MAXREPEAT
        first, second = source.take_while(10 ** 9, _DIGITS), ""
        if source.match(","):
            second = source.take_while(10 ** 9, _DIGITS)
        else:
            second = first
        if not source.match("}"):
            nodes.append(("literal", ord(c)))
            source.seek(back)
            return
        if first:
            low = int(first)
            if low >= MAXREPEAT:
                raise OverflowError("the repetition number is too large")
        if second:
            high = int(second)
            if high >= MAXREPEAT:
                raise OverflowError("the repetition number is too large")
            if high < low:
                raise source.error("min repeat greater than max repeat", source.place - here - len(c))
    if not nodes or nodes[-1][0] == "at":
        raise source.error("nothing to repeat", source.place - here)
    last = nodes[-1]
    if last[0] == "repeat" and last[5]:
        raise source.error("multiple repeat", source.place - here)
    if last[0] == "nothing":
        raise source.error("nothing to repeat", source.place - here)
    item = last[-1] if last[0] == "flags" and last[1] == last[2] == 0 else [last]
    how = "greedy"
    if source.match("?"):
        how = "lazy"
    elif source.match("+"):
        how = "possessive"
    # The last item says that another repeat may not follow at once.
    nodes[-1] = ("repeat", low, high, how, item, True)


def _group(source, state, nodes, verbose, nested, first):
    start = source.place - 1
    name = None
    capture = True
    atomic = False
    add_flags = del_flags = 0
    if source.match("?"):
        c = source.take()
        if c is None:
            raise source.error("unexpected end of pattern")
        if c == "P":
            if source.match("<"):
                name = source.take_until(">", "group name")
                source.check_name(name, 1)
            elif source.match("="):
                name = source.take_until(")", "group name")
                source.check_name(name, 1)
                group = state.names.get(name)
                if group is None:
                    raise source.error("unknown group name %r" % name, len(name) + 1)
                if group in state.open:
                    raise source.error("cannot refer to an open group", len(name) + 1)
                _check_lookbehind(state, group, source)
                nodes.append(("group_text", group))
                return
            else:
                c = source.take()
                if c is None:
                    raise source.error("unexpected end of pattern")
                raise source.error("unknown extension ?P" + c, len(c) + 2)
        elif c == ":":
            capture = False
        elif c == "#":
            while True:
                if source.next is None:
                    raise source.error("missing ), unterminated comment", source.place - start)
                if source.take() == ")":
                    return
        elif c in "=!<":
            behind = False
            old = state.lookbehind
            if c == "<":
                c = source.take()
                if c is None:
                    raise source.error("unexpected end of pattern")
                if c not in "=!":
                    raise source.error("unknown extension ?<" + c, len(c) + 2)
                behind = True
                if old is None:
                    state.lookbehind = state.groups
            inner = _alternatives(source, state, verbose, nested + 1)
            if behind and old is None:
                state.lookbehind = None
            if not source.match(")"):
                raise source.error("missing ), unterminated subpattern", source.place - start)
            nodes.append(("look", behind, c == "!", inner))
            return
        elif c == "(":
            text = source.take_until(")", "group name")
            if not (text.isdecimal() and text.isascii()):
                source.check_name(text, 1)
                group = state.names.get(text)
                if group is None:
                    raise source.error("unknown group name %r" % text, len(text) + 1)
            else:
                group = int(text)
                if not group:
                    raise source.error("bad group number", len(text) + 1)
                if group >= 1 << 30:
                    raise source.error("invalid group reference %d" % group, len(text) + 1)
                conditions = state.__dict__.setdefault("conditions", {})
                conditions.setdefault(group, source.place - len(text) - 1)
            _check_lookbehind(state, group, source)
            yes = _sequence(source, state, verbose, nested + 1, False)
            no = None
            if source.match("|"):
                no = _sequence(source, state, verbose, nested + 1, False)
                if source.next == "|":
                    raise source.error("conditional backref with more than two branches")
            if not source.match(")"):
                raise source.error("missing ), unterminated subpattern", source.place - start)
            nodes.append(("condition", group, yes, no))
            return
        elif c == ">":
            capture = False
            atomic = True
        elif c in _FLAGS or c == "-":
            found = _flags(source, state, c)
            if found is None:  # for the whole pattern
                if not first or nodes:
                    raise PatternError("global flags not at the start of the expression", source.pattern, start)
                if state.flags & VERBOSE and not verbose:
                    raise _VerboseFound
                return
            add_flags, del_flags = found
            capture = False
        else:
            raise source.error("unknown extension ?" + c, len(c) + 1)
    group = None
    if capture:
        group = state.groups
        state.groups += 1
        if name is not None:
            known = state.names.get(name)
            if known is not None:
                raise source.error("redefinition of group name %r as group %d; was group %d" % (name, group, known),
                                   len(name) + 1)
            state.names[name] = group
        state.open.add(group)
    inner_verbose = (verbose or add_flags & VERBOSE) and not del_flags & VERBOSE
    inner = _alternatives(source, state, inner_verbose, nested + 1)
    if not source.match(")"):
        raise source.error("missing ), unterminated subpattern", source.place - start)
    if group is not None:
        state.open.discard(group)
        state.widths[group] = width_of(inner, state)
        nodes.append(("capture", group, inner))
    elif atomic:
        nodes.append(("atomic", inner))
    else:
        nodes.append(("flags", add_flags, del_flags, inner))


def _flags(source, state, c):
    add = remove = 0
    if c != "-":
        while True:
            flag = _FLAGS[c]
            if source.is_text:
                if c == "L":
                    raise source.error("bad inline flags: cannot use 'L' flag with a str pattern")
            elif c == "u":
                raise source.error("bad inline flags: cannot use 'u' flag with a bytes pattern")
            add |= flag
            if flag & _TYPE_FLAGS and add & _TYPE_FLAGS != flag:
                raise source.error("bad inline flags: flags 'a', 'u' and 'L' are incompatible")
            c = source.take()
            if c is None:
                raise source.error("missing -, : or )")
            if c in ")-:":
                break
            if c not in _FLAGS:
                raise source.error("unknown flag" if c.isalpha() else "missing -, : or )", len(c))
    if c == ")":
        state.flags |= add
        return None
    if add & _GLOBAL_FLAGS:
        raise source.error("bad inline flags: cannot turn on global flag", 1)
    if c == "-":
        c = source.take()
        if c is None:
            raise source.error("missing flag")
        if c not in _FLAGS:
            raise source.error("unknown flag" if c.isalpha() else "missing flag", len(c))
        while True:
            flag = _FLAGS[c]
            if flag & _TYPE_FLAGS:
                raise source.error("bad inline flags: cannot turn off flags 'a', 'u' and 'L'")
            remove |= flag
            c = source.take()
            if c is None:
                raise source.error("missing :")
            if c == ":":
                break
            if c not in _FLAGS:
                raise source.error("unknown flag" if c.isalpha() else "missing :", len(c))
    if add & remove:
        raise source.error("bad inline flags: flag turned on and off", 1)
    return add, remove


def parse_template(text, pattern):
    """A replacement: texts and numbers of groups."""
    source = _Source(text)
    pieces = []
    literal = ""
    encode = (lambda s: s) if source.is_text else (lambda s: s.encode("latin1"))

    def group(number, back):
        nonlocal literal
        if number > pattern.groups:
            raise source.error("invalid group reference %d" % number, back)
        if literal:
            pieces.append(encode(literal))
            literal = ""
        pieces.append(number)

    while True:
        c = source.take()
        if c is None:
            break
        if c[0] != "\\":
            literal += c
            continue
        d = c[1]
        if d == "g":
            if not source.match("<"):
                raise source.error("missing <")
            name = source.take_until(">", "group name")
            if not (name.isdecimal() and name.isascii()):
                source.check_name(name, 1)
                number = pattern.groupindex.get(name)
                if number is None:
                    raise IndexError("unknown group name %r" % name)
            else:
                number = int(name)
                if number >= 1 << 30:
                    raise source.error("invalid group reference %d" % number, len(name) + 1)
            group(number, len(name) + 1)
        elif d == "0":
            if source.next is not None and source.next in _OCTAL:
                c += source.take()
                if source.next is not None and source.next in _OCTAL:
                    c += source.take()
            literal += chr(int(c[1:], 8) & 0xff)
        elif d in _DIGITS:
            octal = False
            if source.next is not None and source.next in _DIGITS:
                c += source.take()
                if d in _OCTAL and c[2] in _OCTAL and source.next is not None and source.next in _OCTAL:
                    c += source.take()
                    octal = True
                    value = int(c[1:], 8)
                    if value > 0o377:
                        raise source.error("octal escape value %s outside of range 0-0o377" % c, len(c))
                    literal += chr(value)
            if not octal:
                group(int(c[1:]), len(c) - 1)
        elif d in _ESCAPES:
            literal += chr(_ESCAPES[d])
        elif d in _LETTERS:
            raise source.error("bad escape %s" % c, len(c))
        else:
            literal += c
    if literal or not pieces:
        pieces.append(encode(literal))
    return pieces
