# When temporaries die: with the operation that takes them.
class N:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
    def m(self, *a): return "m"
def f(p, q=None):
    return "r"
def bad(p, q):
    a = N("a"); b = N("b")
    raise ValueError(1)
print(f(N("p"), N("q")))
print(N("recv").m(N("arg")))
print(f(N("kp"), q=N("kq")))
print(f(*[N("s1"), N("s2")]))
print(N("attr").n)
print([N("i")][0].n)
print(f"{N('fs').n} {N('ft').n}")
try:
    bad(N("bp"), N("bq"))
except ValueError:
    print("handler")
print("after")
def lo():
    xs = [N("c")for i in range(1)]
    return [g2(N("it"), i) for i in range(1)]
def g2(p, i):
    print("g2"); return i
print(lo())
def thrower():
    v = N("v")
    return [1/0 for i in [N("li")]]
try: thrower()
except ZeroDivisionError: print("h")
print("end")
async def co(p):
    l = N("l")
    raise KeyError(1)
async def plain(p):
    return 5
async def main():
    print(await plain(N("ap")))
    try:
        await co(N("cp"))
    except KeyError:
        print("ha")
    print("aft")
import asyncio
asyncio.run(main())
print(len([N("l1")]) and f(N("l2")))
if f(N("cond")): print("in if")
x = f(N("assign")) ; print("assigned")
print(f(N("e1")) == f(N("e2")))
d = {f(N("k")): f(N("v2"))}; print("dict")
def ret(): 
    loc = N("loc")
    return f(N("reta"))
print(ret())
while f(N("w")):
    print("body"); break
def lam():
    return (lambda q: q.n)(N("lam"))
print(lam())
s = "%s" % N("fmt").n; print(s)
del s
print(isinstance(N("isi"), N) and not f(N("not")))
assert f(N("as")), f(N("never"))
print(getattr(N("ga"), "n"))
t = (f(N("t1")), f(N("t2"))); print("tuple")
a, b = f(N("u1")), 2; print("unp")
