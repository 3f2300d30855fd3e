# Integers have no limit.
x = 2 ** 62
print(x, x - 1, x + x, -x - x, x * x)
print(2 ** 63, 2 ** 64, -(2 ** 63), 2 ** 63 - 1, -(2 ** 63) - 1)
print(9223372036854775807 + 1, -9223372036854775808 - 1, 4611686018427387904 * 2)
print(3 ** 100)
print((3 ** 100) // (7 ** 20), (3 ** 100) % (7 ** 20), -(3 ** 100) // 7 ** 20, -(3 ** 100) % 7 ** 20)
factorial = 1
for n in range(1, 31):
    factorial *= n
print(factorial, len(str(factorial)))
print(factorial // 10 ** 20, factorial % 1000007, divmod(factorial, 10 ** 15))
print(1 << 100, (1 << 100) >> 98, (1 << 100) - 1 & 0xFFFF, ~(1 << 70), (1 << 70) ^ (1 << 69))
print(int("123456789012345678901234567890") + 1, hex(2 ** 70), bin(2 ** 66), oct(2 ** 65))
print(2 ** 64 == 18446744073709551616, 2 ** 64 > 2 ** 63, 2 ** 64 == 2.0 ** 64, 2 ** 64 < 1e30)
print((2 ** 100).bit_length(), (5).bit_length(), (255).bit_count(), float(2 ** 70), int(1e20), 2 ** 70 / 2 ** 68)
print(hash(1), hash(-1), abs(-2 ** 80), -(-2 ** 80), pow(7, 200, 1000), pow(3, -1, 7))
fib = [0, 1]
while len(fib) < 120:
    fib.append(fib[-1] + fib[-2])
print(fib[-1])
print(f"{2 ** 80:,} {2 ** 80:x} {2 ** 80:+d} {2 ** 80:_} {-2 ** 70:>30}")
