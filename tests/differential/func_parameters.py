# Parameters of every kind, and how arguments bind to them.
def everything(a, b=2, /, c=3, *rest, d, e=5, **others):
    return a, b, c, rest, d, e, others


print(everything(1, d=4))
print(everything(1, 20, 30, 40, 50, d=4, e=6, f=7))
print(everything(1, d=4, a=10, b=20))
print(everything(*range(5), **{"d": 1, "x": 2}))
print(everything(*[1], *(2, 3), *{4: 0}, d=0, **{}, **{"y": 1}))


def keyword_only(*, a, b=None):
    return a, b


def positional_only(a, b=1, /):
    return a, b


def only_rest(*args, **kwargs):
    return args, kwargs


print(keyword_only(a=1), keyword_only(b=2, a=3))
print(positional_only(1), positional_only(1, 2))
print(only_rest(), only_rest(1, 2, k=3, args=4))

order = []


def note(x):
    order.append(x)
    return x


def default_evaluated_once(x=note("default")):
    return x


only_rest(note(1), *note([2]), k=note(3), **note({"m": 4}))
default_evaluated_once()
default_evaluated_once()
print(order)
print(everything.__defaults__, everything.__kwdefaults__, positional_only.__defaults__)
everything.__defaults__ = ("new b", "new c")
print(everything(1, d=0))
