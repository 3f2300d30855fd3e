"""Encodings as objects (Lib/codecs.py) over the ones that str.encode and bytes.decode know."""
import builtins
import sys
from _codecs import _registered_error, register_error

__all__ = ["register", "unregister", "lookup", "open", "EncodedFile", "BOM", "BOM_BE", "BOM_LE", "BOM32_BE", "BOM32_LE",
           "BOM64_BE", "BOM64_LE", "BOM_UTF8", "BOM_UTF16", "BOM_UTF16_LE", "BOM_UTF16_BE", "BOM_UTF32", "BOM_UTF32_LE",
           "BOM_UTF32_BE", "CodecInfo", "Codec", "IncrementalEncoder", "IncrementalDecoder", "getencoder", "getdecoder",
           "getincrementalencoder", "getincrementaldecoder", "encode", "decode", "iterencode", "iterdecode",
           "strict_errors", "ignore_errors", "replace_errors", "backslashreplace_errors", "xmlcharrefreplace_errors",
           "register_error", "lookup_error", "StreamReader", "StreamWriter", "StreamReaderWriter", "getreader",
           "getwriter"]

BOM_UTF8 = b"\xef\xbb\xbf"
BOM_LE = BOM_UTF16_LE = BOM = BOM_UTF16 = BOM32_LE = b"\xff\xfe"
BOM_BE = BOM_UTF16_BE = BOM32_BE = b"\xfe\xff"
BOM_UTF32_LE = BOM_UTF32 = BOM64_LE = b"\xff\xfe\x00\x00"
BOM_UTF32_BE = BOM64_BE = b"\x00\x00\xfe\xff"

_searches = []


class CodecInfo(tuple):
    """(encode, decode, stream reader, stream writer), and by name what else there is."""

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None, incrementalencoder=None,
                incrementaldecoder=None, name=None, *, _is_text_encoding=None):
        self = tuple.__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name, self.encode, self.decode = name, encode, decode
        self.incrementalencoder, self.incrementaldecoder = incrementalencoder, incrementaldecoder
        self.streamreader, self.streamwriter = streamreader, streamwriter
        if _is_text_encoding is not None:
            self._is_text_encoding = _is_text_encoding
        return self

    _is_text_encoding = True

    def __repr__(self):
        return (f"<{type(self).__module__}.{type(self).__qualname__} object for encoding {self.name} "
                f"at {id(self):#x}>")


class Codec:
    def encode(self, input, errors="strict"):
        raise NotImplementedError

    def decode(self, input, errors="strict"):
        raise NotImplementedError


class IncrementalEncoder:
    def __init__(self, errors="strict"):
        self.errors = errors
        self.buffer = ""

    def encode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        pass

    def getstate(self):
        return 0

    def setstate(self, state):
        pass


class IncrementalDecoder:
    def __init__(self, errors="strict"):
        self.errors = errors

    def decode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        pass

    def getstate(self):
        return b"", 0

    def setstate(self, state):
        pass


def _after_mark(encoding):
    """What follows the byte order mark that the encoding puts before a text."""
    order = "-le" if sys.byteorder == "little" else "-be"
    return {"utf-8-sig": "utf-8", "utf-16": "utf-16" + order, "utf-32": "utf-32" + order}.get(encoding, encoding)


def _after_first(data, encoding):
    if encoding == "utf-8-sig":
        return "utf-8"
    if encoding in ("utf-16", "utf-32"):
        size = 2 if encoding == "utf-16" else 4
        marks = {BOM_UTF16_LE: "-le", BOM_UTF16_BE: "-be", BOM_UTF32_LE: "-le", BOM_UTF32_BE: "-be"}
        return encoding + marks[data[:size]] if data[:size] in marks else _after_mark(encoding)
    return encoding


def _whole_characters(data, encoding):
    """How many of the bytes are whole characters, or can't become one."""
    size = len(data)
    if encoding in ("utf-8", "utf-8-sig"):
        if encoding == "utf-8-sig" and size < 3 and BOM_UTF8.startswith(data):
            return 0
        for back in range(1, min(4, size + 1)):
            byte = data[size - back]
            if byte >= 0xC0:
                wanted = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
                return size - back if back < wanted and byte < 0xF5 else size
            if byte < 0x80:
                break
        return size
    if encoding.startswith("utf-32"):
        return size - size % 4
    if encoding.startswith("utf-16"):
        size -= size % 2
        if size >= 2 and encoding != "utf-16":
            unit = data[size - 1] if encoding.endswith("le") else data[size - 2]
            if 0xD8 <= unit < 0xDC:
                size -= 2
        return size
    return size


