# Methods of int, conversions with bases, limits of conversions.
print((10).bit_length(), (0).bit_length(), (-7).bit_length(), (7).bit_count(), (5).conjugate(), (5).numerator,
      (3).is_integer())
print(bin(10), oct(10), hex(-255), int("0b101", 0), int("0x1F", 16), int("z", 36), int("-0o17", 8), int(True), int("٣"))
print((1000).to_bytes(2, "big"), int.from_bytes(b"\xff\xfe", "big", signed=True), (5).__add__(3), int.__mul__(4, 5),
      (7).__divmod__(2))
print(10 .__class__.__name__, int(), int("  -12\n"), int(1e3), int("1_000"), round(1234, -2), round(-15, -1),
      round(25, -1))
print(5 // 0.5, 5 % 0.3 < 0.3, 2 ** 0.5 == 2 ** 0.5, 7 // -2, -7 // 2, 7 % -3, -7 % 3, divmod(-7, 3), divmod(7, -3))
print(1 << 0, 1 << 63, 1 << 64, (1 << 64) >> 64, -1 >> 1, -8 >> 1, 5 & -2, -5 | 2, -5 ^ 3, ~0)
for action in (lambda: int("x"), lambda: int(""), lambda: int("1.5"), lambda: int("12", 1), lambda: int([]),
               lambda: int(None), lambda: 1 << -1,
               lambda: 1 // 0, lambda: 1 % 0, lambda: divmod(1, 0), lambda: 0 ** -1, lambda: int("9", 8),
               lambda: int(1, 10), lambda: pow(2, -1, 4), lambda: (300).to_bytes(1, "big"),
               lambda: 5 .nothing, lambda: int("1__0"), lambda: 10 ** 400 * 1.0, lambda: int("9" * 5000),
               lambda: pow(2, 3, 0)):
    try:
        print(action())
    except Exception as exc:
        print(type(exc).__name__, str(exc)[:100])
