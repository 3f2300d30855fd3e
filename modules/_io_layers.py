"""Files in layers (Lib/_pyio.py, PEP 3116): descriptors, buffers over any raw file, texts over any buffer. What open() gives is
one native object; these are for the files that a program puts together itself, and for encodings that the native one lacks."""
import codecs
import posix
from io import (BufferedIOBase, BufferedRandom as _NativeRandom, BufferedReader as _NativeReader,
                BufferedWriter as _NativeWriter, DEFAULT_BUFFER_SIZE, IOBase, RawIOBase, SEEK_CUR, SEEK_END, SEEK_SET,
                TextIOBase, TextIOWrapper as _NativeText, UnsupportedOperation)

__all__ = ["FileIO", "BufferedReader", "BufferedWriter", "BufferedRandom", "BufferedRWPair", "TextIOWrapper",
           "IncrementalNewlineDecoder", "open_code"]


def _check_whence(whence):
    if whence not in (SEEK_SET, SEEK_CUR, SEEK_END):
        raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")


class FileIO(RawIOBase):
    """A file descriptor."""

    _fd = -1
    _readable = _writable = _created = _appending = False
    __module__ = "_io"

    def __init__(self, file, mode="r", closefd=True, opener=None):
        if isinstance(file, float):
            raise TypeError("integer argument expected, got float")
        kinds = [c for c in mode if c in "rwax"]
        if set(mode) - set("rwaxb+"):
            raise ValueError(f"invalid mode: {mode}")
        if len(kinds) != 1 or mode.count("+") > 1:
            raise ValueError("Must have exactly one of create/read/write/append mode and at most one plus")
        kind, plus = kinds[0], "+" in mode
        self._readable = kind == "r" or plus
        self._writable = kind != "r" or plus
        self._created, self._appending = kind == "x", kind == "a"
        flags = {"r": 0, "w": posix.O_CREAT | posix.O_TRUNC, "x": posix.O_CREAT | posix.O_EXCL,
                 "a": posix.O_CREAT | posix.O_APPEND}[kind]
        flags |= posix.O_RDWR if plus else posix.O_WRONLY if self._writable else posix.O_RDONLY
        flags |= posix.O_CLOEXEC
        self._closefd = closefd
        if isinstance(file, int):
            if file < 0:
                raise ValueError("negative file descriptor")
            self._fd = file
            posix.fstat(file)
        else:
            if not closefd:
                raise ValueError("Cannot use closefd=False with file name")
            self._fd = opener(file, flags) if opener is not None else posix.open(file, flags, 0o666)
            if not isinstance(self._fd, int):
                raise TypeError("expected integer from opener")
            if self._fd < 0:
                raise ValueError(f"opener returned {self._fd}")
        self.name = file
        if self._appending:
            try:
                posix.lseek(self._fd, 0, SEEK_END)
            except OSError:
                pass

    def __repr__(self):
        if self._fd < 0:
            return "<_io.FileIO [closed]>"
        return f"<_io.FileIO name={self.name!r} mode={self.mode!r} closefd={self._closefd!r}>"

    def _check(self, readable=False, writable=False):
        if self.closed:
            raise ValueError("I/O operation on closed file")
        if readable and not self._readable:
            raise UnsupportedOperation("File not open for reading")
        if writable and not self._writable:
            raise UnsupportedOperation("File not open for writing")

    def read(self, size=-1):
        self._check(readable=True)
        if size is None or size < 0:
            return self.readall()
        return posix.read(self._fd, size)

    def readall(self):
        self._check(readable=True)
        parts = []
        while part := posix.read(self._fd, DEFAULT_BUFFER_SIZE):
            parts.append(part)
        return b"".join(parts)

    def readinto(self, buffer):
        view = memoryview(buffer).cast("B")
        data = self.read(len(view))
        view[:len(data)] = data
        return len(data)

    def write(self, data):
        self._check(writable=True)
        return posix.write(self._fd, data)

    def seek(self, pos, whence=SEEK_SET):
        if isinstance(pos, float):
            raise TypeError("an integer is required")
        self._check()
        return posix.lseek(self._fd, pos, whence)

    def tell(self):
        self._check()
        return posix.lseek(self._fd, 0, SEEK_CUR)

    def truncate(self, size=None):
        self._check(writable=True)
        if size is None:
            size = self.tell()
        posix.ftruncate(self._fd, size)
        return size

    def close(self):
        if not self.closed:
            try:
                if self._closefd and self._fd >= 0:
                    posix.close(self._fd)
            finally:
                super().close()
                self._fd = -1

    def seekable(self):
        self._check()
        try:
            self.tell()
        except OSError:
            return False
        return True

    def readable(self):
        self._check()
        return self._readable

    def writable(self):
        self._check()
        return self._writable

    def fileno(self):
        self._check()
        return self._fd

    def isatty(self):
        self._check()
        return posix.isatty(self._fd)

    @property
    def closefd(self):
        return self._closefd

    @property
    def mode(self):
        kind = "x" if self._created else "a" if self._appending else "r" if self._readable else "w"
        if self._readable and (self._created or self._appending) or kind == "r" and self._writable:
            return kind + "b+"
        return kind + "b"


