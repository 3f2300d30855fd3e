# Imports of library modules in every form, fallbacks for what is missing.
import asyncio as aio
import collections.abc
from collections import deque, namedtuple as record
from functools import (
    partial,
    wraps as keep_names,
)

try:
    import no_such_module_anywhere as fast
except ImportError as exc:
    print(type(exc).__name__, exc, exc.name)
    fast = None

try:
    from asyncio import no_such_name
except ImportError as exc:
    print(str(exc).split(" (")[0])

try:
    from contextlib import aclosing
except ImportError:
    aclosing = None

print(aio.__name__, collections.__name__, collections.abc.__name__, deque([1]), record("P", "x")(1), partial(max, 3)(2),
      fast)
print(aclosing.__name__, keep_names.__name__)


def local():
    import math
    from math import floor as down
    return math.ceil(1.2), down(1.8)


print(local())
try:
    math
except NameError as exc:
    print(exc)
import os.path
print(os.path.basename("/a/b.txt"), os.path.join("a", "b"), os.path.splitext("x.tar.gz"))
