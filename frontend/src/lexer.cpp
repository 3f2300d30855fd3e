#include "lexer_impl.hpp"
#include "unicode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace cowith::frontend {

namespace {

enum : std::uint8_t { id_start = 1, id_char = 2 };

constexpr auto char_classes = [] {
    std::array<std::uint8_t, 256> table{};
    for (int c = 'a'; c <= 'z'; ++c) table[static_cast<std::size_t>(c)] = id_start | id_char;
    for (int c = 'A'; c <= 'Z'; ++c) table[static_cast<std::size_t>(c)] = id_start | id_char;
    for (int c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] = id_char;
    table['_'] = id_start | id_char;
    for (int c = 128; c < 256; ++c) table[static_cast<std::size_t>(c)] = id_start | id_char;
    return table;
}();

}  // namespace

bool is_identifier_start(unsigned char c) { return (char_classes[c] & id_start) != 0; }
bool is_identifier_char(unsigned char c) { return (char_classes[c] & id_char) != 0; }

bool lexer::fail(std::uint32_t start, std::uint32_t end, std::string message, bool overrides, const char* type) {
    out_.error.type = type;
    out_.error.message = std::move(message);
    out_.error.where = {start, end};
    out_.error.overrides = overrides && modes_.empty();  // one inside an f-string doesn't count
    add(token_kind::error, start, end);
    return false;
}

token_list lexer::run() {
    size_ = static_cast<std::uint32_t>(text_.size());
    out_.tokens.reserve(size_ / 4 + 16);
    while (step()) {
    }
    return std::move(out_);
}

bool lexer::end() {
    if (!out_.open.empty()) {
        const auto& b = out_.open.back();
        fail(b.offset, b.offset + 1, fmt::format("'{}' was never closed", b.c), false);
        out_.error.at_end = true;
        return false;
    }
    line_ = source_.line_count() == 0 ? 1 : source_.line_count();
    const std::uint32_t last = size_ == 0 ? 0 : size_ - 1;  // CPython's end stands on the last line
    add(token_kind::end_of_file, last, last);
    return false;
}

bool lexer::continuation() {
    // pos_ is behind the backslash
    if (at(pos_) != '\n' || done()) {
        fail(pos_ - (done() ? 1 : 0), pos_ + 1, "unexpected character after line continuation character", false);
        return false;
    }
    ++pos_;
    ++line_;
    if (done()) {
        if (!out_.open.empty()) return end();
        fail(pos_ - 1, pos_, "unexpected EOF while parsing", false);
        out_.error.at_end = true;
        return false;
    }
    return true;
}

bool lexer::start_of_line() {
    at_line_start_ = false;
    blank_line_ = false;
    int col = 0;
    int alt = 0;
    int continued = 0;
    for (;; ++pos_) {
        const auto c = at(pos_);
        if (c == ' ') {
            ++col;
            ++alt;
        } else if (c == '\t') {
            col = (col / 8 + 1) * 8;
            ++alt;  // ALTTABSIZE is 1
        } else if (c == '\f') {
            col = alt = 0;
        } else if (c == '\\') {
            // The first backslash decides the indentation of what follows it.
            continued = continued != 0 ? continued : col;
            ++pos_;
            if (!continuation()) return false;
            --pos_;
        } else {
            break;
        }
    }
    const auto c = at(pos_);
    if (!done() && (c == '#' || c == '\n')) {
        blank_line_ = true;
        return true;
    }
    if (!out_.open.empty()) return true;
    if (continued != 0) col = alt = continued;
    const std::uint32_t line_start = line_ <= source_.line_starts.size() ? source_.line_starts[line_ - 1] : size_;
    const auto inconsistent = [&] {
        return fail(line_start, line_start, "inconsistent use of tabs and spaces in indentation", false, "TabError");
    };
    if (col == indents_.back()) {
        if (alt != alt_indents_.back()) return inconsistent();
    } else if (col > indents_.back()) {
        if (static_cast<int>(indents_.size()) >= max_indents)
            return fail(line_start, line_start, "too many levels of indentation", false, "IndentationError");
        if (alt <= alt_indents_.back()) return inconsistent();
        indents_.push_back(col);
        alt_indents_.push_back(alt);
        add(token_kind::indent, pos_, pos_);
    } else {
        if (done()) line_ = source_.line_count();
        std::size_t levels = 0;
        while (indents_.size() > 1 && col < indents_.back()) {
            indents_.pop_back();
            alt_indents_.pop_back();
            ++levels;
        }
        if (col != indents_.back()) {
            const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(text_.find('\n', pos_), size_));
            return fail(end, end, "unindent does not match any outer indentation level", false, "IndentationError");
        }
        const std::uint32_t at = done() ? size_ - 1 : pos_;
        for (; levels > 0; --levels) add(token_kind::dedent, at, at);
        if (alt != alt_indents_.back()) return inconsistent();
    }
    return true;
}