class _OverRaw:
    """What buffers over a raw file share."""

    _layered = True

    def _detached(self):
        raise ValueError("raw stream has been detached")

    @property
    def raw(self):
        if self._raw is None:
            self._detached()
        return self._raw

    @property
    def closed(self):
        return self.raw.closed

    @property
    def name(self):
        return self.raw.name

    @property
    def mode(self):
        return self.raw.mode

    def __repr__(self):
        kind = f"_io.{type(self).__qualname__}" if type(self).__module__ == "_io" else type(self).__qualname__
        try:
            return f"<{kind} name={self.name!r}>"
        except AttributeError:
            return f"<{kind}>"

    def _check_open(self, message="I/O operation on closed file."):
        if self.closed:
            raise ValueError(message)

    def detach(self):
        raw = self.raw
        self.flush()
        self._raw = None
        return raw

    def flush(self):
        self._check_open("flush of closed file")
        self._write_out()
        self._raw.flush()

    def close(self):
        if self._raw is not None and not self.closed:
            try:
                self.flush()
            finally:
                self._raw.close()

    def fileno(self):
        return self.raw.fileno()

    def isatty(self):
        return self.raw.isatty()

    def seekable(self):
        return self.raw.seekable()

    def readable(self):
        return self.raw.readable()

    def writable(self):
        return self.raw.writable()

    def tell(self):
        return self.raw.tell() - len(self._ahead) + self._at + len(self._pending)

    def seek(self, target, whence=SEEK_SET):
        _check_whence(whence)
        self._check_open("seek of closed file")
        if not self.seekable():
            raise UnsupportedOperation("File or stream is not seekable.")
        self._write_out()
        if whence == SEEK_CUR:
            target -= len(self._ahead) - self._at
        self._ahead, self._at = b"", 0
        return self._raw.seek(target, whence)

    def truncate(self, pos=None):
        self._check_open("truncate of closed file")
        if not self.writable():
            raise UnsupportedOperation("truncate")
        self.flush()
        if pos is None:
            pos = self.tell()
        return self._raw.truncate(pos)

    # ---- reading

    def _can_read(self):
        self._check_open("read of closed file")

    def _fill(self, size):
        """One read of the raw file; what it gives is added to what was read ahead."""
        self._write_out()
        data = self._raw.read(max(size, self._size))
        if data is None:
            return None
        self._ahead = self._ahead[self._at:] + data
        self._at = 0
        return len(data)

    def _take(self, size):
        data = self._ahead[self._at:self._at + size]
        self._at += len(data)
        return data

    def read(self, size=-1, /):
        if size is not None and size < -1:
            raise ValueError("read length must be non-negative or -1")
        self._can_read()
        if size is None or size == -1:
            self._write_out()
            first = self._take(len(self._ahead))
            rest = self._raw.readall() if hasattr(self._raw, "readall") else self._raw.read()
            if rest is None:
                return first or None
            return first + rest
        while len(self._ahead) - self._at < size:
            got = self._fill(size - (len(self._ahead) - self._at))
            if not got:
                if got is None and self._at == len(self._ahead):
                    return None
                break
        return self._take(size)

    def read1(self, size=-1, /):
        self._can_read()
        if size < 0:
            size = self._size
        if self._at == len(self._ahead) and size:
            self._fill(size)
        return self._take(size)

    def peek(self, size=0, /):
        self._check_open("peek of closed file")
        if self._at == len(self._ahead):
            self._fill(0)
        return self._ahead[self._at:]

    def readinto(self, buffer, /):
        view = memoryview(buffer).cast("B")
        data = self.read(len(view))
        if data is None:
            return None
        view[:len(data)] = data
        return len(data)

    def readinto1(self, buffer, /):
        view = memoryview(buffer).cast("B")
        data = self.read1(len(view))
        view[:len(data)] = data
        return len(data)

    def readline(self, size=-1, /):
        self._can_read()
        limit = -1 if size is None else size
        while True:
            end = self._ahead.find(b"\n", self._at)
            if end >= 0 or (limit >= 0 and len(self._ahead) - self._at >= limit) or not self._fill(0):
                break
        count = (end + 1 if end >= 0 else len(self._ahead)) - self._at
        return self._take(count if limit < 0 else min(count, limit))

    def __iter__(self):
        self._check_open()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=-1, /):
        return IOBase.readlines(self, hint)

    # ---- writing

    def _write_out(self):
        while self._pending:
            count = self._raw.write(bytes(self._pending))
            if count is None:
                raise BlockingIOError(11, "write could not complete without blocking", 0)
            if not isinstance(count, int) or not 0 <= count <= len(self._pending):
                raise OSError(f"raw write() returned invalid length {count} (should have been between 0 and "
                              f"{len(self._pending)})")
            del self._pending[:count]

    def write(self, data, /):
        self._check_open("write to closed file")
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        if self._at < len(self._ahead):  # what was read ahead lies behind the place to write to
            self._raw.seek(self._at - len(self._ahead), SEEK_CUR)
        self._ahead, self._at = b"", 0
        data = bytes(data)
        self._pending += data
        if len(self._pending) > self._size:
            self._write_out()
        return len(data)

    def writelines(self, lines, /):
        for line in lines:
            self.write(line)

    def __enter__(self):
        self._check_open()
        return self

    def __exit__(self, *args):
        self.close()

    def _prepare(self, raw, size):
        if size <= 0:
            raise ValueError("buffer size must be strictly positive")
        self._raw, self._size = raw, size
        self._ahead, self._at = b"", 0
        self._pending = bytearray()


