# Integer arithmetic: signs, floor division, modulo, powers, precedence.
print(7 + 3, 7 - 3, 7 * 3, 7 / 2)
for a in (7, -7):
    for b in (2, -2):
        print(a, b, a // b, a % b, divmod(a, b))
print(2 ** 10, 2 ** 0, (-2) ** 3, 2 ** -1, -2 ** 2)
print(1 + 2 * 3 - 4 // 2, (1 + 2) * 3, 10 - 3 - 2, 2 ** 3 ** 2)
print(+5, -5, ~5, - -5, not 5, not 0)
print(6 & 3, 6 | 3, 6 ^ 3, 1 << 10, 1024 >> 3, -1 >> 5, -5 & 3)
print(1 == 1.0, 1 != 2, 3 > 2 > 1, 3 > 2 < 1, 1 < 2 < 3 < 4)
print(abs(-3), min(3, 1, 2), max([3, 1, 2]), sum([1, 2, 3]), sum([1.5, 2], 10), round(7), pow(2, 5), pow(3, 4, 5))
print(10_000_000, 0xFF, 0o17, 0b101, int("42"), int("-7"), int("ff", 16), int(" 12 "), int(3.9), int(-3.9))
x = 10
x += 5
x -= 3
x *= 2
x //= 5
x **= 3
x %= 50
x |= 8
x ^= 3
x <<= 2
x >>= 1
x &= 0xFF
print(x)
