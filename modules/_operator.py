"""operator's functions by the name of CPython's C module, and a comparison whose time doesn't depend on the contents."""
from operator import *


def _compare_digest(a, b, /):
    if isinstance(a, str) and isinstance(b, str):
        if not (a.isascii() and b.isascii()):
            raise TypeError("comparing strings with non-ASCII characters is not supported")
        a, b = a.encode("ascii"), b.encode("ascii")
    else:
        buffers = (bytes, bytearray, memoryview)
        if not isinstance(a, buffers) and not isinstance(b, buffers):
            kinds = f"'{type(a).__name__}' and '{type(b).__name__}'"
            raise TypeError(f"unsupported operand types(s) or combination of types: {kinds}")
        for value in (a, b):
            if not isinstance(value, buffers):
                raise TypeError(f"a bytes-like object is required, not '{type(value).__name__}'")
        a, b = bytes(a), bytes(b)
    different = len(a) ^ len(b)
    for left, right in zip(a if len(a) == len(b) else b, b):
        different |= left ^ right
    return different == 0
