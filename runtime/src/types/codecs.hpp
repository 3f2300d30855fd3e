// Text encodings: UTF-8, ASCII, Latin-1, UTF-16 and UTF-32, with CPython's error handlers.
#pragma once
#include "cowith/types.hpp"

namespace cowith {

/// bytes.decode: `encoding` and `errors` are strs or empty; `source` is the bytes-like object that an error shows.
object decode(std::string_view data, ref encoding, ref errors, ref source) noexcept;
/// str.encode
object encode(ref text, ref encoding, ref errors) noexcept;

}  // namespace cowith
