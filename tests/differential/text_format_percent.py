# % formatting and str.format, all kinds.
print("%d %i %5d|%-5d|%05d %+d % d %x %X %o %#x" % (1, -2, 3, 4, 5, 6, 7, 255, 255, 8, 255))
print("%f %.2f %10.3f|%-10.1f|%e %.1e %g %g %g" % (1.5, 2.345, 3.14159, 2.5, 12345.678, 0.00012, 1e10, 0.0001, 100000))
print("%s %r %a %10s|%-10s|%.2s %c %c %%" % ("a", "b", "é", "right", "left", "truncated", "x", 65))
print("%(name)s is %(age)d" % {"name": "ada", "age": 36}, "%s" % [1, 2], "%s %s" % (None, True), "%*d" % (5, 42),
      "%.*f" % (2, 3.14159))
print("{} {} {}".format(1, "b", [3]), "{0}{1}{0}".format("a", "b"), "{x} {y!r}".format(x=1, y="q"),
      "{:>5}|{:<5}|{:^5}".format(1, 2, 3))
print("{0.real} {1[0]} {2[key]}".format(5, [7], {"key": "v"}), "{:{}}|{:{w}.{p}f}".format("x", 5, 2.5, w=8, p=2),
      "{{}} {:,}".format(1234567))
print("{!s:>4}{!r}{!a}".format("a", "b", "é"), "{:%}".format(0.25), "{:08.3f} {:+} {:b} {:#o}".format(-1.5, 3, 5, 8),
      "{:e}".format(12345.0))
print("{a}".format_map({"a": 1}), format(255, "x"), format("x", ">3"), format(3.14159, ".2f"), "abc".ljust(5) + "|",
      "%s" % ("tuple",))
for action in (lambda: "%d" % 1.5, lambda: "%d" % "1", lambda: "%s" % (), lambda: "%s" % (1, 2), lambda: "%(x)s" % {},
               lambda: "%" % 1, lambda: "%c" % "ab", lambda: "%x" % 1.5,
               lambda: "{}".format(), lambda: "{1}".format(0), lambda: "{x}".format(y=1), lambda: "{".format(),
               lambda: "}".format(), lambda: "{} {0}".format(1), lambda: "{:d}".format("x"),
               lambda: "{0.nope}".format(1), lambda: "{!z}".format(1)):
    try:
        print(repr(action()))
    except Exception as exc:
        print(type(exc).__name__, exc)
