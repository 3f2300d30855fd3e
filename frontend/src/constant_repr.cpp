// repr() of literals, for messages that quote them.

#include "checks.hpp"

#include <fmt/format.h>
#include <utf8proc.h>

#include <cmath>

namespace cowith::frontend {
namespace {

bool is_printable(utf8proc_int32_t c) {
    switch (utf8proc_category(c)) {
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

char quote_for(std::string_view text) {
    return text.find('\'') != std::string_view::npos && text.find('"') == std::string_view::npos ? '"' : '\'';
}

/// The short escape of an ASCII character, or null.
const char* short_escape(char c) {
    switch (c) {
    case '\\': return "\\\\";
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    default: return nullptr;
    }
}

std::string repr_of_text(std::string_view text) {
    const char quote = quote_for(text);
    std::string result(1, quote);
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        if (const char* escape = short_escape(c)) {
            result += escape;
            ++i;
            continue;
        }
        utf8proc_int32_t point = 0;
        const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data() + i);
        utf8proc_ssize_t length = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - i), &point);
        if (length <= 0 && i + 2 < text.size() && static_cast<unsigned char>(c) == 0xED) {  // a lone surrogate in WTF-8
            length = 3;
            point = 0xD000 | ((bytes[1] & 0x3F) << 6) | (bytes[2] & 0x3F);
        }
        if (length <= 0) break;
        if (c == quote)
            result += {'\\', quote};
        else if (is_printable(point))
            result += text.substr(i, static_cast<std::size_t>(length));
        else
            result += point < 0x100     ? fmt::format("\\x{:02x}", point)
                      : point < 0x10000 ? fmt::format("\\u{:04x}", point)
                                        : fmt::format("\\U{:08x}", point);
        i += static_cast<std::size_t>(length);
    }
    return result + quote;
}

std::string repr_of_bytes(std::string_view text) {
    const char quote = quote_for(text);
    std::string result = {'b', quote};
    for (const char c : text) {
        if (const char* escape = short_escape(c))
            result += escape;
        else if (c == quote)
            result += {'\\', quote};
        else if (c < ' ' || c > '~')
            result += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
        else
            result += c;
    }
    return result + quote;
}

std::string repr_of_number(double number, bool needs_point) {
    if (std::isinf(number)) return "inf";
    std::string result = fmt::format("{}", number);
    if (needs_point && result.find_first_of(".e") == std::string::npos) result += ".0";
    return result;
}

}  // namespace

std::string repr(const constant& c) {
    switch (c.type) {
    case constant_type::none: return "None";
    case constant_type::true_: return "True";
    case constant_type::false_: return "False";
    case constant_type::ellipsis: return "Ellipsis";
    case constant_type::int_: return std::string(c.text);
    case constant_type::float_: return repr_of_number(c.number, true);
    case constant_type::complex_: return repr_of_number(c.number, false) + "j";
    case constant_type::str: return repr_of_text(c.text);
    case constant_type::bytes: return repr_of_bytes(c.text);
    }
    return {};
}

}  // namespace cowith::frontend
