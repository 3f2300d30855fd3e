# Inheritance: super, overriding, multiple bases, MRO, isinstance and issubclass.
class Base:
    def __init__(self, name):
        self.name = name
        print("Base.__init__", name)

    def hello(self):
        return f"hello from Base {self.name}"

    def template(self):
        return f"<{self.part()}>"

    def part(self):
        return "base part"


class Child(Base):
    def __init__(self, name, age):
        super().__init__(name)
        self.age = age

    def hello(self):
        return super().hello() + " and Child"

    def part(self):
        return "child part"


child = Child("ada", 36)
print(child.hello(), child.template(), Base("b").template())
print(isinstance(child, Base), issubclass(Child, Base), issubclass(Base, Child), Child.__bases__, Child.__base__)


class A:
    def who(self):
        return ["A"]


class B(A):
    def who(self):
        return ["B"] + super().who()


class C(A):
    def who(self):
        return ["C"] + super().who()


class D(B, C):
    def who(self):
        return ["D"] + super().who()


print(D().who(), [c.__name__ for c in D.__mro__])
print(super(B, D()).who(), super(D, D).who(D()))
try:
    class Bad(A, B):
        pass
except TypeError as exc:
    print(exc)
try:
    class Worse(5):
        pass
except TypeError as exc:
    print(exc)
try:
    class Final(bool):
        pass
except TypeError as exc:
    print(exc)


class MyList(list):
    def first(self):
        return self[0]

    def append(self, item):
        super().append(item * 2)


items = MyList([1, 2])
items.append(5)
print(items, items.first(), len(items), isinstance(items, list), type(items).__name__, items + [1],
      type(items + [1]).__name__)


class MyDict(dict):
    def __missing__(self, key):
        return f"no {key}"


print(MyDict(a=1)["a"], MyDict()["b"], MyDict().get("c"))


class MyInt(int):
    def __add__(self, other):
        return MyInt(int(self) + int(other) + 1)


print(MyInt(3) + 4, MyInt(5) * 2, MyInt(7), repr(MyInt(8)), type(MyInt(1) + 1).__name__)
