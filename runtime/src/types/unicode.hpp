// Unicode for str: decoding of generalised UTF-8 (WTF-8 without joining surrogate pairs), character classes and case
// mappings. Categories come from utf8proc; what its tables lack stands in unicode_data.inc.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace cowith::unicode {

constexpr std::uint32_t last_point = 0x10ffff;

/// True when every byte is below 0x80.
bool is_ascii(std::string_view text) noexcept;
/// Number of code points; `text` is valid.
std::size_t count_points(std::string_view text) noexcept;

/// How many bytes the sequence that begins with this byte has.
inline unsigned sequence_length(unsigned char lead) noexcept {
    return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/// The code point at `p`, which is moved behind it. The text must be valid.
inline std::uint32_t next(const char*& p) noexcept {
    const auto at = [&](int i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(p[i])); };
    const std::uint32_t lead = at(0);
    if (lead < 0x80) return ++p, lead;
    std::uint32_t point;
    if (lead < 0xe0) {
        point = (lead & 0x1f) << 6 | (at(1) & 0x3f);
        p += 2;
    } else if (lead < 0xf0) {
        point = (lead & 0x0f) << 12 | (at(1) & 0x3f) << 6 | (at(2) & 0x3f);
        p += 3;
    } else {
        point = (lead & 0x07) << 18 | (at(1) & 0x3f) << 12 | (at(2) & 0x3f) << 6 | (at(3) & 0x3f);
        p += 4;
    }
    return point;
}
/// Moves back to the start of the code point before `p` and gives it.
inline std::uint32_t previous(const char*& p) noexcept {
    do --p;
    while ((static_cast<unsigned char>(*p) & 0xc0) == 0x80);
    const char* q = p;
    return next(q);
}

/// Writes a code point (surrogates too); gives the number of bytes, at most 4.
unsigned encode(std::uint32_t point, char* out) noexcept;
inline void append(std::string& out, std::uint32_t point) noexcept {
    if (point < 0x80) {
        out.push_back(static_cast<char>(point));
        return;
    }
    char bytes[4];
    out.append(bytes, encode(point, bytes));
}
/// The text's first `n` code points.
std::string_view first_points(std::string_view text, std::size_t n) noexcept;

/// Walks the code points of a text: `for (std::uint32_t c : points(text))`.
class points {
  public:
    explicit points(std::string_view text) noexcept : text_(text) {}
    struct end_mark {
        const char* at;
    };
    struct iterator {
        const char* at;
        std::uint32_t operator*() const noexcept {
            const char* p = at;
            return next(p);
        }
        iterator& operator++() noexcept {
            at += sequence_length(static_cast<unsigned char>(*at));
            return *this;
        }
        bool operator!=(end_mark e) const noexcept { return at < e.at; }
    };
    iterator begin() const noexcept { return {text_.data()}; }
    end_mark end() const noexcept { return {text_.data() + text_.size()}; }

  private:
    std::string_view text_;
};

// ---- classes, as the str methods and unicodedata define them
bool is_space(std::uint32_t c) noexcept;
bool is_line_break(std::uint32_t c) noexcept;
bool is_alpha(std::uint32_t c) noexcept;
bool is_decimal(std::uint32_t c) noexcept;
bool is_digit(std::uint32_t c) noexcept;
bool is_numeric(std::uint32_t c) noexcept;
bool is_lower(std::uint32_t c) noexcept;
bool is_upper(std::uint32_t c) noexcept;
bool is_title(std::uint32_t c) noexcept;
bool is_cased(std::uint32_t c) noexcept;
bool is_case_ignorable(std::uint32_t c) noexcept;
bool is_printable(std::uint32_t c) noexcept;
bool is_identifier_start(std::uint32_t c) noexcept;  // XID_Start or _
bool is_identifier_part(std::uint32_t c) noexcept;   // XID_Continue
bool is_surrogate(std::uint32_t c) noexcept;
/// 0-9 of a decimal digit, else -1.
int decimal_value(std::uint32_t c) noexcept;

// ---- full case mappings: up to three code points each
struct mapped {
    std::uint32_t point[3];
    unsigned count;
};
mapped to_lower(std::uint32_t c) noexcept;
mapped to_upper(std::uint32_t c) noexcept;
mapped to_title(std::uint32_t c) noexcept;
mapped to_folded(std::uint32_t c) noexcept;

/// Decimal digits become 0-9, blanks become spaces, all else that isn't ASCII '?': what int() and float() read.
std::string decimal_to_ascii(std::string_view text) noexcept;

}  // namespace cowith::unicode
