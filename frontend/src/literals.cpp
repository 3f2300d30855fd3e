#include "literals.hpp"

#include "unicode.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdlib>

namespace cowith::frontend {

namespace {

unsigned digit_value(char c) {
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    return static_cast<unsigned>((c | 0x20) - 'a') + 10;
}

std::string without_underscores(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (const char c : text)
        if (c != '_') result += c;
    return result;
}

double parse_double(const std::string& text) {
    double value = 0;
    const auto r = std::from_chars(text.data(), text.data() + text.size(), value);
    if (r.ec == std::errc::result_out_of_range) value = std::strtod(text.c_str(), nullptr);  // infinity or a denormal
    return value;
}

}  // namespace

std::string to_decimal(std::string_view digits, unsigned base) {
    if (base == 10) {
        std::string text = without_underscores(digits);
        const auto first = text.find_first_not_of('0');
        return first == std::string::npos ? "0" : text.substr(first);
    }
    // Binary digits into 32-bit pieces, most significant first, then into limbs of 10**18.
    const unsigned bits = base == 16 ? 4 : base == 8 ? 3 : 1;
    constexpr std::uint64_t limb_base = 1'000'000'000'000'000'000ULL;
    std::vector<std::uint64_t> limbs{0};
    std::uint64_t piece = 0;
    unsigned piece_bits = 0;
    const auto push = [&] {
        __extension__ using wide = unsigned __int128;
        wide carry = piece;
        for (auto& limb : limbs) {
            carry += static_cast<wide>(limb) << piece_bits;
            limb = static_cast<std::uint64_t>(carry % limb_base);
            carry /= limb_base;
        }
        if (carry != 0) limbs.push_back(static_cast<std::uint64_t>(carry));
        piece = 0;
        piece_bits = 0;
    };
    for (const char c : digits) {
        if (c == '_') continue;
        piece = (piece << bits) | digit_value(c);
        piece_bits += bits;
        if (piece_bits + bits > 56) push();
    }
    if (piece_bits != 0) push();
    std::string text = std::to_string(limbs.back());
    for (std::size_t i = limbs.size() - 1; i-- > 0;) text += fmt::format("{:018}", limbs[i]);
    return text;
}

number_value parse_number(std::string_view literal) {
    number_value v;
    const char second = literal.size() > 1 ? static_cast<char>(literal[1] | 0x20) : '\0';
    if (literal[0] == '0' && (second == 'x' || second == 'o' || second == 'b')) {
        v.text = to_decimal(literal.substr(2), second == 'x' ? 16 : second == 'o' ? 8 : 2);
        return v;
    }
    if ((literal.back() | 0x20) == 'j') {
        v.type = constant_type::complex_;
        v.text = without_underscores(literal.substr(0, literal.size() - 1));
        v.number = parse_double(v.text);
        return v;
    }
    if (literal.find_first_of(".eE") != std::string_view::npos) {
        v.type = constant_type::float_;
        v.text = without_underscores(literal);
        v.number = parse_double(v.text);
        return v;
    }
    const std::string digits = without_underscores(literal);
    v.text = to_decimal(digits, 10);
    constexpr std::size_t limit = 4300;  // sys.int_info.default_max_str_digits
    if (digits.size() > limit)
        v.error = fmt::format("Exceeds the limit ({} digits) for integer string conversion: value has {} digits; use "
                              "sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge "
                              "integer literals to avoid decimal conversion limits.",
                              limit, digits.size());
    return v;
}

namespace {

bool is_octal(char c) { return c >= '0' && c <= '7'; }
bool is_hex(char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f'); }

/// The escapes that str and bytes share. Returns false when it is none of them; `i` stands behind the backslash.
bool common_escape(std::string_view body, std::size_t& i, std::uint32_t& code, bool& nothing) {
    nothing = false;
    switch (body[i]) {
    case '\n':
        ++i;
        nothing = true;
        return true;
    case '\\': code = '\\'; break;
    case '\'': code = '\''; break;
    case '"': code = '"'; break;
    case 'a': code = '\a'; break;
    case 'b': code = '\b'; break;
    case 'f': code = '\f'; break;
    case 'n': code = '\n'; break;
    case 'r': code = '\r'; break;
    case 't': code = '\t'; break;
    case 'v': code = '\v'; break;
    default:
        if (!is_octal(body[i])) return false;
        code = 0;
        for (int n = 0; n < 3 && i < body.size() && is_octal(body[i]); ++n, ++i) code = code * 8 + digit_value(body[i]);
        return true;
    }
    ++i;
    return true;
}

}  // namespace

bool unescape_text(std::string_view body, std::string& into, escape_error& error) {
    std::size_t i = 0;
    // CPython names the bytes of the text as its decoder sees it, with characters beyond ASCII as \UXXXXXXXX.
    const auto position = [&](std::size_t byte) {
        std::size_t at = 0;
        for (std::size_t k = 0; k < byte;) {
            const auto c = decode_utf8(body, static_cast<std::uint32_t>(k));
            at += c.code < 128 ? 1 : 10;
            k += c.size;
        }
        return at;
    };
    const auto fail = [&](std::size_t from, std::size_t to, std::string_view why) {
        const auto first = position(from);
        const auto last = position(to) - 1;
        if (first == last)
            error.message = fmt::format(
                "(unicode error) 'unicodeescape' codec can't decode byte 0x5c in position {}: {}", first, why);
        else
            error.message = fmt::format(
                "(unicode error) 'unicodeescape' codec can't decode bytes in position {}-{}: {}", first, last, why);
        return false;
    };
    while (i < body.size()) {
        const auto backslash = body.find('\\', i);
        if (backslash == std::string_view::npos) {
            into += body.substr(i);
            return true;
        }
        into += body.substr(i, backslash - i);
        i = backslash + 1;
        if (i >= body.size()) {  // before a brace of an f-string
            into += '\\';
            return true;
        }
        std::uint32_t code = 0;
        bool nothing = false;
        if (common_escape(body, i, code, nothing)) {
            if (!nothing) append_utf8(into, code);
            continue;
        }
        const char kind = body[i];
        if (kind == 'x' || kind == 'u' || kind == 'U') {
            const std::size_t want = kind == 'x' ? 2 : kind == 'u' ? 4 : 8;
            std::size_t have = 0;
            ++i;
            for (; have < want && i < body.size() && is_hex(body[i]); ++have, ++i)
                code = code * 16 + digit_value(body[i]);
            if (have < want)
                return fail(backslash, i,
                            fmt::format("truncated \\{} escape", kind == 'x'   ? "xXX"
                                                                 : kind == 'u' ? "uXXXX"
                                                                               : "UXXXXXXXX"));
            if (code > 0x10FFFF) return fail(backslash, i, "illegal Unicode character");
            append_utf8(into, code);
            continue;
        }
        if (kind == 'N') {
            ++i;
            if (i < body.size() && body[i] == '{') {
                const auto close = body.find('}', i);
                if (close != std::string_view::npos && close > i + 1) {
                    const auto name = body.substr(i + 1, close - i - 1);
                    i = close + 1;
                    if (!character_by_name(name, code)) return fail(backslash, i, "unknown Unicode character name");
                    append_utf8(into, code);
                    continue;
                }
                i = close == std::string_view::npos ? body.size() : close;
            }
            return fail(backslash, i, "malformed \\N character escape");
        }
        into += '\\';  // an unknown escape stays as it is (CPython warns)
    }
    return true;
}

bool unescape_bytes(std::string_view body, std::string& into, escape_error& error) {
    std::size_t i = 0;
    while (i < body.size()) {
        if (body[i] != '\\') {
            into += body[i++];
            continue;
        }
        const std::size_t backslash = i++;
        if (i >= body.size()) {
            error.message = "(value error) Trailing \\ in string";
            return false;
        }
        std::uint32_t code = 0;
        bool nothing = false;
        if (common_escape(body, i, code, nothing)) {
            if (!nothing) into += static_cast<char>(code & 0xFF);
            continue;
        }
        if (body[i] == 'x') {
            if (i + 2 < body.size() + 0 && is_hex(body[i + 1]) && is_hex(body[i + 2])) {
                into += static_cast<char>(digit_value(body[i + 1]) * 16 + digit_value(body[i + 2]));
                i += 3;
                continue;
            }
            error.message = fmt::format("(value error) invalid \\x escape at position {}", backslash);
            return false;
        }
        into += '\\';
    }
    return true;
}

}  // namespace cowith::frontend
