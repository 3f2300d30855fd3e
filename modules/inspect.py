"""What objects are, and how functions are called; what needs running frames or source files is not here."""
import enum
import types
from collections import OrderedDict

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS, CO_NESTED, CO_GENERATOR = 1, 2, 4, 8, 16, 32
CO_NOFREE, CO_COROUTINE, CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 64, 128, 256, 512
GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "GEN_CLOSED"
CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = "CORO_CREATED", "CORO_RUNNING", "CORO_SUSPENDED", "CORO_CLOSED"
AGEN_CREATED, AGEN_RUNNING, AGEN_SUSPENDED, AGEN_CLOSED = "AGEN_CREATED", "AGEN_RUNNING", "AGEN_SUSPENDED", "AGEN_CLOSED"

_is_coroutine_mark = object()


# ---- kinds of objects

def ismodule(object):
    return isinstance(object, types.ModuleType)


def isclass(object):
    return isinstance(object, type)


def ismethod(object):
    return isinstance(object, types.MethodType)


def isfunction(object):
    return isinstance(object, types.FunctionType)


def isbuiltin(object):
    return isinstance(object, types.BuiltinFunctionType)


def ismethodwrapper(object):
    return isinstance(object, types.MethodWrapperType)


def ismethoddescriptor(obj):
    if isclass(obj) or ismethod(obj) or isfunction(obj):
        return False
    kind = type(obj)
    return hasattr(kind, "__get__") and not hasattr(kind, "__set__") and not hasattr(kind, "__delete__")


def isdatadescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    kind = type(object)
    return hasattr(kind, "__set__") or hasattr(kind, "__delete__")


def isroutine(object):
    return isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object)


def isabstract(object):
    return isinstance(object, type) and bool(getattr(object, "__abstractmethods__", None))


def isgenerator(object):
    return isinstance(object, types.GeneratorType)


def iscoroutine(object):
    return isinstance(object, types.CoroutineType)


def isasyncgen(object):
    return isinstance(object, types.AsyncGeneratorType)


def isawaitable(object):
    from collections.abc import Awaitable
    return (isinstance(object, types.CoroutineType)
            or isinstance(object, types.GeneratorType) and bool(object.gi_code.co_flags & CO_ITERABLE_COROUTINE)
            or isinstance(object, Awaitable))


def istraceback(object):
    return isinstance(object, types.TracebackType)


def isframe(object):
    return isinstance(object, types.FrameType)


def iscode(object):
    return isinstance(object, types.CodeType)


def _plain_function(f):
    """The function inside methods and partials."""
    import functools
    while True:
        if ismethod(f):
            f = f.__func__
        elif isinstance(f, functools.partial):
            f = f.func
        else:
            return f


def _has_flag(f, flag):
    f = _plain_function(f)
    return isfunction(f) and bool(f.__code__.co_flags & flag)


def isgeneratorfunction(obj):
    return _has_flag(obj, CO_GENERATOR)


def iscoroutinefunction(obj):
    function = _plain_function(obj)
    if getattr(function, "_is_coroutine_mark", None) is _is_coroutine_mark:
        return True
    return _has_flag(obj, CO_COROUTINE)


def markcoroutinefunction(func):
    if hasattr(func, "__func__"):
        func = func.__func__
    func._is_coroutine_mark = _is_coroutine_mark
    return func


def isasyncgenfunction(obj):
    return _has_flag(obj, CO_ASYNC_GENERATOR)


def getgeneratorstate(generator):
    if generator.gi_running:
        return GEN_RUNNING
    if generator.gi_suspended:
        return GEN_SUSPENDED
    return GEN_CLOSED if generator.gi_frame is None else GEN_CREATED


def getcoroutinestate(coroutine):
    if coroutine.cr_running:
        return CORO_RUNNING
    if coroutine.cr_suspended:
        return CORO_SUSPENDED
    return CORO_CLOSED if coroutine.cr_frame is None else CORO_CREATED


# ---- members, documentation

def getmembers(object, predicate=None):
    found = []
    names = set(dir(object))
    for name in names:
        try:
            value = getattr(object, name)
        except AttributeError:
            for cls in getattr(object, "__mro__", ()):
                if name in cls.__dict__:
                    value = cls.__dict__[name]
                    break
            else:
                continue
        if predicate is None or predicate(value):
            found.append((name, value))
    found.sort(key=lambda pair: pair[0])
    return found


