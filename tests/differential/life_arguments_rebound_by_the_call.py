"""What a call is given lives until it is over, even where the call rebinds the variable that it came from."""

class C:
    def __init__(self, v): self.v = v
    def __del__(self): print("del", self.v)
    def use(self, other=None):
        global X
        X = None
        return self.v, other and other.v
X = C("global arg")
def f(a):
    global X
    X = None
    return a.v
print(f(X))
X = C("kw")
print(f(a=X))
X = C("method arg")
print(C("recv").use(X))
X = C("self")
print(X.use())
X = C("both")
print(X.use(X))
X = C("star")
print(f(*[X]))
def outer():
    x = C("cell")
    def inner(a):
        nonlocal x
        x = None
        return a.v
    print(inner(x))
    x = C("cell recv")
    class D(C):
        def go(self):
            nonlocal x
            x = None
            return self.v
    x = D("cell self")
    print(x.go())
    x = C("cell kw")
    print(inner(a=x))
outer()
class K:
    def __eq__(self, o):
        global X
        X = None
        return o.v
X = C("cmp")
k = K()
answer = k == X
print(answer)
X = C("item")
class L(dict):
    def __missing__(self, k):
        global X
        X = None
        return k.v
l = L()
answer = l[X]
print(answer)
X = C("attr")
class A:
    def __setattr__(self, n, v):
        global X
        X = None
        print(v.v)
A().z = X
X = C("fmt")
class F:
    def __format__(self, s):
        global X
        X = None
        return "f"
print(f"{F()} {X}")
X = C("list")
def g():
    global X
    X = None
    return 1
print([X, g()][0].v)
X = C("tuple")
t = (X, g())
print(t[0].v)
def h(a, b): return a.v
X = C("two args")
print(h(X, g()))
X = C("max")
print(max(X, X, key=lambda a: f(a) and 1).v)
X = C("sorted")
print(sorted([X], key=f)[0].v if False else "x")
X = C("isinst")
class Meta(type):
    def __instancecheck__(cls, o):
        global X
        X = None
        return o.v == "isinst"
class M(metaclass=Meta): pass
print(isinstance(X, M))
def dec(a):
    global X
    X = None
    return lambda fn: (lambda: a.v)
X = C("deco")
@dec(X)
def ff(): pass
print(ff())
def default(a=C("default")):
    default.__defaults__ = None
    return a.v
print(default())
def default2(a=C("default2")):
    global default2
    default2 = None
    return a.v
print(default2())
def kwdefault(*, a=C("kwdefault")):
    kwdefault.__kwdefaults__ = None
    return a.v
print(kwdefault())
t = ff = None
