"""Constants of characters, templates with $names, and str.format() to derive from."""

__all__ = ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits",
           "printable", "punctuation", "whitespace", "Formatter", "Template"]

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or " ").join(map(str.capitalize, s.split(sep)))


class _LazyPattern:
    """Template.pattern: compiled when somebody looks at it."""

    def __get__(self, template, cls):
        return cls._regex()


class Template:
    """Text with $name and ${name} in it."""

    delimiter = "$"
    idpattern = r"(?a:[_a-z][_a-z0-9]*)"
    braceidpattern = None
    flags = None
    pattern = _LazyPattern()

    def __init_subclass__(cls):
        super().__init_subclass__()
        if "pattern" in cls.__dict__:
            cls._compiled = None

    def __init__(self, template):
        self.template = template

    @classmethod
    def _regex(cls):
        """The pattern of the class, compiled when it is first needed."""
        compiled = cls.__dict__.get("_compiled")
        if compiled is None:
            import re
            pattern = next(base.__dict__["pattern"] for base in cls.__mro__ if "pattern" in base.__dict__)
            if isinstance(pattern, _LazyPattern):
                mark = re.escape(cls.delimiter)
                pattern = (rf"{mark}(?:(?P<escaped>{mark})|(?P<named>{cls.idpattern})|"
                           rf"{{(?P<braced>{cls.braceidpattern or cls.idpattern})}}|(?P<invalid>))")
            if isinstance(pattern, str):
                flags = re.IGNORECASE if cls.flags is None else cls.flags
                compiled = re.compile(pattern, flags | re.VERBOSE)
            else:
                compiled = pattern
            cls._compiled = compiled
        return compiled

    def _invalid(self, mo):
        i = mo.start("invalid")
        lines = self.template[:i].splitlines(keepends=True)
        if not lines:
            column, line = 1, 1
        else:
            column, line = i - len("".join(lines[:-1])), len(lines)
        raise ValueError("Invalid placeholder in string: line %d, col %d" % (line, column))

    def _values(self, mapping, keywords):
        if mapping is None:
            return keywords
        if keywords:
            from collections import ChainMap
            return ChainMap(keywords, mapping)
        return mapping

    def substitute(self, mapping=None, /, **kws):
        values = self._values(mapping, kws)

        def convert(mo):
            name = mo.group("named") or mo.group("braced")
            if name is not None:
                return str(values[name])
            if mo.group("escaped") is not None:
                return self.delimiter
            if mo.group("invalid") is not None:
                self._invalid(mo)
            raise ValueError("Unrecognized named group in pattern", self._regex())

        return self._regex().sub(convert, self.template)

    def safe_substitute(self, mapping=None, /, **kws):
        values = self._values(mapping, kws)

        def convert(mo):
            name = mo.group("named") or mo.group("braced")
            if name is not None:
                try:
                    return str(values[name])
                except KeyError:
                    return mo.group()
            if mo.group("escaped") is not None:
                return self.delimiter
            if mo.group("invalid") is not None:
                return mo.group()
            raise ValueError("Unrecognized named group in pattern", self._regex())

        return self._regex().sub(convert, self.template)

    def is_valid(self):
        for mo in self._regex().finditer(self.template):
            if mo.group("invalid") is not None:
                return False
            if all(mo.group(kind) is None for kind in ("named", "braced", "escaped")):
                raise ValueError("Unrecognized named group in pattern", self._regex())
        return True

    def get_identifiers(self):
        names = []
        for mo in self._regex().finditer(self.template):
            name = mo.group("named") or mo.group("braced")
            if name is not None and name not in names:
                names.append(name)
            elif name is None and mo.group("invalid") is None and mo.group("escaped") is None:
                raise ValueError("Unrecognized named group in pattern", self._regex())
        return names


def _parse(text):
    """The pieces of a format string: (literal, field name or None, spec, conversion)."""
    literal = ""
    i = 0
    while i < len(text):
        c = text[i]
        if c not in "{}":
            literal += c
            i += 1
            continue
        if text[i + 1:i + 2] == c:
            yield literal + c, None, None, None
            literal = ""
            i += 2
            continue
        if c == "}":
            raise ValueError("Single '}' encountered in format string")
        depth, end, in_index = 1, i + 1, False
        while end < len(text) and depth:
            if text[end] == "{":
                depth += 1
            elif text[end] == "}":
                depth -= 1
            end += 1
        if i + 1 == len(text):
            raise ValueError("Single '{' encountered in format string")
        if depth:
            raise ValueError("expected '}' before end of string")
        field = text[i + 1:end - 1]
        name, conversion, spec = field, None, ""
        brackets = 0
        for at, c in enumerate(field):
            if c == "[":
                brackets += 1
            elif c == "]":
                brackets = 0
            elif c in ":!" and not brackets:
                name = field[:at]
                if c == ":":
                    spec = field[at + 1:]
                else:
                    rest = field[at + 1:]
                    if not rest:
                        raise ValueError("end of string while looking for conversion specifier")
                    conversion = rest[0]
                    if len(rest) > 1:
                        if rest[1] != ":":
                            raise ValueError("expected ':' after conversion specifier")
                        spec = rest[2:]
                break
        yield literal, name, spec, conversion
        literal = ""
        i = end
    if literal:
        yield literal, None, None, None


def _split_name(name):
    """"a.b[0]" -> "a", [(True, "b"), (False, 0)]"""
    end = min((at for at in (name.find("."), name.find("[")) if at >= 0), default=len(name))
    first, rest = name[:end], []
    while end < len(name):
        if name[end] == ".":
            stop = min((at for at in (name.find(".", end + 1), name.find("[", end + 1)) if at >= 0), default=len(name))
            part = name[end + 1:stop]
            if not part:
                raise ValueError("Empty attribute in format string")
            rest.append((True, part))
            end = stop
        elif name[end] == "[":
            stop = name.find("]", end)
            if stop < 0:
                raise ValueError("Missing ']' in format string")
            part = name[end + 1:stop]
            if not part:
                raise ValueError("Empty attribute in format string")
            rest.append((False, int(part) if part.isdecimal() else part))
            end = stop + 1
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
    return int(first) if first.isdecimal() else first, rest


class Formatter:
    """str.format() whose steps can be overridden."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        text, _ = self._vformat(format_string, args, kwargs, used, 2)
        self.check_unused_args(used, args, kwargs)
        return text

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError("Max string recursion exceeded")
        out = []
        for literal, name, spec, conversion in self.parse(format_string):
            if literal:
                out.append(literal)
            if name is None:
                continue
            first, _ = _split_name(name)
            if first == "":
                if auto_arg_index is False:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                name = str(auto_arg_index) + name
                auto_arg_index += 1
            elif isinstance(first, int):
                if auto_arg_index:
                    raise ValueError("cannot switch from automatic field numbering to manual field specification")
                auto_arg_index = False
            value, used = self.get_field(name, args, kwargs)
            used_args.add(used)
            value = self.convert_field(value, conversion)
            spec, auto_arg_index = self._vformat(spec, args, kwargs, used_args, recursion_depth - 1, auto_arg_index)
            out.append(self.format_field(value, spec))
        return "".join(out), auto_arg_index

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError(f"Unknown conversion specifier {conversion!s}")

    def parse(self, format_string):
        return _parse(format_string)

    def get_field(self, field_name, args, kwargs):
        first, rest = _split_name(field_name)
        value = self.get_value(first, args, kwargs)
        for is_attribute, i in rest:
            value = getattr(value, i) if is_attribute else value[i]
        return value, first
