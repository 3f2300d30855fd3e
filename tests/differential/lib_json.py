# json: both ways, options, hooks, errors.
import enum
import io
import json
from collections import OrderedDict, namedtuple


class Colour(enum.IntEnum):
    RED = 1


class Text(str):
    pass


P = namedtuple("P", "x y")
data = {"a": [1, 2.5, True, False, None, "text \"q\" \\ / \n\t\x01 é 日本 😀 \x7f"], "nested": {"k": []}, "empty": {}, "tuple": (1, P(2, 3)), 1: "int", 2.5: "float",
        True: "bool", None: "none", "big": 10 ** 30, "e": Colour.RED, "s": Text("sub"), "neg": -0.0, "exp": 1e300, "small": 1e-7}
print(json.dumps(data))
print(json.dumps(data, ensure_ascii=False))
print(json.dumps(data, indent=2, ensure_ascii=False))
print(json.dumps([1, [2, [], {}], {"b": 1, "a": 2}], indent="\t", sort_keys=True), json.dumps({"b": 1, "a": [1, 2]}, separators=(",", ":"), sort_keys=True))
print(json.dumps([float("nan"), float("inf"), -float("inf")]), json.dumps("x"), json.dumps(None), json.dumps(3), json.dumps([]), json.dumps({}, indent=4), json.dumps([], indent=1))
print(json.dumps({(1, 2): 3, "k": 1}, skipkeys=True), json.dumps(Colour.RED), json.dumps({Colour.RED: 1}), json.dumps("\ud800"))
print(json.loads('{"a": [1, -2.5e3, 1E5, true, false, null, "\\u00e9\\ud83d\\ude00\\n\\/"], "b": {"c": []}, "d": {} , "e": 0, "f": -0, "g": 123456789012345678901234567890}'))
print(json.loads("  [NaN, Infinity, -Infinity] "), json.loads('"\\ud800"') == "\ud800", json.loads(b'{"x": "\xc3\xa9"}'), json.loads(bytearray(b"[1]")), json.loads('"\ufeff"'))
print(json.loads('{"a": 1, "b": {"c": 2}}', object_hook=lambda d: sorted(d.items())), json.loads('{"a": 1, "a": 2}', object_pairs_hook=OrderedDict), json.loads('{"a": 1, "a": 2}'),
      json.loads("[1.5, 2]", parse_float=str, parse_int=lambda s: s + "!"), json.loads("[NaN]", parse_constant=repr))
print(json.loads(json.dumps(data))["a"] == data["a"], json.load(io.StringIO("[1]")), json.JSONDecoder().raw_decode('{"a": 1} rest'), json.JSONDecoder(strict=False).decode('"a\nb"'))
out = io.StringIO()
json.dump({"k": [1]}, out, indent=1)
print(out.getvalue())


class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, complex):
            return [o.real, o.imag]
        return super().default(o)


print(json.dumps({"z": 1 + 2j}, cls=Encoder), json.dumps({1, 2}, default=sorted), "".join(Encoder().iterencode([1j])), json.JSONEncoder(sort_keys=True).encode({"b": 1, "a": 2}))
for bad in ("", "[", "[1", "[1,", "[1,]", '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', "{a:1}", "{'a':1}", "nul", "tru", "[1 2]", '"abc', '"a\nb"', '"\\x"', '"\\u12"', "01", "1.", "-", "[1] x", "\n\n  ]", "+1", ".5", '{"a" 1}', '"\\', "{1:2}", "é"):
    try:
        print(bad, json.loads(bad))
    except json.JSONDecodeError as exc:
        print(repr(bad), exc, exc.pos, exc.lineno, exc.colno, exc.doc == bad)
loop = []
loop.append({"again": loop})
for action in (lambda: json.dumps(object), lambda: json.dumps({"a": [1, {2}]}), lambda: json.dumps({(1,): 2}), lambda: json.dumps(loop), lambda: json.dumps(float("nan"), allow_nan=False), lambda: json.loads(5), lambda: json.loads(None),
               lambda: json.loads("\ufeff[]"), lambda: json.dumps([1j], cls=json.JSONEncoder), lambda: json.dumps({"a": 1, 2: 3}, sort_keys=True), lambda: json.dumps(b"x")):
    try:
        print(action())
    except (TypeError, ValueError) as exc:
        print(type(exc).__name__, exc, getattr(exc, "__notes__", None))
