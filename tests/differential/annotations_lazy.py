import sys
x: int = 1
print(sys.modules[__name__].__annotations__, globals().get('__conditional_annotations__'), '__annotate__' in globals())
if x:
    y: Later
else:
    z: str
for i in range(2):
    w: i
print(__conditional_annotations__)
try:
    print(sys.modules[__name__].__annotations__)
except NameError as e:
    import traceback
    raise_ = 1
Later = 4
print(sys.modules[__name__].__annotations__)
def f(a: int, *b: Later, c: 'q' = 2, **d: str) -> Later2: ...
print(f.__annotate__.__qualname__, f.__annotate__.__name__, f.__annotate__.__module__,f.__annotate__.__code__.co_varnames, f.__annotate__.__code__.co_freevars, f.__annotate__.__code__.co_firstlineno)
try: f.__annotations__
except NameError as e: print(repr(e)); raise_ = 1
for fmt in (0, 2, 3, 4, 'a'):
    try: print(f.__annotate__(fmt))
    except Exception as e: print(fmt, repr(e))
try: f.__annotate__()
except Exception as e: print(repr(e))
class C:
    a: int
    b: Q = 3
    if a_ := 1:
        c: Z
    type = str
    def m(self, x: type, y: 'C', z: C, q: int) -> b: ...
    print(locals().keys())
    for i in range(3):
        if i > 1:
            u: i
        else: v: int
print(C.__dict__.keys())
print(C.m.__annotations__)
C.int = 5
print(C.m.__annotate__.__closure__, C.m.__annotate__.__code__.co_freevars, C.m.__annotate__.__qualname__)
print(C.m.__annotate__(1))
print(C.__annotate__, C.__annotate__.__code__.co_freevars, C.__annotate__.__closure__)
try: print(C.__annotations__)
except NameError as e: print(repr(e))
Q = Z = 4
print(C.__annotations__)
def g():
    loc = int
    def h(a: loc, b: late) -> loc: ...
    print(h.__annotate__.__closure__ is None)
    try: h.__annotations__
    except NameError as e: raise_ = 1
    late = 3
    print(h.__annotations__)
    x: undefined = 5
    (y): undefined2 = 4
    class D:
        k: loc
        def m(self, j: loc): pass
    print(D.__annotations__, D.m.__annotations__, D.__annotate__.__qualname__)
g()
def gen[T: (int, str), *U, **P](a: T, *args: *U) -> list[T]: 
    return 1
print(gen.__annotations__, gen.__type_params__)
print((lambda x: x).__annotations__, (lambda: 0).__annotate__)
class E(C): pass
print(E.__annotations__, E.__annotate__)
class M(type):
    @classmethod
    def __prepare__(m, n, b): return {'magic': 77}
class N(metaclass=M):
    def m(self, x: magic): pass
    f: magic
print(N.m.__annotations__, N.__annotations__)
