from __future__ import annotations
x: int | None = 1
if x:
    y: Later
else:
    z: str
print(__annotations__)
def f(a: int, *b: Later['x',1:2,...], c: "q" = 2, **d: lambda x, *y, z=3: (x if y else not z)) -> a.b(1, *k, z=f"{x!r:>{w}}"): ...
print(f.__annotations__, f.__annotate__)
class C:
    a: int
    def m(self, x: type, z: C) -> b: ...
    if 0: c : int
print(C.__annotations__, C.m.__annotations__, C.__annotate__)
def g[T](x: (1+2)*3, y: -x**-y, z: (yes, no), w: [1, *a], q: {1:2, **k}, r: {1}, s: (a, ), t: (), u: 1.0, v: b'x', aa: ..., bb: not a and b or c, dd: [x for x in y if z for w in v], ee: a[b, c], ff: a[b, *c], gg: a < b <= c is not d, hh: 1j, ii: "a'b", jj: 'a"b', kk: a if b else c, ll: (yield_),mm: a[1:2:3, :], nn: {k: v for k, v in x}, oo: (i for i in x), pp: 1e300*1e300, qq: 'a' 'b', rr: ~a, ss: a@b, tt: a//b, uu: (await_), vv: 1 .real, ww: f'{a}{{' , xx: (a,)[0], yy: -1, zz: (lambda: 3), ab: ('x' "y'z" '"'), ac: 10**100, ad: 0xff, ae: True, af: None, ag: a | (b | c), ah: (a | b) | c, ai: a ** (b ** c), aj: (a ** b) ** c, ak: x[()], al: x[a,], am: f(x for x in y), an: "\n\t\\", ao: f"{x=}", ap: (a and b) and c, aq: a and (b and c), ar: not (not a), at: - - a, au: (-a)**b, av: 1e16, aw: t"{a} b{c!r}", ax: "é\u200b"): ...
for k, v in g.__annotations__.items(): print(k, v)
print(g.__type_params__)
