# Where failed operations stand: methods that aren't there, operands of their calls, displays, unpacked arguments
import asyncio, traceback, os
def f(): pass
class A:
    v = 1
    def m(self, *a): return self
x = A()
def f1(): x.nope()
def f2(): "abc".nope()
def f3(): [].nope(1)
def f4(a=x): a.nope(f)
def f5(a=x): a.m().nope()
def f6(a=x): a.m().nope().foo(1).bar()
def f7(): asyncio.nope()
def f8(a=x): a.v.nope(1, 2)
def f9(a=x): a.v.nope(a, a.v.foo.bar())
def f10(a=x): (a.v + 1).nope(a, k=2)
async def f11(a=x): await a.v.nope(1)
async def f12(a=x): await (await a.m(f().x)).b
async def f13(a=x): await asyncio.nope(1)
async def f14(a=x): await asyncio.sleep(a.v.q.r)
async def f15(a=x): await asyncio.gather(a.m(2), a.v.q.r)
async def f16(a=x): await asyncio.wait_for(a.m(a.v.q.r), 2)
def f17(a=x): print(os.getcwd(a.v.q.r))
def f19(a=x): print(os.path.join("a", os.getcwd(a.v.q.r)))
def f20(a=x): return os.nope.foo(1)
def f21(a=x): return traceback.format_exc(*5)
def f22(a=x): return traceback.format_exc(**5)
def f23(a=x): return print(1, *5)
def f24(a=x): return print(*a, *a.v)
def f25(a=x): return (*a, 1), [*a], {*a}
def f26(a=x): return [1, *a.v]
def f27(a=x): return {1: 2, **a.v}
def f28(a=x): return {**a.v}
def f29(a=x): y = [*a]
def f30(a=x): return a.m(1, *a)
def f31(a=x): return a.m(1, **a)
def f32(a=x): return a.m(1, **{}, **{1:2})
def f33(a=x): return a.m(**{"x": 1}, x=3)
def f34(a=x): return f(**{"x": 1}, **{"x": 2})
def f36(a=x): del a.zz
def f38(a=x): os.zz += 1
def f39(a=x): a.v.zz = 1
def f40(a=x): x, *y = a
def f41(a=x):
    for p, q in [(1,)]: pass
def f42(a=x): return [p for p, q in [(1, 2, 3)]]
def f43(a=x): return f"{a:>10} {a.v:z}"
def f44(a=x): return f"{a.v!r} {a.zz}"
def f45(a=x): return 1 if a.zz else 2
def f46(a=x): assert a.zz.b, 2
def f47(a=x): return a < a or a.v
def f48(a=x): return a.v < "x" < 3
def f49(a=x): return not a.zz and -a
def f51(a=x): a.v[1:2] = 3; return
def f52(a=x): return a[1:2, ...]
def f53(a=x): a.v[0] += 1
def f54(a=x): a @= 3
def f55(a=x): return 3 ** a.v ** "x"
def f58(a=x):
    with a as b: pass
def f59(a=x):
    with open(a.zz) as b, open(2): pass
def f60(a=x):
    match a:
        case A(1): pass
def f61(a=x):
    match a.zz:
        case A(1): pass
def f62(a=x): return (yield_ for yield_ in a)
def f63(a=x): return list(y.zz for y in [1])
def f64(a=x): return {k: v.zz for k, v in {1: 2}.items()}
def f65(a=x): raise a
def f67(a=x): raise ValueError from a
def f68(a=x): print(a.v, end=a.zz)
def f69(a=x): print(
    a.v,
    a.zz(1,
         2))
def f70(a=x): return (a
    .m()
    .zz(1)
    .foo())
def f71(a=x): return a.m(
    1)(
    2)
def f72(a=x):
    x = (a.v +
         "y" *
         2)
def f73(a=x):
    b = c = a.zz, 1
def f74(a=x):
    a.v, b.c = 1, 2
def f75(a=x): f.x.y = 3
def f76(a=x): a.m(*[1], b)(c)
def f77(a=x): return asyncio.run(f)
def f78(a=x): return int.from_bytes(1, 2, 3, 4)
def f79(a=x): return max(a, a)
def f80(a=x): return sorted([a, a], key=lambda q: q.zz)
def show(n, f_):
    try:
        r = f_()
        if asyncio.iscoroutine(r): r.send(None)
    except BaseException as e:
        tb = e.__traceback__
        while tb.tb_next and tb.tb_next.tb_frame.f_code.co_filename == tb.tb_frame.f_code.co_filename: tb = tb.tb_next
        for fs in traceback.extract_tb(tb)[:1]:
            print(n, fs.name, fs.lineno - f_.__code__.co_firstlineno, fs.end_lineno - fs.lineno, fs.colno, fs.end_colno,
                  type(e).__name__, e)
    else: print(n, r)
for n, f_ in list(globals().items()):
    if n[0] == "f" and n[1:].isdigit(): show(n, f_)
