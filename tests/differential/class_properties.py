# Properties, static and class methods, descriptors, __slots__.
class Celsius:
    zero = -273.15

    def __init__(self, degrees):
        self.degrees = degrees

    @property
    def degrees(self):
        """The temperature."""
        return self._degrees

    @degrees.setter
    def degrees(self, value):
        if value < self.zero:
            raise ValueError(f"{value} is below absolute zero")
        self._degrees = value

    @degrees.deleter
    def degrees(self):
        print("deleted")
        self._degrees = 0

    @property
    def fahrenheit(self):
        return self.degrees * 9 / 5 + 32

    @classmethod
    def from_fahrenheit(cls, f):
        return cls((f - 32) * 5 / 9)

    @staticmethod
    def is_warm(degrees):
        return degrees > 20


c = Celsius(25)
print(c.degrees, c.fahrenheit, Celsius.from_fahrenheit(212).degrees, Celsius.is_warm(c.degrees), c.is_warm(5))
c.degrees = 10
del c.degrees
print(c.degrees, Celsius.degrees.__doc__)
for action in (lambda: Celsius(-300), lambda: setattr(c, "fahrenheit", 1), lambda: delattr(c, "fahrenheit")):
    try:
        action()
    except (ValueError, AttributeError) as exc:
        print(type(exc).__name__, exc)


class Typed:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name

    def __init__(self, kind):
        self.kind = kind

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return instance.__dict__.get(self.name, f"no {self.name}")

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} must be {self.kind.__name__}, not {type(value).__name__}")
        instance.__dict__[self.name] = value


class Person:
    name = Typed(str)
    age = Typed(int)


p = Person()
print(p.name)
p.name, p.age = "ada", 36
print(p.name, p.age, p.__dict__, Person.name is Person.__dict__["name"])
try:
    p.age = "old"
except TypeError as exc:
    print(exc)


class Slotted:
    __slots__ = ("x", "y")

    def __init__(self):
        self.x = 1


s = Slotted()
print(s.x, hasattr(s, "__dict__"))
for action in (lambda: s.y, lambda: setattr(s, "z", 1), lambda: s.z):
    try:
        action()
    except AttributeError as exc:
        print(exc)
