# The distributions that random keeps in Python, with CPython's own sequence.
import random

source = random.Random(20240229)
for name, arguments in [
    ("betavariate", (2.0, 3.0)),
    ("betavariate", (0.5, 0.5)),
    ("gammavariate", (3.0, 2.0)),
    ("gammavariate", (1.0, 2.0)),
    ("gammavariate", (0.4, 2.0)),
    ("paretovariate", (3.0,)),
    ("weibullvariate", (1.0, 1.5)),
    ("vonmisesvariate", (1.0, 4.0)),
    ("vonmisesvariate", (0.0, 1e-7)),
    ("binomialvariate", (10, 0.3)),
    ("binomialvariate", (1, 0.5)),
    ("binomialvariate", (500, 0.7)),
    ("binomialvariate", (0,)),
]:
    method = getattr(source, name)
    print(name, arguments, [method(*arguments) for _ in range(4)])
for bad in [
    lambda: source.gammavariate(0, 1),
    lambda: source.binomialvariate(-1),
    lambda: source.binomialvariate(3, 1.5),
]:
    try:
        print(bad())
    except ValueError as error:
        print("ValueError:", error)

random.seed(5)
print(random.gammavariate(9, 0.5), random.betavariate(1, 2), random.binomialvariate(40, 0.25))
print(random.paretovariate(2), random.weibullvariate(2, 3), random.vonmisesvariate(3, 2))

system = random.SystemRandom()
print(0 <= system.random() < 1, 0 <= system.getrandbits(70) < 1 << 70, len(system.randbytes(9)))
print(system.randrange(3, 4), system.choice("a"), system.seed(3))
for refused in [system.getstate, lambda: system.setstate(()), lambda: system.getrandbits(-1)]:
    try:
        print(refused())
    except (NotImplementedError, ValueError) as error:
        print(type(error).__name__, error)
