// Doubles to text and back (Python/pystrtod.c): the shortest text that reads back the same, or a given precision.
#include "types/format.hpp"
#include "types/text.hpp"
#include "types/unicode.hpp"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace cowith {

namespace {

/// Significant digits without the point, and where the point stands: 0.DIGITS * 10**point.
struct decimal {
    std::string digits;
    int point;
};

/// Reads "d.ddde+XX".
decimal split_scientific(const char* first, const char* last) noexcept {
    decimal result{{}, 0};
    const char* p = first;
    for (; p < last && *p != 'e'; ++p) {
        if (*p != '.') result.digits.push_back(*p);
    }
    if (p < last) result.point = std::atoi(p + 1);
    ++result.point;
    return result;
}

decimal shortest(double magnitude) noexcept {
    char buffer[64];
    const auto [end, error] =
        std::to_chars(buffer, buffer + sizeof buffer - 1, magnitude, std::chars_format::scientific);
    (void)error;
    *end = '\0';
    return split_scientific(buffer, end);
}

std::string printed(const char* format, int precision, double v) noexcept {
    char buffer[64];
    const int size = std::snprintf(buffer, sizeof buffer, format, precision, v);
    if (size < static_cast<int>(sizeof buffer)) return {buffer, static_cast<std::size_t>(size)};
    std::string text(static_cast<std::size_t>(size), '\0');
    std::snprintf(text.data(), text.size() + 1, format, precision, v);
    return text;
}

void append_exponent(std::string& out, int exponent, char letter) noexcept {
    char buffer[16];
    const int size = std::snprintf(buffer, sizeof buffer, "%c%+03d", letter, exponent);
    out.append(buffer, static_cast<std::size_t>(size));
}

/// Digits with a point or an exponent. `width`: as many digits are written at least (trailing zeros of '#').
std::string laid_out(decimal d, bool exponential, std::size_t width, bool alternate, bool add_dot_0) noexcept {
    if (d.digits.size() < width) d.digits.append(width - d.digits.size(), '0');
    std::string out;
    if (exponential) {
        out.push_back(d.digits[0]);
        if (d.digits.size() > 1 || alternate) out.push_back('.');
        out.append(d.digits, 1);
        append_exponent(out, d.point - 1, 'e');
        return out;
    }
    if (d.point <= 0) {
        out = "0.";
        out.append(static_cast<std::size_t>(-d.point), '0');
        out += d.digits;
        return out;
    }
    const auto whole = static_cast<std::size_t>(d.point);
    if (d.digits.size() <= whole) {
        out = d.digits;
        out.append(whole - d.digits.size(), '0');
        if (add_dot_0)
            out += ".0";
        else if (alternate)
            out += ".";
        return out;
    }
    out.assign(d.digits, 0, whole);
    out.push_back('.');
    out.append(d.digits, whole);
    return out;
}

}  // namespace

std::string double_to_text(double v, char type, int precision, bool alternate, bool add_dot_0) noexcept {
    const bool upper = type >= 'A' && type <= 'Z';
    std::string out;
    if (std::isnan(v)) {
        out = "nan";
    } else if (std::isinf(v)) {
        out = v < 0 ? "-inf" : "inf";
    } else {
        const char kind = static_cast<char>(type | 32);
        const double magnitude = std::fabs(v);
        if (kind == 'e') {
            out = printed(alternate ? "%#.*e" : "%.*e", precision, magnitude);
        } else if (kind == 'f') {
            out = printed(alternate ? "%#.*f" : "%.*f", precision, magnitude);
        } else if (kind == 'r') {
            const decimal d = shortest(magnitude);
            out = laid_out(d, d.point <= -4 || d.point > 16, 0, alternate, add_dot_0);
        } else {
            if (precision == 0) precision = 1;
            const std::string text = printed("%.*e", precision - 1, magnitude);
            decimal d = split_scientific(text.data(), text.data() + text.size());
            while (d.digits.size() > 1 && d.digits.back() == '0') d.digits.pop_back();
            const bool exponential = d.point <= -4 || d.point > precision - (add_dot_0 ? 1 : 0);
            const std::size_t width = alternate ? static_cast<std::size_t>(precision) : 0;
            out = laid_out(static_cast<decimal&&>(d), exponential, width, alternate, add_dot_0);
        }
        if (std::signbit(v)) out.insert(out.begin(), '-');
    }
    if (upper) {
        for (char& c : out)
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    }
    return out;
}

bool without_underscores(std::string_view text, std::string& out) noexcept {
    auto digit = [](char c) { return c >= '0' && c <= '9'; };
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '_') {
            out.push_back(text[i]);
        } else if (i == 0 || i + 1 == text.size() || !digit(text[i - 1]) || !digit(text[i + 1])) {
            return false;
        }
    }
    return true;
}

std::string float_repr(double v) noexcept { return double_to_text(v, 'r', 0, false, true); }

namespace {

bool equals_ignoring_case(std::string_view text, const char* lower) noexcept {
    if (text.size() != std::strlen(lower)) return false;
    for (std::size_t i = 0; i < text.size(); ++i)
        if ((text[i] | 32) != lower[i]) return false;
    return true;
}

/// digits [. digits] [e [sign] digits]: true when that is all of the text.
bool is_decimal_float(std::string_view text) noexcept {
    std::size_t i = 0, digits = 0;
    auto skip = [&] {
        const std::size_t start = i;
        while (i < text.size() && text[i] >= '0' && text[i] <= '9') ++i;
        return i - start;
    };
    digits = skip();
    if (i < text.size() && text[i] == '.') {
        ++i;
        digits += skip();
    }
    if (digits == 0) return false;
    if (i < text.size() && (text[i] | 32) == 'e') {
        ++i;
        if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
        if (skip() == 0) return false;
    }
    return i == text.size();
}

}  // namespace

bool double_from_text(std::string_view text, double& out) noexcept {
    std::string ascii, plain;
    if (!unicode::is_ascii(text)) {
        ascii = unicode::decimal_to_ascii(text);
        text = ascii;
    }
    auto blank = [](char c) { return unicode::is_space(static_cast<unsigned char>(c)); };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    if (text.find('_') != text.npos) {
        if (!without_underscores(text, plain)) return false;
        text = plain;
    }
    bool negative = false;
    if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
        negative = text[0] == '-';
        text.remove_prefix(1);
    }
    if (equals_ignoring_case(text, "inf") || equals_ignoring_case(text, "infinity")) {
        out = HUGE_VAL;
    } else if (equals_ignoring_case(text, "nan")) {
        out = std::nan("");
    } else {
        if (!is_decimal_float(text)) return false;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
        (void)end;
        if (error == std::errc::result_out_of_range) out = std::strtod(std::string(text).c_str(), nullptr);
    }
    if (negative) out = -out;
    return true;
}

}  // namespace cowith
