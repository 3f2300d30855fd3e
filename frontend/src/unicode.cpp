#include "unicode.hpp"

#include <utf8proc.h>

#include <cstdlib>
#include <cstring>

namespace cowith::frontend {

decoded decode_utf8(std::string_view text, std::uint32_t at) {
    const auto byte = [&](std::uint32_t i) -> std::uint32_t {
        return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
    };
    const auto tail = [&](std::uint32_t i) { return (byte(i) & 0xC0) == 0x80; };
    const std::uint32_t c = byte(0);
    if (c < 0x80) return {c, 1};
    if (c >= 0xC2 && c < 0xE0 && tail(1)) return {((c & 0x1F) << 6) | (byte(1) & 0x3F), 2};
    if (c >= 0xE0 && c < 0xF0 && tail(1) && tail(2)) {
        const std::uint32_t code = ((c & 0x0F) << 12) | ((byte(1) & 0x3F) << 6) | (byte(2) & 0x3F);
        if (code >= 0x800) return {code, 3};
    }
    if (c >= 0xF0 && c < 0xF5 && tail(1) && tail(2) && tail(3)) {
        const std::uint32_t code =
            ((c & 0x07) << 18) | ((byte(1) & 0x3F) << 12) | ((byte(2) & 0x3F) << 6) | (byte(3) & 0x3F);
        if (code >= 0x10000 && code <= 0x10FFFF) return {code, 4};
    }
    return {0xFFFD, 1};
}

void append_utf8(std::string& to, std::uint32_t c) {
    if (c < 0x80) {
        to += static_cast<char>(c);
    } else if (c < 0x800) {
        to += static_cast<char>(0xC0 | (c >> 6));
        to += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        to += static_cast<char>(0xE0 | (c >> 12));
        to += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        to += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        to += static_cast<char>(0xF0 | (c >> 18));
        to += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
        to += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        to += static_cast<char>(0x80 | (c & 0x3F));
    }
}

namespace {

/// Other_ID_Start and Other_ID_Continue of the Unicode database, minus what NFKC closure takes out.
bool other_id_start(std::uint32_t c) {
    return c == 0x1885 || c == 0x1886 || c == 0x2118 || c == 0x212E || c == 0x309B || c == 0x309C;
}
bool other_id_continue(std::uint32_t c) {
    return c == 0x00B7 || c == 0x0387 || (c >= 0x1369 && c <= 0x1371) || c == 0x19DA || c == 0x200C || c == 0x200D ||
           c == 0x30FB || c == 0xFF65;
}
/// In ID_Start but not in XID_Start, because their NFKC forms aren't identifiers.
bool not_xid_start(std::uint32_t c) {
    return c == 0x037A || c == 0x0E33 || c == 0x0EB3 || c == 0x309B || c == 0x309C || (c >= 0xFC5E && c <= 0xFC63) ||
           c == 0xFDFA || c == 0xFDFB || c == 0xFE70 || c == 0xFE72 || c == 0xFE74 || c == 0xFE76 || c == 0xFE78 ||
           c == 0xFE7A || c == 0xFE7C || c == 0xFE7E || c == 0xFF9E || c == 0xFF9F;
}
bool not_xid_continue(std::uint32_t c) {
    return c == 0x037A || c == 0x309B || c == 0x309C || (c >= 0xFC5E && c <= 0xFC63) || c == 0xFDFA || c == 0xFDFB ||
           c == 0xFE70 || c == 0xFE72 || c == 0xFE74 || c == 0xFE76 || c == 0xFE78 || c == 0xFE7A || c == 0xFE7C ||
           c == 0xFE7E;
}

bool id_start(std::uint32_t c) {
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL: return true;
    default: return other_id_start(c);
    }
}

}  // namespace

bool is_xid_start(std::uint32_t c) { return c == '_' || (id_start(c) && !not_xid_start(c)); }

bool is_xid_continue(std::uint32_t c) {
    if (not_xid_continue(c)) return false;
    if (id_start(c) || other_id_continue(c)) return true;
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_PC: return true;
    default: return false;
    }
}

bool is_printable(std::uint32_t c) {
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: return false;
    case UTF8PROC_CATEGORY_ZS: return c == ' ';
    default: return true;
    }
}

std::string nfkc(std::string_view text) {
    utf8proc_uint8_t* mapped = nullptr;
    const auto size =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                     &mapped, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT));
    if (size < 0) return std::string(text);
    std::string result(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size));
    std::free(mapped);
    return result;
}

std::size_t find_invalid_utf8(std::string_view bytes) {
    std::size_t i = 0;
    while (i < bytes.size()) {
        // Eight ASCII bytes at a time
        std::uint64_t word = 0;
        if (i + 8 <= bytes.size()) {
            std::memcpy(&word, bytes.data() + i, 8);
            if ((word & 0x8080808080808080ULL) == 0) {
                i += 8;
                continue;
            }
        }
        if (static_cast<unsigned char>(bytes[i]) < 0x80) {
            ++i;
            continue;
        }
        const auto c = decode_utf8(bytes.substr(i, 4), 0);
        if (c.size == 1 || (c.code >= 0xD800 && c.code <= 0xDFFF)) return i;
        i += c.size;
    }
    return std::string_view::npos;
}

}  // namespace cowith::frontend
