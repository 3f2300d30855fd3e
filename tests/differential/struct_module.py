import struct


def try_it(call, *args):
    try:
        print(call.__name__, args, call(*args))
    except (struct.error, TypeError, OverflowError) as error:
        print(call.__name__, args, type(error).__module__, type(error).__name__, error)


for form in ("@bBhHiIqQ", "<bBhHiIlLqQ", ">hhl", "=3sx4s", "!5p", "@bdbfbe", "2i", "0i", "b0q", " < i", "<n", "!P", "z", "3", "4 i", "?c"):
    try_it(struct.calcsize, form)
for form, values in [("<bBhHiIlLqQ", (-1, 255, -2, 65535, -3, 4294967295, -4, 7, -5, 18446744073709551615)),
                     (">bBhHiIlLqQ", (-1, 255, -2, 65535, -3, 4294967295, -4, 7, -5, 18446744073709551615)),
                     ("@bibq", (1, 2, 3, 4)), ("3s5s0s", (b"abcdef", b"xy", b"q")), ("5p1p3p", (b"abcdefgh", b"z", b"a")),
                     ("??", (0, "yes")), ("cc", (b"a", b"b")), ("<xxhx", (513,)), ("<2h3B", (1, 2, 3, 4, 5))]:
    packed = struct.pack(form, *values)
    print(form, packed, struct.unpack(form, packed))
for value in (0.0, -0.0, 1.0, 1.5, -2.25, 0.1, 1e300, 65504.0, 65520.0, 6e-8, 2.9e-8, 1e-45, 7e-46, 3.4028235e38, 3.5e38, float("inf"),
              float("-inf"), float("nan"), 5e-324, 2.2250738585072014e-308, 1 / 3):
    for code in "efd":
        try_it(struct.pack, "<" + code, value)
        try_it(struct.pack, ">" + code, value)
for code, data in (("e", "003c"), ("e", "0100"), ("e", "ff7b"), ("f", "0000c03f"), ("f", "01000000"), ("d", "0100000000000000"),
                   ("d", "9a9999999999b93f"), ("d", "000000000000f07f"), ("f", "ffff7f7f"), ("e", "00fc")):
    print(struct.unpack("<" + code, bytes.fromhex(data)))
for form, values in [("b", (128,)), ("B", (-1,)), ("h", (40000,)), ("<H", (70000,)), ("i", (1 << 31,)), ("<I", (-1,)), ("q", (1 << 63,)),
                     ("Q", (-1,)), ("<Q", (1 << 64,)), ("i", ("x",)), ("i", (1.5,)), ("d", ("x",)), ("c", ("a",)), ("c", (b"ab",)),
                     ("s", ("a",)), ("p", (1,)), ("ii", (1,)), ("i", (1, 2)), ("", (1,))]:
    try_it(struct.pack, form, *values)
try_it(struct.unpack, "i", b"123")
try_it(struct.unpack_from, "<i", b"12345678", 6)
try_it(struct.unpack_from, "<i", b"12345678", -4)
try_it(struct.unpack_from, "<i", b"12345678", -3)
try_it(struct.unpack_from, "<i", b"12345678", -20)
try_it(struct.calcsize, 5)
buffer = bytearray(8)
struct.pack_into(">h", buffer, 2, -2)
struct.pack_into(">h", buffer, -2, 7)
print(buffer)
try_it(struct.pack_into, "i", buffer, 6, 1)
try_it(struct.pack_into, "i", buffer, -2, 1)
try_it(struct.pack_into, "i", buffer, -20, 1)
try_it(struct.pack_into, "i", b"12345678", 0, 1)
print(list(struct.iter_unpack("<hb", bytes(range(9)))))
try_it(struct.iter_unpack, "<hb", bytes(8))
try_it(struct.iter_unpack, "", b"")
one = struct.Struct(b"<hb")
print(one.format, one.size, one.pack(3, 4), one.unpack(b"\1\2\3"), one, one.unpack_from(buffer=b"....\1\2\3", offset=4))


class Index:
    def __index__(self):
        return 9


print(struct.pack("<hQ", Index(), Index()), struct.pack("<d", 3), struct.pack("<d", Index()))
print(struct.unpack("<h", memoryview(b"\1\2")), struct.unpack("<h", bytearray(b"\1\2")))
