# Floats: repr, arithmetic, special values, rounding, conversion.
print(1.0, 0.1, 1e16, 1e15, 1e-4, 1e-5, 123456789.123, 1e100, 1.5e-10, -0.0, 5e-324, 1.7976931348623157e308)
print(0.1 + 0.2, 1 / 3, 2 / 3, 10 / 2, 1e308 * 10, -1e308 * 10, 3.0 * 2, 7 // 2.0, 7.5 % 2, -7.5 % 2, -7.5 // 2)
inf, nan = float("inf"), float("nan")
print(inf, -inf, nan, inf - inf, inf > 1e308, nan == nan, nan != nan, inf == inf)
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.5678, -2), round(1.5), round(0.5),
      round(2.25, 1))
print(int(2.9), int(-2.9), float("1.5"), float(" -2e3 "), float("1_000.5"), float(7), float("infinity"))
print((2.5).is_integer(), (3.0).is_integer(), (0.5).as_integer_ratio(), 2.0 ** 0.5, 2 ** 0.5, (-8) ** (1 / 3))
print(1.0 == 1, hash(1.0) == hash(1), 0.1 + 0.2 == 0.3, abs(-1.5), divmod(7.5, 2), max(1, 1.5), 1e3, 1E-3)
print(float.fromhex("0x1.8p1"), (1.5).hex(), 100000000000000000000.0, 1e22, 1e23, 12345678901234567.0)
for text in ("abc", "", "1.2.3", "0x10"):
    try:
        float(text)
    except ValueError as exc:
        print(exc)
for operation in (lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: int(inf), lambda: int(nan),
                  lambda: 0.0 ** -1):
    try:
        print(operation())
    except (ZeroDivisionError, OverflowError, ValueError) as exc:
        print(type(exc).__name__, exc)
