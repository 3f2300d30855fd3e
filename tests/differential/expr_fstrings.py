# f-strings: expressions, nesting, conversions, format specs, debug form, quotes.
name, n, pi, items = "Ada", 42, 3.14159265, [1, 2]
print(f"{name} is {n}", f"{n + 1}", f"{name!r} {name!s} {'é'!a}", f"{{literal}} {{{n}}}", f"{items[0]} {items}")
print(f"{n:5}|{n:<5}|{n:^5}|{n:>5}|{n:05}|{n:+}|{n:x}|{n:#x}|{n:b}|{n:o}|{n:X}|{n:c}|{n:e}|{n:,}|{n:*^9}|{n:d}")
print(f"{pi:.2f}|{pi:8.3f}|{pi:<8.1f}|{pi:e}|{pi:.3e}|{pi:g}|{pi:.3g}|{pi:%}|{pi:.1%}")
print(f"{pi:+.1f}|{pi:08.2f}|{-pi:08.2f}|{pi:10}|{pi:}")
print(f"{name:10}|{name:>10}|{name:^10}|{name:-^10}|{name:.2}|{name:5.1}|{name!r:>8}|{'':5}|{name:s}")
width, precision = 10, 3
print(f"{pi:{width}.{precision}}|{name:{'>'}{width}}|{pi:{width}.{precision}f}|{n:{'0'}{width}}")
print(f"{n=} {n = } {name=!s} {pi=:.2f} {n+1=} {items=}")
print(f"{'nested ' + f'{n} {f"{name}"}'} {"same quotes"} {'a' if n else 'b'} {(lambda x: x * 2)(n)} {n!r:>5}")
print(f"{1234567:,} {1234567.891:,.2f} {1234567:_} {0xABCDEF:_x} {True} {None} {1e20} {1e16:,} {True:d} {True:5}")
print(f"{'multi'
      } line", f"""triple {
    n
} quotes""", f'{name.upper()} {name.lower()[0]} {len(name)}', rf"\n{n}\t", f"\n{n}\t|")
print(f"{[i for i in range(3)]} { {1: 2}[1] } {(1, 2)} {n:>{n // 10}}", f"{''}", f"{name}" f"{n}" "plain {n}")


class Formatted:
    def __format__(self, spec):
        return f"<{spec or 'empty'}>"

    def __str__(self):
        return "as str"

    def __repr__(self):
        return "as repr"


print(f"{Formatted()} {Formatted():spec:with colons} {Formatted()!s} {Formatted()!r:>10} {Formatted():{name}}")
for spec, value in (("d", 1.5), ("x", 1.5), (".2f", "text"), ("d", "text"), ("5.2d", 3), ("q", 3), ("=5", "text"),
                    ("+", "t"),
                    (",", "t"), ("c", -1), (".2", True), ("s", 5), ("5", None), ("x", [1]), ("%Y", 3), (",_", 3),
                    ("f", 10 ** 400)):
    try:
        print(repr(format(value, spec)))
    except (ValueError, TypeError, OverflowError) as exc:
        print(spec, type(exc).__name__, exc)
