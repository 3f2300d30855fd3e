# __init_subclass__, __set_name__, __class_getitem__, __instancecheck__ by a metaclass, class keyword arguments.
class Plugin:
    known = []

    def __init_subclass__(cls, /, kind="plain", **kwargs):
        super().__init_subclass__(**kwargs)
        cls.kind = kind
        Plugin.known.append(cls.__name__)


class A(Plugin):
    pass


class B(Plugin, kind="special"):
    pass


print(Plugin.known, A.kind, B.kind)
try:
    class C(Plugin, unknown=1):
        pass
except TypeError as exc:
    print(exc)


class Generic:
    def __class_getitem__(cls, item):
        return f"{cls.__name__}[{item!r}]"


print(Generic[int], Generic["x", 1])


class Meta(type):
    def __new__(mcls, name, bases, namespace, **kwargs):
        print("making", name, sorted(k for k in namespace if not k.startswith("__")), kwargs)
        return super().__new__(mcls, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **kwargs):
        super().__init__(name, bases, namespace)
        cls.registered = True

    def __call__(cls, *args):
        print("calling", cls.__name__)
        return super().__call__(*args)

    def __len__(cls):
        return 42

    def __instancecheck__(cls, instance):
        return instance == "pretends"


class Made(metaclass=Meta, option=1):
    x = 1

    def __init__(self, y=0):
        self.y = y


print(Made(5).y, len(Made), Made.registered, isinstance("pretends", Made), isinstance(3, Made), type(Made).__name__)
Dynamic = type("Dynamic", (Made,), {"z": 3})
print(Dynamic.z, Dynamic.__name__, Dynamic().x)
