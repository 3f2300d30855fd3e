class L:
    def __init__(self, n): self.n = n
    def __repr__(self): return self.n
    def __getattr__(self, a):
        if a.startswith('__'): raise AttributeError(a)
        print(f'{self.n}.{a}'); return L(f'{self.n}.{a}')
    def __call__(self, *a, **k): print(f'{self.n}({a},{k})'); return L(f'{self.n}()')
    def __getitem__(self, i): print(f'{self.n}[{i}]'); return L(f'{self.n}[]')
    def __setitem__(self, i, v): print(f'{self.n}[{i}]={v}')
    def __delitem__(self, i): print(f'del {self.n}[{i}]')
    def __setattr__(self, k, v):
        if k != 'n': print(f'{self.n}.{k}={v}')
        object.__setattr__(self, k, v)
    def __delattr__(self, k): print(f'del {self.n}.{k}')
    def __add__(self, o): print(f'{self.n}+{o!r}'); return L('sum')
    def __iadd__(self, o): print(f'{self.n}+={o!r}'); return L('isum')
    def __lt__(self, o): print(f'{self.n}<{o!r}'); return L('lt')
    def __eq__(self, o): print(f'{self.n}=={o!r}'); return L('eq')
    def __hash__(self): print(f'hash {self.n}'); return 1
    def __bool__(self): print(f'bool {self.n}'); return True
    def __iter__(self): print(f'iter {self.n}'); return iter([L(self.n+'0'), L(self.n+'1')])
    def __format__(self, s): print(f'format {self.n} {s!r}'); return self.n
    def __str__(self): print(f'str {self.n}'); return self.n
    def __contains__(self, x): print(f'{x!r} in {self.n}'); return True
    def __neg__(self): print(f'-{self.n}'); return L('neg')
    def __enter__(self): print(f'enter {self!r}'); return self
    def __exit__(self, *a): print(f'exit {self!r}')
    def __index__(self): print(f'index {self!r}'); return 1
    def keys(self): print(f'keys {self!r}'); return ['k' + self.n]
def o(n): print('get', n); return L(n)
a = L('a'); b = L('b'); c = L('c')
print('--call'); o('f')(o('x'), *o('s'), o('y'), k=o('k'), **o('d'), z=o('z'))
print('--method'); o('r').m(o('x'), o('y'))
print('--method2'); a.m(b, c)
print('--method3'); a.m(b.q, c + b)
print('--method4'); a.m(*b, c, k=b.x)
print('--method5'); a.m(*b, c, k=c())
print('--sub'); o('a')[o('b'):o('c'):o('d'), o('e')]
print('--store'); o('a')[o('i')] = o('b').x = [o('t1').y, o('t2')[o('k')]] = o('v')
print('--aug'); o('a')[o('i')] += o('v')
print('--aug2'); o('a').x += o('v')
print('--cmp'); o('a') < o('b') < o('c')
print('--cmp2'); o('a') in o('b') == o('c')
print('--dict'); {o('k1'): o('v1'), **o('d'), o('k2'): o('v2')}
print('--set'); {o('k1'), *o('s'), o('k2')}
print('--list'); [o('a'), *o('b'), o('c')]
print('--tuple'); (o('a'), *o('b'), o('c'))
print('--slice store'); o('a')[o('b'):o('c')] = o('v')
print('--del'); del o('a')[o('b')], o('c').x
print('--fstr'); f'{o("a")} {o("b"):>{o("w")}} {o("c")!r} {o("d")!s:>3}'
print('--dec')
@o('d1')
@o('d2').x
def f(a=o('def1'), *, b=o('kw1'), c=o('kw2')): pass
print('--dec2')
@a
@b
def f(a=c, *, b=a): pass
class Meta(type):
    def __new__(m, n, bs, ns, **k): print('new', k); return super().__new__(m, n, bs, ns)
    def __init__(*a, **k): pass
print('--class')
@o('cd')
class C(o('base') and object, metaclass=o('m') and Meta, k=o('k'), **{'z': o('z')}): print('body')
print('--assert')
try: assert not o('cond'), o('msg')
except AssertionError: print('ae')
print('--raise')
def e(n): print(n); return ValueError(n)
try: raise e('exc') from e('cause')
except ValueError as x: print(repr(x), repr(x.__cause__))
print('--with')
with o('m1') as o('t').x, o('m2') as o('t')[o('i')]: print('in')
print('--for')
for o('t').x, o('t')[o('i')] in [(1, 2)]: print('body')
print('--ifexp'); o('a') if o('t') else o('b')
print('--bool'); o('a') and o('b') or o('c')
print('--bin'); o('a') + o('b') + -o('c')
print('--comp'); [o('e') for o('t').x in o('it') if o('c')]
print('--dictcomp'); {o('k'): o('v') for _ in [1]}
print('--starred'); [o('t').x, *o('u').y] = o('v')
print('--lambda'); lambda x=o('d'): 0
print('--print'); print(o('a'), o('b'), sep=str(o('c')))
print('--attr chain'); o('a').b.c.d(o('x')).e[o('i')](o('y'))
print('--walrus'); [y := o('a'), y.b, (y := o('c')), y.d]
print('--varread')
x = L('x1')
def chg():
    global x
    x = L('x2'); return L('chg')
(x, chg(), x)
print((x, chg(), x)); x = L('x1')
print(x + chg() + x); x = L('x1')
print([x, chg()], {x: chg()}); x = L('x1')
x.m(chg(), x); x = L('x1')
x(chg(), x); x = L('x1')
x[chg()] ; x = L('x1')
x += chg(); print(x); x = L('x1')
x[chg()] = chg(); x = L('x1')
x.attr = chg(); x = L('x1')
f'{x}{chg()}{x}'; x = L('x1')
print(x < chg(), x is chg(), x is x)