def getmro(cls):
    return cls.__mro__


def unwrap(func, *, stop=None):
    first = func
    seen = {id(func)}
    while not isinstance(func, type) and hasattr(func, "__wrapped__"):
        if stop is not None and stop(func):
            break
        func = func.__wrapped__
        if id(func) in seen:
            raise ValueError("wrapper loop when unwrapping {!r}".format(first))
        seen.add(id(func))
    return func


def cleandoc(doc):
    lines = doc.expandtabs().split("\n")
    margin = min((len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.strip(" ")), default=0)
    lines[0] = lines[0].lstrip(" ")
    lines[1:] = [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def getdoc(object):
    try:
        doc = object.__doc__
    except AttributeError:
        return None
    if doc is None and isclass(object):
        for base in object.__mro__[1:]:
            if base is not type(None) and base.__doc__ is not None and base.__name__ != "object":
                doc = base.__doc__
                break
    elif doc is None and (isfunction(object) or ismethod(object)):
        owner = type(object.__self__) if ismethod(object) else None
        for base in owner.__mro__ if owner else ():
            other = base.__dict__.get(object.__name__)
            if getattr(other, "__doc__", None):
                doc = other.__doc__
                break
    return cleandoc(doc) if isinstance(doc, str) else None


def getmodule(object, _filename=None):
    if ismodule(object):
        return object
    import sys
    return sys.modules.get(getattr(object, "__module__", None))


def getfile(object):
    if ismodule(object):
        if getattr(object, "__file__", None):
            return object.__file__
        raise TypeError(f"{object!r} is a built-in module")
    if isclass(object):
        import sys

        module = sys.modules.get(object.__module__)
        if getattr(module, "__file__", None):
            return module.__file__
        if object.__module__ == "__main__":
            raise OSError("source code not available")
        raise TypeError(f"{object!r} is a built-in class")
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    if iscode(object):
        return object.co_filename
    raise TypeError("module, class, method, function, traceback, frame, or code object was expected, got "
                    f"{type(object).__name__}")


def currentframe():
    """The frame of the caller."""
    import sys

    return sys._getframe(0)


def getattr_static(obj, attr, default=_is_coroutine_mark):
    own = {} if isinstance(obj, type) else getattr(obj, "__dict__", {})
    if attr in own:
        return own[attr]
    for cls in (obj if isinstance(obj, type) else type(obj)).__mro__:
        if attr in cls.__dict__:
            return cls.__dict__[attr]
    if default is not _is_coroutine_mark:
        return default
    raise AttributeError(attr)


# ---- signatures

class _empty:
    pass


class _ParameterKind(enum.IntEnum):
    POSITIONAL_ONLY = 0
    POSITIONAL_OR_KEYWORD = 1
    VAR_POSITIONAL = 2
    KEYWORD_ONLY = 3
    VAR_KEYWORD = 4

    def __str__(self):
        return self.name

    @property
    def description(self):
        return ("positional-only", "positional or keyword", "variadic positional", "keyword-only",
                "variadic keyword")[self]


def formatannotation(annotation, base_module=None, *, quote_annotation_strings=True):
    if not quote_annotation_strings and isinstance(annotation, str):
        return annotation
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return annotation.__module__ + "." + annotation.__qualname__
    return repr(annotation)


class Parameter:
    """One parameter of a signature."""

    __slots__ = ("_name", "_kind", "_default", "_annotation")
    POSITIONAL_ONLY = _ParameterKind.POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _ParameterKind.POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _ParameterKind.VAR_POSITIONAL
    KEYWORD_ONLY = _ParameterKind.KEYWORD_ONLY
    VAR_KEYWORD = _ParameterKind.VAR_KEYWORD
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            self._kind = _ParameterKind(kind)
        except ValueError:
            raise ValueError(f"value {kind!r} is not a valid Parameter.kind")
        if default is not _empty and self._kind in (self.VAR_POSITIONAL, self.VAR_KEYWORD):
            raise ValueError(f"{self._kind.description} parameters cannot have default values")
        if name is _empty:
            raise ValueError("name is a required attribute for Parameter")
        if not isinstance(name, str):
            raise TypeError(f"name must be a str, not a {type(name).__name__}")
        if not name.isidentifier():
            raise ValueError(f"{name!r} is not a valid parameter name")
        self._name = name
        self._default = default
        self._annotation = annotation

    name = property(lambda self: self._name)
    default = property(lambda self: self._default)
    annotation = property(lambda self: self._annotation)
    kind = property(lambda self: self._kind)

    def replace(self, *, name=_empty, kind=_empty, annotation=_empty, default=_empty):
        return type(self)(self._name if name is _empty else name, self._kind if kind is _empty else kind,
                          default=self._default if default is _empty else default,
                          annotation=self._annotation if annotation is _empty else annotation)

    __replace__ = replace

    def _format(self, quote=True):
        text = self._name
        if self._annotation is not _empty:
            text += ": " + formatannotation(self._annotation, quote_annotation_strings=quote)
        if self._default is not _empty:
            text += (" = " if self._annotation is not _empty else "=") + repr(self._default)
        if self._kind == self.VAR_POSITIONAL:
            return "*" + text
        return "**" + text if self._kind == self.VAR_KEYWORD else text

    def __str__(self):
        return self._format()

    def __repr__(self):
        return f'<{self.__class__.__name__} "{self}">'

    def __hash__(self):
        return hash((self._name, self._kind, self._annotation, self._default))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Parameter):
            return NotImplemented
        return (self._name == other._name and self._kind == other._kind and self._default == other._default
                and self._annotation == other._annotation)


