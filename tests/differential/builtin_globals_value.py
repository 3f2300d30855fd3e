# `globals` as a value means the module of whoever calls it.
look = globals
setting = 5


def read(name, source=globals):
    return source()[name]


print(look()["setting"], read("setting"), look() is globals())
look()["added"] = 7
print(added)
print(list(map(lambda f: f()["__name__"], [globals])))
