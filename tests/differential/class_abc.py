# Abstract base classes: abstract methods and properties, registration, __subclasshook__.
from abc import ABC, abstractmethod


class Shape(ABC):
    @abstractmethod
    def area(self):
        """The area."""

    @property
    @abstractmethod
    def name(self):
        ...

    def describe(self):
        return f"{self.name} of {self.area()}"


class Square(Shape):
    name = "square"

    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side ** 2


class Half(Shape):
    def area(self):
        return super().area()


print(Square(3).describe())
for kind in (Shape, Half):
    try:
        kind()
    except TypeError as exc:
        print(exc)


@Shape.register
class Stranger:
    pass


print(isinstance(Stranger(), Shape), issubclass(Stranger, Shape), Shape in Stranger.__mro__, isinstance(5, Shape))


class HasRun(ABC):
    @classmethod
    def __subclasshook__(cls, other):
        if cls is HasRun:
            return any("run" in base.__dict__ for base in other.__mro__) or NotImplemented
        return NotImplemented


class Runner:
    def run(self):
        pass


print(isinstance(Runner(), HasRun), isinstance(5, HasRun))
print(sorted(Shape.__abstractmethods__), Square.__abstractmethods__)
