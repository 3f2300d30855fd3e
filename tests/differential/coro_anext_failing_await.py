# What __anext__ gives fails in its __await__; index conversion of bools and subclasses of int; copies of frozensets.
class F:
    def __init__(self, e): self.e = e
    def __aiter__(self): return self
    def __anext__(self): return self
    def __await__(self):
        if isinstance(self.e, Exception): raise self.e
        return self.e
async def main(e):
    async for _ in F(e): pass
def attempt(e):
    try: main(e).send(None)
    except BaseException as x: print(type(x).__name__, x, repr(x.__cause__), repr(x.__context__), x.__suppress_context__)
for e in ZeroDivisionError("z"), StopAsyncIteration(1), KeyboardInterrupt(), 5, [], (x for x in "a"): attempt(e)
class G:
    def __aiter__(self): return self
    def __anext__(self): return 5
async def main2():
    async for _ in G(): pass
try: main2().send(None)
except BaseException as x: print(type(x).__name__, x, repr(x.__cause__), repr(x.__context__))
class H:
    def __aiter__(self): return self
    def __anext__(self): raise KeyError(1)
async def main3():
    async for _ in H(): pass
try: main3().send(None)
except BaseException as x: print(type(x).__name__, x, repr(x.__cause__), repr(x.__context__))
class Aw:
    def __await__(self): raise ValueError("v")
async def main4(x):
    await x
for x in Aw(), 3:
    try: main4(x).send(None)
    except BaseException as x: print(type(x).__name__, x, repr(x.__cause__), repr(x.__context__))
class M:
    async def __aexit__(self, *r): pass
    def __aenter__(self): return Aw()
async def main5():
    async with M(): pass
try: main5().send(None)
except BaseException as x: print(type(x).__name__, x, repr(x.__cause__), repr(x.__context__))
for a in [(False, True, True), (True,)]:
    r = range(*a); print(type(r.start), type(r.stop), type(r.step), r)
class I(int): pass
r = range(I(1), I(5), I(2)); print(type(r.start), type(r.stop), type(r.step))
class X:
    def __index__(self): return I(3)
try:
    r = range(X()); print(type(r.stop))
except Exception as e: print(e)
s = slice(True, I(3)); print(type(s.indices(10)[0]), type(s.indices(10)[1]))
print(list(enumerate("a", True)))
f = frozenset("abc"); print(f.intersection() is f, f.union() is f, f.copy() is f, f.difference() is f, f & f is f, f | f is f, frozenset(f) is f)
class FS(frozenset): pass
f = FS("abc"); print(type(f.intersection()), type(f.union()), type(f.copy()), type(f.difference()), f.copy() is f)
