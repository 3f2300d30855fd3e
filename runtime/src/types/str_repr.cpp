// repr of text and bytes.
#include "types/text.hpp"
#include "types/unicode.hpp"

#include <cstdio>

namespace cowith {

namespace {

/// Double quotes when there are single ones in the text and no double ones.
char choose_quote(std::string_view text) noexcept {
    return text.find('\'') != text.npos && text.find('"') == text.npos ? '"' : '\'';
}

bool append_simple_escape(std::string& out, std::uint32_t c, char quote) noexcept {
    switch (c) {
    case '\n': out += "\\n"; return true;
    case '\r': out += "\\r"; return true;
    case '\t': out += "\\t"; return true;
    case '\\': out += "\\\\"; return true;
    default: break;
    }
    if (c != static_cast<unsigned char>(quote)) return false;
    out.push_back('\\');
    out.push_back(quote);
    return true;
}

}  // namespace

void append_escape(std::string& out, std::uint32_t c) noexcept {
    char buffer[16];
    const char* format = c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x";
    const int size = std::snprintf(buffer, sizeof buffer, format, c);
    out.append(buffer, static_cast<std::size_t>(size));
}

void append_repr(std::string& out, std::string_view text, bool ascii_only) noexcept {
    const char quote = choose_quote(text);
    out.reserve(out.size() + text.size() + 2);
    out.push_back(quote);
    for (const char *p = text.data(), *end = p + text.size(); p < end;) {
        const char* at = p;
        const std::uint32_t c = unicode::next(p);
        if (append_simple_escape(out, c, quote)) continue;
        if ((c >= 0x80 && ascii_only) || !unicode::is_printable(c))
            append_escape(out, c);
        else
            out.append(at, static_cast<std::size_t>(p - at));
    }
    out.push_back(quote);
}

void append_bytes_repr(std::string& out, std::string_view data) noexcept {
    const char quote = choose_quote(data);
    out.push_back('b');
    out.push_back(quote);
    for (char byte : data) {
        const auto c = static_cast<unsigned char>(byte);
        if (append_simple_escape(out, c, quote)) continue;
        if (c < 0x20 || c >= 0x7f)
            append_escape(out, c);
        else
            out.push_back(byte);
    }
    out.push_back(quote);
}

object ascii_repr(ref x) noexcept {
    const object shown = repr(x);
    if (!shown || shown.as<str_object>()->is_ascii()) return shown;
    std::string out;
    for (std::uint32_t c : unicode::points(text_of(shown))) {
        if (c < 0x80)
            out.push_back(static_cast<char>(c));
        else
            append_escape(out, c);
    }
    return make_str(out);
}

}  // namespace cowith
