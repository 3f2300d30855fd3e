// String literals, f-strings and t-strings.

#include "lexer_impl.hpp"

#include <fmt/format.h>

namespace cowith::frontend {

bool lexer::check_prefix(const string_prefix& p, std::uint32_t start) {
    const auto clash = [&](bool one, char a, bool other, char b) {
        if (!one || !other) return false;
        fail(start, pos_ + 1, fmt::format("'{}' and '{}' prefixes are incompatible", a, b));
        return true;
    };
    return !(clash(p.u, 'u', p.b, 'b') || clash(p.u, 'u', p.r, 'r') || clash(p.u, 'u', p.f, 'f') ||
             clash(p.u, 'u', p.t, 't') || clash(p.b, 'b', p.f, 'f') || clash(p.b, 'b', p.t, 't') ||
             clash(p.f, 'f', p.t, 't'));
}

bool lexer::plain_string(std::uint32_t start) {
    const unsigned char quote = at(pos_);
    const std::uint32_t first_line = line_;
    std::uint32_t i = pos_ + 1;
    std::uint32_t size = 1;
    if (at(i) == quote) {
        if (at(i + 1) != quote) {
            pos_ = i + 1;
            add(token_kind::string, start, pos_);
            return true;
        }
        size = 3;
        i += 2;
    }
    std::uint32_t closing = 0;
    bool escaped_quote = false;
    while (closing != size) {
        const auto c = at(i);
        if (i >= size_ || (size == 1 && c == '\n')) {
            const std::uint32_t last_line = i >= size_ ? source_.line_count() : line_;
            line_ = first_line;
            pos_ = start + 1;
            if (const auto* m = mode();
                m != nullptr && static_cast<unsigned char>(m->quote) == quote && m->quote_size == size)
                return fail(start, start + 1, string_kind() + ": expecting '}'");
            if (size == 3)
                return fail(start, start + 1,
                            fmt::format("unterminated triple-quoted string literal (detected at line {})", last_line));
            return fail(start, start + 1,
                        fmt::format("unterminated string literal (detected at line {}){}", last_line,
                                    escaped_quote ? "; perhaps you escaped the end quote?" : ""));
        }
        ++i;
        if (c == quote) {
            ++closing;
            continue;
        }
        closing = 0;
        if (c == '\n') {
            ++line_;
        } else if (c == '\\' && i < size_) {
            if (at(i) == quote) escaped_quote = true;
            if (at(i) == '\n') ++line_;
            ++i;
        }
    }
    pos_ = i;
    add(token_kind::string, start, i, first_line);
    return true;
}

bool lexer::begin_format_string(std::uint32_t start, bool raw, bool is_template) {
    const unsigned char quote = at(pos_);
    std::uint8_t size = 1;
    if (at(pos_ + 1) == quote && at(pos_ + 2) == quote) size = 3;
    pos_ += size;
    if (static_cast<int>(modes_.size()) + 1 >= max_strings) return fail(pos_ - 1, pos_, "too many nested f-strings");
    add(is_template ? token_kind::tstring_start : token_kind::fstring_start, start, pos_);
    modes_.push_back({static_cast<char>(quote), size, raw, is_template, true, false, false, 0, -1, start, line_});
    return true;
}

bool lexer::format_string_literal() {
    auto& m = modes_.back();
    const auto middle = m.is_template ? token_kind::tstring_middle : token_kind::fstring_middle;
    const std::uint32_t start = pos_;
    const std::uint32_t first_line = line_;
    const auto quote = static_cast<unsigned char>(m.quote);

    const auto begin_expression = [&] {
        ++m.expr_start_depth;
        if (m.expr_start_depth >= max_expr_nesting)
            return fail(pos_ - 1, pos_, string_kind() + ": expressions nested too deeply");
        m.in_literal = false;
        m.in_format_spec = false;
        return true;
    };

    if (at(pos_) == '{' && at(pos_ + 1) != '{') {
        const bool spec = m.in_format_spec;
        if (!begin_expression()) return false;
        m.in_format_spec = spec;
        return true;
    }
    bool at_end = true;
    for (std::uint32_t i = 0; i < m.quote_size; ++i) at_end = at_end && at(pos_ + i) == quote;
    if (at_end) {
        pos_ += m.quote_size;
        add(m.is_template ? token_kind::tstring_end : token_kind::fstring_end, start, pos_);
        modes_.pop_back();
        return true;
    }

    bool named_escape = false;
    std::uint32_t closing = 0;
    while (closing != m.quote_size) {
        const bool in_spec = m.in_format_spec && m.expr_start_depth >= 0;
        const auto c = at(pos_);
        if (pos_ >= size_ || (m.quote_size == 1 && c == '\n')) {
            if (in_spec && pos_ < size_ && m.quote_size == 1)
                return fail(pos_, pos_ + 1,
                            fmt::format("{0}: newlines are not allowed in format specifiers for single quoted {0}s",
                                        string_kind()));
            if (in_spec && pos_ < size_) {
                m.in_literal = false;
                m.in_format_spec = false;
                add(middle, start, pos_, first_line);
                return true;
            }
            const std::uint32_t last_line = pos_ >= size_ ? source_.line_count() : line_;
            line_ = m.line;
            return fail(m.start, m.start + 1,
                        fmt::format("unterminated {}{} literal (detected at line {})",
                                    m.quote_size == 3 ? "triple-quoted " : "", string_kind(), last_line));
        }
        ++pos_;
        if (c == quote) {
            ++closing;
            continue;
        }
        closing = 0;
        if (c == '\n') {
            ++line_;
        } else if (c == '{') {
            if (at(pos_) != '{' || in_spec) {
                --pos_;
                add(middle, start, pos_, first_line);
                return begin_expression();
            }
            add(middle, start, pos_, first_line);
            ++pos_;
            return true;
        } else if (c == '}') {
            if (named_escape) {
                add(middle, start, pos_, first_line);
                return true;
            }
            if (at(pos_) == '}' && !in_spec && m.depth == 0) {
                add(middle, start, pos_, first_line);
                ++pos_;
                return true;
            }
            --pos_;
            m.in_literal = false;
            m.in_format_spec = false;
            add(middle, start, pos_, first_line);
            return true;
        } else if (c == '\\') {
            const auto next = at(pos_);
            if (next == '{' || next == '}') continue;
            if (next == '\n') ++line_;
            if (pos_ < size_) ++pos_;
            if (!m.raw && next == 'N' && at(pos_) == '{') {
                named_escape = true;
                ++pos_;
            }
        }
    }
    pos_ -= m.quote_size;
    add(middle, start, pos_, first_line);
    return true;
}

}  // namespace cowith::frontend