def _builtin_codec(name):
    """The CodecInfo of an encoding that str.encode knows; None: it doesn't."""
    try:
        "".encode(name)
    except LookupError:
        return None
    try:
        "\ud800".encode(name)
        canonical = name.lower()
    except UnicodeEncodeError as error:
        canonical = error.encoding
    canonical = {"latin-1": "iso8859-1"}.get(canonical, canonical)
    if name.lower().replace("-", "_") == "utf_8_sig":
        canonical = "utf-8-sig"

    def encode(input, errors="strict"):
        return input.encode(name, errors), len(input)

    def decode(input, errors="strict"):
        return bytes(input).decode(name, errors), len(input)

    class Encoder(IncrementalEncoder):
        """Writes a byte order mark once."""

        _started = False

        def encode(self, input, final=False):
            if not self._started:
                self._started = bool(input)
                return input.encode(name, self.errors) if input or final else b""
            return input.encode(_after_mark(canonical), self.errors)

        def reset(self):
            self._started = False

        def getstate(self):
            return int(self._started)

        def setstate(self, state):
            self._started = bool(state)

    class Decoder(IncrementalDecoder):
        """Keeps the bytes of a character that isn't whole yet."""

        _kept = b""
        _actual = ""  # of an encoding whose byte order the first bytes tell

        def decode(self, input, final=False):
            data = self._kept + bytes(input)
            encoding = self._actual or canonical
            whole = len(data) if final else _whole_characters(data, encoding)
            self._kept = data[whole:]
            if not whole:
                return ""
            text = data[:whole].decode(encoding, self.errors)
            if not self._actual:
                self._actual = _after_first(data, canonical)
            return text

        def reset(self):
            self._kept, self._actual = b"", ""

        def getstate(self):
            return self._kept, int(bool(self._actual))

        def setstate(self, state):
            self._kept = state[0]
            if not state[1]:
                self._actual = ""

    class Reader(StreamReader):
        _make_decoder = Decoder

        def decode(self, input, errors="strict"):
            return decode(input, errors)

    class Writer(StreamWriter):
        """Writes a byte order mark once."""

        _started = False

        def encode(self, input, errors="strict"):
            actual = _after_mark(canonical) if self._started else name
            self._started = True
            return input.encode(actual, errors), len(input)

        def reset(self):
            self._started = False

    return CodecInfo(encode, decode, Reader, Writer, Encoder, Decoder, canonical)


def lookup(encoding):
    found = _builtin_codec(encoding)
    if found is None:
        name = encoding.lower().replace(" ", "_")
        for search in _searches:
            found = search(name)
            if found is not None:
                return found
        raise LookupError(f"unknown encoding: {encoding}")
    return found


def register(search_function):
    """For lookup() and what stands on it; str.encode and bytes.decode know their own encodings alone."""
    if not callable(search_function):
        raise TypeError("argument must be callable")
    _searches.append(search_function)


def unregister(search_function):
    if search_function in _searches:
        _searches.remove(search_function)


def encode(obj, encoding="utf-8", errors="strict"):
    return lookup(encoding).encode(obj, errors)[0]


def decode(obj, encoding="utf-8", errors="strict"):
    return lookup(encoding).decode(obj, errors)[0]


def getencoder(encoding):
    return lookup(encoding).encode


def getdecoder(encoding):
    return lookup(encoding).decode


def getincrementalencoder(encoding):
    encoder = lookup(encoding).incrementalencoder
    if encoder is None:
        raise LookupError(encoding)
    return encoder


def getincrementaldecoder(encoding):
    decoder = lookup(encoding).incrementaldecoder
    if decoder is None:
        raise LookupError(encoding)
    return decoder


def iterencode(iterator, encoding, errors="strict", **kwargs):
    encoder = getincrementalencoder(encoding)(errors, **kwargs)
    for text in iterator:
        if data := encoder.encode(text):
            yield data
    if data := encoder.encode("", True):
        yield data


def iterdecode(iterator, encoding, errors="strict", **kwargs):
    decoder = getincrementaldecoder(encoding)(errors, **kwargs)
    for data in iterator:
        if text := decoder.decode(data):
            yield text
    if text := decoder.decode(b"", True):
        yield text


def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    """A text file that leaves line ends alone; without an encoding, a file of bytes."""
    if encoding is None:
        return builtins.open(filename, mode, buffering)
    return builtins.open(filename, mode.replace("b", ""), buffering, encoding, errors, newline="")


