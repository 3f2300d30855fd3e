# bytes and bytearray.
b = b"hello \x00\xff world"
print(b, len(b), b[0], b[1:4], b[-1], list(b[:3]), b"a" + b"b", b"ab" * 2, b"ell" in b, 104 in b, b == bytes(b),
      b < b"z")
print(b.upper(), b.split(), b.find(b"o"), b.replace(b"l", b"L"), b.startswith(b"he"), b"a,b".split(b","),
      b"-".join([b"x", b"y"]), b" x ".strip())
print(bytes(3), bytes([1, 2, 255]), bytes("é", "utf-8"), bytes(range(4)), b.hex(), bytes.fromhex("00 ff 10"),
      b"abc".decode(), b"x".hex(" "), b"\n\t\\'\"")
a = bytearray(b"abc")
a[0] = 65
a.append(100)
a += b"ef"
a.extend([103])
del a[1]
a[1:2] = b"xyz"
print(a, bytes(a), len(a), a.decode(), a.pop(), a)
print(int.from_bytes(b"\x01\x00", "big"), int.from_bytes(b"\x01\x00", "little"), (258).to_bytes(2, "big"),
      (-1).to_bytes(2, "little", signed=True))
print(b"%d %s" % (5, b"x"), b"abc".isalpha(), b"a".zfill(3), b"x".center(5, b"-"), b"a\nb".splitlines(),
      b"k=v".partition(b"="))
print({b"a": 1}[b"a"], hash(b"a") == hash(bytes([97])), b"".join([]), bool(b""), b"a" == "a", memoryview(b"abc")[1],
      bytes(memoryview(b"abc")[1:]))
for action in (lambda: b + "text", lambda: b[99], lambda: bytes([256]), lambda: bytes("x"), lambda: bytes(-1),
               lambda: b"a".join(["x"]), lambda: "x" in b,
               lambda: a.__setitem__(0, 256), lambda: a.append("x"), lambda: b"\x80".decode("ascii"),
               lambda: bytes.fromhex("0"), lambda: int.from_bytes("x"), lambda: (256).to_bytes(1)):
    try:
        print(action())
    except Exception as exc:
        print(type(exc).__name__, exc)