class BoundArguments:
    """Arguments by the names of their parameters."""

    __slots__ = ("arguments", "_signature")

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    @property
    def signature(self):
        return self._signature

    @property
    def args(self):
        values = []
        for name, parameter in self._signature.parameters.items():
            if parameter.kind in (Parameter.VAR_KEYWORD, Parameter.KEYWORD_ONLY) or name not in self.arguments:
                break
            if parameter.kind == Parameter.VAR_POSITIONAL:
                values.extend(self.arguments[name])
            else:
                values.append(self.arguments[name])
        return tuple(values)

    @property
    def kwargs(self):
        values = {}
        by_name = False
        for name, parameter in self._signature.parameters.items():
            if not by_name:
                if parameter.kind in (Parameter.VAR_KEYWORD, Parameter.KEYWORD_ONLY):
                    by_name = True
                elif name not in self.arguments:
                    by_name = True
                    continue
            if not by_name or name not in self.arguments:
                continue
            if parameter.kind == Parameter.VAR_KEYWORD:
                values.update(self.arguments[name])
            else:
                values[name] = self.arguments[name]
        return values

    def apply_defaults(self):
        complete = {}
        for name, parameter in self._signature.parameters.items():
            if name in self.arguments:
                complete[name] = self.arguments[name]
            elif parameter.default is not _empty:
                complete[name] = parameter.default
            elif parameter.kind == Parameter.VAR_POSITIONAL:
                complete[name] = ()
            elif parameter.kind == Parameter.VAR_KEYWORD:
                complete[name] = {}
        self.arguments = complete

    def __eq__(self, other):
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self.signature == other.signature and self.arguments == other.arguments

    def __repr__(self):
        arguments = ", ".join(f"{name}={value!r}" for name, value in self.arguments.items())
        return f"<{self.__class__.__name__} ({arguments})>"