def EncodedFile(file, data_encoding, file_encoding=None, errors="strict"):
    raise NotImplementedError("codecs.EncodedFile() is not supported yet; read bytes and use decode() and encode()")


def strict_errors(error):
    raise error


def ignore_errors(error):
    return "", error.end


def replace_errors(error):
    return ("\ufffd" if isinstance(error, UnicodeDecodeError) else "?" * (error.end - error.start)), error.end


def backslashreplace_errors(error):
    if isinstance(error, UnicodeDecodeError):
        return "".join(f"\\x{byte:02x}" for byte in error.object[error.start:error.end]), error.end
    return "".join(_escape(ord(c)) for c in error.object[error.start:error.end]), error.end


def _escape(point):
    return f"\\x{point:02x}" if point < 0x100 else f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"


def xmlcharrefreplace_errors(error):
    if not isinstance(error, UnicodeEncodeError):
        raise TypeError(f"don't know how to handle {type(error).__name__} in error callback")
    return "".join(f"&#{ord(c)};" for c in error.object[error.start:error.end]), error.end


_handlers = {"strict": strict_errors, "ignore": ignore_errors, "replace": replace_errors,
             "backslashreplace": backslashreplace_errors, "xmlcharrefreplace": xmlcharrefreplace_errors}


def lookup_error(name):
    found = _registered_error(name) or _handlers.get(name)
    if found is None:
        raise LookupError(f"unknown error handler name '{name}'")
    return found


# ---- streams

class StreamWriter(Codec):
    """Encodes what it writes to a stream of bytes."""

    def __init__(self, stream, errors="strict"):
        self.stream = stream
        self.errors = errors

    def write(self, object):
        data, _ = self.encode(object, self.errors)
        self.stream.write(data)

    def writelines(self, list):
        self.write("".join(list))

    def reset(self):
        pass

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        if whence == 0 and offset == 0:
            self.reset()

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.stream.close()


class StreamReader(Codec):
    """Decodes what it reads from a stream of bytes."""

    def __init__(self, stream, errors="strict"):
        self.stream = stream
        self.errors = errors
        self.reset()

    def reset(self):
        self._decoder = None
        self._text = ""

    def _incremental(self):
        if self._decoder is None:
            self._decoder = self._make_decoder(self.errors)
        return self._decoder

    def read(self, size=-1, chars=-1, firstline=False):
        """size: about how many bytes to read; chars: at most how many characters to give."""
        while chars < 0 or len(self._text) < chars:
            data = self.stream.read() if size < 0 and chars < 0 else self.stream.read(size if size >= 0 else 72)
            self._text += self._incremental().decode(data, False)
            if not data or size >= 0 or chars < 0:
                break
        count = len(self._text) if chars < 0 else chars
        text, self._text = self._text[:count], self._text[count:]
        return text

    def readline(self, size=None, keepends=True):
        while True:
            lines = self._text.splitlines(keepends=True)
            if len(lines) > 1 or lines and lines[0][-1:] in "\n":
                break
            data = self.stream.read(size or 72)
            if not data:
                break
            self._text += self._incremental().decode(data, False)
        if not lines:
            return ""
        self._text = "".join(lines[1:])
        return lines[0] if keepends else lines[0].splitlines()[0]

    def readlines(self, sizehint=None, keepends=True):
        return self.read().splitlines(keepends)

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reset()

    def __next__(self):
        line = self.readline()
        if line:
            return line
        raise StopIteration

    def __iter__(self):
        return self

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.stream.close()


class StreamReaderWriter:
    """A stream of bytes, read by a StreamReader and written by a StreamWriter."""

    encoding = "unknown"

    def __init__(self, stream, Reader, Writer, errors="strict"):
        self.stream = stream
        self.reader = Reader(stream, errors)
        self.writer = Writer(stream, errors)
        self.errors = errors

    def read(self, size=-1):
        return self.reader.read(size)

    def readline(self, size=None, keepends=True):
        return self.reader.readline(size, keepends)

    def readlines(self, sizehint=None):
        return self.reader.readlines(sizehint)

    def __next__(self):
        return next(self.reader)

    def __iter__(self):
        return self

    def write(self, data):
        return self.writer.write(data)

    def writelines(self, list):
        return self.writer.writelines(list)

    def reset(self):
        self.reader.reset()
        self.writer.reset()

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reader.reset()
        if whence == 0 and offset == 0:
            self.writer.reset()

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.stream.close()


def getreader(encoding):
    return lookup(encoding).streamreader


def getwriter(encoding):
    return lookup(encoding).streamwriter