bool lexer::step() {
    if (!modes_.empty() && modes_.back().in_literal) return format_string_literal();
    if (at_line_start_ && !start_of_line()) return false;
    for (;; ++pos_) {
        const auto c = at(pos_);
        if (c != ' ' && c != '\t' && c != '\f') break;
    }
    if (done()) return end();
    const auto c = at(pos_);
    if (is_identifier_start(c)) return name_or_string();
    if (c == '\n') {
        const bool significant = !blank_line_ && out_.open.empty();
        if (significant) {  // the token begins with the comment at the line's end
            const bool commented = !out_.comments.empty() && out_.comments.back().where.end == pos_;
            add(token_kind::newline, commented ? out_.comments.back().where.start : pos_, pos_ + 1);
        }
        ++pos_;
        ++line_;
        at_line_start_ = true;
        blank_line_ = false;
        return true;
    }
    if (c == '#') {
        const std::uint32_t start = pos_;
        const auto stop = text_.find('\n', pos_);
        pos_ = stop == std::string_view::npos ? size_ : static_cast<std::uint32_t>(stop);
        std::uint32_t before = start;
        while (before > 0 && (at(before - 1) == ' ' || at(before - 1) == '\t' || at(before - 1) == '\f')) --before;
        out_.comments.push_back({{start, pos_}, line_, before == 0 || at(before - 1) == '\n'});
        return true;
    }
    if ((c >= '0' && c <= '9') || (c == '.' && at(pos_ + 1) >= '0' && at(pos_ + 1) <= '9')) return number();
    if (c == '"' || c == '\'') return plain_string(pos_);
    if (c == '\\') {
        ++pos_;
        return continuation();
    }
    return operator_token();
}

bool lexer::check_identifier(std::uint32_t start, std::uint32_t end) {
    std::uint32_t i = start;
    bool first = true;
    while (i < end) {
        const auto c = decode_utf8(text_, i);
        const bool ok = first ? is_xid_start(c.code) : is_xid_continue(c.code);
        if (!ok) {
            pos_ = i + c.size;
            if (is_printable(c.code))
                return fail(i, i + c.size,
                            fmt::format("invalid character '{}' (U+{:04X})", text_.substr(i, c.size), c.code));
            return fail(i, i + c.size, fmt::format("invalid non-printable character U+{:04X}", c.code));
        }
        first = false;
        i += c.size;
    }
    return true;
}

bool lexer::name_or_string() {
    const std::uint32_t start = pos_;
    string_prefix p{};
    std::uint32_t i = start;
    for (;; ++i) {
        const auto c = at(i);
        if (i != start && (c == '"' || c == '\'')) {
            pos_ = i;
            if (!check_prefix(p, start)) return false;
            return p.f || p.t ? begin_format_string(start, p.r, p.t) : plain_string(start);
        }
        bool* flag = nullptr;
        switch (c) {
        case 'b':
        case 'B': flag = &p.b; break;
        case 'u':
        case 'U': flag = &p.u; break;
        case 'r':
        case 'R': flag = &p.r; break;
        case 'f':
        case 'F': flag = &p.f; break;
        case 't':
        case 'T': flag = &p.t; break;
        default: break;
        }
        if (flag == nullptr || *flag) break;
        *flag = true;
    }
    bool ascii = true;
    i = start;
    while (is_identifier_char(at(i)) && i < size_) {
        ascii = ascii && at(i) < 128;
        ++i;
    }
    pos_ = i;
    if (!ascii && !check_identifier(start, i)) return false;
    add(ascii ? keyword_kind(text_.substr(start, i - start)) : token_kind::name, start, i);
    return true;
}

bool lexer::expression_punctuation(unsigned char c, bool& handled) {
    auto& m = modes_.back();
    const int cursor = m.depth - (c != '{' ? 1 : 0);
    if (c == ':' && cursor == m.expr_start_depth) {
        m.in_literal = true;
        m.in_format_spec = true;
        add(token_kind::colon, pos_, pos_ + 1);
        ++pos_;
        handled = true;
    }
    return true;
}

bool lexer::open(unsigned char c) {
    if (static_cast<int>(out_.open.size()) >= max_brackets) return fail(pos_, pos_ + 1, "too many nested parentheses");
    out_.open.push_back({static_cast<char>(c), pos_, line_});
    if (auto* m = mode()) ++m->depth;
    return true;
}

