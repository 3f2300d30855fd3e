# Forwarding *args and **kwargs through layers; copies and order.
def target(a, b=2, *args, c, d=4, **kwargs):
    return a, b, args, c, d, kwargs


def forward(*args, **kwargs):
    return target(*args, **kwargs)


def add_one(*args, **kwargs):
    return forward("first", *args, c="added", **kwargs)


print(forward(1, c=3))
print(add_one("x", "y", z=1))
print(add_one(d=0))
original = {"c": 1, "k": 2}
positions = [1, 2, 3]


def changes(*args, **kwargs):
    kwargs["c"] = "changed"
    return args, kwargs


print(changes(*positions, **original), original, positions)
print(forward(*"ab", *(x for x in range(2)), **{"c": 0}, **dict(e=5, f=6)))
try:
    add_one(c=5)
except TypeError as exc:
    print(exc)
try:
    forward()
except TypeError as exc:
    print(exc)
