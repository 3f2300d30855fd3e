"""Containers that change while one of their methods runs Python code: nothing is read that is gone."""

# attribute/element rebinding hazards: receivers and operands borrowed from containers or instances
class V:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
    def __repr__(self): return f"V({self.n})"
class Own:
    def __init__(self): self.v = V("field"); self.items = [V("item0")]; self.d = {"k": V("dictval")}
    def clear(self, a):
        self.v = None
        self.items.clear()
        self.d.clear()
        return a.n
o = Own()
print(o.clear(o.v))
o = Own()
print(o.clear(o.items[0]))
o = Own()
print(o.clear(o.d["k"]))
o = Own()
for x in o.items:
    o.items.clear()
    print(x)
class It:
    def __init__(self, l): self.l = l
    def __iter__(self): return self
    def __next__(self):
        global it
        it = None
        if not self.l: raise StopIteration
        return self.l.pop()
it = It([V("a"), V("b")])
for x in it:
    print(x)
l = [V("x1"), V("x2")]
def key(v):
    l.clear()
    return v.n
try:
    l.sort(key=key)
except ValueError as e:
    print(e)
print(l)
l = [V("m1"), V("m2")]
def mp(v):
    l.clear()
    return v.n
print(list(map(mp, l)))
class Cmp:
    def __init__(self, n): self.n = n
    def __eq__(self, other):
        lst.clear()
        return False
    __hash__ = None
lst = [Cmp(1), Cmp(2)]
print(Cmp(3) in lst, lst)
lst = [Cmp(1), Cmp(2)]
try:
    print(lst.index(Cmp(3)))
except ValueError as e: print("VE")
lst = [Cmp(1), Cmp(2)]
print(lst.count(Cmp(3)))
lst = [Cmp(1), Cmp(2)]
try: lst.remove(Cmp(4))
except ValueError as e: print(e)
lst = [Cmp(1), Cmp(2)]
print(lst == [Cmp(1), Cmp(2)])
lst = [Cmp(1)]
print(lst < [Cmp(2)] if False else "skip")
class K:
    def __init__(self, n): self.n = n
    def __hash__(self): return 1
    def __eq__(self, o):
        dd.clear()
        return self.n == o.n
dd = {}
dd[K(1)] = V("one")
dd[K(2)] = V("two")
print(len(dd))
dd = {K(1): V("v1"), K(9): 2} if False else {K(1): V("v1")}
print(dd.get(K(5)))
dd = {K(1): V("v1")}
print(dd.pop(K(6), "none"))
dd = {K(1): V("v1")}
print(dd.setdefault(K(7), "dflt"), len(dd))
class Rep:
    def __repr__(self):
        rl.clear()
        return "Rep"
rl = [Rep(), Rep(), V("r")]
print(rl)
rd = {1: None}
class RepD:
    def __repr__(self):
        rd.clear()
        return "RepD"
rd[1] = RepD(); rd[2] = V("rd")
try: print(rd)
except RuntimeError as e: print(e)
import functools
cl = []
class Add:
    def __add__(self, o):
        cl.clear(); return self
cl = [Add(), V("sum"), Add()]
try: print(type(sum(cl, Add())).__name__)
except Exception as e: print(e)
s = {V("s1")}
for e in s:
    s.clear() if False else None
class J:
    def __str__(self): return "j"
def gen():
    yield "a"
    jl.clear()
    yield "b"
jl = [1]
print(",".join(gen()))
class Idx:
    def __index__(self):
        il.clear(); return 0
il = [V("i0"), V("i1")]
try: print(il[Idx()])
except IndexError as e: print(e)
il = [V("i0"), V("i1")]
try: il[Idx()] = 5
except IndexError as e: print(e)
il = [V("i0"), V("i1"), V("i2")]
print(il[Idx():2])
il = [V("i0"), V("i1"), V("i2")]
try:
    del il[Idx():2]
except Exception as e: print(e)
print(il)
ba = bytearray(b"hello world")
class BI:
    def __index__(self):
        ba.clear(); return 3
try: print(ba[BI()])
except IndexError as e: print(e)
ba = bytearray(b"hello world")
try:
    ba[BI()] = 65
except IndexError as e: print(e)
import heapq
class H:
    def __init__(s, n): s.n = n
    def __lt__(s, o):
        hl.clear(); return s.n < o.n
hl = [H(1), H(2), H(3)]
try: heapq.heappush(hl, H(0))
except (IndexError, RuntimeError) as e: print(type(e).__name__, e)
import bisect
bl = [H(1), H(2)]
class HB(H):
    def __lt__(s, o):
        bl.clear(); return s.n < o.n
bl = [HB(1), HB(2), HB(3)]
try: print(bisect.bisect_left(bl, HB(2)))
except IndexError as e: print(e)
from collections import deque
class DE:
    def __eq__(self, o):
        dq.clear(); return False
dq = deque([DE(), DE()])
try: print(DE() in dq)
except RuntimeError as e: print(e)
dq = deque([DE(), DE()])
try: print(dq.count(DE()))
except RuntimeError as e: print(e)
dq = deque([DE(), DE()])
try: dq.remove(DE())
except (IndexError, RuntimeError, ValueError) as e: print(type(e).__name__, e)
from collections import OrderedDict, Counter, defaultdict
def fac():
    df.clear(); return V("made")
df = defaultdict(fac)
print(df["x"], len(df))
ss = {1}
class SE:
    def __init__(s, n): s.n = n
    def __hash__(s): return 7
    def __eq__(s, o):
        st.clear(); return s.n == o.n
st = set()
st.add(SE(1)); st.add(SE(2)); print(len(st))
st = {SE(1)}
print(SE(3) in st)
st = {SE(1)}
print(len(st | {SE(4)}))
st = {SE(1)}
print(st.isdisjoint([SE(4)]))
print("done")
o = it = x = s = e = df = None
