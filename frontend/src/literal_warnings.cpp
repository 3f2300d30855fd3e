#include "literal_warnings.hpp"

#include <vector>

namespace cowith::frontend {
namespace {

bool is_octal(char c) { return c >= '0' && c <= '7'; }

class literal_checker {
  public:
    literal_checker(const source_file& source, diagnostics& sink) : source_(source), sink_(sink) {}

    void check(const token& t, const token& next);

  private:
    std::string_view text(const token& t) const {
        return std::string_view(source_.text).substr(t.start, t.end - t.start);
    }
    void check_string(const token& t);
    void check_escapes(std::size_t from, std::size_t to, bool bytes);
    void check_number(const token& t, const token& next);
    void warn(const char* code, std::size_t from, std::size_t to, std::string message);

    const source_file& source_;
    diagnostics& sink_;
    std::vector<bool> raw_;  // of the f-strings and t-strings that are open
};

void literal_checker::warn(const char* code, std::size_t from, std::size_t to, std::string message) {
    const auto start = static_cast<std::uint32_t>(from);
    const std::uint32_t line = source_.line_of(start);
    const std::uint32_t col = start - source_.line_starts[line - 1];
    diagnostic d;
    d.level = severity::warning;
    d.code = code;
    d.type = "SyntaxWarning";
    d.path = source_.path;
    d.where = {line, col, line, col + static_cast<std::uint32_t>(to - from)};
    d.message = std::move(message);
    sink_.add(std::move(d));
}

void literal_checker::check(const token& t, const token& next) {
    switch (t.kind) {
    case token_kind::string: return check_string(t);
    case token_kind::fstring_start:
    case token_kind::tstring_start: return raw_.push_back(text(t).find_first_of("rR") != std::string_view::npos);
    case token_kind::fstring_middle:
    case token_kind::tstring_middle:
        if (!raw_.empty() && !raw_.back()) check_escapes(t.start, t.end, false);
        return;
    case token_kind::fstring_end:
    case token_kind::tstring_end:
        if (!raw_.empty()) raw_.pop_back();
        return;
    case token_kind::number: return check_number(t, next);
    default: return;
    }
}

void literal_checker::check_string(const token& t) {
    const std::string_view whole = text(t);
    const std::size_t quote = whole.find_first_of("'\"");
    const std::string_view prefix = whole.substr(0, quote);
    if (prefix.find_first_of("rR") == std::string_view::npos)
        check_escapes(t.start + quote, t.end, prefix.find_first_of("bB") != std::string_view::npos);
}

/// Reports the first escape that Python doesn't know, as CPython does: one a literal.
void literal_checker::check_escapes(std::size_t from, std::size_t to, bool bytes) {
    const std::string& all = source_.text;
    const auto advice = [](const std::string& escape, const char* what) {
        return "\"\\" + escape + "\" is an invalid " + what +
               "escape sequence. Such sequences will not work in the future. " + "Did you mean \"\\\\" + escape +
               "\"? A raw string is also an option.";
    };
    for (std::size_t i = from; i < to; ++i) {
        if (all[i] != '\\' || i + 1 >= all.size()) continue;
        const std::size_t at = i++;
        const char c = all[i];
        if (c >= '4' && c <= '7' && i + 2 < to && is_octal(all[i + 1]) && is_octal(all[i + 2]))
            return warn("W0506", at, at + 4, advice(all.substr(i, 3), "octal "));
        const std::string_view known = bytes ? "\n\\'\"abfnrtvx01234567" : "\n\\'\"abfnrtvx01234567NuU";
        if (known.find(c) == std::string_view::npos && static_cast<unsigned char>(c) < 0x80)
            return warn("W0506", at, at + 2, advice(std::string(1, c), ""));
    }
}

void literal_checker::check_number(const token& t, const token& next) {
    if (next.start != t.end || !is_keyword(next.kind)) return;
    const std::string_view digits = text(t);
    const char second = digits.size() > 1 ? static_cast<char>(digits[1] | 0x20) : '\0';
    const char* kind = digits[0] == '0' && second == 'x'   ? "hexadecimal"
                       : digits[0] == '0' && second == 'o' ? "octal"
                       : digits[0] == '0' && second == 'b' ? "binary"
                       : (digits.back() | 0x20) == 'j'     ? "imaginary"
                                                           : "decimal";
    warn("W0507", t.start, next.end, std::string("invalid ") + kind + " literal");
}

}  // namespace

void warn_of_literals(const source_file& source, const token_list& tokens, diagnostics& sink) {
    literal_checker checker(source, sink);
    for (std::size_t i = 0; i + 1 < tokens.tokens.size(); ++i) checker.check(tokens.tokens[i], tokens.tokens[i + 1]);
}

}  // namespace cowith::frontend
