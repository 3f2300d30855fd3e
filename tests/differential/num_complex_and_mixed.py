# complex numbers, and arithmetic between kinds of numbers.
z = 3 + 4j
print(z, z.real, z.imag, abs(z), z.conjugate(), z * 2, z + 1, z - 1j, z / 2, z ** 2, -z, z == 3 + 4j, complex(1, 2),
      complex("1+2j"), 1j * 1j)
print(True + 1.5, 2 * 0.5, 1 + 1j, 1.5 == 3 / 2, 2 == 2.0 == 2 + 0j, hash(2) == hash(2.0), 1 < 1.5, 10 ** 20 > 1e19,
      2 ** 53 + 1 == 2.0 ** 53)
print(type(1 + 1.0).__name__, type(1 / 1).__name__, type(2 ** -1).__name__, type(True + True).__name__,
      type(1 + 1j).__name__, type(7 // 2.0).__name__)
print(sum([0.1] * 3), sum([1, 2.5]), max(1, 1.0), min(True, 0), round(2.675, 2), round(1e20), round(3.7), abs(-0.0),
      bool(0.0), bool(0j))
print(1e16 + 1, 0.1 * 3, 1 / 3, 100 * 1.1, 1e-7, 123456789012345678, 1.0e10, 1.5e300 * 1e10, float("1e400"), -1e-320)
print(format(1 + 2j, ".1f"), f"{1e6:,}", f"{3:.2f}", f"{2.5:.0f} {3.5:.0f}", f"{0.00001}", f"{1e5}",
      f"{123456.789:.3g}", f"{0:.1%}")
for action in (lambda: 1 < 1j, lambda: int(1j), lambda: 1j // 1, lambda: float("nan") < "x", lambda: complex("x"),
               lambda: 1.5 << 1, lambda: 1.5 & 1, lambda: 1j / 0, lambda: [1] * 1.0):
    try:
        print(action())
    except Exception as exc:
        print(type(exc).__name__, exc)
