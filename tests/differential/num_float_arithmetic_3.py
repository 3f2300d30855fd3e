# Floats and complex numbers: operators, rounding, hexadecimal text, parsing.
def show(case):
    try:
        print(repr(case()))
    except Exception as error:
        print(type(error).__name__, error)


for case in [
    lambda: int.from_bytes(b'\x80'*10,signed=True),
    lambda: int.from_bytes([1,2]),
    lambda: int.from_bytes(b''),
    lambda: (10**20).bit_length(),
    lambda: (-10**20).bit_count(),
    lambda: (5).as_integer_ratio(),
    lambda: (0.1).as_integer_ratio(),
    lambda: (-1e300).as_integer_ratio(),
    lambda: 5e-324.as_integer_ratio(),
    lambda: (2.5).as_integer_ratio(),
]:
    show(case)
