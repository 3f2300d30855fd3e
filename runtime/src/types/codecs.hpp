// Text encodings: UTF-8, ASCII, Latin-1, UTF-16 and UTF-32, with CPython's error handlers.
#pragma once
#include "cowith/types.hpp"

#include <string>

namespace cowith {

/// bytes.decode: `encoding` and `errors` are strs or empty; `source` is the bytes-like object that an error shows.
object decode(std::string_view data, ref encoding, ref errors, ref source) noexcept;
/// raw-unicode-escape, which pickle's oldest protocol is written in.
bool is_raw_escapes(std::string_view encoding) noexcept;
/// str.encode
object encode(ref text, ref encoding, ref errors) noexcept;

enum class codec { unknown, utf8, utf8_signed, ascii, latin1, utf16, utf16_le, utf16_be, utf32, utf32_le, utf32_be };
enum class error_handler {
    unknown,
    strict,
    ignore,
    replace,
    backslashreplace,
    xmlcharrefreplace,
    surrogateescape,
    surrogatepass
};

/// The codec of a name ("UTF_8", "latin1", ...); LookupError "unknown encoding: X" when there is none.
/// `use`: "encode" or "decode", for the error.
codec find_codec(ref name, const char* use) noexcept;
error_handler find_handler(ref name) noexcept;
/// LookupError "unknown error handler name 'X'"
failed_t raise_unknown_handler(ref name) noexcept;
/// What codecs.register_error() was given for a name, or empty.
ref registered_handler(ref name) noexcept;
void register_handler(ref name, ref handler) noexcept;
/// Asks it about an error (UnicodeEncodeError or UnicodeDecodeError) in an input of `length`: what stands in place of the piece, a str
/// (or bytes: where `bytes_too`), and where to go on. Empty: failed.
object ask_handler(ref handler, ref error, std::size_t length, bool bytes_too, std::size_t& resume) noexcept;
/// The name that errors show.
const char* codec_name(codec c) noexcept;

}  // namespace cowith
