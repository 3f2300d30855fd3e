"""What enum has beyond its classes: checks, members in the module's namespace, classes turned into enums."""
import builtins as _builtins
import sys

from enum import KEEP, Enum, Flag, FlagBoundary, IntEnum, ReprEnum, StrEnum, auto

__all__ = ["EnumCheck", "CONTINUOUS", "NAMED_FLAGS", "UNIQUE", "verify", "global_enum", "global_enum_repr",
           "global_flag_repr", "global_str", "show_flag_values", "bin", "pickle_by_global_name", "pickle_by_enum_name",
           "_simple_enum"]


class EnumCheck(StrEnum):
    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


EnumCheck.__module__ = "enum"
CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


def _bits(number):
    while number:
        low = number & (~number + 1)
        yield low
        number ^= low


def _is_single_bit(number):
    return number != 0 and number & (number - 1) == 0


def _check_unique(enumeration):
    aliases = [f"{name} -> {member.name}" for name, member in enumeration.__members__.items() if name != member.name]
    if aliases:
        raise ValueError(f"aliases found in {enumeration!r}: {', '.join(aliases)}")


def _check_continuous(enumeration, kind):
    values = {member.value for member in enumeration}
    if len(values) < 2:
        return
    low, high = min(values), max(values)
    if kind == "flag":
        wanted = (1 << bit for bit in range(low.bit_length(), high.bit_length() - 1))
    else:
        wanted = range(low + 1, high)
    missing = [str(value) for value in wanted if value not in values]
    if missing:
        raise ValueError(f"invalid {kind} {enumeration.__name__!r}: missing values {', '.join(missing)}"[:256])


def _check_named_flags(enumeration):
    known = [member.value for member in enumeration]
    names, lost = [], 0
    for name, alias in enumeration._member_map_.items():
        if name in enumeration._member_names_ or alias.value < 0:
            continue
        missed = [bit for bit in _bits(alias.value) if bit not in known]
        if missed:
            names.append(name)
            for bit in missed:
                lost |= bit
    if names:
        who = (f"alias {names[0]} is missing" if len(names) == 1 else
               f"aliases {', '.join(names[:-1])} and {names[-1]} are missing")
        what = f"value 0x{lost:x}" if _is_single_bit(lost) else f"combined values of 0x{lost:x}"
        raise ValueError(f"invalid Flag {enumeration.__name__!r}: {who} {what} "
                         "[use enum.show_flag_values(value) for details]")


class verify:
    """Checks an enumeration: UNIQUE, CONTINUOUS, NAMED_FLAGS."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        if issubclass(enumeration, Flag):
            kind = "flag"
        elif issubclass(enumeration, Enum):
            kind = "enum"
        else:
            raise TypeError("the 'verify' decorator only works with Enum and Flag")
        for check in self.checks:
            if check is UNIQUE:
                _check_unique(enumeration)
            elif check is CONTINUOUS:
                _check_continuous(enumeration, kind)
            elif check is NAMED_FLAGS:
                _check_named_flags(enumeration)
        return enumeration


def show_flag_values(value):
    return list(_bits(value))


def bin(num, max_bits=None):
    """The digits in two's complement, with the sign in front: '0b0 1010'."""
    ceiling = 2 ** num.bit_length()
    if num >= 0:
        text = _builtins.bin(num + ceiling).replace("1", "0", 1)
    else:
        text = _builtins.bin(~num ^ (ceiling - 1) + ceiling)
    sign, digits = text[:3], text[3:]
    if max_bits is not None and len(digits) < max_bits:
        digits = (sign[-1] * max_bits + digits)[-max_bits:]
    return f"{sign} {digits}"


def pickle_by_global_name(self, proto):
    return self.name


def pickle_by_enum_name(self, proto):
    return getattr, (self.__class__, self._name_)


def _last_part(module):
    return module.split(".")[-1]


def global_enum_repr(self):
    return f"{_last_part(self.__class__.__module__)}.{self._name_}"


def global_flag_repr(self):
    module = _last_part(self.__class__.__module__)
    if self._name_ is None:
        return f"{module}.{self.__class__.__name__}({self._value_!r})"
    if _is_single_bit(self._value_):
        return f"{module}.{self._name_}"
    if self._boundary_ is not FlagBoundary.KEEP:
        return "|".join([f"{module}.{name}" for name in self.name.split("|")])
    return "|".join([name if name[0].isdigit() else f"{module}.{name}" for name in self._name_.split("|")])


def global_str(self):
    return f"{self.__class__.__name__}({self._value_!r})" if self._name_ is None else self._name_


def global_enum(cls, update_str=False):
    """A decorator: members show as names of the module, and are put into it."""
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls


def _simple_enum(etype=Enum, *, boundary=None, use_args=None):
    """A decorator that makes an enum of a class."""
    def convert(cls):
        metaclass = type(etype)
        body = metaclass.__prepare__(cls.__name__, (etype,))
        for name, value in cls.__dict__.items():
            if name not in ("__dict__", "__weakref__", "__firstlineno__", "__static_attributes__"):
                body[name] = value
        keywords = {} if boundary is None else {"boundary": boundary}
        return metaclass(cls.__name__, (etype,), body, **keywords)
    return convert