class Signature:
    """The parameters of a callable, and its return annotation."""

    __slots__ = ("_parameters", "_return_annotation")
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        ordered = OrderedDict()
        top = Parameter.POSITIONAL_ONLY
        seen_default = False
        for parameter in parameters or ():
            if not isinstance(parameter, Parameter):
                raise TypeError(f"{parameter!r} is not a valid parameter")
            kind = parameter.kind
            if kind < top:
                raise ValueError(f"wrong parameter order: {top.description} parameter before {kind.description} "
                                 "parameter")
            top = kind
            if kind in (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD):
                if parameter.default is not _empty:
                    seen_default = True
                elif seen_default:
                    raise ValueError("non-default argument follows default argument")
            if parameter.name in ordered:
                raise ValueError(f"duplicate parameter name: {parameter.name!r}")
            ordered[parameter.name] = parameter
        self._parameters = types.MappingProxyType(ordered)
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
        return _signature_of(obj, cls, follow_wrapped)

    parameters = property(lambda self: self._parameters)
    return_annotation = property(lambda self: self._return_annotation)

    def replace(self, *, parameters=_empty, return_annotation=_empty):
        return type(self)(self._parameters.values() if parameters is _empty else parameters,
                          return_annotation=(self._return_annotation if return_annotation is _empty
                                             else return_annotation))

    __replace__ = replace

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        by_name = Parameter.KEYWORD_ONLY

        def parts(s):
            all = list(s._parameters.values())
            return ([p for p in all if p.kind != by_name], {p.name: p for p in all if p.kind == by_name},
                    s._return_annotation)

        return self is other or parts(self) == parts(other)

    def __hash__(self):
        return hash((tuple(self._parameters.values()), self._return_annotation))

    def _bind(self, args, kwargs, partial):
        arguments = {}
        left = list(args)
        kwargs = dict(kwargs)
        taken = 0
        only_by_position = []
        for parameter in self._parameters.values():
            name, kind = parameter.name, parameter.kind
            if kind == Parameter.VAR_POSITIONAL:
                if left[taken:]:
                    arguments[name] = tuple(left[taken:])
                    taken = len(left)
                continue
            if kind == Parameter.VAR_KEYWORD:
                continue
            if kind != Parameter.KEYWORD_ONLY and taken < len(left):
                if name in kwargs and kind != Parameter.POSITIONAL_ONLY:
                    raise TypeError(f"multiple values for argument {name!r}")
                arguments[name] = left[taken]
                taken += 1
                continue
            if name in kwargs:
                if kind == Parameter.POSITIONAL_ONLY:
                    if parameter.default is _empty:
                        raise TypeError(f"missing a required positional-only argument: {name!r}")
                    only_by_position.append(name)
                    continue
                arguments[name] = kwargs.pop(name)
                continue
            if parameter.default is _empty and not partial:
                raise TypeError(f"missing a required argument: {name!r}")
        if taken < len(left):
            raise TypeError("too many positional arguments")
        if kwargs:
            rest = next((p for p in self._parameters.values() if p.kind == Parameter.VAR_KEYWORD), None)
            if rest is not None:
                arguments[rest.name] = kwargs
            elif only_by_position:
                raise TypeError("got some positional-only arguments passed as keyword arguments: "
                                + repr(", ".join(only_by_position)))
            else:
                raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
        return BoundArguments(self, arguments)

    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def __repr__(self):
        return f"<{self.__class__.__name__} {self}>"

    def __str__(self):
        return self.format()

    def format(self, *, max_width=None, quote_annotation_strings=True):
        parts = []
        slash_due = False
        star_due = True
        for parameter in self._parameters.values():
            text = parameter._format(quote_annotation_strings)
            if parameter.kind == Parameter.POSITIONAL_ONLY:
                slash_due = True
            elif slash_due:
                parts.append("/")
                slash_due = False
            if parameter.kind == Parameter.VAR_POSITIONAL:
                star_due = False
            elif parameter.kind == Parameter.KEYWORD_ONLY and star_due:
                parts.append("*")
                star_due = False
            parts.append(text)
        if slash_due:
            parts.append("/")
        text = f"({', '.join(parts)})"
        if max_width is not None and len(text) > max_width:
            text = "(\n    " + ",\n    ".join(parts) + "\n)"
        if self._return_annotation is not _empty:
            text += " -> " + formatannotation(self._return_annotation,
                                              quote_annotation_strings=quote_annotation_strings)
        return text


def _from_function(function, cls):
    code = function.__code__
    names = code.co_varnames
    annotations = function.__annotations__
    defaults = function.__defaults__ or ()
    keyword_defaults = function.__kwdefaults__ or {}
    count = code.co_argcount
    parameters = []

    def add(name, kind, default=_empty):
        parameters.append(Parameter(name, kind, default=default, annotation=annotations.get(name, _empty)))

    for i in range(count):
        from_end = i - (count - len(defaults))
        add(names[i], Parameter.POSITIONAL_ONLY if i < code.co_posonlyargcount else Parameter.POSITIONAL_OR_KEYWORD,
            defaults[from_end] if from_end >= 0 else _empty)
    at = count + code.co_kwonlyargcount
    if code.co_flags & CO_VARARGS:
        add(names[at], Parameter.VAR_POSITIONAL)
        at += 1
    for name in names[count:count + code.co_kwonlyargcount]:
        add(name, Parameter.KEYWORD_ONLY, keyword_defaults.get(name, _empty))
    if code.co_flags & CO_VARKEYWORDS:
        add(names[at], Parameter.VAR_KEYWORD)
    return cls(parameters, return_annotation=annotations.get("return", _empty))


