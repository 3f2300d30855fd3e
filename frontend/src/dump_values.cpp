#include "dump_values.hpp"

#include "unicode.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace cowith::frontend {

namespace {

char pick_quote(std::string_view text) {
    return text.find('\'') != std::string_view::npos && text.find('"') == std::string_view::npos ? '"' : '\'';
}

void append_escaped(std::string& to, std::uint32_t c, char quote) {
    switch (c) {
    case '\n': to += "\\n"; return;
    case '\r': to += "\\r"; return;
    case '\t': to += "\\t"; return;
    case '\\': to += "\\\\"; return;
    default: break;
    }
    if (c == static_cast<unsigned char>(quote)) {
        to += '\\';
        to += quote;
    } else if (c < 0x20 || c == 0x7F) {
        to += fmt::format("\\x{:02x}", c);
    } else {
        to += static_cast<char>(c);
    }
}

}  // namespace

std::string repr_text(std::string_view text) {
    const char quote = pick_quote(text);
    std::string r(1, quote);
    for (std::uint32_t i = 0; i < text.size();) {
        const auto c = decode_utf8(text, i);
        if (c.code < 0x80)
            append_escaped(r, c.code, quote);
        else if (is_printable(c.code))
            r += text.substr(i, c.size);
        else if (c.code < 0x100)
            r += fmt::format("\\x{:02x}", c.code);
        else if (c.code < 0x10000)
            r += fmt::format("\\u{:04x}", c.code);
        else
            r += fmt::format("\\U{:08x}", c.code);
        i += c.size;
    }
    return r + quote;
}

std::string repr_bytes(std::string_view bytes) {
    const char quote = pick_quote(bytes);
    std::string r = "b";
    r += quote;
    for (const char c : bytes) {
        const auto u = static_cast<unsigned char>(c);
        if (u >= 0x80)
            r += fmt::format("\\x{:02x}", u);
        else
            append_escaped(r, u, quote);
    }
    return r + quote;
}

std::string repr_float(double value) {
    if (std::isinf(value)) return value > 0 ? "1e309" : "-1e309";  // as ast.unparse writes it
    char buffer[64];
    const double size = std::fabs(value);
    if (value != 0 && (size < 1e-4 || size >= 1e16)) {
        const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific).ptr;
        return {buffer, end};
    }
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed).ptr;
    std::string text(buffer, end);
    if (text.find('.') == std::string::npos) text += ".0";
    return text;
}

std::string repr_constant(const constant& c) {
    switch (c.type) {
    case constant_type::none: return "None";
    case constant_type::true_: return "True";
    case constant_type::false_: return "False";
    case constant_type::ellipsis: return "Ellipsis";
    case constant_type::int_: return std::string(c.text);
    case constant_type::float_: return std::isinf(c.number) ? "inf" : repr_float(c.number);
    case constant_type::complex_: {
        if (std::isinf(c.number)) return "infj";
        std::string text = repr_float(c.number);
        if (text.size() > 2 && text.compare(text.size() - 2, 2, ".0") == 0) text.resize(text.size() - 2);
        return text + "j";
    }
    case constant_type::str: return repr_text(c.text);
    case constant_type::bytes: return repr_bytes(c.text);
    }
    return "?";
}

}  // namespace cowith::frontend
