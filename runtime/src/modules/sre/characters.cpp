// Characters for regular expressions: case and categories (Modules/_sre/sre.c for what they are).
#include "program.hpp"
#include "types/unicode.hpp"

#include <utf8proc.h>

namespace cowith::sre {

std::uint32_t lower(std::uint32_t c, std::uint32_t casing) noexcept {
    if (casing == exact) return c;
    if (c < 128) return c >= 'A' && c <= 'Z' ? c + 32 : c;
    return casing == unicode_lower && c < 0x110000
               ? static_cast<std::uint32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)))
               : c;
}
std::uint32_t upper(std::uint32_t c, std::uint32_t casing) noexcept {
    if (casing == exact) return c;
    if (c < 128) return c >= 'a' && c <= 'z' ? c - 32 : c;
    return casing == unicode_lower && c < 0x110000
               ? static_cast<std::uint32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(c)))
               : c;
}

namespace {
bool is_ascii_digit(std::uint32_t c) noexcept { return c >= '0' && c <= '9'; }
bool is_ascii_space(std::uint32_t c) noexcept { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_ascii_word(std::uint32_t c) noexcept {
    return is_ascii_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_unicode_word(std::uint32_t c) noexcept {
    if (c < 128) return is_ascii_word(c);
    return unicode::is_alpha(c) || unicode::is_decimal(c) || unicode::is_digit(c) || unicode::is_numeric(c);
}
bool is_unicode_space(std::uint32_t c) noexcept {
    return c < 128 ? is_ascii_space(c) || (c >= 0x1c && c <= 0x1f) : unicode::is_space(c);
}
}  // namespace

bool in_category(std::uint32_t c, std::uint32_t which) noexcept {
    switch (which) {
    case digit: return c < 128 ? is_ascii_digit(c) : unicode::is_decimal(c);
    case not_digit: return !(c < 128 ? is_ascii_digit(c) : unicode::is_decimal(c));
    case space: return is_unicode_space(c);
    case not_space: return !is_unicode_space(c);
    case word: return is_unicode_word(c);
    case not_word: return !is_unicode_word(c);
    case ascii_digit: return is_ascii_digit(c);
    case not_ascii_digit: return !is_ascii_digit(c);
    case ascii_space: return is_ascii_space(c);
    case not_ascii_space: return !is_ascii_space(c);
    case ascii_word: return is_ascii_word(c);
    default: return !is_ascii_word(c);
    }
}

}  // namespace cowith::sre
