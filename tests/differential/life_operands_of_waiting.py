# What an awaited or yielded expression made on the way is gone before the function waits.
import gc
class Obj:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
    def __add__(self, o): return 1
    def __eq__(self, o): return True
    def __neg__(self): return 2
    def __getitem__(self, k): return 3
    def __contains__(self, k): return True
    def __format__(self, s): return "f"
    def __bool__(self): return True
    def __iter__(self): return iter([1])
    def keys(self): return ["a"]
    def m(self, x): return 5
    x = 4
def ident(x): return x
def gen():
    yield Obj(1) + 1
    yield Obj(3) == Obj(4)
    yield -Obj(5)
    yield Obj(6)[Obj(7)]
    yield Obj(8) in Obj(9)
    yield f"{Obj(10)}"
    yield not Obj(11)
    yield Obj(12) is None
    yield Obj(13).m(Obj(14))
    yield Obj(15).x
    yield [*Obj(16)]
    yield {**Obj(17)}
    yield len([Obj(18)])
    yield len((Obj(19),))
    yield Obj(20).m(Obj(21)) + Obj(22).m(Obj(23))
    yield 1 < Obj(24).x < 5
    yield Obj(25) and 3
    yield 3 if Obj(26) else 4
    yield ident(Obj(27)).n
    yield [i for i in Obj(28)]
    yield Obj(29)[1]
    yield lambda x=Obj(31): 3
    t = yield (Obj(32), 1)[1]
    yield "%s" % (Obj(33).x,)
    yield {Obj(34).x: Obj(35).x}
    yield isinstance(Obj(36), Obj)
    yield print("x", Obj(37).x)
    yield dict(a=Obj(38).x)
    yield max(*Obj(39), Obj(40).x)
    yield (lambda: Obj(41).x)()
    yield Obj(42).x.real
    yield type(Obj(43))
    yield id(Obj(44)) > 0
    yield [Obj(45)][0].n
    yield {"k": Obj(46)}["k"].n
for v in gen(): print("got", type(v).__name__)
class A:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
    def __await__(self): 
        yield
    def __add__(self, o): return A(100)
    __radd__ = __add__
    def __getitem__(self, o): return A(101)
    def __neg__(self): return A(102)
async def co():
    await (A(1) + 1)
    print("-")
    await (1 + A(2))
    print("-")
    await A(3)[A(4)]
    print("-")
    await A(5)
    print("-")
    await [A(6)][0]
    print("-")
    async with M(A(7)): pass
    print("-")
    async for x in I(A(8)): pass
    print("-")
    await (A(9) or A(10))
    print("-")
    await (A(11) if A(12) else A(13))
class M:
    def __init__(self, a): self.a = a
    async def __aenter__(self): await self.a
    async def __aexit__(self, *r): pass
    def __del__(self): print("del M")
class I:
    def __init__(self, a): self.a = a
    def __aiter__(self): return J()
    def __del__(self): print("del I")
class J:
    async def __anext__(self):
        await A(20)
        raise StopAsyncIteration
    def __del__(self): print("del J")

async def nested():
    await same(A(31) + 1)
    print("-")
    await same([A(32), 1][0])
    print("-")
    await same(A(33) if A(34) else 1)
    print("-")
    await same(-A(35) or A(36))
    print("-")
    async with M(same(A(37) + 1)): pass
    print("-")
    async with [M(A(38))][0] as x: print("in")
    print("-")
    async with M(A(39)) as x, M(A(40)) as y: print("in")
    async for x in [I(A(41))][0]: pass
    print("-")
async def same(x):
    await x
for c in co(), nested():
    try:
        while True: c.send(None); print("waits")
    except StopIteration: pass
def delegating():
    yield from Steps(Obj(50).x)
    print("-")
    yield from [Steps(51)][0]
    print("-")
    x = yield from iter([Obj(52).x])
class Steps:
    def __init__(self, a): self.a = a
    def __iter__(self): return iter((1, 2))
    def __del__(self): print("del Steps", self.a)
for x in delegating(): print(x)
