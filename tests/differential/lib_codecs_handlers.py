# Handlers of encoding errors, stream readers and writers, incremental decoders that get pieces.
import codecs
import io


def dots(error):
    print(type(error).__name__, error.start, error.end, error.reason)
    return "." * (error.end - error.start), error.end


codecs.register_error("dots", dots)
codecs.register_error("bytes", lambda error: (b"[?]", error.end))
codecs.register_error("skip-two", lambda error: ("", error.start + 2))
codecs.register_error("from-end", lambda error: ("!", -1))
codecs.register_error("bad", lambda error: "x")
codecs.register_error("far", lambda error: ("", 100))
codecs.register_error("itself", lambda error: ("é", error.end))
print("aé€b".encode("ascii", "dots"), "é€b".encode("latin-1", "bytes"), "éab€c".encode("ascii", "skip-two"))
print(b"a\xffb\x80".decode("utf-8", "dots"), b"\xff\xffab".decode("ascii", "skip-two"), "éabc".encode("ascii", "from-end"))
for call in (lambda: "é".encode("ascii", "bad"), lambda: b"\xff".decode("utf-8", "bad"),
             lambda: "é".encode("ascii", "far"), lambda: "é".encode("ascii", "itself"),
             lambda: b"\xff".decode("utf-8", "bytes"), lambda: "é".encode("ascii", "unheard"),
             lambda: codecs.lookup_error("unheard"), lambda: codecs.register_error("x", 3)):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
print(codecs.lookup_error("dots") is dots)
encode_error, decode_error = UnicodeEncodeError("ascii", "a€b", 1, 2, "why"), UnicodeDecodeError("utf-8", b"a\xff", 1, 2, "why")
for name in ("ignore", "replace", "backslashreplace", "xmlcharrefreplace"):
    for error in (encode_error, decode_error):
        try:
            print(name, codecs.lookup_error(name)(error))
        except TypeError as failure:
            print(failure)

for encoding in ("utf-8", "utf-16", "utf-8-sig", "utf-32-be"):
    out = io.BytesIO()
    writer = codecs.getwriter(encoding)(out)
    writer.write("grün\n")
    writer.writelines(["zwei\n", "€"])
    print(encoding, out.getvalue())
    reader = codecs.getreader(encoding)(io.BytesIO(out.getvalue()))
    print(repr(reader.readline()), repr(reader.read()))
    print(list(codecs.getreader(encoding)(io.BytesIO(out.getvalue()))))
    decoder = codecs.getincrementaldecoder(encoding)()
    print([decoder.decode(bytes([byte])) for byte in out.getvalue()[:12]])
    encoder = codecs.getincrementalencoder(encoding)()
    print([encoder.encode(text) for text in ("a", "", "b")])
with codecs.StreamReaderWriter(io.BytesIO(b"one\ntwo\n"), codecs.getreader("ascii"), codecs.getwriter("ascii")) as both:
    print(both.readline(), both.readlines())