class BufferedReader(_OverRaw, _NativeReader):
    """A buffer to read a raw file through."""

    __module__ = "_io"

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if not raw.readable():
            raise UnsupportedOperation("File or stream is not readable.")
        self._prepare(raw, buffer_size)

    def writable(self):
        return False

    def write(self, data, /):
        raise UnsupportedOperation("write")


class BufferedWriter(_OverRaw, _NativeWriter):
    """A buffer to write to a raw file through."""

    __module__ = "_io"

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if not raw.writable():
            raise UnsupportedOperation("File or stream is not writable.")
        self._prepare(raw, buffer_size)

    def readable(self):
        return False

    def _can_read(self):
        raise UnsupportedOperation("read")


class BufferedRandom(_OverRaw, _NativeRandom):
    """A buffer for a raw file that can be read, written and positioned."""

    __module__ = "_io"

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if not raw.seekable():
            raise UnsupportedOperation("File or stream is not seekable.")
        if not raw.readable():
            raise UnsupportedOperation("File or stream is not readable.")
        if not raw.writable():
            raise UnsupportedOperation("File or stream is not writable.")
        self._prepare(raw, buffer_size)


class BufferedRWPair(BufferedIOBase):
    """Two raw files, one to read and one to write, as one buffer."""

    __module__ = "_io"

    def __init__(self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE):
        self._reader = BufferedReader(reader, buffer_size)
        self._writer = BufferedWriter(writer, buffer_size)

    def read(self, size=-1, /):
        return self._reader.read(size)

    def readinto(self, buffer, /):
        return self._reader.readinto(buffer)

    def readinto1(self, buffer, /):
        return self._reader.readinto1(buffer)

    def read1(self, size=-1, /):
        return self._reader.read1(size)

    def peek(self, size=0, /):
        return self._reader.peek(size)

    def write(self, data, /):
        return self._writer.write(data)

    def flush(self):
        return self._writer.flush()

    def readable(self):
        return self._reader.readable()

    def writable(self):
        return self._writer.writable()

    def close(self):
        try:
            self._writer.close()
        finally:
            self._reader.close()

    def isatty(self):
        return self._reader.isatty() or self._writer.isatty()

    @property
    def closed(self):
        return self._writer.closed


