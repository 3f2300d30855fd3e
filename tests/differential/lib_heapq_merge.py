# heapq.merge reads its inputs only as far as needed; string.
import heapq
import itertools
import string
from heapq import heapify, heappop, heappush, merge, nlargest, nsmallest


def loud(name, items):
    for item in items:
        print("reads", name, item)
        yield item


merged = merge(loud("a", [1, 4]), loud("b", [2, 3]))
print(type(merged).__name__)
for item in merged:
    print("gets", item)
print(list(itertools.islice(merge(itertools.count(0, 2), itertools.count(1, 2)), 7)))
print(list(merge(["bb", "a"], ["ccc", "d"], key=len, reverse=True)), list(merge([3, 1], [2, 0], reverse=True)), list(merge()), list(merge([1])))
print(list(merge(["a", "B"], ["A", "b"], key=str.lower)))
try:
    list(merge([1], ["x"]))
except TypeError as exc:
    print(exc)
h = [5, 2, 8]
heapify(h)
heappush(h, 1)
print(heappop(h), h[0], nlargest(2, h), nsmallest(2, h), heapq.heappushpop(h, 0))

print(string.ascii_letters, string.digits, string.punctuation, repr(string.whitespace), string.hexdigits, len(string.printable))
print(string.capwords("hello  big world"), string.capwords("a-b", "-"))


class Shouting(string.Formatter):
    def format_field(self, value, spec):
        return super().format_field(value, spec).upper()

    def get_value(self, key, args, kwargs):
        if key in ("missing",):
            return "?"
        return super().get_value(key, args, kwargs)


print(Shouting().format("{0} and {name!r:>8} {missing} {0.real} {{}} {d[k]}", 1, name="x", d={"k": "v"}))
print(string.Formatter().format("{:{w}.{p}f}|{}", 3.14159, "z", w=8, p=2), list(string.Formatter().parse("a{b!r:c}d{{e}}")))
for text in ("{0} {}", "{", "}", "{a", "{x!z}"):
    try:
        print(string.Formatter().format(text, 1, x=2))
    except (ValueError, KeyError) as exc:
        print(type(exc).__name__, exc)