bool lexer::close(unsigned char c) {
    auto* m = mode();
    if (m != nullptr && m->depth == 0 && c == '}')
        return fail(pos_, pos_ + 1, string_kind() + ": single '}' is not allowed");
    if (out_.open.empty()) return fail(pos_, pos_ + 1, fmt::format("unmatched '{}'", static_cast<char>(c)));
    const auto opening = out_.open.back();
    out_.open.pop_back();
    const char o = opening.c;
    if (!((o == '(' && c == ')') || (o == '[' && c == ']') || (o == '{' && c == '}'))) {
        // Against the brace of an f-string's field the closing bracket is simply unmatched.
        if (m != nullptr && o == '{' && m->depth - 1 == m->expr_start_depth)
            return fail(pos_, pos_ + 1, fmt::format("{}: unmatched '{}'", string_kind(), static_cast<char>(c)));
        if (opening.line != line_)
            return fail(pos_, pos_ + 1,
                        fmt::format("closing parenthesis '{}' does not match opening parenthesis '{}' on line {}",
                                    static_cast<char>(c), o, opening.line));
        return fail(
            pos_, pos_ + 1,
            fmt::format("closing parenthesis '{}' does not match opening parenthesis '{}'", static_cast<char>(c), o));
    }
    if (m != nullptr) {
        --m->depth;
        if (m->depth < 0)
            return fail(pos_, pos_ + 1, fmt::format("{}: unmatched '{}'", string_kind(), static_cast<char>(c)));
        if (c == '}' && m->depth == m->expr_start_depth) {
            --m->expr_start_depth;
            m->in_literal = true;
            m->in_format_spec = false;
            m->debug = false;
        }
    }
    return true;
}

bool lexer::operator_token() {
    const auto c = at(pos_);
    if ((c == ':' || c == '}' || c == '!' || c == '{') && in_expression()) {
        bool handled = false;
        if (!expression_punctuation(c, handled)) return false;
        if (handled) return true;
    }
    const auto c2 = at(pos_ + 1);
    const auto c3 = at(pos_ + 2);
    using tk = token_kind;
    tk kind = tk::unknown;
    std::uint32_t length = 1;
    const auto two = [&](tk k) {
        kind = k;
        length = 2;
    };
    const auto three = [&](tk k) {
        kind = k;
        length = 3;
    };
    switch (c) {
    case '(': kind = tk::lpar; break;
    case ')': kind = tk::rpar; break;
    case '[': kind = tk::lsqb; break;
    case ']': kind = tk::rsqb; break;
    case '{': kind = tk::lbrace; break;
    case '}': kind = tk::rbrace; break;
    case ',': kind = tk::comma; break;
    case ';': kind = tk::semi; break;
    case '~': kind = tk::tilde; break;
    case ':': c2 == '=' ? two(tk::colonequal) : void(kind = tk::colon); break;
    case '.':
        if (c2 == '.' && c3 == '.')
            three(tk::ellipsis);
        else
            kind = tk::dot;
        break;
    case '@': c2 == '=' ? two(tk::atequal) : void(kind = tk::at); break;
    case '!': c2 == '=' ? two(tk::notequal) : void(kind = tk::exclamation); break;
    case '=': c2 == '=' ? two(tk::eqequal) : void(kind = tk::equal); break;
    case '+': c2 == '=' ? two(tk::plusequal) : void(kind = tk::plus); break;
    case '-':
        if (c2 == '=')
            two(tk::minequal);
        else if (c2 == '>')
            two(tk::rarrow);
        else
            kind = tk::minus;
        break;
    case '*':
        if (c2 == '*')
            c3 == '=' ? three(tk::doublestarequal) : two(tk::doublestar);
        else
            c2 == '=' ? two(tk::starequal) : void(kind = tk::star);
        break;
    case '/':
        if (c2 == '/')
            c3 == '=' ? three(tk::doubleslashequal) : two(tk::doubleslash);
        else
            c2 == '=' ? two(tk::slashequal) : void(kind = tk::slash);
        break;
    case '%': c2 == '=' ? two(tk::percentequal) : void(kind = tk::percent); break;
    case '|': c2 == '=' ? two(tk::vbarequal) : void(kind = tk::vbar); break;
    case '&': c2 == '=' ? two(tk::amperequal) : void(kind = tk::amper); break;
    case '^': c2 == '=' ? two(tk::circumflexequal) : void(kind = tk::circumflex); break;
    case '<':
        if (c2 == '<')
            c3 == '=' ? three(tk::leftshiftequal) : two(tk::leftshift);
        else if (c2 == '=')
            two(tk::lessequal);
        else if (c2 == '>')
            two(tk::unknown);  // `<>` is a token, but no grammar of ours takes it
        else
            kind = tk::less;
        break;
    case '>':
        if (c2 == '>')
            c3 == '=' ? three(tk::rightshiftequal) : two(tk::rightshift);
        else
            c2 == '=' ? two(tk::greaterequal) : void(kind = tk::greater);
        break;
    default: break;
    }
    if (length == 1) {
        if (c == '(' || c == '[' || c == '{') {
            if (!open(c)) return false;
            add(kind, pos_, pos_ + 1);
            ++pos_;
            return true;
        }
        if ((c == ')' || c == ']' || c == '}') && !close(c)) return false;
        if (c < 32 || c == 127) return fail(pos_, pos_ + 1, fmt::format("invalid non-printable character U+{:04X}", c));
        if (c == '=' && in_expression()) modes_.back().debug = true;
    }
    add(kind, pos_, pos_ + length);
    pos_ += length;
    return true;
}

token_list tokenize(const source_file& source) { return lexer(source).run(); }

}  // namespace cowith::frontend
