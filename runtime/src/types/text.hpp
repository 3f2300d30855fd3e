// What the sources of str, bytes and the numbers share.
#pragma once
#include "cowith/gc.hpp"
#include "cowith/types.hpp"

namespace cowith {

/// The contents of a bytes or bytearray object (or of a subclass's instance).
bool is_bytes_or_bytearray(ref x, std::string_view& data) noexcept;
/// bytes(x) of a bytes-like object or an iterable of ints (PyObject_Bytes): TypeError "cannot convert 'X' object to bytes".
object bytes_from(ref x) noexcept;

/// SipHash-1-3 with a zero key: CPython's hash of str and bytes under PYTHONHASHSEED=0. 0 for no bytes; never -1.
std::int64_t hash_bytes(const void* data, std::size_t size) noexcept;

/// A new str of `size` bytes and `length` code points whose text the caller fills in; empty: failed (too large).
str_object* new_str(std::size_t size, std::size_t length) noexcept;
/// A str of valid text whose number of code points is known.
object make_str_of_length(std::string_view wtf8, std::size_t length) noexcept;
/// The one str of a single code point up to U+00FF; others are made.
object make_char(std::uint32_t point) noexcept;
/// The immortal "".
ref empty_str() noexcept;

/// Byte offset of code point `index` (0 to length) of a str.
std::size_t offset_of(const str_object& s, std::size_t index) noexcept;
/// Number of the code point at a byte offset.
std::size_t index_at(const str_object& s, std::size_t offset) noexcept;
/// s[start:stop], clipped already.
object substring(ref s, std::size_t start, std::size_t stop) noexcept;

/// repr of text with CPython's choice of quotes; `ascii_only`: \x, \u and \U escapes for all else.
void append_repr(std::string& out, std::string_view text, bool ascii_only) noexcept;
/// \xhh, \uhhhh or \Uhhhhhhhh.
void append_escape(std::string& out, std::uint32_t c) noexcept;
/// repr of bytes, with b in front.
void append_bytes_repr(std::string& out, std::string_view data) noexcept;

/// Shortest text that reads back as the same double, as repr writes it ("1.0", "1e+16", "inf", "nan").
std::string float_repr(double v) noexcept;
/// Takes underscores out that stand between digits; false: one stands elsewhere.
bool without_underscores(std::string_view text, std::string& out) noexcept;
/// float(text): Python's syntax with underscores; false: malformed.
bool double_from_text(std::string_view text, double& out) noexcept;

}  // namespace cowith
