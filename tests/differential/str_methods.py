# Methods of str: searching, splitting, joining, cases, tests, padding, translating.
s = "Hello, World"
print(s.lower(), s.upper(), s.swapcase(), s.title(), s.capitalize(), "straße".casefold(), "ß".upper())
print(s.find("o"), s.find("o", 5), s.rfind("o"), s.find("x"), s.index("W"), s.rindex("l"), s.count("l"), s.count(""),
      "aaa".count("aa"))
print(s.startswith("Hell"), s.endswith(("x", "ld")), s.startswith("W", 7), s.endswith("lo", 0, 5), "o, W" in s, "" in s)
print("a,b,,c".split(","), "a b  c ".split(), "a,b,c".split(",", 1), "a,b,c".rsplit(",", 1), "".split(), "".split(","),
      " x ".split(" "))
print("one\ntwo\r\nthree\n".splitlines(), "a\nb".splitlines(True), "k=v=w".partition("="), "k=v=w".rpartition("="),
      "k".partition("="))
print("-".join("abc"), "".join([]), ", ".join(["x"]), "  trim  ".strip() + "|", "xxaxx".strip("x"), "  l".lstrip(),
      "r  ".rstrip() + "|")
print("abcabc".replace("b", "X"), "abcabc".replace("b", "X", 1), "abc".replace("", "-"),
      "prefix_name".removeprefix("prefix_"), "x.py".removesuffix(".py"))
print("x".center(5, "*"), "x".ljust(4, "."), "x".rjust(4), "42".zfill(5), "-42".zfill(5), "a\tb".expandtabs(4),
      "toolong".center(3))
for method in ("isdigit", "isalpha", "isalnum", "isspace", "isupper", "islower", "istitle", "isidentifier", "isdecimal",
               "isnumeric", "isprintable", "isascii"):
    print(method,
          [getattr(x, method)() for x in ("123", "abc", "a1", " \t", "ABC", "Title Case", "", "½", "_x", "é\n")])
print("abc".translate(str.maketrans("ab", "xy")), "abc".translate({97: None, 98: "BB"}),
      "abc".translate(str.maketrans({"c": "3"})))
print("abc" < "abd", "Z" < "a", "a" * 3, 2 * "xy", "a" "b", "abc"[::-1], len("日本"), "é" == "e\u0301", max("hello"),
      sorted("hello"))
print("%s is %d years, %.1f%% %r %5d|%-5d|%05d %x %c %s" % ("ada", 36, 99.5, "q", 42, 42, 42, 255, "c", [1]),
      "%(a)s %(b)03d" % {"a": 1, "b": 2}, "%s" % None)
print("{} {1} {name}".replace("{1}", "{}").format(1, 2, name=3), "{0} {1} {0}".format("a", "b"),
      "{a[0]} {b.real:>4}".format(a=[9], b=5), "{!r:>5}".format("x"))
print("a-b_c".split("-"), ord("a"), chr(8364), ascii("é€"), repr("\u200b"), "x".encode(), "é".encode("utf-8"),
      b"\xc3\xa9".decode(), "é".encode("latin-1"))
for action in (lambda: "a" + 1, lambda: "a" * "b", lambda: "abc".index("x"), lambda: "x".join([1]), lambda: "".join(5),
               lambda: "a".split(""),
               lambda: "%d" % "x", lambda: "%s %s" % 1, lambda: "{} {}".format(1), lambda: "{x}".format(),
               lambda: "a".center(5, "xy"), lambda: chr(-1), lambda: ord("ab"),
               lambda: "é".encode("ascii"), lambda: b"\xff".decode(), lambda: "abc".find(1), lambda: "%z" % 1,
               lambda: "%s" % (1, 2), lambda: "abc" < 1, lambda: int("x"), lambda: "a" in 5, lambda: 5 in "a"):
    try:
        print(repr(action()))
    except Exception as exc:
        print(type(exc).__name__, exc)
