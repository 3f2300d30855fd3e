"""What inspect has beyond kinds and signatures: frames, source texts, members of classes (Lib/inspect.py)."""
import enum
import os
import sys
import types
from collections import namedtuple
from inspect import (_empty, formatannotation, getattr_static, getfile, getfullargspec, getmodule, getmro, isclass, iscode,
                     isfunction, isframe, ismethod, ismodule, istraceback, signature, unwrap)

__all__ = ["ArgInfo", "Arguments", "Attribute", "BufferFlags", "CO_HAS_DOCSTRING", "CO_METHOD", "ClosureVars",
           "FrameInfo", "TPFLAGS_IS_ABSTRACT", "Traceback", "classify_class_attrs", "findsource",
           "formatannotationrelativeto", "get_annotations", "getabsfile", "getargs", "getargvalues",
           "getasyncgenlocals", "getasyncgenstate", "getblock", "getcallargs", "getclasstree", "getclosurevars",
           "getcomments", "getcoroutinelocals", "getframeinfo", "getgeneratorlocals", "getinnerframes", "getlineno",
           "getmembers_static", "getmodulename", "getouterframes", "getsource", "getsourcefile", "getsourcelines",
           "indentsize", "isgetsetdescriptor", "ismemberdescriptor", "ispackage", "stack", "trace", "walktree"]

CO_HAS_DOCSTRING, CO_METHOD = 0x4000000, 0x8000000
TPFLAGS_IS_ABSTRACT = 1 << 20


class BufferFlags(enum.IntFlag):
    SIMPLE = 0x0
    WRITABLE = 0x1
    FORMAT = 0x4
    ND = 0x8
    STRIDES = 0x10 | ND
    C_CONTIGUOUS = 0x20 | STRIDES
    F_CONTIGUOUS = 0x40 | STRIDES
    ANY_CONTIGUOUS = 0x80 | STRIDES
    INDIRECT = 0x100 | STRIDES
    CONTIG = ND | WRITABLE
    CONTIG_RO = ND
    STRIDED = STRIDES | WRITABLE
    STRIDED_RO = STRIDES
    RECORDS = STRIDES | WRITABLE | FORMAT
    RECORDS_RO = STRIDES | FORMAT
    FULL = INDIRECT | WRITABLE | FORMAT
    FULL_RO = INDIRECT | FORMAT
    READ = 0x100
    WRITE = 0x200


# ---- kinds

def isgetsetdescriptor(object):
    return isinstance(object, types.GetSetDescriptorType)


def ismemberdescriptor(object):
    return isinstance(object, types.MemberDescriptorType)


def ispackage(object):
    return ismodule(object) and hasattr(object, "__path__")


def getasyncgenstate(agen):
    if agen.ag_running:
        return "AGEN_RUNNING"
    if agen.ag_suspended:
        return "AGEN_SUSPENDED"
    return "AGEN_CLOSED" if agen.ag_frame is None else "AGEN_CREATED"


def _no_locals(object):
    raise NotImplementedError("the locals of a suspended function are variables of C++ here: they can't be shown")


getgeneratorlocals = getcoroutinelocals = getasyncgenlocals = _no_locals


# ---- members

def getmembers_static(object, predicate=None):
    """getmembers() without asking descriptors and __getattr__."""
    found = []
    names = dir(object)
    seen = set()
    if isclass(object):
        for base in object.__bases__:
            names += [k for k, v in base.__dict__.items() if type(v).__qualname__ == "DynamicClassAttribute"]
    for name in names:
        try:
            value = getattr_static(object, name)
            if name in seen:
                raise AttributeError
        except AttributeError:
            for cls in (object,) + getmro(object) if isclass(object) else ():
                if name in cls.__dict__:
                    value = cls.__dict__[name]
                    break
            else:
                continue
        if predicate is None or predicate(value):
            found.append((name, value))
        seen.add(name)
    found.sort(key=lambda pair: pair[0])
    return found


Attribute = namedtuple("Attribute", "name kind defining_class object")


