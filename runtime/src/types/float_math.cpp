// Division, powers, rounding, hashing and hexadecimal text of floats.
#include "types/float_ops.hpp"
#include "types/int_object.hpp"
#include "types/text.hpp"

#include <cfloat>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace cowith {

std::int64_t hash_double(double v) noexcept {
    // The value modulo the Mersenne prime 2**61 - 1, as hash() of an equal int or Fraction gives it.
    constexpr int bits = 61;
    constexpr std::uint64_t modulus = (UINT64_C(1) << bits) - 1;
    if (std::isinf(v)) return v > 0 ? 314159 : -314159;
    int exponent;
    double fraction = std::frexp(std::fabs(v), &exponent);
    std::uint64_t x = 0;
    while (fraction != 0) {
        x = ((x << 28) & modulus) | x >> (bits - 28);
        fraction *= 268435456.0;  // 2**28
        exponent -= 28;
        const auto part = static_cast<std::uint64_t>(fraction);
        fraction -= static_cast<double>(part);
        x += part;
        if (x >= modulus) x -= modulus;
    }
    exponent = exponent >= 0 ? exponent % bits : bits - 1 - ((-1 - exponent) % bits);
    x = exponent ? ((x << exponent) & modulus) | x >> (bits - exponent) : x;
    const auto result = v < 0 ? -static_cast<std::int64_t>(x) : static_cast<std::int64_t>(x);
    return result == -1 ? -2 : result;
}

void float_floor_divide(double a, double b, double& quotient, double& remainder) noexcept {
    double mod = std::fmod(a, b);
    double div = (a - mod) / b;
    if (mod != 0) {
        if ((b < 0) != (mod < 0)) {
            mod += b;
            div -= 1.0;
        }
    } else {
        mod = std::copysign(0.0, b);
    }
    if (div != 0) {
        quotient = std::floor(div);
        if (div - quotient > 0.5) quotient += 1.0;
    } else {
        quotient = std::copysign(0.0, a / b);
    }
    remainder = mod;
}

object float_power(double a, double b) noexcept {
    if (b == 0) return make_float(1.0);
    if (std::isnan(a)) return make_float(a);
    if (std::isnan(b)) return make_float(a == 1.0 ? 1.0 : b);
    if (a == 0 && b < 0) return raise_error(ZeroDivisionError_type, "zero to a negative power");
    if (a < 0 && std::isfinite(a) && std::isfinite(b) && b != std::floor(b)) return complex_power(a, 0.0, b, 0.0);
    const double result = std::pow(a, b);
    if (std::isinf(result) && std::isfinite(a) && std::isfinite(b)) {
        const object message = make_str("Numerical result out of range");
        return raise_with(OverflowError_type, {ref(34), message});
    }
    return make_float(result);
}

namespace {

/// Rounds a finite double to a multiple of 10**places, half to even, exactly.
double rounded_to_power(double v, int places) noexcept {
    const double whole = std::trunc(v);
    char digits[400];
    std::snprintf(digits, sizeof digits, "%.0f", std::fabs(whole));
    std::string text(digits);
    const auto cut = static_cast<std::size_t>(places);
    if (text.size() < cut) return std::copysign(0.0, v);
    std::string head = text.substr(0, text.size() - cut), tail = text.substr(text.size() - cut);
    if (head.empty()) head = "0";
    bool rest = v != whole;
    for (std::size_t i = 1; i < tail.size(); ++i) rest = rest || tail[i] != '0';
    const bool odd = (head.back() - '0') & 1;
    if (tail[0] > '5' || (tail[0] == '5' && (rest || odd))) {
        std::size_t i = head.size();
        while (i > 0 && head[i - 1] == '9') head[--i] = '0';
        if (i > 0)
            ++head[i - 1];
        else
            head.insert(head.begin(), '1');
    }
    head += 'e' + std::to_string(places);
    return std::copysign(std::strtod(head.c_str(), nullptr), v);
}

}  // namespace

