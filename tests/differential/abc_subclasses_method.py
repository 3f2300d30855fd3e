# ABCs that are metaclasses, __abstractmethods__ of others, odd arguments of issubclass, __subclasses__ of a class's own.
import abc
class A(metaclass=abc.ABCMeta):
    @abc.abstractmethod
    def x(self): pass
class meta(type, A):
    def x(self): return 1
class C(metaclass=meta): pass
print(type(C), meta.__abstractmethods__)
for c in type, object, int:
    try: print(c.__abstractmethods__)
    except AttributeError as e: print(e)
class A(metaclass=abc.ABCMeta): pass
class Odd: __mro__ = 42
for x in {}, 42, Odd(), [], "a":
    for f in issubclass, :
        try: print(f(x, A))
        except TypeError as e: print(e)
for func in None, lambda x: [], lambda: 42, lambda: [42], lambda: [int, A]:
    class S(metaclass=abc.ABCMeta): __subclasses__ = func
    try: print(issubclass(int, S))
    except Exception as e: print(type(e).__name__, e)
    print(isinstance(3, A))
class S2(metaclass=abc.ABCMeta):
    def __subclasses__(): 1/0
try: issubclass(int, S2)
except ZeroDivisionError as e: print("zero")
try: A.register(5)
except TypeError as e: print(e)
try: A.__subclasscheck__(5)
except TypeError as e: print(e)
class P:
    @property
    def __bases__(self): return ()
class Q:
    __bases__ = (P(),)
for x, c in ((P(), P), (Q(), Q), (Q(), P()), (int, Q()), (Q(), Q())):
    try: print(issubclass(x, c))
    except TypeError as e: print(e)
class AbstractClass:
    def __init__(self, bases): self.bases = bases
    def getbases(self): return self.bases
    __bases__ = property(getbases)
    def __call__(self): return AbstractInstance(self)
class AbstractInstance:
    def __init__(self, klass): self.klass = klass
    def getclass(self): return self.klass
    __class__ = property(getclass)
super_, child = AbstractClass(()), None
child = AbstractClass((super_,))
print(issubclass(child, super_), issubclass(super_, child), isinstance(child(), super_), isinstance(super_(), child))
class Super: pass
class Child(Super): pass
for x, y in ((Super, super_), (super_, Super), (Child, child), (child, (Super, super_)), (Super, (Child, (Super,)))):
    try: print(issubclass(x, y))
    except TypeError as e: print(e)
