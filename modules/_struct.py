"""Values as bytes, laid out as in C: what the library's struct stands on."""
from math import copysign, frexp, inf, isinf, isnan, ldexp, nan
from operator import index as _index
from sys import byteorder

__all__ = ["calcsize", "pack", "pack_into", "unpack", "unpack_from", "iter_unpack", "Struct", "error", "_clearcache"]

_MAX_SIZE = (1 << 63) - 1


class error(Exception):
    pass


error.__module__ = "struct"

_SIGNED = {"b": 1, "h": 2, "i": 4, "l": 4, "q": 8}
_UNSIGNED = {"B": 1, "H": 2, "I": 4, "L": 4, "Q": 8}
_FLOATS = {"e": (2, 10), "f": (4, 23), "d": (8, 52)}  # bytes, bits of the significand
_COMPLEX = {"F": "f", "D": "d"}
_STANDARD = {**_SIGNED, **_UNSIGNED, "c": 1, "s": 1, "p": 1, "x": 1, "?": 1, "e": 2, "f": 4, "d": 8, "F": 8, "D": 16}
_NATIVE = {**_STANDARD, "l": 8, "L": 8, "n": 8, "N": 8, "P": 8}
_ALIGNMENT = {"F": 4, "D": 8}  # where it isn't the size


def _float_bits(value, code):
    """IEEE 754's pattern, rounded to even; numbers in Python keep a double's 53 bits."""
    size, fraction = _FLOATS[code]
    exponent_bits = size * 8 - 1 - fraction
    bias, top = (1 << exponent_bits - 1) - 1, (1 << exponent_bits) - 1
    sign = (copysign(1.0, value) < 0) << size * 8 - 1
    if isnan(value):
        return sign | top << fraction | 1 << fraction - 1
    if isinf(value):
        return sign | top << fraction
    if value == 0:
        return sign
    significand, exponent = frexp(abs(value))
    exponent -= 1  # of 1.xxx
    whole = int(ldexp(significand, 53))
    surplus = 52 - fraction
    if exponent < 1 - bias:  # subnormal
        surplus += 1 - bias - exponent
        exponent = -bias
    kept, rest = whole >> surplus, whole & (1 << surplus) - 1
    half = 1 << surplus - 1 if surplus else 1
    if rest > half or surplus and rest == half and kept & 1:
        kept += 1
    if exponent == -bias:
        bits = kept  # a carry makes it the smallest normal number
    else:
        bits = (exponent + bias << fraction) + (kept - (1 << fraction))
    if bits >= top << fraction:
        raise OverflowError(f"float too large to pack with {code} format")
    return sign | bits


def _float_of(bits, code):
    size, fraction = _FLOATS[code]
    exponent_bits = size * 8 - 1 - fraction
    bias, top = (1 << exponent_bits - 1) - 1, (1 << exponent_bits) - 1
    sign = -1.0 if bits >> size * 8 - 1 else 1.0
    exponent, kept = bits >> fraction & top, bits & (1 << fraction) - 1
    if exponent == top:
        return copysign(nan if kept else inf, sign)
    if exponent == 0:
        return copysign(ldexp(float(kept), 1 - bias - fraction), sign)
    return copysign(ldexp(float(kept + (1 << fraction)), exponent - bias - fraction), sign)