def _without_first(signature):
    parameters = list(signature.parameters.values())
    if not parameters or parameters[0].kind in (Parameter.VAR_KEYWORD, Parameter.KEYWORD_ONLY):
        raise ValueError("invalid method signature")
    if parameters[0].kind != Parameter.VAR_POSITIONAL:
        parameters = parameters[1:]
    return signature.replace(parameters=parameters)


def _signature_of(obj, cls=Signature, follow_wrapped=True):
    import functools
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    if ismethod(obj):
        return _without_first(_signature_of(obj.__func__, cls, follow_wrapped))
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda f: hasattr(f, "__signature__") or ismethod(f))
        if ismethod(obj):
            return _signature_of(obj, cls, follow_wrapped)
    given = getattr(obj, "__signature__", None)
    if given is not None:
        if not isinstance(given, Signature):
            raise TypeError(f"unexpected object {given!r} in __signature__ attribute")
        return given
    if isfunction(obj):
        return _from_function(obj, cls)
    if isinstance(obj, functools.partial):
        return _of_partial(obj, cls)
    if isinstance(obj, type):
        for owner, name in ((type(obj), "__call__"), (obj, "__new__"), (obj, "__init__")):
            found = getattr_static(owner, name, None)
            if isinstance(found, staticmethod):
                found = found.__func__
            if isfunction(found):
                return _without_first(_signature_of(found, cls))
        if all(base is object or not hasattr(base, "__text_signature__") for base in obj.__mro__):
            return cls([])
    else:
        call = getattr_static(type(obj), "__call__", None)
        if isfunction(call):
            return _without_first(_signature_of(call, cls))
    raise ValueError(f"no signature found for builtin {obj!r}")


def _of_partial(partial, cls):
    inner = _signature_of(partial.func, cls)
    bound = inner.bind_partial(*partial.args, **partial.keywords)
    parameters = []
    only_by_name = False
    for name, parameter in inner.parameters.items():
        if name in bound.arguments and parameter.kind not in (Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD):
            if name not in partial.keywords or parameter.kind == Parameter.POSITIONAL_ONLY:
                continue
            only_by_name = True
            parameters.append(parameter.replace(kind=Parameter.KEYWORD_ONLY, default=partial.keywords[name]))
        elif only_by_name and parameter.kind == Parameter.POSITIONAL_OR_KEYWORD:
            parameters.append(parameter.replace(kind=Parameter.KEYWORD_ONLY))
        elif not (only_by_name and parameter.kind == Parameter.VAR_POSITIONAL):
            parameters.append(parameter)
    return inner.replace(parameters=sorted(parameters, key=lambda p: p.kind))


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False, annotation_format=None):
    """The Signature of a callable."""
    return _signature_of(obj, Signature, follow_wrapped)


class FullArgSpec(tuple):
    _fields = ("args", "varargs", "varkw", "defaults", "kwonlyargs", "kwonlydefaults", "annotations")
    args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations = (
        property(lambda self, i=i: self[i]) for i in range(7))

    def __repr__(self):
        return "FullArgSpec(" + ", ".join(f"{n}={v!r}" for n, v in zip(self._fields, self)) + ")"


def getfullargspec(func):
    try:
        found = _signature_of(func, Signature, False)
        if ismethod(func):
            found = _signature_of(func.__func__, Signature, False)
    except Exception as exc:
        raise TypeError("unsupported callable") from exc
    args, defaults, by_name, by_name_defaults, annotations = [], [], [], {}, {}
    varargs = varkw = None
    for p in found.parameters.values():
        if p.kind in (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD):
            args.append(p.name)
            if p.default is not _empty:
                defaults.append(p.default)
        elif p.kind == Parameter.VAR_POSITIONAL:
            varargs = p.name
        elif p.kind == Parameter.KEYWORD_ONLY:
            by_name.append(p.name)
            if p.default is not _empty:
                by_name_defaults[p.name] = p.default
        else:
            varkw = p.name
        if p.annotation is not _empty:
            annotations[p.name] = p.annotation
    if found.return_annotation is not _empty:
        annotations["return"] = found.return_annotation
    return FullArgSpec((args, varargs, varkw, tuple(defaults) or None, by_name, by_name_defaults or None, annotations))


def __getattr__(name):
    if not name.startswith("_"):
        import _inspect_more

        if name in _inspect_more.__all__:
            return getattr(_inspect_more, name)
    raise AttributeError(f"module 'inspect' has no attribute {name!r}")
