# __getattr__, __getattribute__, __setattr__, __delattr__, __dir__, lookup order.
class Lazy:
    present = "on the class"

    def __init__(self):
        self.own = "on the instance"

    def __getattr__(self, name):
        if name.startswith("no_"):
            raise AttributeError(f"refused {name}")
        print("computing", name)
        return name.upper()


lazy = Lazy()
print(lazy.present, lazy.own, lazy.anything, hasattr(lazy, "no_way"), getattr(lazy, "no_x", "default"))
try:
    lazy.no_thing
except AttributeError as exc:
    print(exc)


class Guarded:
    def __setattr__(self, name, value):
        if name == "fixed":
            raise AttributeError("fixed can't change")
        print("set", name, value)
        super().__setattr__(name, value)

    def __delattr__(self, name):
        print("delete", name)
        super().__delattr__(name)

    def __getattribute__(self, name):
        if name == "secret":
            return "everything goes through here"
        return super().__getattribute__(name)


guarded = Guarded()
guarded.x = 1
guarded.x += 1
del guarded.x
print(guarded.secret)
try:
    guarded.fixed = 1
except AttributeError as exc:
    print(exc)
try:
    del guarded.x
except AttributeError as exc:
    print(exc)


class DataDescriptor:
    def __get__(self, instance, owner):
        return "data descriptor wins"

    def __set__(self, instance, value):
        print("ignored", value)


class NonData:
    def __get__(self, instance, owner):
        return "non-data descriptor loses"


class Order:
    a = DataDescriptor()
    b = NonData()


order = Order()
order.a = 1
order.__dict__["a"] = "instance"
order.__dict__["b"] = "instance wins"
print(order.a, order.b)
