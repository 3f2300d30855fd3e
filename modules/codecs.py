"""Encodings as objects (Lib/codecs.py) over the ones that str.encode and bytes.decode know."""
import builtins
import sys

__all__ = ["register", "unregister", "lookup", "open", "EncodedFile", "BOM", "BOM_BE", "BOM_LE", "BOM32_BE", "BOM32_LE",
           "BOM64_BE", "BOM64_LE", "BOM_UTF8", "BOM_UTF16", "BOM_UTF16_LE", "BOM_UTF16_BE", "BOM_UTF32", "BOM_UTF32_LE",
           "BOM_UTF32_BE", "CodecInfo", "Codec", "IncrementalEncoder", "IncrementalDecoder", "getencoder", "getdecoder",
           "getincrementalencoder", "getincrementaldecoder", "encode", "decode", "iterencode", "iterdecode",
           "strict_errors", "ignore_errors", "replace_errors"]

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
        def encode(self, input, final=False):
            return input.encode(name, self.errors)

    class Decoder(IncrementalDecoder):
        """Keeps the bytes of a character that isn't whole yet."""

        _kept = b""

        def decode(self, input, final=False):
            data = self._kept + bytes(input)
            whole = len(data)
            if not final:
                while True:
                    try:
                        text = data[:whole].decode(name, self.errors)
                        break
                    except UnicodeDecodeError as error:
                        if error.end < whole or len(data) - error.start > 3:
                            raise
                        whole = error.start
            else:
                text = data.decode(name, self.errors)
            self._kept = data[whole:]
            return text

        def reset(self):
            self._kept = b""

        def getstate(self):
            return self._kept, 0

        def setstate(self, state):
            self._kept = state[0]

    return CodecInfo(encode, decode, incrementalencoder=Encoder, incrementaldecoder=Decoder, name=canonical)


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


def lookup_error(name):
    try:
        return {"strict": strict_errors, "ignore": ignore_errors, "replace": replace_errors}[name]
    except KeyError:
        raise LookupError(f"unknown error handler name '{name}'") from None