object float_round(double v, ref digits) noexcept {
    if (!digits || digits.is(None)) {
        if (std::isnan(v)) return raise_error(ValueError_type, "cannot convert float NaN to integer");
        if (std::isinf(v)) return raise_error(OverflowError_type, "cannot convert float infinity to integer");
        return int_from_double(std::nearbyint(v));
    }
    const object index = index_of(digits);
    if (!index) return failed;
    std::int64_t n;
    if (!int_value(index, n)) n = int_compare(index, 0) < 0 ? -1000 : 1000;
    if (!std::isfinite(v) || v == 0 || n > 323) return make_float(v);
    if (n < -308) return make_float(std::copysign(0.0, v));
    double result;
    if (n < 0) {
        result = rounded_to_power(v, static_cast<int>(-n));
    } else {
        char text[800];
        std::snprintf(text, sizeof text, "%.*f", static_cast<int>(n), v);
        result = std::strtod(text, nullptr);
    }
    if (std::isinf(result)) return raise_error(OverflowError_type, "rounded value too large to represent");
    return make_float(result);
}

std::string float_hex(double v) noexcept {
    if (!std::isfinite(v)) return float_repr(v);
    std::string out = std::signbit(v) ? "-0x" : "0x";
    if (v == 0) return out + "0.0p+0";
    int exponent;
    double m = std::frexp(std::fabs(v), &exponent);
    const int below = DBL_MIN_EXP - exponent;
    const int shift = 1 - (below > 0 ? below : 0);
    m = std::ldexp(m, shift);
    exponent -= shift;
    out += static_cast<char>('0' + static_cast<int>(m));
    m -= static_cast<int>(m);
    out += '.';
    for (int i = 0; i < (DBL_MANT_DIG - 1) / 4; ++i) {
        m *= 16.0;
        const int digit = static_cast<int>(m);
        out += "0123456789abcdef"[digit];
        m -= digit;
    }
    out += exponent < 0 ? "p-" : "p+";
    return out + std::to_string(exponent < 0 ? -exponent : exponent);
}

object float_from_hex(std::string_view text) noexcept {
    const auto malformed = [] { return raise_error(ValueError_type, "invalid hexadecimal floating-point string"); };
    const auto too_large = [] {
        return raise_error(OverflowError_type, "hexadecimal value too large to represent as a float");
    };
    auto blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    double special;
    std::string_view bare = text;
    const bool negative = !bare.empty() && bare[0] == '-';
    if (!bare.empty() && (bare[0] == '-' || bare[0] == '+')) bare.remove_prefix(1);
    if (!bare.empty() && ((bare[0] | 32) == 'i' || (bare[0] | 32) == 'n'))
        return double_from_text(text, special) ? make_float(special) : object(malformed());
    if (bare.size() > 1 && bare[0] == '0' && (bare[1] | 32) == 'x') bare.remove_prefix(2);
    std::string digits;
    std::int64_t exponent = 0;
    bool point = false;
    std::size_t i = 0;
    auto hex = [](char c) { return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'f'); };
    for (; i < bare.size() && (hex(bare[i]) || (bare[i] == '.' && !point)); ++i) {
        if (bare[i] == '.') {
            point = true;
            continue;
        }
        digits.push_back(bare[i]);
        if (point) exponent -= 4;
    }
    if (digits.empty()) return malformed();
    if (i < bare.size() && (bare[i] | 32) == 'p') {
        ++i;
        const bool minus = i < bare.size() && bare[i] == '-';
        if (i < bare.size() && (bare[i] == '+' || bare[i] == '-')) ++i;
        std::int64_t stated = 0;
        const std::size_t start = i;
        for (; i < bare.size() && bare[i] >= '0' && bare[i] <= '9'; ++i)
            if (stated < INT64_C(1) << 50) stated = stated * 10 + (bare[i] - '0');
        if (i == start) return malformed();
        exponent += minus ? -stated : stated;
    }
    if (i != bare.size()) return malformed();
    const object mantissa = parse_int(digits, 16);
    if (!mantissa) return failed;
    const int_operand m(mantissa);
    double value = 0;
    if (!m.zero()) {
        const auto top = static_cast<std::int64_t>(bit_length(*m.get())) + exponent;
        if (top > DBL_MAX_EXP) return too_large();
        if (top > -1100) {
            const object scaled = exponent >= 0 ? int_truediv(int_shift(mantissa, exponent, true), 1)
                                                : int_truediv(mantissa, int_shift(1, -exponent, true));
            if (!scaled) {
                if (pending_is(OverflowError_type)) clear_pending(), too_large();
                return failed;
            }
            value = scaled.as<float_object>()->value;
        }
    }
    return make_float(negative ? -value : value);
}

}  // namespace cowith
