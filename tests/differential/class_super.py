# super(): zero-argument, in class methods, in properties, diamonds with cooperative __init__.
class Root:
    def __init__(self, **kwargs):
        print("Root", kwargs)


class Left(Root):
    def __init__(self, left, **kwargs):
        print("Left", left)
        super().__init__(**kwargs)


class Right(Root):
    def __init__(self, right, **kwargs):
        print("Right", right)
        super().__init__(**kwargs)


class Bottom(Left, Right):
    def __init__(self, **kwargs):
        print("Bottom")
        super().__init__(**kwargs)


Bottom(left=1, right=2, rest=3)


class Base:
    @classmethod
    def make(cls):
        return f"Base.make for {cls.__name__}"

    @property
    def value(self):
        return 1

    @staticmethod
    def tool():
        return "tool"


class Derived(Base):
    @classmethod
    def make(cls):
        return "Derived: " + super().make()

    @property
    def value(self):
        return super().value + 1

    def use(self):
        return super().tool(), __class__.__name__

    def later(self):
        return [super(Derived, self).value for _ in range(2)]

    def nested(self):
        def inner():
            return super(Derived, self).make()
        return inner()


d = Derived()
print(Derived.make(), d.value, d.use(), d.later(), d.nested())
try:
    super().x
except RuntimeError as exc:
    print(exc)


class NoBaseMethod:
    def go(self):
        return super().go()


try:
    NoBaseMethod().go()
except AttributeError as exc:
    print(exc)
