# base64 and binascii.
import base64
import binascii

for data in (b"", b"a", b"ab", b"abc", b"hello world!", bytes(range(20)), b"\xff\xfe\x00\x00"):
    print(base64.b64encode(data), base64.b64decode(base64.b64encode(data)) == data, base64.urlsafe_b64encode(data), base64.b32encode(data), base64.b16encode(data), base64.b85encode(data), base64.a85encode(data),
          base64.b32decode(base64.b32encode(data)) == data, base64.b85decode(base64.b85encode(data)) == data, base64.a85decode(base64.a85encode(data)) == data, base64.b32hexencode(data), base64.z85encode(data))
print(base64.b64encode(b"\xfb\xff", altchars=b"-_"), base64.b64decode("-_8=", altchars="-_"), base64.b64decode(b"aGk\n="), base64.urlsafe_b64decode("_-8="), base64.encodebytes(b"x" * 60), base64.decodebytes(b"aGk=\n"))
print(binascii.hexlify(b"\x00\xff"), binascii.hexlify(b"abcd", "-"), binascii.hexlify(b"abcdef", ":", 2), binascii.unhexlify("00fF"), binascii.b2a_base64(b"x", newline=False), binascii.crc32(b"hello"), binascii.crc32(b"lo", binascii.crc32(b"hel")))
print(base64.a85encode(b"\0\0\0\0    x", foldspaces=True, adobe=True), base64.a85decode(b"<~z~>", adobe=True), base64.a85encode(b"hello world", wrapcol=5), base64.b64encode(memoryview(b"mv")), base64.b64decode(bytearray(b"bXY=")))
for action in (lambda: base64.b64decode("a"), lambda: base64.b64decode("abc"), lambda: base64.b64decode("ab$c", validate=True), lambda: base64.b64encode("text"), lambda: base64.b64decode("é"), lambda: base64.b16decode("0g"), lambda: base64.b32decode("A"),
               lambda: binascii.unhexlify("abc"), lambda: binascii.unhexlify("zz"), lambda: base64.b64decode("abcde"), lambda: base64.b85decode(b"\n"), lambda: base64.b64decode(5), lambda: binascii.hexlify("x"), lambda: base64.b64decode("YQ==YQ==", validate=True)):
    try:
        print(action())
    except (ValueError, TypeError) as exc:
        print(type(exc).__module__, type(exc).__name__, exc)
print(issubclass(binascii.Error, ValueError), base64.b64decode("YW Jj"), base64.b64decode("YWJj!"))
