"""typing.get_type_hints, and an evaluator for annotations that are text: a compiled program has no eval()."""
import builtins
import re
import sys
import types
from functools import reduce
from operator import or_

import typing

_TOKEN = re.compile(r"""\s*(?:
    (?P<number>\d[\d_]*(?:\.\d*)?(?:[eE][+-]?\d+)?)
  | (?P<prefix>[rRbBuU]{0,2})(?P<text>'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")
  | (?P<name>[^\W\d]\w*)
  | (?P<sign>\.\.\.|\*\*|[-+~|\[\](){},.:=*])
  | (?P<end>\Z))""", re.X)
_CONSTANTS = {"None": None, "True": True, "False": False}
_ESCAPES = {"n": "\n", "t": "\t", "\\": "\\", "'": "'", '"': '"'}


class _Reader:
    """One expression: names, attributes, subscripts, calls, |, literals, tuples, lists, dicts."""

    def __init__(self, text, find):
        self.text, self.find = text, find
        self.place = 0
        self.advance()

    def advance(self):
        found = _TOKEN.match(self.text, self.place)
        if found is None:
            self.give_up()
        self.place = found.end()
        self.kind = found.lastgroup
        self.token = found[self.kind]
        self.raw = found["prefix"] or ""

    def give_up(self):
        raise NotImplementedError(f"cowith can't evaluate the annotation {self.text!r}; "
                                  "leave out the quotation marks and the future import: annotations are lazy since 3.14")

    def take(self, sign):
        if self.kind != "sign" or self.token != sign:
            return False
        self.advance()
        return True

    def expect(self, sign):
        if not self.take(sign):
            self.give_up()

    def whole(self):
        value = self.tuple_until("end")
        if self.kind != "end":
            self.give_up()
        return value

    def at(self, end):
        return self.kind == "end" if end == "end" else self.kind == "sign" and self.token == end

    def tuple_until(self, end):
        items, is_tuple = [], False
        while not self.at(end):
            if self.take("*"):
                items.extend(self.alternatives())
                is_tuple = True
            else:
                items.append(self.alternatives())
            if not self.take(","):
                break
            is_tuple = True
        return tuple(items) if is_tuple or not items else items[0]

    def alternatives(self):
        value = self.unary()
        while self.take("|"):
            value = value | self.unary()
        return value

    def unary(self):
        if self.take("-"):
            return -self.unary()
        if self.take("+"):
            return +self.unary()
        if self.take("~"):
            return ~self.unary()
        return self.trailed(self.atom())

    def trailed(self, value):
        while True:
            if self.take("."):
                if self.kind != "name":
                    self.give_up()
                name = self.token
                self.advance()
                value = getattr(value, name)
            elif self.take("["):
                key = self.tuple_until("]")
                self.expect("]")
                value = value[key]
            elif self.take("("):
                value = self.called(value)
            else:
                return value

    def called(self, function):
        args, keywords = [], {}
        while not self.at(")"):
            if self.take("**"):
                keywords.update(self.alternatives())
            elif self.take("*"):
                args.extend(self.alternatives())
            elif self.kind == "name" and re.compile(r"\s*=(?!=)").match(self.text, self.place):
                name = self.token
                self.advance()
                self.expect("=")
                keywords[name] = self.alternatives()
            else:
                args.append(self.alternatives())
            if not self.take(","):
                break
        self.expect(")")
        return function(*args, **keywords)

    def atom(self):
        kind, token = self.kind, self.token
        if kind == "name":
            self.advance()
            if token in ("lambda", "not", "await", "if", "else", "for", "and", "or", "in", "is"):
                self.give_up()
            return _CONSTANTS[token] if token in _CONSTANTS else self.find(token)
        if kind == "number":
            self.advance()
            return float(token) if any(c in token for c in ".eE") else int(token)
        if kind == "text":
            parts = []
            while self.kind == "text":
                parts.append(self.literal())
            return parts[0] if len(parts) == 1 else "".join(parts)
        if self.take("..."):
            return ...
        if self.take("("):
            value = self.tuple_until(")")
            self.expect(")")
            return value
        if self.take("["):
            items = []
            while not self.at("]"):
                if self.take("*"):
                    items.extend(self.alternatives())
                else:
                    items.append(self.alternatives())
                if not self.take(","):
                    break
            self.expect("]")
            return items
        if self.take("{"):
            return self.braces()
        self.give_up()

    def literal(self):
        text, prefix = self.token[1:-1], self.raw.lower()
        self.advance()
        if "r" not in prefix and "\\" in text:
            if re.search(r"\\[^nt\\'\"]", text):
                self.give_up()
            text = re.sub(r"\\(.)", lambda found: _ESCAPES[found[1]], text)
        return text.encode("ascii") if "b" in prefix else text

    def braces(self):
        pairs, items = {}, set()
        while not self.at("}"):
            key = self.alternatives()
            if self.take(":"):
                pairs[key] = self.alternatives()
            else:
                items.add(key)
            if not self.take(","):
                break
        self.expect("}")
        return items if items else pairs


