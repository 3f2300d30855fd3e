from string.templatelib import Template, Interpolation, convert
import string.templatelib
def show(t):
    print(t.strings, t.values, [(i.value, i.expression, i.conversion, i.format_spec) for i in t.interpolations])
x = 3; y = "hi"
t = t"a {x} b {y!r:>{x}} {x + 1 !s} c"
show(t)
print(repr(t), type(t), t.interpolations[1])
show(t"")
show(t"just")
show(t"{x}{y}")
show(t"{x=} {y = !s:^9}")
show(t"{x}" t"{y} k")
print(list(t"a{x}b{y}"))
for p in t"a{x}{y}": print(p)
a = Template("a", "b", Interpolation(4, "v", None, ""), "c")
show(a)
show(a + t"{x}z")
try: a + "s"
except TypeError as e: print(e)
try: "s" + a
except TypeError as e: print(e)
try: Template(3)
except TypeError as e: print(e)
try: Interpolation(4, 5)
except TypeError as e: print(e)
try: Interpolation(4, "x", "q")
except ValueError as e: print(e)
try: Interpolation()
except TypeError as e: print(e)
print(Interpolation(4), Interpolation("v", "x", "r", ">3"))
print(convert("x", "r"), convert(3, None), convert("é", "a"), repr(convert(3, "s")))
try: convert(3, "z")
except ValueError as e: print(e)
match t"{x}":
    case Template(interpolations=[Interpolation(v, e)]): print("match", v, e)
print(Interpolation.__match_args__)
def log(v): print("eval", v); return v
show(t"{log(1):{log(2)}} {log(3)}")
print(t == t, t"a" == t"a", hash(t) == hash(t))
print(Template.__module__, Template.__qualname__, Interpolation)
print(type(iter(t)))
try:
    class S(Template): pass
except TypeError as e: print(e)
f = lambda z: t"{z}"
show(f(9))
show(t'''
{x
}''')
show(t"{ x }{y  }")
print(Template(strings=3) if 0 else None)
try: Template(a=3)
except TypeError as e: print(e)
