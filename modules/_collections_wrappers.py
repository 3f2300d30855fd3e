"""The classes of collections that wrap others: ChainMap, UserDict, UserList, UserString."""
import sys
from collections.abc import Mapping, MutableMapping, MutableSequence, Sequence
from operator import delitem, eq, ge, gt, le, lt, methodcaller
from reprlib import recursive_repr

_no_such_key = "Key not found in the first mapping: {!r}"


def _twin(original, data):
    """A shallow copy that calls no __init__ and no descriptor; only `data` is another one."""
    kind = original.__class__
    copied = kind.__new__(kind)
    copied.__dict__.update({**original.__dict__, "data": data})
    return copied


def _compared(plain):
    """The five comparisons of `data` with plain(other); != comes from ==."""

    def with_operation(operation):
        def compare(self, other):
            return operation(self.data, plain(other))

        return compare

    return map(with_operation, (lt, le, eq, gt, ge))


def plain_list(x):
    return x.data if isinstance(x, UserList) else x


def as_list(x):
    x = plain_list(x)
    return x if isinstance(x, list) else list(x)


def plain_str(x):
    return x.data if isinstance(x, UserString) else x


def as_str(x):
    x = plain_str(x)
    return x if isinstance(x, str) else str(x)


class ChainMap(MutableMapping):
    """Several mappings seen as one: reads find the first, writes go to the first only."""

    __module__ = "collections"

    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __missing__(self, key):
        raise KeyError(key)

    def __getitem__(self, key):
        for mapping in self.maps:
            # A mapping may find what it doesn't say it contains, such as a defaultdict.
            try:
                return mapping[key]
            except KeyError:
                pass
        return self.__missing__(key)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __len__(self):
        return len(set().union(*self.maps))

    def __iter__(self):
        # The last mapping's keys come first, then what the ones before it add.
        return iter(dict.fromkeys(key for mapping in reversed(self.maps) for key in mapping))

    def __contains__(self, key):
        return any(key in mapping for mapping in self.maps)

    def __bool__(self):
        return any(self.maps)

    @recursive_repr()
    def __repr__(self):
        return f"{self.__class__.__name__}({', '.join(map(repr, self.maps))})"

    @classmethod
    def fromkeys(cls, iterable, value=None, /):
        return cls(dict.fromkeys(iterable, value))

    def copy(self):
        return self.__class__(self.maps[0].copy(), *self.maps[1:])

    __copy__ = copy

    def new_child(self, m=None, **kwargs):
        if m is not None and kwargs:
            m.update(kwargs)
        return self.__class__(kwargs if m is None else m, *self.maps)

    @property
    def parents(self):
        return self.__class__(*self.maps[1:])

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def _take_from_first(self, take, lack, *args):
        """take(the first mapping, *args), and `lack` for what isn't there."""
        try:
            return take(self.maps[0], *args)
        except KeyError:
            raise KeyError(lack.format(*args))

    def __delitem__(self, key):
        self._take_from_first(delitem, _no_such_key, key)

    def pop(self, key, *args):
        return self._take_from_first(lambda mapping, *args: mapping.pop(*args), _no_such_key, key, *args)

    def popitem(self):
        return self._take_from_first(methodcaller("popitem"), "No keys found in the first mapping.")

    def clear(self):
        self.maps[0].clear()

    def __ior__(self, other):
        self.maps[0].update(other)
        return self

    def __or__(self, other):
        if isinstance(other, Mapping):
            joined = self.copy()
            joined.maps[0].update(other)
            return joined
        return NotImplemented

    def __ror__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        joined = dict(other)
        for mapping in self.maps[::-1]:
            joined |= mapping
        return self.__class__(joined)


class UserDict(MutableMapping):
    """A dict to derive from: the contents are in `data`."""

    __module__ = "collections"

    def __init__(self, dict=None, /, **kwargs):
        self.data = {}
        if dict is not None:
            self.update(dict)
        if kwargs:
            self.update(kwargs)

    def __len__(self):
        return len(self.data)

    def __getitem__(self, key):
        if key not in self.data:
            missing = getattr(self.__class__, "__missing__", None)
            if missing is None:
                raise KeyError(key)
            return missing(self, key)
        return self.data[key]

    def __setitem__(self, key, item):
        self.data[key] = item

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter(self.data)

    def __contains__(self, key):
        return key in self.data

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __repr__(self):
        return repr(self.data)

    def __or__(self, other):
        other = plain_dict(other)
        return self.__class__(self.data | other) if isinstance(other, dict) else NotImplemented

    def __ror__(self, other):
        other = plain_dict(other)
        return self.__class__(other | self.data) if isinstance(other, dict) else NotImplemented

    def __ior__(self, other):
        self.data |= plain_dict(other)
        return self

    def __copy__(self):
        return _twin(self, self.__dict__["data"].copy())

    def copy(self):
        if self.__class__ is UserDict:
            return UserDict(self.data.copy())
        # A derived class may keep its contents in another form.
        twin = _twin(self, {})
        twin.update(self)
        return twin

    @classmethod
    def fromkeys(cls, iterable, value=None):
        made = cls()
        for key in iterable:
            made[key] = value
        return made


def plain_dict(x):
    return x.data if isinstance(x, UserDict) else x


