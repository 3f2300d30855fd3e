"""pickle over what objects say in __reduce_ex__: every protocol, and back again."""
import collections
import functools
import operator
import pickle


class Plain:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        return type(other) is Plain and vars(self) == vars(other)

    def method(self):
        return self.value


class Slots:
    __slots__ = ("a", "b")


class Deque(collections.deque):
    pass


class Text(str):
    pass


values = [None, True, 12, -5, 1 << 70, 1.5, 2j, "text", "\xe9\u20ac\U0001f600\\u", b"bytes", bytearray(b"x"), (1, (2,)), [1, [2]], {"a": 1},
          {1, 2}, frozenset((3,)), range(1, 9, 2), slice(1, 2), Plain([1]), ValueError("a", 1),
          collections.Counter("aab"), collections.deque([1, 2], 5), len, str.upper, Plain(7).method, operator.itemgetter(1, 2),
          operator.attrgetter("a.b"), operator.methodcaller("f", 1, k=2), functools.partial(print, 1, sep=""), Ellipsis, NotImplemented,
          Text("sub"), int, Plain]
for value in values:
    results = set()
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        try:
            again = pickle.loads(pickle.dumps(value, protocol))
        except (TypeError, pickle.PicklingError) as error:
            results.add(type(error).__name__)
            continue
        same = again == value or repr(again) == repr(value) or again() == value()
        results.add((type(again).__name__, same))
    print(type(value).__name__, sorted(map(str, results)))
slots = Slots()
slots.a = 1
for protocol in range(2, 6):
    again = pickle.loads(pickle.dumps(slots, protocol))
    print(again.a, hasattr(again, "b"))
sub = Deque([1, 2])
sub.note = "n"
again = pickle.loads(pickle.dumps(sub))
print(type(again).__name__, again, again.note)
cycle = [1]
cycle.append(cycle)
again = pickle.loads(pickle.dumps(cycle))
print(again[1] is again)
print(pickle.loads(pickle.dumps(functools.partial(max, 1)))(2), pickle.loads(pickle.dumps(operator.itemgetter(1)))("abc"))
for value in (lambda: 1, (x for x in ())):
    try:
        pickle.dumps(value)
    except Exception as error:
        print(type(error).__name__)