def classify_class_attrs(cls):
    """A list of Attribute: name, kind, the class that defines it, and what stands in that class's __dict__."""
    result = []
    for name in dir(cls):
        home, value = None, None
        for base in cls.__mro__:
            if name in base.__dict__:
                home, value = base, base.__dict__[name]
                break
        else:
            for base in type(cls).__mro__:
                if name in base.__dict__:
                    home, value = base, base.__dict__[name]
                    break
            else:
                continue
        if isinstance(value, (staticmethod, types.BuiltinMethodType)):
            kind = "static method"
        elif isinstance(value, (classmethod, types.ClassMethodDescriptorType)):
            kind = "class method"
        elif isinstance(value, property):
            kind = "property"
        elif isfunction(value) or isinstance(value, (types.WrapperDescriptorType, types.MethodDescriptorType)):
            kind = "method"
        else:
            kind = "data"
        result.append(Attribute(name, kind, home, value))
    return result


def walktree(classes, children, parent):
    results = []
    classes.sort(key=lambda c: (c.__module__, c.__name__))
    for c in classes:
        results.append((c, c.__bases__))
        if c in children:
            results.append(walktree(children[c], children, c))
    return results


def getclasstree(classes, unique=False):
    """The classes given, as nested lists of (class, bases)."""
    children = {}
    roots = []
    for c in classes:
        for parent in c.__bases__:
            below = children.setdefault(parent, [])
            if c not in below:
                below.append(c)
            if unique and parent in classes:
                break
        if not c.__bases__ and c not in roots:
            roots.append(c)
    for parent in children:
        if parent not in classes:
            roots.append(parent)
    return walktree(roots, children, None)


# ---- files and source texts

def getmodulename(path):
    name = os.path.basename(path)
    for suffix in (".py", ".pyc"):
        if name.endswith(suffix):
            return name[:-len(suffix)]
    return None


def getsourcefile(object):
    filename = getfile(object)
    import linecache

    return filename if os.path.exists(filename) or linecache.getlines(filename) else None


def getabsfile(object, _filename=None):
    if _filename is None:
        _filename = getsourcefile(object) or getfile(object)
    return os.path.normcase(os.path.abspath(_filename))


def indentsize(line):
    """How far a line is indented, tabs expanded."""
    text = line.expandtabs()
    return len(text) - len(text.lstrip())


def findsource(object):
    """All lines of the file of an object, and the index of its first one."""
    import linecache

    lines = linecache.getlines(getfile(object))
    if not lines:
        raise OSError("could not get source code")
    if ismodule(object):
        return lines, 0
    if isclass(object):
        try:
            line = vars(object)["__firstlineno__"] - 1
        except (TypeError, KeyError):
            raise OSError("source code not available") from None
        if line >= len(lines):
            raise OSError("lineno is out of bounds")
        return lines, line
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    if iscode(object):
        line = object.co_firstlineno - 1
        if line >= len(lines):
            raise OSError("lineno is out of bounds")
        return lines, line
    raise OSError("could not find code object")


class _Scan:
    """How deep a text is in brackets and strings, line by line."""

    def __init__(self):
        self.depth = 0
        self.quote = ""  # of the string that goes on
        self.joined = False  # the line ended in a backslash

    def feed(self, line):
        """Whether a statement ends with this line."""
        i, size = 0, len(line)
        self.joined = False
        while i < size:
            c = line[i]
            if self.quote:
                if c == "\\":
                    i += 1
                elif line.startswith(self.quote, i):
                    i += len(self.quote) - 1
                    self.quote = ""
                elif c == "\n" and len(self.quote) == 1:
                    self.quote = ""
            elif c == "#":
                break
            elif c in "'\"":
                self.quote = c * 3 if line.startswith(c * 3, i) else c
                i += len(self.quote) - 1
            elif c in "([{":
                self.depth += 1
            elif c in ")]}":
                self.depth -= 1
            elif c == "\\" and line[i + 1:] in ("\n", ""):
                self.joined = True
            i += 1
        return self.depth <= 0 and not self.quote and not self.joined


def getblock(lines):
    """The lines of the definition that the first one starts."""
    scan = _Scan()
    indent = indentsize(lines[0]) if lines else 0
    last, in_header, decorated = 0, True, False
    new = True  # a statement starts with this line
    for i, line in enumerate(lines):
        text = line.strip()
        if new and i and not in_header and text and not text.startswith("#") and indentsize(line) <= indent:
            break
        if new and in_header:
            decorated = text.startswith("@")
        start = new
        new = scan.feed(line)
        if text and not (start and text.startswith("#") and indentsize(line) <= indent):
            last = i + 1
        if new and in_header and not decorated:
            code = text.split("#")[0].rstrip()
            if not code.endswith(":") and not code.startswith("@"):
                break  # a lambda, or a body on the same line
            in_header = False
    return lines[:last]