class UserList(MutableSequence):
    """A list to derive from: the contents are in `data`."""

    __module__ = "collections"

    def __init__(self, initlist=None):
        self.data = [] if initlist is None else list(plain_list(initlist))

    def __repr__(self):
        return repr(self.data)

    __lt__, __le__, __eq__, __gt__, __ge__ = _compared(plain_list)

    def __contains__(self, item):
        return item in self.data

    def __len__(self):
        return len(self.data)

    def __getitem__(self, i):
        found = self.data[i]
        return self.__class__(found) if isinstance(i, slice) else found

    def __setitem__(self, i, item):
        self.data[i] = item

    def __delitem__(self, i):
        del self.data[i]

    def __add__(self, other):
        return self.__class__(self.data + as_list(other))

    def __radd__(self, other):
        return self.__class__(as_list(other) + self.data)

    def __iadd__(self, other):
        self.data += as_list(other)
        return self

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__

    def __imul__(self, n):
        self.data *= n
        return self

    def __copy__(self):
        return _twin(self, self.__dict__["data"][:])

    def append(self, item):
        self.data.append(item)

    def insert(self, i, item):
        self.data.insert(i, item)

    def pop(self, i=-1):
        return self.data.pop(i)

    def remove(self, item):
        self.data.remove(item)

    def clear(self):
        self.data.clear()

    def copy(self):
        return self.__class__(self)

    def count(self, item):
        return self.data.count(item)

    def index(self, item, *args):
        return self.data.index(item, *args)

    def reverse(self):
        self.data.reverse()

    def sort(self, /, *args, **kwds):
        self.data.sort(*args, **kwds)

    def extend(self, other):
        self.data.extend(plain_list(other))


class UserString(Sequence):
    """A str to derive from: the contents are in `data`."""

    __module__ = "collections"

    def __init__(self, seq):
        self.data = as_str(seq)

    def __str__(self):
        return str(self.data)

    def __repr__(self):
        return repr(self.data)

    def __int__(self):
        return int(self.data)

    def __float__(self):
        return float(self.data)

    def __complex__(self):
        return complex(self.data)

    def __hash__(self):
        return hash(self.data)

    def __getnewargs__(self):
        return (self.data[:],)

    __lt__, __le__, __eq__, __gt__, __ge__ = _compared(plain_str)

    def __contains__(self, char):
        return plain_str(char) in self.data

    def __len__(self):
        return len(self.data)

    def __getitem__(self, index):
        return self.__class__(self.data[index])

    def __add__(self, other):
        return self.__class__(self.data + as_str(other))

    def __radd__(self, other):
        return self.__class__(as_str(other) + self.data)

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__

    def __mod__(self, args):
        return self.__class__(self.data % args)

    def __rmod__(self, template):
        return self.__class__(str(template) % self)

    maketrans = str.maketrans

    # The methods of str that are like no other; the rest is added below.
    def removeprefix(self, prefix, /):
        return self.__class__(self.data.removeprefix(plain_str(prefix)))

    def removesuffix(self, suffix, /):
        return self.__class__(self.data.removesuffix(plain_str(suffix)))

    def expandtabs(self, tabsize=8):
        return self.__class__(self.data.expandtabs(tabsize))

    def replace(self, old, new, maxsplit=-1):
        return self.__class__(self.data.replace(plain_str(old), plain_str(new), maxsplit))

    def translate(self, *args):
        return self.__class__(self.data.translate(*args))

    def zfill(self, width):
        return self.__class__(self.data.zfill(width))

    def encode(self, encoding="utf-8", errors="strict"):
        given = [default if value is None else value for value, default in ((encoding, "utf-8"), (errors, "strict"))]
        return self.data.encode(*given)

    def format(self, /, *args, **kwds):
        return self.data.format(*args, **kwds)

    def format_map(self, mapping):
        return self.data.format_map(mapping)

    def join(self, seq):
        return self.data.join(seq)

    def splitlines(self, keepends=False):
        return self.data.splitlines(keepends)

    def startswith(self, prefix, start=0, end=sys.maxsize):
        return self.data.startswith(prefix, start, end)

    def endswith(self, suffix, start=0, end=sys.maxsize):
        return self.data.endswith(suffix, start, end)


def _changed(name):
    call = methodcaller(name)

    def method(self):
        return self.__class__(call(self.data))

    return method


def _padded(name):
    def method(self, width, *args):
        return self.__class__(getattr(self.data, name)(width, *args))

    return method


def _stripped(name):
    def method(self, chars=None):
        return self.__class__(getattr(self.data, name)(chars))

    return method


def _asked(name):
    call = methodcaller(name)

    def method(self):
        return call(self.data)

    return method


def _searched(name):
    def method(self, sub, start=0, end=sys.maxsize):
        return getattr(self.data, name)(plain_str(sub), start, end)

    return method


def _split(name):
    def method(self, sep=None, maxsplit=-1):
        return getattr(self.data, name)(sep, maxsplit)

    return method


def _parted(name):
    def method(self, sep):
        return getattr(self.data, name)(sep)

    return method


for _make, _names in (
    (_changed, "capitalize casefold lower swapcase title upper"),
    (_padded, "center ljust rjust"),
    (_stripped, "lstrip rstrip strip"),
    (_asked, "isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper"),
    (_searched, "count find index rfind rindex"),
    (_split, "rsplit split"),
    (_parted, "partition rpartition"),
):
    for _name in _names.split():
        _method = _make(_name)
        _method.__name__, _method.__qualname__ = _name, f"UserString.{_name}"
        setattr(UserString, _name, _method)
