# Files put together by hand: text over buffers over raw files, classes derived from io's bases, encodings with a byte order mark.
import io
import os
import tempfile

folder = tempfile.mkdtemp()
path = os.path.join(folder, "data")


class Slow(io.RawIOBase):
    """Gives its data in small pieces."""

    def __init__(self, data):
        self.data = data

    def readable(self):
        return True

    def readinto(self, buffer):
        n = min(3, len(buffer), len(self.data))
        buffer[:n] = self.data[:n]
        self.data = self.data[n:]
        return n


class Sink(io.RawIOBase):
    def __init__(self):
        self.pieces = []

    def writable(self):
        return True

    def write(self, data):
        self.pieces.append(bytes(data))
        return len(data)

    def close(self):
        print("sink closes", self.closed)
        super().close()


print(Slow(b"hello world").read(5), Slow(b"hello world").readall(), list(Slow(b"one\ntwo\nthree")))
reader = io.BufferedReader(Slow(b"first line\nsecond\n\nlast"))
print(reader.readline(), reader.peek(2)[:2], reader.read(3), reader.read1(2), reader.readlines(), reader.read(1))
print(reader.readable(), reader.writable(), reader.closed, type(reader).__name__, isinstance(reader, io.BufferedIOBase))

sink = Sink()
writer = io.BufferedWriter(sink, 8)
print(writer.write(b"abc"), sink.pieces)
writer.write(b"defghijk")
writer.flush()
print(b"".join(sink.pieces))
with writer:
    writer.write(b"end")
print(b"".join(sink.pieces), writer.closed, sink.closed)
try:
    writer.write(b"x")
except ValueError as error:
    print(error)
sink = None
del writer

for newline in (None, "", "\n", "\r", "\r\n"):
    text = io.TextIOWrapper(io.BytesIO(b"a\rb\nc\r\nd"), encoding="ascii", newline=newline)
    print(repr(newline), text.readlines(), text.newlines)
    out = io.BytesIO()
    text = io.TextIOWrapper(out, "utf-8", newline=newline)
    text.write("x\ny\n")
    text.flush()
    print(out.getvalue())

text = io.TextIOWrapper(io.BytesIO("héllo wörld\nzwei\ndrei".encode()), encoding="utf-8")
print(text.read(3), text.tell(), text.readline(), text.tell(), text.readline(2))
text.seek(3)
print(text.read())
text.seek(0)
print(next(text), text.encoding, text.errors, text.line_buffering, text.seekable())
try:
    text.tell()
except OSError as error:
    print(error)
print(text.detach().read())
try:
    text.read()
except ValueError as error:
    print(error)

for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-32", "UTF-16BE"):
    with open(path, "w", encoding=encoding) as file:
        print(file.write("grün\n"), file.write("€\U0001F600\n"), file.encoding, file.mode, file.name == path)
    with open(path, "rb") as file:
        print(file.read()[:12])
    with open(path, encoding=encoding) as file:
        print(file.readlines())
    with open(path, "a", encoding=encoding) as file:
        file.write("more")
    with open(path, encoding=encoding) as file:
        print(ascii(file.read()))
with open(path, "wb") as file:
    file.write(b"\xff\xfea\x00")
try:
    open(path, encoding="utf-8-sig").read()
except UnicodeDecodeError as error:
    print(error)
try:
    open(path, encoding="no-such-codec")
except LookupError as error:
    print(error)

raw = io.FileIO(path, "w+")
print(raw.mode, raw.readable(), raw.writable(), raw.write(b"0123456789"), raw.tell(), raw.seek(2), raw.read(3))
print(raw.truncate(4), raw.seek(0), raw.readall(), raw.closefd, raw.name == path)
raw.close()
print(raw.closed, repr(raw))
for mode in ("", "rw", "q", "r++"):
    try:
        io.FileIO(path, mode)
    except ValueError as error:
        print(error)
with io.BufferedRandom(io.FileIO(path, "r+")) as file:
    print(file.read(2), file.write(b"XY"), file.seek(0), file.read())
pair = io.BufferedRWPair(Slow(b"question"), Sink())
print(pair.read(4), pair.write(b"answer"), pair.readable(), pair.writable())
pair.close()

decoder = io.IncrementalNewlineDecoder(None, translate=True)
print([decoder.decode(piece) for piece in ("a\r", "\nb\r", "c")], decoder.decode("", final=True), decoder.newlines)


class Upper(io.TextIOBase):
    def __init__(self):
        self.all = []

    def write(self, text):
        self.all.append(text.upper())
        return len(text)


upper = Upper()
print("loud", 5, file=upper)
upper.writelines(["a", "b"])
print(upper.all, upper.closed, upper.readable(), upper.isatty(), upper.encoding)
with upper:
    pass
for call in (upper.flush, lambda: upper.writelines(["x"]), upper.read, upper.fileno, lambda: upper.seek(0), upper.tell,
             lambda: iter(upper), lambda: io.TextIOBase.readline(upper), lambda: upper.__enter__()):
    try:
        print(call())
    except (ValueError, OSError) as error:
        print(type(error).__name__, error)
print(upper.closed)


class Loud(io.IOBase):
    def close(self):
        if not self.closed:
            print("closing")
        super().close()


Loud()
loud = Loud()
loud.close()
del loud
print("done")