def getsourcelines(object):
    """The lines of an object, and the number of the first one."""
    object = unwrap(object)
    lines, first = findsource(object)
    if istraceback(object):
        object = object.tb_frame
    if ismodule(object) or isframe(object) and object.f_code.co_name == "<module>":
        return lines, 0
    return getblock(lines[first:]), first + 1


def getsource(object):
    """The text of an object."""
    lines, _ = getsourcelines(object)
    return "".join(lines)


def getcomments(object):
    """The comment above an object."""
    try:
        lines, first = findsource(object)
    except (OSError, TypeError):
        return None
    if ismodule(object):
        start = 1 if lines and lines[0][:2] == "#!" else 0
        while start < len(lines) and lines[start].strip() in ("", "#"):
            start += 1
        comments = []
        while start < len(lines) and lines[start][:1] == "#":
            comments.append(lines[start].expandtabs())
            start += 1
        return "".join(comments) if comments else None
    indent = indentsize(lines[first])
    comments = []
    end = first - 1
    while end >= 0 and lines[end].lstrip()[:1] == "#" and indentsize(lines[end]) == indent:
        comments.insert(0, lines[end].expandtabs().lstrip())
        end -= 1
    while comments and comments[0].strip() == "#":
        del comments[0]
    while comments and comments[-1].strip() == "#":
        del comments[-1]
    return "".join(comments) if comments else None


# ---- frames

class Traceback(namedtuple("Traceback", "filename lineno function code_context index")):
    """One level of a traceback."""

    positions = None

    def __repr__(self):
        return (f"Traceback(filename={self.filename!r}, lineno={self.lineno!r}, function={self.function!r}, "
                f"code_context={self.code_context!r}, index={self.index!r}, positions={self.positions!r})")


class FrameInfo(namedtuple("FrameInfo", "frame filename lineno function code_context index")):
    """One level of the stack."""

    positions = None

    def __repr__(self):
        return (f"FrameInfo(frame={self.frame!r}, filename={self.filename!r}, lineno={self.lineno!r}, "
                f"function={self.function!r}, code_context={self.code_context!r}, index={self.index!r}, "
                f"positions={self.positions!r})")


def getlineno(frame):
    return frame.f_lineno


def getframeinfo(frame, context=1):
    """Where a frame or a traceback is, with lines of context around it."""
    if istraceback(frame):
        lineno = frame.tb_lineno
        frame = frame.tb_frame
    elif isframe(frame):
        lineno = frame.f_lineno
    else:
        raise TypeError(f"{frame!r} is not a frame or traceback object")
    filename = frame.f_code.co_filename
    lines = index = None
    if context > 0:
        import linecache

        start = lineno - 1 - context // 2
        everything = linecache.getlines(filename)
        if everything:
            start = max(0, min(start, len(everything) - context))
            lines = everything[start:start + context]
            index = lineno - 1 - start
    return Traceback(filename, lineno, frame.f_code.co_name, lines, index)


def getouterframes(frame, context=1):
    found = []
    while frame:
        found.append(FrameInfo(frame, *getframeinfo(frame, context)))
        frame = frame.f_back
    return found


def getinnerframes(tb, context=1):
    found = []
    while tb:
        found.append(FrameInfo(tb.tb_frame, *getframeinfo(tb, context)))
        tb = tb.tb_next
    return found


def stack(context=1):
    """The frames of the callers, the nearest first."""
    return getouterframes(sys._getframe(0), context)


def trace(context=1):
    """The frames between here and the exception that is being handled."""
    error = sys.exception()
    return getinnerframes(error.__traceback__ if error is not None else None, context)


# ---- arguments

Arguments = namedtuple("Arguments", "args, varargs, varkw")
ArgInfo = namedtuple("ArgInfo", "args varargs keywords locals")
ClosureVars = namedtuple("ClosureVars", "nonlocals globals builtins unbound")