class IncrementalNewlineDecoder(codecs.IncrementalDecoder):
    """Decodes, and finds line ends of all kinds; `translate` makes them "\\n"."""

    __module__ = "_io"

    def __init__(self, decoder, translate, errors="strict"):
        super().__init__(errors)
        self._decoder = decoder
        self._translate = translate
        self._has_return = False
        self._seen = set()

    def decode(self, input, final=False):
        text = input if self._decoder is None else self._decoder.decode(input, final=final)
        if self._has_return and (text or final):
            text = "\r" + text
            self._has_return = False
        if text.endswith("\r") and not final:
            text = text[:-1]
            self._has_return = True  # "\n" may follow
        if "\r\n" in text:
            self._seen.add("\r\n")
        alone = text.replace("\r\n", "")
        if "\r" in alone:
            self._seen.add("\r")
        if "\n" in alone:
            self._seen.add("\n")
        if self._translate:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text

    def getstate(self):
        kept, flag = (b"", 0) if self._decoder is None else self._decoder.getstate()
        return kept, flag << 1 | self._has_return

    def setstate(self, state):
        kept, flag = state
        self._has_return = bool(flag & 1)
        if self._decoder is not None:
            self._decoder.setstate((kept, flag >> 1))

    def reset(self):
        self._seen = set()
        self._has_return = False
        if self._decoder is not None:
            self._decoder.reset()

    @property
    def newlines(self):
        found = tuple(end for end in ("\r", "\n", "\r\n") if end in self._seen)
        return found if len(found) > 1 else found[0] if found else None