class _Layout:
    """A format, taken apart: items of (code, offset, bytes), one a value."""

    def __init__(self, format):
        self.format = format
        self.order = byteorder
        sizes, self.native = _NATIVE, True
        at = 0
        if format and format[0] in "@=<>!":
            at = 1
            if format[0] != "@":
                sizes, self.native = _STANDARD, False
                self.order = {"=": byteorder, "<": "little", ">": "big", "!": "big"}[format[0]]
        self.items = []
        offset = 0
        while at < len(format):
            code = format[at]
            at += 1
            if code.isspace():
                continue
            count = 1
            if "0" <= code <= "9":
                start = at - 1
                while at < len(format) and "0" <= format[at] <= "9":
                    at += 1
                count = int(format[start:at])
                if count > _MAX_SIZE:
                    raise error("overflow in item count")
                if at == len(format):
                    raise error("repeat count given without format specifier")
                code = format[at]
                at += 1
            if code not in sizes:
                raise error("bad char in struct format")
            size = sizes[code]
            if self.native:
                alignment = _ALIGNMENT.get(code, size)
                offset += -offset % alignment
            if code in "sp":
                self.items.append((code, offset, count))
            elif code != "x" and offset + count * size <= _MAX_SIZE:
                self.items += [(code, offset + i * size, size) for i in range(count)]
            offset += count * size
            if offset > _MAX_SIZE:
                raise error("total struct size too long")
        self.size = offset

    def whole(self, code, value, size):
        """An integer's bytes."""
        if not isinstance(value, int):
            if not hasattr(type(value), "__index__"):
                raise error("required argument is not an integer")
            value = _index(value)
        signed = code in _SIGNED or code == "n"
        low, high = (-(1 << size * 8 - 1), (1 << size * 8 - 1) - 1) if signed else (0, (1 << size * 8) - 1)
        if code == "P":
            low = -(1 << 63)
            if low <= value < 0:
                value += 1 << 64
        if not low <= value <= high:
            if self.native and code in "nNP":
                raise error("int too large to convert" if code == "P" else "argument out of range")
            raise error(f"'{code}' format requires {low} <= number <= {high}")
        return value.to_bytes(size, self.order, signed=signed)

    def real(self, code, value):
        return _float_bits(value, code).to_bytes(_FLOATS[code][0], self.order)

    def bytes_of(self, code, value, size):
        if code == "?":
            return b"\1" if value else b"\0"
        if code == "c":
            if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
                raise error("char format requires a bytes object of length 1")
            return value
        if code in "sp":
            if not isinstance(value, (bytes, bytearray)):
                raise error(f"argument for '{code}' must be a bytes object")
            if code == "s":
                return value[:size].ljust(size, b"\0")
            if size == 0:
                return b""
            kept = value[:size - 1]
            return (bytes([min(len(kept), 255)]) + kept).ljust(size, b"\0")
        if code in _FLOATS:
            if not isinstance(value, float):
                if not hasattr(type(value), "__float__") and not hasattr(type(value), "__index__"):
                    raise error("required argument is not a float")
                value = float(value)
            return self.real(code, value)
        if code in _COMPLEX:
            try:
                value = complex(value) if not isinstance(value, (str, complex)) else value
            except TypeError:
                raise error("required argument is not a complex") from None
            if isinstance(value, str):
                raise error("required argument is not a complex")
            return self.real(_COMPLEX[code], value.real) + self.real(_COMPLEX[code], value.imag)
        return self.whole(code, value, size)

    def value_of(self, code, data):
        if code == "?":
            return data != b"\0"
        if code in "cs":
            return bytes(data)
        if code == "p":
            return bytes(data[1:min(data[0], len(data) - 1) + 1]) if data else b""
        if code in _FLOATS:
            return _float_of(int.from_bytes(data, self.order), code)
        if code in _COMPLEX:
            half = len(data) // 2
            return complex(_float_of(int.from_bytes(data[:half], self.order), _COMPLEX[code]),
                           _float_of(int.from_bytes(data[half:], self.order), _COMPLEX[code]))
        return int.from_bytes(data, self.order, signed=code in _SIGNED or code == "n")

    def pack(self, values, name):
        if len(values) != len(self.items):
            raise error(f"{name} expected {len(self.items)} items for packing (got {len(values)})")
        packed = bytearray(self.size)
        for (code, offset, size), value in zip(self.items, values):
            packed[offset:offset + size] = self.bytes_of(code, value, size)
        return packed

    def unpack(self, data, start=0):
        return tuple([self.value_of(code, data[start + offset:start + offset + size])
                      for code, offset, size in self.items])


_layouts = {}


def _layout_of(format):
    layout = _layouts.get(format)
    if layout is None:
        if isinstance(format, str):
            text = format.encode("ascii").decode("ascii")
        elif isinstance(format, (bytes, bytearray)):
            text = bytes(format).decode("latin-1")
        else:
            raise TypeError(f"Struct() argument 1 must be a str or bytes object, not {type(format).__name__}")
        if "\0" in text:
            raise error("embedded null character")
        layout = _Layout(text)
        if len(_layouts) >= 100:
            _layouts.clear()
        _layouts[bytes(format) if isinstance(format, bytearray) else format] = layout
    return layout


def _clearcache():
    """Clear the internal cache."""
    _layouts.clear()


def _bytes_of_buffer(buffer):
    return memoryview(buffer).cast("B") if not isinstance(buffer, bytes) else buffer


