# What a traceback keeps alive, and in which order it dies.
import traceback
class N:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def bad(p, q, k=None, **kw):
    a = N("a"); b = N("b")
    raise ValueError(1)
def mid(x):
    m = N("m")
    bad(x, N("q"), k=N("k"))
try: mid(N("x"))
except ValueError as e:
    print("handler")
    traceback.clear_frames(e.__traceback__)
    print("cleared")
print("--")
try: mid(N("x"))
except ValueError as e:
    print("handler")
print("--")
def cyc():
    n = N("cyc")
    try:
        bad(1, 2)
    except ValueError as e:
        keep = e
        raise
try: cyc()
except ValueError: print("h")
import gc; gc.collect(); print("collected")
def clo():
    c = N("c"); d = N("d")
    def inner():
        e = N("e")
        c
        raise KeyError
    inner()
try: clo()
except KeyError: print("h")
print("--")
class C:
    def __init__(self, x):
        self.x = x
        raise KeyError
    def __del__(self): print("del C")
try: C(N("cx"))
except KeyError: print("h")
print("--")
def deep(n, o):
    if n: deep(n-1, N(f"o{n}"))
    raise KeyError
try: deep(2, N("o"))
except KeyError as e:
    print("h")
    e.__traceback__ = None
    print("tb gone")
print("--")
def fin():
    x = N("x")
    try:
        raise KeyError
    finally:
        print("finally")
try: fin()
except KeyError: print("h")
print("--")
def tup():
    x = N("x")
    y = (i for i in range(3))
    z = lambda: x
    raise KeyError
try: tup()
except KeyError: print("h")
print("end")
import asyncio
async def am(p):
    l = N("l")
    bad(N("z"), p)
async def main():
    try: await am(N("amp"))
    except ValueError: print("h")
asyncio.run(main())
