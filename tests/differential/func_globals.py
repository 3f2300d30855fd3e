# global names: reading, writing, deleting, shadowing builtins.
counter = 0


def increase():
    global counter, created
    counter += 1
    created = f"made by call {counter}"


def shadow():
    counter = "local"
    return counter


def uses_later():
    return defined_later()


def defined_later():
    return "found at the time of the call"


increase()
increase()
print(counter, created, shadow(), counter)
print(uses_later())


def delete():
    global created
    del created


delete()
try:
    print(created)
except NameError as exc:
    print(exc)
try:
    delete()
except NameError as exc:
    print(exc)

len_before = len
len = lambda thing: "shadowed"
print(len([1, 2]))
del len
print(len([1, 2]), len is len_before)


def defined_later():
    return "rebound"


print(uses_later())
globals()["through_dict"] = 5
print(through_dict, "counter" in globals(), globals()["counter"], __name__)


class Scope:
    counter = counter + 100
    seen = [counter for _ in range(1)]

    def method(self):
        return counter


print(Scope.counter, Scope().method(), Scope.seen)