def getargs(co):
    """The names of a code object's parameters."""
    if not iscode(co):
        raise TypeError(f"{co!r} is not a code object")
    names = co.co_varnames
    count, by_keyword = co.co_argcount, co.co_kwonlyargcount
    args = list(names[:count + by_keyword])
    at = count + by_keyword
    varargs = varkw = None
    if co.co_flags & 4:
        varargs = names[at]
        at += 1
    if co.co_flags & 8:
        varkw = names[at]
    return Arguments(args, varargs, varkw)


def getargvalues(frame):
    args, varargs, varkw = getargs(frame.f_code)
    return ArgInfo(args, varargs, varkw, frame.f_locals)


def _listed(names):
    shown = [repr(name) for name in names]
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + f" and {shown[-1]}" if len(shown) == 2 else (
        ", ".join(shown[:-2]) + f", {shown[-2]} and {shown[-1]}")


def _missing(function, names, kind, values):
    names = [name for name in names if name not in values]
    plural = "" if len(names) == 1 else "s"
    raise TypeError(f"{function}() missing {len(names)} required {kind} argument{plural}: {_listed(names)}")


def _too_many(function, spec, given, values):
    required = len(spec.args) - len(spec.defaults or ())
    by_keyword = sum(name in values for name in spec.kwonlyargs)
    plural = len(spec.args) != 1
    most = f"from {required} to {len(spec.args)}" if spec.defaults else str(len(spec.args))
    extra = ""
    if by_keyword:
        words = "s" if given != 1 else "", by_keyword, "s" if by_keyword != 1 else ""
        extra = f" positional argument{words[0]} (and {words[1]} keyword-only argument{words[2]})"
    raise TypeError(f"{function}() takes {most} positional argument{'s' if plural or spec.defaults else ''} but {given}"
                    f"{extra} {'was' if given == 1 and not by_keyword else 'were'} given")


def getcallargs(func, /, *positional, **named):
    """What each parameter gets in a call."""
    spec = getfullargspec(func)
    name = func.__name__
    if ismethod(func) and func.__self__ is not None:
        positional = (func.__self__, *positional)
    values = dict(zip(spec.args, positional))
    if spec.varargs:
        values[spec.varargs] = tuple(positional[len(spec.args):])
    if spec.varkw:
        values[spec.varkw] = {}
    for key, value in named.items():
        if key not in spec.args and key not in spec.kwonlyargs:
            if not spec.varkw:
                raise TypeError(f"{name}() got an unexpected keyword argument {key!r}")
            values[spec.varkw][key] = value
        elif key in values:
            raise TypeError(f"{name}() got multiple values for argument {key!r}")
        else:
            values[key] = value
    if len(positional) > len(spec.args) and not spec.varargs:
        _too_many(name, spec, len(positional), values)
    required = spec.args[:len(spec.args) - len(spec.defaults or ())]
    if any(key not in values for key in required):
        _missing(name, required, "positional", values)
    for key, value in zip(spec.args[len(required):], spec.defaults or ()):
        values.setdefault(key, value)
    for key, value in (spec.kwonlydefaults or {}).items():
        values.setdefault(key, value)
    if any(key not in values for key in spec.kwonlyargs):
        _missing(name, spec.kwonlyargs, "keyword-only", values)
    return values


def getclosurevars(func):
    raise NotImplementedError("code objects don't list the global names of their function here")


# ---- annotations

def get_annotations(obj, *, globals=None, locals=None, eval_str=False, format=1):
    """A dict of the annotations of a class, module or callable: of the class itself, not of its bases."""
    if isclass(obj):
        found = obj.__dict__.get("__annotations__")
        if found is None:
            found = obj.__annotations__ if "__annotate__" in dir(obj) or "__annotations__" in dir(obj) else {}
    elif ismodule(obj) or callable(obj):
        found = getattr(obj, "__annotations__", None)
    else:
        raise TypeError(f"{obj!r} is not a module, class, or callable.")
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise ValueError(f"{obj!r}.__annotations__ is neither a dict nor None")
    found = dict(found)
    if eval_str and any(isinstance(value, str) for value in found.values()):
        from typing import get_type_hints

        hints = get_type_hints(obj, globals, locals)
        found = {name: hints.get(name, value) if isinstance(value, str) else value for name, value in found.items()}
    return found


def formatannotationrelativeto(object):
    module = getattr(object, "__module__", None)

    def _formatannotation(annotation):
        return formatannotation(annotation, module)

    return _formatannotation
