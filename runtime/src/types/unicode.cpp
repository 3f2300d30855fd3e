// Character classes and case mappings over utf8proc's tables.
#include "types/unicode.hpp"

#include <utf8proc.h>

#include <cstring>

namespace cowith::unicode {

namespace {

struct point_range {
    std::uint32_t first, last;
};
struct special_mapping {
    std::uint32_t point, to[3];
};

#include "types/unicode_data.inc"

template <std::size_t N> bool found(const point_range (&ranges)[N], std::uint32_t c) noexcept {
    std::size_t low = 0, high = N;
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (ranges[middle].last < c)
            low = middle + 1;
        else
            high = middle;
    }
    return low < N && ranges[low].first <= c;
}

template <std::size_t N> const special_mapping* special(const special_mapping (&table)[N], std::uint32_t c) noexcept {
    std::size_t low = 0, high = N;
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (table[middle].point < c)
            low = middle + 1;
        else
            high = middle;
    }
    return low < N && table[low].point == c ? &table[low] : nullptr;
}

utf8proc_category_t category(std::uint32_t c) noexcept { return utf8proc_category(static_cast<utf8proc_int32_t>(c)); }
constexpr unsigned bit(int c) noexcept { return 1u << c; }
bool in_categories(std::uint32_t c, unsigned set) noexcept { return bit(category(c)) & set; }

constexpr unsigned letters = bit(UTF8PROC_CATEGORY_LU) | bit(UTF8PROC_CATEGORY_LL) | bit(UTF8PROC_CATEGORY_LT) |
                             bit(UTF8PROC_CATEGORY_LM) | bit(UTF8PROC_CATEGORY_LO);
constexpr unsigned numbers = bit(UTF8PROC_CATEGORY_ND) | bit(UTF8PROC_CATEGORY_NL) | bit(UTF8PROC_CATEGORY_NO);
constexpr unsigned unprintable = bit(UTF8PROC_CATEGORY_CC) | bit(UTF8PROC_CATEGORY_CF) | bit(UTF8PROC_CATEGORY_CS) |
                                 bit(UTF8PROC_CATEGORY_CO) | bit(UTF8PROC_CATEGORY_CN) | bit(UTF8PROC_CATEGORY_ZL) |
                                 bit(UTF8PROC_CATEGORY_ZP) | bit(UTF8PROC_CATEGORY_ZS);
constexpr unsigned identifier_parts = letters | bit(UTF8PROC_CATEGORY_NL) | bit(UTF8PROC_CATEGORY_MN) |
                                      bit(UTF8PROC_CATEGORY_MC) | bit(UTF8PROC_CATEGORY_ND) | bit(UTF8PROC_CATEGORY_PC);
constexpr unsigned ignorables = bit(UTF8PROC_CATEGORY_MN) | bit(UTF8PROC_CATEGORY_ME) | bit(UTF8PROC_CATEGORY_CF) |
                                bit(UTF8PROC_CATEGORY_LM) | bit(UTF8PROC_CATEGORY_SK);

bool ascii_letter(std::uint32_t c) noexcept { return (c | 32) >= 'a' && (c | 32) <= 'z'; }

mapped one(std::uint32_t c) noexcept { return {{c, 0, 0}, 1}; }
mapped several(const special_mapping& m) noexcept { return {{m.to[0], m.to[1], m.to[2]}, m.to[2] ? 3u : 2u}; }

}  // namespace

bool is_ascii(std::string_view text) noexcept {
    const char* p = text.data();
    const char* end = p + text.size();
    std::uint64_t seen = 0, word;
    for (; end - p >= 8; p += 8) {
        std::memcpy(&word, p, 8);
        seen |= word;
    }
    for (; p < end; ++p) seen |= static_cast<unsigned char>(*p);
    return !(seen & UINT64_C(0x8080808080808080));
}

std::size_t count_points(std::string_view text) noexcept {
    // Bytes that don't begin a sequence are 10xxxxxx: bit 7 set and bit 6 clear.
    const char* p = text.data();
    const char* end = p + text.size();
    std::size_t inner = 0;
    std::uint64_t word;
    for (; end - p >= 8; p += 8) {
        std::memcpy(&word, p, 8);
        inner += static_cast<std::size_t>(__builtin_popcountll(word & (~word << 1) & UINT64_C(0x8080808080808080)));
    }
    for (; p < end; ++p) inner += (static_cast<unsigned char>(*p) & 0xc0) == 0x80;
    return text.size() - inner;
}

unsigned encode(std::uint32_t point, char* out) noexcept {
    auto put = [out](unsigned i, std::uint32_t byte) { out[i] = static_cast<char>(byte); };
    if (point < 0x80) return put(0, point), 1;
    if (point < 0x800) {
        put(0, 0xc0 | point >> 6);
        put(1, 0x80 | (point & 0x3f));
        return 2;
    }
    if (point < 0x10000) {
        put(0, 0xe0 | point >> 12);
        put(1, 0x80 | (point >> 6 & 0x3f));
        put(2, 0x80 | (point & 0x3f));
        return 3;
    }
    put(0, 0xf0 | point >> 18);
    put(1, 0x80 | (point >> 12 & 0x3f));
    put(2, 0x80 | (point >> 6 & 0x3f));
    put(3, 0x80 | (point & 0x3f));
    return 4;
}

