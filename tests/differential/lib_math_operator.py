# math and operator.
import math
import operator

print(math.sqrt(16), math.floor(-2.5), math.ceil(-2.5), math.trunc(-2.5), math.pi, math.e, math.inf, math.factorial(20))
print(math.gcd(12, 18), math.lcm(4, 6), math.isqrt(17), math.comb(5, 2), math.perm(5, 2), math.prod([1, 2, 3]),
      math.fsum([0.1] * 10))
print(math.isclose(0.1 + 0.2, 0.3), math.isnan(math.nan), math.isinf(-math.inf), math.copysign(1, -0.0),
      math.hypot(3, 4), math.log(8, 2), math.log10(1000), math.log2(8))
print(math.sin(0), math.cos(0), math.atan2(1, 1) == math.pi / 4, math.degrees(math.pi), math.fmod(-7, 3),
      math.modf(2.5), math.frexp(8.0), math.exp(0))
print(operator.add(1, 2), operator.itemgetter(1)("abc"), operator.itemgetter(0, 2)("abc"),
      operator.attrgetter("real")(5), operator.methodcaller("upper")("a"))
print(sorted([{"n": 2}, {"n": 1}], key=operator.itemgetter("n")), operator.not_(0), operator.contains([1], 1),
      operator.index(True))
for action in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.factorial(-1), lambda: math.floor("x"),
               lambda: math.gcd(1.5), lambda: math.sqrt("4")):
    try:
        print(action())
    except (ValueError, TypeError) as exc:
        print(type(exc).__name__, exc)
