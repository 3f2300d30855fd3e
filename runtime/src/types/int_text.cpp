// Ints to digits and back (Objects/longobject.c: long_to_decimal_string, PyLong_FromString).
#include "types/int_object.hpp"
#include "types/unicode.hpp"

#include <charconv>
#include <cstring>

namespace cowith {

int int_max_str_digits = 4300;

namespace {

constexpr char digit_letters[] = "0123456789abcdefghijklmnopqrstuvwxyz";

/// No limit applies to numbers of so few digits, whatever limit is set.
constexpr std::size_t limit_threshold = 640;

bool raise_too_long_to_print() noexcept {
    raise_error(
        ValueError_type,
        "Exceeds the limit (%d digits) for integer string conversion; use sys.set_int_max_str_digits() to increase "
        "the limit",
        int_max_str_digits);
    return false;
}

/// Bases 2, 4, 8, 16, 32: bits straight from the digits.
void append_power_of_two(const mp_int& v, unsigned bits_per_digit, std::string& out) noexcept {
    const std::uint64_t total = bit_length(v);
    for (std::uint64_t digit = (total + bits_per_digit - 1) / bits_per_digit; digit-- > 0;) {
        const std::uint64_t at = digit * bits_per_digit;
        const int word = static_cast<int>(at / MP_DIGIT_BIT);
        const unsigned shift = static_cast<unsigned>(at % MP_DIGIT_BIT);
        std::uint64_t bits = v.dp[word] >> shift;
        if (shift + bits_per_digit > MP_DIGIT_BIT && word + 1 < v.used)
            bits |= v.dp[word + 1] << (MP_DIGIT_BIT - shift);
        out.push_back(digit_letters[bits & ((1u << bits_per_digit) - 1)]);
    }
}

/// How many digits of the base fit one machine word of 60 bits, and base to that power.
int word_digits(int base, std::uint64_t& power) noexcept {
    int digits = 0;
    power = 1;
    while (power <= MP_MASK / static_cast<unsigned>(base)) {
        power *= static_cast<unsigned>(base);
        ++digits;
    }
    return digits;
}

bool append_big(const mp_int& v, int base, std::string& out) noexcept {
    big rest;
    rest.note(mp_abs(&v, rest.get()));
    std::uint64_t chunk;
    const int digits = word_digits(base, chunk);
    std::string reversed;
    while (rest.ok() && rest->used) {
        mp_digit low = 0;
        rest.note(mp_div_d(rest.get(), chunk, rest.get(), &low));
        for (int i = 0; i < digits && (rest->used || low); ++i) {
            reversed.push_back(digit_letters[low % static_cast<unsigned>(base)]);
            low /= static_cast<unsigned>(base);
        }
    }
    if (!rest.ok()) return raise_error(MemoryError_type, ""), false;
    out.append(reversed.rbegin(), reversed.rend());
    return true;
}

int power_of_two_bits(int base) noexcept {
    return (base & (base - 1)) == 0 ? __builtin_ctz(static_cast<unsigned>(base)) : 0;
}

}  // namespace

bool int_to_text(ref x, int base, std::string& out) noexcept {
    if (x.is_small()) {
        char text[72];  // 63 binary digits and a sign
        out.append(text, std::to_chars(text, text + sizeof text, x.small(), base).ptr);
        return true;
    }
    const int_operand v(x);
    if (v.negative()) out.push_back('-');
    if (v.zero()) {
        out.push_back('0');
        return true;
    }
    if (const int bits = power_of_two_bits(base)) {
        append_power_of_two(*v.get(), static_cast<unsigned>(bits), out);
        return true;
    }
    const auto limit = static_cast<std::size_t>(int_max_str_digits);
    // 0.30102 digits a bit: refused before the work is done when it is certain.
    if (limit && static_cast<double>(bit_length(*v.get()) - 1) * 0.30102 > static_cast<double>(limit) + 1)
        return raise_too_long_to_print();
    const std::size_t before = out.size();
    if (!append_big(*v.get(), base, out)) return false;
    const std::size_t digits = out.size() - before;
    return !(limit && digits > limit_threshold && digits > limit) || raise_too_long_to_print();
}

namespace {

int digit_value(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'z') return c - 'a' + 10;
    if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
    return 99;
}

object digits_to_int(std::string_view digits, int base, bool negative) noexcept {
    std::int64_t small = 0;
    std::size_t i = 0;
    constexpr std::int64_t room = (INT64_C(1) << 62) / 36 - 1;
    for (; i < digits.size() && small < room; ++i) small = small * base + digit_value(digits[i]);
    if (i == digits.size()) return negative ? -small : small;
    big value(static_cast<int>(digits.size() * 6 / MP_DIGIT_BIT) + 2);
    std::uint64_t chunk;
    const auto step = static_cast<std::size_t>(word_digits(base, chunk));
    for (std::size_t at = 0; at < digits.size() && value.ok(); at += step) {
        const std::size_t n = digits.size() - at < step ? digits.size() - at : step;
        std::uint64_t word = 0, power = 1;
        for (std::size_t k = 0; k < n; ++k) {
            word = word * static_cast<unsigned>(base) + static_cast<unsigned>(digit_value(digits[at + k]));
            power *= static_cast<unsigned>(base);
        }
        value.note(mp_mul_d(value.get(), power, value.get()));
        value.note(mp_add_d(value.get(), word, value.get()));
    }
    if (negative && value->used) value->sign = MP_NEG;
    return value.finish();
}

enum class scan { good, malformed, failed };

/// PyLong_FromString over ASCII text; the number must fill it but for blanks.
scan scan_int(std::string_view text, int base, object& result) noexcept {
    auto blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    bool negative = false;
    if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
        negative = text.front() == '-';
        text.remove_prefix(1);
    }
    auto prefixed = [&](char letter) { return text.size() > 1 && text[0] == '0' && (text[1] | 32) == letter; };
    const bool any_base = base == 0;
    bool zeros_only = false;
    if (any_base) {
        base = prefixed('x') ? 16 : prefixed('o') ? 8 : prefixed('b') ? 2 : 10;
        zeros_only = base == 10 && !text.empty() && text[0] == '0';  // "00" is a zero, "01" an error
    }
    if ((base == 16 && prefixed('x')) || (base == 8 && prefixed('o')) || (base == 2 && prefixed('b'))) {
        text.remove_prefix(2);
        if (!text.empty() && text[0] == '_') text.remove_prefix(1);
    }
    if (text.empty() || text[0] == '_') return scan::malformed;
    std::string digits;
    bool after_underscore = false;
    for (char c : text) {
        if (c == '_') {
            if (after_underscore) return scan::malformed;
            after_underscore = true;
            continue;
        }
        if (digit_value(c) >= base) return scan::malformed;
        if (zeros_only && c != '0') return scan::malformed;
        after_underscore = false;
        digits.push_back(c);
    }
    if (after_underscore) return scan::malformed;
    const auto limit = static_cast<std::size_t>(int_max_str_digits);
    if (limit && digits.size() > limit_threshold && digits.size() > limit && !power_of_two_bits(base)) {
        raise_error(ValueError_type,
                    "Exceeds the limit (%d digits) for integer string conversion: value has %zd digits; use "
                    "sys.set_int_max_str_digits() to increase the limit",
                    int_max_str_digits, digits.size());
        return scan::failed;
    }
    result = digits_to_int(digits, base, negative);
    return result ? scan::good : scan::failed;
}

}  // namespace

object int_from_text(std::string_view text, int base, ref spelling) noexcept {
    std::string ascii;
    if (!unicode::is_ascii(text)) {
        ascii = unicode::decimal_to_ascii(text);
        text = ascii;
    }
    object result;
    const scan outcome = scan_int(text, base, result);
    if (outcome == scan::malformed) {
        const object shown = repr(spelling);
        if (!shown) return failed;
        const std::string head(unicode::first_points(text_of(shown), 200));
        return raise_error(ValueError_type, "invalid literal for int() with base %d: %s", base, head.c_str());
    }
    return result;
}

object parse_int(std::string_view digits, int base) noexcept {
    object result;
    if (scan_int(digits, base, result) != scan::malformed) return result;
    const object spelling = make_str(digits);
    return int_from_text(digits, base, spelling);
}

}  // namespace cowith