std::string_view first_points(std::string_view text, std::size_t n) noexcept {
    std::size_t at = 0;
    for (; n && at < text.size(); --n) at += sequence_length(static_cast<unsigned char>(text[at]));
    return text.substr(0, at);
}

bool is_space(std::uint32_t c) noexcept {
    if (c < 0x80) return c == ' ' || (c >= 9 && c <= 13) || (c >= 0x1c && c <= 0x1f);
    return c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 ||
           c == 0x202f || c == 0x205f || c == 0x3000;
}

bool is_line_break(std::uint32_t c) noexcept {
    return (c >= 10 && c <= 13) || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

bool is_alpha(std::uint32_t c) noexcept { return c < 0x80 ? ascii_letter(c) : in_categories(c, letters); }
bool is_decimal(std::uint32_t c) noexcept { return c < 0x80 ? c - '0' < 10 : category(c) == UTF8PROC_CATEGORY_ND; }
bool is_digit(std::uint32_t c) noexcept { return is_decimal(c) || found(digit_extra, c); }
bool is_numeric(std::uint32_t c) noexcept {
    return c < 0x80 ? c - '0' < 10 : in_categories(c, numbers) || found(numeric_extra, c);
}
bool is_lower(std::uint32_t c) noexcept {
    return c < 0x80 ? c >= 'a' && c <= 'z' : category(c) == UTF8PROC_CATEGORY_LL || found(lower_extra, c);
}
bool is_upper(std::uint32_t c) noexcept {
    return c < 0x80 ? c >= 'A' && c <= 'Z' : category(c) == UTF8PROC_CATEGORY_LU || found(upper_extra, c);
}
bool is_title(std::uint32_t c) noexcept { return c >= 0x80 && category(c) == UTF8PROC_CATEGORY_LT; }
bool is_cased(std::uint32_t c) noexcept { return is_lower(c) || is_upper(c) || is_title(c); }
bool is_case_ignorable(std::uint32_t c) noexcept {
    return in_categories(c, ignorables) || found(case_ignorable_extra, c);
}
bool is_printable(std::uint32_t c) noexcept { return c < 0x7f ? c >= 0x20 : !in_categories(c, unprintable); }
bool is_identifier_start(std::uint32_t c) noexcept {
    if (c < 0x80) return ascii_letter(c) || c == '_';
    return (in_categories(c, letters | bit(UTF8PROC_CATEGORY_NL)) && !found(identifier_start_missing, c)) ||
           found(identifier_start_extra, c);
}
bool is_identifier_part(std::uint32_t c) noexcept {
    if (c < 0x80) return ascii_letter(c) || c == '_' || c - '0' < 10;
    return (in_categories(c, identifier_parts) && !found(identifier_part_missing, c)) ||
           found(identifier_part_extra, c);
}
bool is_surrogate(std::uint32_t c) noexcept { return c >= 0xd800 && c <= 0xdfff; }

int decimal_value(std::uint32_t c) noexcept {
    if (c < 0x80) return c - '0' < 10 ? static_cast<int>(c - '0') : -1;
    if (!is_decimal(c)) return -1;
    if (c >= 0x1d7ce && c <= 0x1d7ff) return static_cast<int>((c - 0x1d7ce) % 10);  // five sets side by side
    int value = 0;
    while (value < 9 && is_decimal(c - static_cast<unsigned>(value) - 1)) ++value;
    return value;
}

mapped to_lower(std::uint32_t c) noexcept {
    if (c < 0x80) return one(c >= 'A' && c <= 'Z' ? c + 32 : c);
    if (c == 0x130) return {{'i', 0x307, 0}, 2};
    return one(static_cast<std::uint32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c))));
}
mapped to_upper(std::uint32_t c) noexcept {
    if (c < 0x80) return one(c >= 'a' && c <= 'z' ? c - 32 : c);
    if (const special_mapping* m = special(special_upper, c)) return several(*m);
    return one(static_cast<std::uint32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(c))));
}
mapped to_title(std::uint32_t c) noexcept {
    if (c < 0x80) return one(c >= 'a' && c <= 'z' ? c - 32 : c);
    if (const special_mapping* m = special(special_title, c)) return several(*m);
    return one(static_cast<std::uint32_t>(utf8proc_totitle(static_cast<utf8proc_int32_t>(c))));
}
mapped to_folded(std::uint32_t c) noexcept {
    if (c < 0x80) return one(c >= 'A' && c <= 'Z' ? c + 32 : c);
    utf8proc_int32_t buffer[8];
    int boundary = 0;
    const auto n = utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), buffer, 8, UTF8PROC_CASEFOLD, &boundary);
    if (n < 1 || n > 3) return one(c);
    mapped result{{0, 0, 0}, static_cast<unsigned>(n)};
    for (unsigned i = 0; i < result.count; ++i) result.point[i] = static_cast<std::uint32_t>(buffer[i]);
    return result;
}

std::string decimal_to_ascii(std::string_view text) noexcept {
    std::string out;
    out.reserve(text.size());
    for (std::uint32_t c : points(text)) {
        if (c < 0x80)
            out.push_back(static_cast<char>(c));
        else if (is_space(c))
            out.push_back(' ');
        else if (const int digit = decimal_value(c); digit >= 0)
            out.push_back(static_cast<char>('0' + digit));
        else
            out.push_back('?');
    }
    return out;
}

}  // namespace cowith::unicode
