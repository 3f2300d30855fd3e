// String literals: prefixes, escapes, implicit concatenation, f-strings (PEP 701) and t-strings (PEP 750).

#include "literals.hpp"
#include "parser.hpp"

namespace cowith::frontend {

using tk = token_kind;

/// A piece of a string: either text or a replacement field.
struct parser::string_part {
    location loc;
    expr* field = nullptr;
    std::string text;
    bool plain = false;  ///< a string literal of its own
    bool u_prefix = false;
};

namespace {

struct prefix {
    bool raw = false;
    bool bytes = false;
    bool unicode = false;  ///< a lower-case u
    std::uint32_t size = 0;
};

prefix read_prefix(std::string_view text) {
    prefix p;
    while (p.size < text.size() && text[p.size] != '"' && text[p.size] != '\'') {
        const char c = text[p.size++];
        p.raw = p.raw || (c | 0x20) == 'r';
        p.bytes = p.bytes || (c | 0x20) == 'b';
    }
    p.unicode = p.size > 0 && text[0] == 'u';
    return p;
}

}  // namespace

std::string parser::decode_text(std::string_view body, const token& t, bool raw) {
    if (raw || body.find('\\') == std::string_view::npos) return std::string(body);
    std::string result;
    escape_error error;
    if (unescape_text(body, result, error)) return result;
    // CPython decodes the pieces of an f-string when it has reached its end.
    const token* where = &t;
    if (t.kind != tk::string) {
        int depth = 1;
        for (std::uint32_t i = pos_; i < tokens_.size() && depth > 0; ++i) {
            const auto k = tokens_[i].kind;
            depth += k == tk::fstring_start || k == tk::tstring_start ? 1 : 0;
            depth -= k == tk::fstring_end || k == tk::tstring_end ? 1 : 0;
            where = &tokens_[i];
        }
        if (depth > 0) {  // it never does
            pos_ = static_cast<std::uint32_t>(tokens_.size() - 1);
            fail();
        }
    }
    fail(place(*where), error.message);
}

std::string parser::decode_bytes(std::string_view body, const token& t, bool raw) {
    for (const char c : body)
        if (static_cast<unsigned char>(c) >= 128) fail(place(t), "bytes can only contain ASCII literal characters");
    if (raw || body.find('\\') == std::string_view::npos) return std::string(body);
    std::string result;
    escape_error error;
    if (!unescape_bytes(body, result, error)) fail(place(t), error.message);
    return result;
}

constant* parser::text_constant(std::string_view value, const location& loc) {
    auto* c = make<constant>(node_kind::constant, loc);
    c->type = constant_type::str;
    c->text = tree_.arena.text(value);
    return c;
}

void parser::plain_string_part(const token& t, std::vector<string_part>& into) {
    const auto whole = text(t);
    const auto p = read_prefix(whole);
    const std::uint32_t quotes =
        whole.size() >= p.size + 6U && whole[p.size] == whole[p.size + 1] && whole[p.size] == whole[p.size + 2] ? 3 : 1;
    const auto start = p.size + quotes;
    const auto body = whole.substr(start, whole.size() - start - quotes);
    into.push_back(
        {place(t), nullptr, p.bytes ? decode_bytes(body, t, p.raw) : decode_text(body, t, p.raw), true, p.unicode});
}

/// The place of a piece of text: a doubled brace at its end, of which the text holds one, belongs to it.
location parser::middle_place(const token& t) const {
    location l = place(t);
    if (peek().start == t.end + 1) ++l.end_col;
    return l;
}

/// Text within an f-string; what vanishes when it is decoded leaves nothing.
void parser::add_middle(const token& t, bool raw, std::vector<string_part>& into) {
    std::string decoded = decode_text(text(t), t, raw);
    if (!decoded.empty()) into.push_back({middle_place(t), nullptr, std::move(decoded)});
}

/// The source of a replacement field's expression, without its comments: what `=` shows and a t-string keeps.
std::string parser::expression_text(std::uint32_t start, std::uint32_t end) const {
    std::string result;
    std::uint32_t from = start;
    for (const auto& c : comments_) {
        if (c.where.end <= from || c.where.start >= end) continue;
        result += std::string_view(source_.text).substr(from, c.where.start - from);
        from = c.where.end;
    }
    result += std::string_view(source_.text).substr(from, end - from);
    return result;
}

/// `interpolates`: a field of a t-string itself; those of its format specifications are formatted values.
void parser::replacement_field(bool interpolates, bool is_template, bool raw, std::vector<string_part>& into) {
    const nesting level(*this);
    const auto first = next();  // {
    const std::string kind_name = is_template ? "t-string" : "f-string";
    expr* value = at(tk::kw_yield) ? yield_expression() : star_expressions();
    const bool debug = accept(tk::equal);
    const auto text_end = peek().start;
    int conversion = -1;
    if (at(tk::exclamation)) {
        const auto& mark = peek();
        next();
        const auto& t = peek();
        if (!at(tk::name)) fail();
        if (t.start != mark.end)
            fail({mark.line, column(mark.start, mark.line), t.end_line, column(t.end, t.end_line)},
                 kind_name + ": conversion type must come right after the exclamation mark");
        const auto name = text(t);
        if (name != "s" && name != "r" && name != "a")
            fail(place(t),
                 kind_name + ": invalid conversion character '" + std::string(name) + "': expected 's', 'r', or 'a'");
        conversion = name[0];
        next();
    }
    expr* spec = at(tk::colon) ? format_spec(is_template, raw) : nullptr;
    if (!at(tk::rbrace)) fail();
    const auto after_brace = tokens_[first].end;
    const auto last = text_end;
    next();
    const auto where = since(first);
    if (debug) {
        const auto& brace = tokens_[first];
        location text_place = where;
        text_place.col = column(brace.start, brace.line) + 1;
        text_place.end_line = source_.line_of(last);
        text_place.end_col = column(last, text_place.end_line);
        into.push_back({text_place, nullptr, expression_text(after_brace, last)});
        if (conversion == -1 && spec == nullptr) conversion = 'r';
    }
    if (interpolates) {
        auto* i = make<interpolation>(node_kind::interpolation, where);
        i->value = value;
        std::string shown = expression_text(after_brace, last);
        if (debug) {  // without the '=' and what follows it
            shown.resize(shown.rfind('='));
        }
        const auto stop = shown.find_last_not_of(" \t\n\f\r");
        shown.resize(stop == std::string::npos ? 0 : stop + 1);
        i->text = tree_.arena.text(shown);
        i->conversion = conversion;
        i->format_spec = spec;
        into.push_back({where, i, {}});
        return;
    }
    auto* f = make<formatted_value>(node_kind::formatted_value, where);
    f->value = value;
    f->conversion = conversion;
    f->format_spec = spec;
    into.push_back({where, f, {}});
}

expr* parser::format_spec(bool is_template, bool raw) {
    const auto first = next();  // :
    std::vector<string_part> parts;
    for (;;) {
        if (at(tk::fstring_middle) || at(tk::tstring_middle)) {
            const auto& t = tokens_[next()];
            add_middle(t, raw, parts);
        } else if (at(tk::lbrace)) {
            replacement_field(false, is_template, raw, parts);
        } else {
            break;
        }
    }
    return joined(parts, since(first), false);
}

void parser::format_string_part(std::vector<string_part>& into) {
    const auto& begin = tokens_[next()];
    const bool is_template = begin.kind == tk::tstring_start;
    const bool raw = text(begin).find_first_of("rR") != std::string_view::npos;
    for (;;) {
        if (at(tk::fstring_middle) || at(tk::tstring_middle)) {
            const auto& t = tokens_[next()];
            add_middle(t, raw, into);
        } else if (at(tk::lbrace)) {
            replacement_field(is_template, is_template, raw, into);
        } else {
            break;
        }
    }
    if (!at(tk::fstring_end) && !at(tk::tstring_end)) fail();
    next();
}

/// Neighbouring texts become one constant; empty ones vanish.
expr* parser::joined(std::vector<string_part>& parts, const location& loc, bool is_template) {
    list_of<expr> values(*this);
    for (std::size_t i = 0; i < parts.size();) {
        if (parts[i].field != nullptr) {
            values.add(parts[i++].field);
            continue;
        }
        const location first = parts[i].loc;
        const bool u_prefix = parts[i].u_prefix;
        location last = first;
        std::string text;
        for (; i < parts.size() && parts[i].field == nullptr; ++i) {
            text += parts[i].text;
            last = parts[i].loc;
        }
        if (text.empty()) continue;
        auto* c = text_constant(text, {first.line, first.col, last.end_line, last.end_col});
        c->u_prefix = u_prefix;
        values.add(c);
    }
    if (is_template) {
        auto* t = make<template_str>(node_kind::template_str, loc);
        t->values = values.done();
        return t;
    }
    auto* j = make<joined_str>(node_kind::joined_str, loc);
    j->values = values.done();
    return j;
}

expr* parser::strings() {
    const auto first = pos_;
    std::vector<string_part> parts;
    bool bytes = false, text_seen = false, format = false, templates = false;
    const bool u_prefix = at(tk::string) && text(peek())[0] == 'u';
    for (;;) {
        if (at(tk::string)) {
            const auto& t = tokens_[next()];
            if (read_prefix(text(t)).bytes)
                bytes = true;
            else
                text_seen = true;
            plain_string_part(t, parts);
        } else if (at(tk::fstring_start)) {
            format = true;
            format_string_part(parts);
        } else if (at(tk::tstring_start)) {
            templates = true;
            format_string_part(parts);
        } else {
            break;
        }
    }
    const auto where = since(first);
    if (at(tk::error)) fail();
    if (templates && (bytes || text_seen || format)) fail();
    if (bytes && (text_seen || format)) fail(place(peek()), "cannot mix bytes and nonbytes literals");
    if (templates || format) return joined(parts, where, templates);
    std::string whole;
    if (parts.size() == 1)
        whole.swap(parts[0].text);
    else
        for (const auto& p : parts) whole += p.text;
    auto* c = text_constant(whole, where);
    if (bytes)
        c->type = constant_type::bytes;
    else
        c->u_prefix = u_prefix;
    return c;
}

}  // namespace cowith::frontend
