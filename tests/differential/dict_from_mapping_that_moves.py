# dict(mapping) asks for all keys first; an OrderedDict notices each change of its order while it is iterated over
from collections import OrderedDict
from collections.abc import MutableMapping


class Recent(MutableMapping):
    def __init__(self, *args, **kwargs):
        self.data = OrderedDict()
        self.update(*args, **kwargs)

    def __getitem__(self, key):
        self.data.move_to_end(key)
        return self.data[key]

    def __setitem__(self, key, value):
        self.data[key] = value

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)


recent = Recent(a=1, b=2, c=3)
print(dict(recent), {**recent}, list(recent))
other = {"z": 0}
other.update(recent)
print(other, other | {}, list(recent))
recent["a"]
print(list(recent), dict(**recent))
try:
    print(list(recent.items()))
except RuntimeError as error:
    print(error)


def attempt(change, *, size=3, view=OrderedDict.keys):
    d = OrderedDict((i, str(i)) for i in range(size))
    seen = []
    try:
        for item in view(d):
            seen.append(item)
            change(d)
    except RuntimeError as error:
        print(seen, error)
    else:
        print(seen, "no error")


attempt(lambda d: d.move_to_end(0))
attempt(lambda d: d.move_to_end(0), size=1)
attempt(lambda d: d.move_to_end(1, last=False))
attempt(lambda d: d.update({0: "new"}))
attempt(lambda d: d.pop(2, None), view=OrderedDict.values)
attempt(lambda d: d.clear())
attempt(lambda d: d.setdefault(9), view=OrderedDict.items)
attempt(lambda d: d.popitem(), size=1)
attempt(lambda d: d.setdefault(5), view=reversed)


class Odd:
    def __init__(self, keys):
        self.given = keys

    def keys(self):
        return self.given

    def __getitem__(self, key):
        return key * 2


for keys in ((1, 2), iter("ab"), 5, ([],)):
    for merge in (dict, {}.update, lambda odd: {**odd}):
        try:
            print(merge(Odd(keys)))
        except TypeError as error:
            print(error)
try:
    {**[1]}
except TypeError as error:
    print(error)
d = OrderedDict(a=1)
print(d.keys(), d.values(), d.items(), d)
