# re: matching, groups, substitution, flags, errors.
import copy
import re

m = re.match(r"(?P<year>\d{4})-(?P<month>\d\d)(-(\d\d))?", "2024-05 and more")
print(m, m.group(), m.group(1, "month"), m.groups(), m.groups("?"), m.groupdict(), m.span(), m.start("month"), m.end(3), m.lastindex, m.lastgroup,
      m["year"], m[0], m.pos, m.endpos, m.re.groupindex, m.regs, m.string[:4], m.expand(r"\2/\g<year>|\g<0>"))
print(re.search(r"b+", "aabbb"), re.fullmatch(r"a|ab", "ab"), re.fullmatch("a*?", "aaa"), re.match("b", "ab"), re.search("$", "a\n"))
print(re.findall(r"\w+", "one, two_3 é4!"), re.findall(r"(\w)(\d)?", "a1b"), re.findall(r"(x)|y", "xyx"), re.findall("", "ab"), re.findall(r"a*", "baac"))
print(re.split(r"[,;]\s*", "a, b;c,,d"), re.split(r"(,)", "a,b"), re.split(r"\b", "hi you"), re.split("x*", "axbc"), re.split(",", "a,b,c", maxsplit=1))
print(re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world, good bye"), re.sub("x*", "-", "abxd"), re.subn("a", "b", "banana", count=2), re.sub(r"\d+", lambda m: str(int(m[0]) * 2), "a1 b22"))
print(re.sub("(a)|b", r"[\1]", "ab"), re.sub("^", "> ", "x\ny", flags=re.M), re.sub(r"(?P<q>.)", r"\g<q>\n\t\\", "z"), re.sub("a", r"\x41" if False else "A", "aa"))
print([m.span() for m in re.finditer(r"a|(?=b)", "aab")], [m.group() for m in re.finditer(r"(?i)HeLLo", "hello HELLO")])
for pattern, text in ((r"(a+)+b", "aaab"), (r"(?:a|ab)(?:c|bcd)(d*)", "abcd"), (r"(a*)*", "aaa"), (r"(a*)+b", "aab"), (r"((a)|b)*", "ab"), (r"(?:(a)|b)*", "ab"), (r"(a|b)*?c", "abc"),
                      (r"<(\w+)>.*?</\1>", "<a>x</a></a>"), (r"(?<=\d)x", "1x"), (r"(?<!\d)x", "ax"), (r"a(?=b)", "ab"), (r"a(?!b)", "ab"), (r"(?P<a>x)(?(a)y|z)", "xy"), (r"(x)?(?(1)y|z)", "z"),
                      (r"(?>a+)a", "aaa"), (r"a++b", "aab"), (r"a{2,3}?", "aaaa"), (r"[^\W\d_]+", "ab1"), (r"[a-c\-x]+", "a-xd"), (r"\Aab\Z", "ab"), (r"\bfoo\b", "a foo b"), (r"\Boo", "foo"),
                      (r"(?s).+", "a\nb"), (r".+", "a\nb"), (r"(?m)^b$", "a\nb\nc"), (r"(?x) a \s b  # comment", "a b"), (r"(?i:a)b", "Ab"), (r"(?i)(?-i:a)B", "ab"), (r"[é-ü]+", "éü"), (r"\w+", "日本語 x"),
                      (r"(a)?b\1", "b"), (r"(?:){3}x", "x"), (r"(?:a?){3}", "aa"), (r"(?:a??){2}b", "ab"), (r"(a|b)+?c", "abc"), (r"^(?:(\d+)x)?\d+y$", "1x2y"), (r"(?a)\w+", "aé"), (r"\d+", "٣4"),
                      (r"(?i)ſ", "S"), (r"(?i)[k]", "\u212a"), (r"\u00e9\x41\t", "éA\t"), (r"a|b|", "c"), (r"((((((((((x))))))))))\10", "xx")):
    m = re.search(pattern, text)
    print(pattern, m and (m.group(), m.span(), m.groups(), m.lastindex))
print(re.findall(rb"\w+", b"ab \xe9c"), re.sub(rb"(a)", rb"<\1>", b"banana"), re.match(b"a", bytearray(b"abc")).group(), re.split(b",", b"a,b"))
p = re.compile(r"a(b)?", re.I | re.M)
print(p, p.pattern, p.flags, p.groups, p == re.compile(r"a(b)?", re.M | re.I), hash(p) == hash(re.compile(r"a(b)?", 10)), copy.copy(p) is p, re.compile(p) is p)
print(repr(re.compile(b"x", re.S)), re.compile("x", re.A | re.X), p.match("xAB", 1), p.search("aab", 1, 2), p.fullmatch("xab", 1), p.findall("ab aB", 2), re.compile("^b").match("ab", 1), re.compile("^b", re.M).search("a\nb", 1))
print(re.I, repr(re.I | re.S), re.NOFLAG, re.RegexFlag(0), repr(re.RegexFlag.ASCII), int(re.X), re.escape("a.b*[c] d-é~\n"), re.escape(b"x+y"))
s = re.compile(r"\d").scanner("12a")
print(s.match(), s.match(), s.match(), s.search())
for bad in ("(", "a)", "*a", "a**", "a{2,1}", "[a", "[z-a]", r"\q", "(?P<1>a)", "(?P<a>x)(?P<a>y)", "(?P=b)", r"\1", "(?<=a*)b", "(?z)", "a(?i)", "(?(1)a|b|c)", "a\n(", "\\"):
    try:
        print(re.compile(bad))
    except re.error as exc:
        print(type(exc).__name__, exc, exc.msg, exc.pos, exc.lineno, exc.colno, exc.pattern == bad)
for action in (lambda: re.match("a", b"a"), lambda: re.match(b"a", "a"), lambda: re.match("a", 5), lambda: re.compile(5), lambda: re.match("a", "a").group(3), lambda: re.match("a", "a").group("x"),
               lambda: re.sub("a", r"\2", "a"), lambda: re.sub("a", r"\g<x>", "a"), lambda: re.sub("a", r"\q", "a"), lambda: re.compile(p, re.I), lambda: re.match("a", "a")[1], lambda: re.sub("a", 5, "a"),
               lambda: re.compile("a", re.L), lambda: re.compile(b"a", re.U), lambda: re.compile("a", re.A | re.U), lambda: re.Pattern(), lambda: re.Match()):
    try:
        print(action())
    except (TypeError, IndexError, ValueError, re.error) as exc:
        print(type(exc).__name__, exc)
print(re.error is re.PatternError, isinstance(p, re.Pattern), isinstance(p.match("a"), re.Match), re.Pattern.__name__, re.Match[str], bool(re.match("", "")))
tokens = re.compile(r"\s*(?:(?P<number>\d+(?:\.\d*)?)|(?P<name>[A-Za-z_]\w*)|(?P<op>[-+*/()=]))")
print([(m.lastgroup, m[m.lastgroup]) for m in tokens.finditer("total = 3.5 * (x1 + 42)")])
print(re.sub(r"(?m)^\s+|\s+$", "", "  a  \n\tb \n"), re.findall(r"(?<![\w.])\d+(?![\w.])", "1 a2 3.4 5"), len(re.findall("a|b", "ab" * 5000)), re.search("x*y", "x" * 20000), re.match(r"(?:a|b)*$", "ab" * 20000).end())