def evaluate(text, globalns, localns, type_params=()):
    """The value of an annotation's text."""
    parameters = {parameter.__name__: parameter for parameter in type_params}

    def find(name):
        for names in (localns, parameters, globalns):
            if name in names:
                return names[name]
        try:
            return getattr(builtins, name)
        except AttributeError:
            raise NameError(f"name {name!r} is not defined", name=name) from None

    return _Reader(text.strip(), find).whole()


def _check(value, text):
    """What typing takes for a type."""
    if value is None:
        return type(None)
    if isinstance(value, str):
        return typing.ForwardRef(value)
    if type(value) is tuple:
        raise TypeError(f"Forward references must evaluate to types; got {value!r}.")
    return value


def _resolved(hint, globalns, localns, type_params, seen=frozenset()):
    """The hint with its forward references replaced."""
    if isinstance(hint, typing.ForwardRef):
        text = hint.__forward_arg__
        if text in seen:
            return hint
        value = _check(evaluate(text, globalns, localns, type_params), text)
        return _resolved(value, globalns, localns, type_params, seen | {text})
    return _rebuilt(hint, lambda part: _resolved(part, globalns, localns, type_params, seen))


def _rebuilt(hint, change):
    """The hint with `change` applied to the types it is made of."""
    if isinstance(hint, types.GenericAlias):
        args = tuple(change(typing.ForwardRef(arg) if isinstance(arg, str) else arg) for arg in hint.__args__)
        return hint if args == hint.__args__ else types.GenericAlias(hint.__origin__, args)
    if isinstance(hint, types.UnionType):
        args = tuple(change(arg) for arg in hint.__args__)
        return hint if args == hint.__args__ else reduce(or_, args)
    if hasattr(hint, "copy_with") and typing.get_origin(hint) is not typing.Literal:
        args = tuple([change(part) for part in arg] if isinstance(arg, list) else change(arg) for arg in hint.__args__)
        return hint if args == hint.__args__ else hint.copy_with(args)
    return hint


def _stripped(hint):
    """The hint without Annotated, Required, NotRequired and ReadOnly."""
    origin = typing.get_origin(hint)
    if origin is typing.Annotated:
        return _stripped(hint.__origin__)
    if origin in (typing.Required, typing.NotRequired, typing.ReadOnly):
        return _stripped(hint.__args__[0])
    return _rebuilt(hint, _stripped)


def _converted(value, is_class):
    if value is None:
        return type(None)
    return typing.ForwardRef(value) if isinstance(value, str) else value


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of a class with its bases, a function or a module, evaluated."""
    if getattr(obj, "__no_type_check__", None):
        return {}
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            annotations = base.__dict__.get("__annotations__")
            if annotations is None:
                annotations = getattr(base, "__annotations__", None) if base.__module__ != "builtins" else None
            if not isinstance(annotations, dict):
                continue
            module = sys.modules.get(base.__module__, None)
            known = getattr(module, "__dict__", {}) if globalns is None else globalns
            inside = dict(vars(base)) if localns is None else localns
            if localns is None and globalns is None:
                known, inside = inside, known
            for name, value in annotations.items():
                hints[name] = _resolved(_converted(value, True), known, inside, getattr(base, "__type_params__", ()))
    else:
        if globalns is None:
            if isinstance(obj, types.ModuleType):
                globalns = obj.__dict__
            else:
                inner = obj
                while hasattr(inner, "__wrapped__"):
                    inner = inner.__wrapped__
                globalns = getattr(inner, "__globals__", {})
            if localns is None:
                localns = globalns
        elif localns is None:
            localns = globalns
        annotations = getattr(obj, "__annotations__", None)
        if annotations is None:
            if callable(obj) or isinstance(obj, types.ModuleType):
                return {}
            raise TypeError(f"{obj!r} does not have annotations")
        for name, value in annotations.items():
            hints[name] = _resolved(_converted(value, False), globalns, localns, getattr(obj, "__type_params__", ()))
    return hints if include_extras else {name: _stripped(hint) for name, hint in hints.items()}
