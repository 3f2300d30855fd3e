// Numeric literals, and what is wrong with them.

#include "lexer_impl.hpp"

#include <fmt/format.h>

namespace cowith::frontend {

namespace {

bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }
bool is_hex(unsigned char c) { return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f'); }

}  // namespace

bool lexer::end_of_number(std::uint32_t i, const char* what) {
    // A keyword may follow a number directly (`1if x else 2`); anything else that looks like a name may not.
    static constexpr std::string_view allowed[] = {"and", "else", "for", "if", "in", "is", "or", "not"};
    const auto c = at(i);
    if (c >= 128 || !is_identifier_char(c) || i >= size_) return true;
    for (const auto word : allowed) {
        if (text_.substr(i, word.size()) != word) continue;
        // CPython looks for the end of the word, except after "if", "in" and "is".
        if (word[0] == 'i' || !is_identifier_char(at(i + static_cast<std::uint32_t>(word.size())))) return true;
    }
    pos_ = i;
    return fail(i - 1, i, fmt::format("invalid {} literal", what));
}

bool lexer::decimal_digits(std::uint32_t& i) {
    for (;;) {
        while (is_digit(at(i))) ++i;
        if (at(i) != '_') return true;
        ++i;
        if (!is_digit(at(i))) return fail(i - 1, i, "invalid decimal literal");
    }
}

bool lexer::radix_number(int base, const char* what) {
    const std::uint32_t start = pos_;
    std::uint32_t i = pos_ + 2;
    const auto is_own = [base](unsigned char c) { return base == 16 ? is_hex(c) : c >= '0' && c < '0' + base; };
    do {
        if (at(i) == '_') ++i;
        if (!is_own(at(i))) {
            if (base != 16 && is_digit(at(i)))
                return fail(i, i + 1, fmt::format("invalid digit '{}' in {} literal", static_cast<char>(at(i)), what));
            return fail(i - 1, i, fmt::format("invalid {} literal", what));
        }
        while (is_own(at(i))) ++i;
    } while (at(i) == '_');
    if (base != 16 && is_digit(at(i)))
        return fail(i, i + 1, fmt::format("invalid digit '{}' in {} literal", static_cast<char>(at(i)), what));
    if (!end_of_number(i, what)) return false;
    add(token_kind::number, start, i);
    pos_ = i;
    return true;
}

bool lexer::number() {
    const std::uint32_t start = pos_;
    std::uint32_t i = pos_;
    bool nonzero = false;
    std::uint32_t zeros_end = 0;
    bool integer = true;
    if (at(i) == '0') {
        const auto c = at(i + 1) | 0x20;
        if (c == 'x') return radix_number(16, "hexadecimal");
        if (c == 'o') return radix_number(8, "octal");
        if (c == 'b') return radix_number(2, "binary");
        ++i;
        for (;;) {
            if (at(i) == '_') {
                ++i;
                if (!is_digit(at(i))) return fail(i - 1, i, "invalid decimal literal");
            }
            if (at(i) != '0') break;
            ++i;
        }
        zeros_end = i;
        if (is_digit(at(i))) {
            nonzero = true;
            if (!decimal_digits(i)) return false;
        }
    } else if (!decimal_digits(i)) {
        return false;
    }
    if (at(i) == '.') {
        integer = false;
        ++i;
        if (is_digit(at(i)) && !decimal_digits(i)) return false;
    }
    if ((at(i) | 0x20) == 'e') {
        std::uint32_t e = i + 1;
        if (at(e) == '+' || at(e) == '-') {
            ++e;
            if (!is_digit(at(e))) return fail(e - 1, e, "invalid decimal literal");
        } else if (!is_digit(at(e))) {
            // `1else`: no exponent
            if (!end_of_number(i, "decimal")) return false;
            add(token_kind::number, start, i);
            pos_ = i;
            return true;
        }
        integer = false;
        i = e;
        if (!decimal_digits(i)) return false;
    }
    if ((at(i) | 0x20) == 'j') {
        ++i;
        if (!end_of_number(i, "imaginary")) return false;
    } else {
        if (nonzero && integer)
            return fail(start, zeros_end,
                        "leading zeros in decimal integer literals are not permitted; "
                        "use an 0o prefix for octal integers");
        if (!end_of_number(i, "decimal")) return false;
    }
    add(token_kind::number, start, i);
    pos_ = i;
    return true;
}

}  // namespace cowith::frontend
