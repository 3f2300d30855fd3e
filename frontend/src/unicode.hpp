#pragma once
// The few questions the frontend asks about characters.

#include <cstdint>
#include <string>
#include <string_view>

namespace cowith::frontend {

struct decoded {
    std::uint32_t code;
    std::uint32_t size;  ///< bytes; 1 with code U+FFFD where the bytes aren't UTF-8
};

/// The character at a byte offset. Lone surrogates (WTF-8) are taken as they are.
decoded decode_utf8(std::string_view text, std::uint32_t at);
void append_utf8(std::string& to, std::uint32_t code);

bool is_xid_start(std::uint32_t code);  ///< or '_'
bool is_xid_continue(std::uint32_t code);
bool is_printable(std::uint32_t code);  ///< as str.isprintable

/// The NFKC form, as Python compares identifiers (PEP 3131).
std::string nfkc(std::string_view text);

/// The offset of the first byte that isn't valid UTF-8, or npos.
std::size_t find_invalid_utf8(std::string_view bytes);

}  // namespace cowith::frontend
