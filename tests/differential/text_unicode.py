# Text beyond ASCII: lengths, indexes, slices, cases, encodings, surrogates, escapes.
s = "naïve café 日本語 🐍 ẞ"
print(len(s), s[2], s[-1], s[11:14], s[::-1], s.upper(), s.lower(), s.title(), s.swapcase())
print([ord(c) for c in "aé日🐍"], "".join(map(chr, [97, 233, 26085, 128013])), "\u00e9" == "é", "\N{SNOWMAN}",
      "\x41\102\u0043")
print(s.encode("utf-8"), len(s.encode()), "é".encode("utf-16-le"), "日".encode("utf-8").decode("utf-8"),
      b"caf\xe9".decode("latin-1"))
print(s.find("日"), s.index("🐍"), s.count("é"), "日" in s, s.split(), s.replace("é", "e"), s.startswith("naï"), "é" < "z",
      "é" > "z", sorted("éaz"))
print(repr("\ud800"), len("\ud800"), ascii(s), repr("\x85\xa0\xad"), "ﬁ".upper(), "İ".lower() == "i̇", "ǆ".title(),
      "σς".upper(), "Straße".casefold())
print("é".isalpha(), "日".isalpha(), "٣".isdigit(), "²".isdigit(), "½".isnumeric(), "\u2003".isspace(),
      "日".isidentifier(), "é".islower(), "é\u0301".isprintable())
print(f"{'日':>4}|{'é':*^5}|", "日本".center(6, "-"), "é".ljust(3, ".") + "|", "a\u0301", len("a\u0301"),
      "\t日".expandtabs(4))
for action in (lambda: "é".encode("ascii"), lambda: "\ud800".encode("utf-8"), lambda: b"\xff".decode("utf-8"),
               lambda: b"\xe6\x97".decode(), lambda: chr(0x110000), lambda: "é".encode("nope")):
    try:
        print(action())
    except Exception as exc:
        print(type(exc).__name__, exc)
print("é".encode("ascii", "replace"), "é".encode("ascii", "ignore"), "é".encode("ascii", "backslashreplace"),
      b"a\xffb".decode("utf-8", "replace"), b"a\xff".decode("utf-8", "surrogateescape") == "a\udcff")
naïve = "identifiers may be unicode"
print(naïve)