class _Iterator:
    __slots__ = ("_layout", "_data", "_at")

    def __init__(self, layout, data):
        self._layout, self._data, self._at = layout, data, 0

    def __iter__(self):
        return self

    def __length_hint__(self):
        return 0 if self._data is None else (len(self._data) - self._at) // self._layout.size

    def __next__(self):
        if self._data is None or self._at >= len(self._data):
            self._data = None
            raise StopIteration
        values = self._layout.unpack(self._data, self._at)
        self._at += self._layout.size
        return values


_Iterator.__name__ = _Iterator.__qualname__ = "unpack_iterator"


def _place(size, offset, length, too_little, function, doing):
    """Where `size` bytes lie in a buffer of `length`; a negative offset counts from its end."""
    if offset < 0:
        if offset + size > 0:
            raise error(f"{too_little} {size} bytes at offset {offset}")
        if offset + length < 0:
            raise error(f"offset {offset} out of range for {length}-byte buffer")
        offset += length
    if length - offset < size:
        raise error(f"{function} requires a buffer of at least {offset + size} bytes for {doing} {size} bytes "
                    f"at offset {offset} (actual buffer size is {length})")
    return offset


class Struct:
    """Struct(fmt) --> compiled struct object"""

    def __init__(self, format):
        self._layout = _layout_of(format)

    @property
    def format(self):
        """struct format string"""
        return self._layout.format

    @property
    def size(self):
        """struct size in bytes"""
        return self._layout.size

    def pack(self, *values):
        """pack(v1, v2, ...) -> bytes"""
        return bytes(self._layout.pack(values, "pack"))

    def pack_into(self, buffer, offset, *values):
        """pack_into(buffer, offset, v1, v2, ...)"""
        layout = self._layout
        if len(values) != len(layout.items):
            raise error(f"pack_into expected {len(layout.items)} items for packing (got {len(values)})")
        view = memoryview(buffer).cast("B")
        if view.readonly:
            raise TypeError(f"argument must be read-write bytes-like object, not {type(buffer).__name__}")
        offset = _place(layout.size, _index(offset), len(view), "no space to pack", "pack_into", "packing")
        view[offset:offset + layout.size] = layout.pack(values, "pack_into")

    def unpack(self, buffer, /):
        """Return a tuple containing unpacked values."""
        data = _bytes_of_buffer(buffer)
        if len(data) != self._layout.size:
            raise error(f"unpack requires a buffer of {self._layout.size} bytes")
        return self._layout.unpack(data)

    def unpack_from(self, /, buffer, offset=0):
        """Return a tuple containing unpacked values."""
        layout, data = self._layout, _bytes_of_buffer(buffer)
        offset = _place(layout.size, offset, len(data), "not enough data to unpack", "unpack_from", "unpacking")
        return layout.unpack(data, offset)

    def iter_unpack(self, buffer, /):
        """Return an iterator yielding tuples."""
        layout = self._layout
        if layout.size == 0:
            raise error("cannot iteratively unpack with a struct of length 0")
        data = _bytes_of_buffer(buffer)
        if len(data) % layout.size:
            raise error(f"iterative unpacking requires a buffer of a multiple of {layout.size} bytes")
        return _Iterator(layout, data)

    def __repr__(self):
        return f"{type(self).__name__}({self._layout.format!r})"


for _class in (Struct, _Iterator):
    _class.__module__ = "_struct"


def calcsize(format, /):
    """Return size in bytes of the struct described by the format string."""
    return _layout_of(format).size


def pack(format, /, *values):
    """pack(format, v1, v2, ...) -> bytes"""
    return bytes(_layout_of(format).pack(values, "pack"))


def pack_into(format, buffer, offset, /, *values):
    """pack_into(format, buffer, offset, v1, v2, ...)"""
    Struct(format).pack_into(buffer, offset, *values)


def unpack(format, buffer, /):
    """Return a tuple containing values unpacked according to the format string."""
    return Struct(format).unpack(buffer)


def unpack_from(format, /, buffer, offset=0):
    """Return a tuple containing values unpacked according to the format string."""
    return Struct(format).unpack_from(buffer, offset)


def iter_unpack(format, buffer, /):
    """Return an iterator yielding tuples unpacked from the given bytes."""
    return Struct(format).iter_unpack(buffer)