class TextIOWrapper(_NativeText):
    """Texts over a buffer of bytes."""

    _layered = True
    _CHUNK_SIZE = 8192
    __module__ = "_io"

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        if newline is not None and not isinstance(newline, str):
            raise TypeError(f"illegal newline type: {type(newline)!r}")
        if newline not in (None, "", "\n", "\r", "\r\n"):
            raise ValueError(f"illegal newline value: {newline!r}")
        if encoding is None or encoding == "locale":
            encoding = "utf-8" if encoding is None else "UTF-8"
        if not isinstance(encoding, str):
            raise ValueError(f"invalid encoding: {encoding!r}")
        info = codecs.lookup(encoding)
        if not info._is_text_encoding:
            raise LookupError(f"{encoding!r} is not a text encoding; use codecs.open() to handle arbitrary codecs")
        self._buffer = buffer
        self._line_buffering, self._write_through = bool(line_buffering), bool(write_through)
        self._seekable = self._telling = buffer.seekable()
        self._set_encoding(encoding, "strict" if errors is None else errors)
        self._set_newline(newline)
        if self._seekable and self.writable() and self._buffer.tell():
            self._encoder.setstate(1)  # no byte order mark in the middle

    def _set_encoding(self, encoding, errors):
        self._encoding, self._errors = encoding, errors
        self._encoder = codecs.getincrementalencoder(encoding)(errors)
        self._decoder = None
        self._text, self._used = "", 0  # decoded, and how much of it is read
        self._start = None  # where the bytes of that text begin
        self._chunk = b""
        self._pending = ""

    def _set_newline(self, newline):
        self._newline = newline
        self._universal = not newline
        self._translate = newline is None
        self._write_end = {None: "\n", "": "\n"}.get(newline, newline)

    def _new_decoder(self):
        decoder = codecs.getincrementaldecoder(self._encoding)(self._errors)
        return IncrementalNewlineDecoder(decoder, self._translate) if self._universal else decoder

    def __repr__(self):
        text = "<_io.TextIOWrapper"
        for name in ("name", "mode"):
            try:
                text += f" {name}={getattr(self, name)!r}"
            except (AttributeError, ValueError):
                pass
        return f"{text} encoding={self._encoding!r}>"

    def _check_open(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")

    @property
    def buffer(self):
        if self._buffer is None:
            raise ValueError("underlying buffer has been detached")
        return self._buffer

    encoding = property(lambda self: self._encoding)
    errors = property(lambda self: self._errors)
    line_buffering = property(lambda self: self._line_buffering)
    write_through = property(lambda self: self._write_through)
    closed = property(lambda self: self.buffer.closed)
    name = property(lambda self: self.buffer.name)
    newlines = property(lambda self: getattr(self._decoder, "newlines", None))

    @property
    def mode(self):
        if "_mode" in self.__dict__:
            return self._mode
        raise AttributeError("'_io.TextIOWrapper' object has no attribute 'mode'")

    @mode.setter
    def mode(self, value):
        self._mode = value

    def reconfigure(self, *, encoding=None, errors=None, newline=Ellipsis, line_buffering=None, write_through=None):
        if self._decoder is not None and (encoding is not None or errors is not None or newline is not Ellipsis):
            raise UnsupportedOperation("It is not possible to set the encoding or newline of stream after the first read")
        self.flush()
        if encoding is not None or errors is not None:
            if errors is None:
                errors = self._errors if encoding is None else "strict"
            self._set_encoding(self._encoding if encoding is None else encoding, errors)
        if newline is not Ellipsis:
            self._set_newline(newline)
        if line_buffering is not None:
            self._line_buffering = bool(line_buffering)
        if write_through is not None:
            self._write_through = bool(write_through)

    def readable(self):
        return self.buffer.readable()

    def writable(self):
        return self.buffer.writable()

    def seekable(self):
        self._check_open()
        return self._seekable

    def fileno(self):
        return self.buffer.fileno()

    def isatty(self):
        return self.buffer.isatty()

    def flush(self):
        self._check_open()
        self._write_out()
        self.buffer.flush()

    def close(self):
        if self._buffer is not None and not self.closed:
            try:
                self.flush()
            finally:
                self._buffer.close()

    def detach(self):
        buffer = self.buffer
        self.flush()
        self._buffer = None
        return buffer

    # ---- writing

    def _write_out(self):
        if self._pending:
            text, self._pending = self._pending, ""
            self.buffer.write(self._encoder.encode(text))

    def write(self, s, /):
        self._check_open()
        if not isinstance(s, str):
            raise TypeError(f"write() argument must be str, not {type(s).__name__}")
        if not self.writable():
            raise UnsupportedOperation("not writable")
        ends = "\n" in s
        text = s.replace("\n", self._write_end) if ends and self._write_end != "\n" else s
        if self._text or self._decoder is not None:
            self._forget()
        self._pending += text
        if len(self._pending) > self._CHUNK_SIZE or self._write_through or self._line_buffering and (ends or "\r" in s):
            self._write_out()
        if self._line_buffering and (ends or "\r" in s):
            self.buffer.flush()
        return len(s)

    def writelines(self, lines, /):
        for line in lines:
            self.write(line)

    # ---- reading

    def _forget(self):
        """What was read ahead: the next read begins where the buffer is."""
        self._text, self._used, self._start, self._chunk = "", 0, None, b""
        self._decoder = None

    def _can_read(self):
        self._check_open()
        if not self.readable():
            raise UnsupportedOperation("not readable")
        self._write_out()

    def _fill(self, size=-1):
        """Decodes another chunk; False: there is none."""
        if self._decoder is None:
            self._decoder = self._new_decoder()
        if self._seekable:
            self._start = self.buffer.tell(), self._decoder.getstate()
        read = getattr(self.buffer, "read1", None) or self.buffer.read
        data = read(self._CHUNK_SIZE)
        if not isinstance(data, (bytes, bytearray)):
            raise TypeError(f"underlying read1() should have returned a bytes-like object, not {type(data).__name__!r}")
        text = self._decoder.decode(data, not data)
        self._skipped = self._text[self._used:]
        self._text, self._used, self._chunk = self._skipped + text, 0, data
        return bool(data) or bool(text)

    def read(self, size=-1, /):
        self._can_read()
        if size is None:
            size = -1
        if size < 0:
            if self._decoder is None:
                self._decoder = self._new_decoder()
            text = self._text[self._used:] + self._decoder.decode(self.buffer.read(), final=True)
            self._text, self._used, self._start, self._chunk = "", 0, None, b""
            return text
        while len(self._text) - self._used < size and self._fill():
            pass
        text = self._text[self._used:self._used + size]
        self._used += len(text)
        return text

    def _line_end(self, start):
        """Behind the first line's end, -1: there is none yet."""
        text = self._text
        if self._translate or self._newline == "\n":
            return text.find("\n", start) + 1 or -1
        if not self._universal:
            at = text.find(self._newline, start)
            return at + len(self._newline) if at >= 0 else -1
        feed, carriage = text.find("\n", start), text.find("\r", start)
        if carriage < 0 or 0 <= feed < carriage:
            return feed + 1 if feed >= 0 else -1
        return carriage + 2 if feed == carriage + 1 else carriage + 1

    def readline(self, size=-1, /):
        self._can_read()
        limit = -1 if size is None else size
        while (end := self._line_end(self._used)) < 0:
            if 0 <= limit <= len(self._text) - self._used or not self._fill():
                end = len(self._text)
                break
        if limit >= 0:
            end = min(end, self._used + limit)
        line = self._text[self._used:end]
        self._used = end
        return line

    def readlines(self, hint=-1, /):
        return IOBase.readlines(self, hint)

    def __iter__(self):
        self._check_open()
        return self

    def __next__(self):
        self._telling = False
        line = self.readline()
        if not line:
            self._telling = self._seekable
            raise StopIteration
        return line

    # ---- places

    def tell(self):
        if not self._seekable:
            raise UnsupportedOperation("underlying stream is not seekable")
        if not self._telling:
            raise OSError("telling position disabled by next() call")
        self.flush()
        if self._start is None or self._used == len(self._text) and not self._decoder.getstate()[0]:
            return self.buffer.tell()
        # As many bytes of the chunk as give the text that has been read.
        start, state = self._start
        wanted = self._used - len(self._skipped)
        decoder = self._new_decoder()
        decoder.setstate(state)
        text, count = "", 0
        for count in range(len(self._chunk) + 1):
            if len(text) >= wanted:
                break
            text += decoder.decode(self._chunk[count:count + 1])
        return start - len(state[0]) + count

    def seek(self, cookie, whence=SEEK_SET, /):
        self._check_open()
        if not self._seekable:
            raise UnsupportedOperation("underlying stream is not seekable")
        if whence == SEEK_CUR:
            if cookie != 0:
                raise UnsupportedOperation("can't do nonzero cur-relative seeks")
            cookie = self.tell()
            whence = SEEK_SET
        self.flush()
        if whence == SEEK_END:
            if cookie != 0:
                raise UnsupportedOperation("can't do nonzero end-relative seeks")
        elif whence != SEEK_SET:
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        elif cookie < 0:
            raise ValueError(f"negative seek position {cookie!r}")
        self._forget()
        self._telling = self._seekable
        position = self.buffer.seek(cookie, whence)
        self._encoder.setstate(1) if position else self._encoder.reset()
        return position

    def truncate(self, pos=None, /):
        self.flush()
        if pos is None:
            pos = self.tell()
        return self.buffer.truncate(pos)

    def __enter__(self):
        self._check_open()
        return self

    def __exit__(self, *args):
        self.close()


def open_code(path):
    """A file of a program's text, as bytes."""
    return open(path, "rb")

