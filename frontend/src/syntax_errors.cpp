#include "syntax_errors.hpp"

#include "error_grammar.hpp"
#include "parser.hpp"
#include "peg_match.hpp"

#include <fmt/format.h>

namespace cowith::frontend {

namespace {

using peg::captures;
using peg::span;

/// CPython's word for a kind of expression in messages.
std::string expression_name(const expr& e) {
    switch (e.kind) {
    case node_kind::attribute: return "attribute";
    case node_kind::subscript: return "subscript";
    case node_kind::starred: return "starred";
    case node_kind::name: return "name";
    case node_kind::list: return "list";
    case node_kind::tuple: return "tuple";
    case node_kind::lambda: return "lambda";
    case node_kind::call: return "function call";
    case node_kind::bool_op:
    case node_kind::bin_op:
    case node_kind::unary_op: return "expression";
    case node_kind::generator_exp: return "generator expression";
    case node_kind::yield_expr:
    case node_kind::yield_from: return "yield expression";
    case node_kind::await_expr: return "await expression";
    case node_kind::list_comp: return "list comprehension";
    case node_kind::set_comp: return "set comprehension";
    case node_kind::dict_comp: return "dict comprehension";
    case node_kind::dict: return "dict literal";
    case node_kind::set: return "set display";
    case node_kind::joined_str:
    case node_kind::formatted_value: return "f-string expression";
    case node_kind::template_str:
    case node_kind::interpolation: return "t-string expression";
    case node_kind::compare: return "comparison";
    case node_kind::if_exp: return "conditional expression";
    case node_kind::named_expr: return "named expression";
    case node_kind::constant:
        switch (as<constant>(&e).type) {
        case constant_type::none: return "None";
        case constant_type::true_: return "True";
        case constant_type::false_: return "False";
        case constant_type::ellipsis: return "ellipsis";
        default: return "literal";
        }
    default: return "expression";
    }
}

enum class target_type { assign, loop, del };

/// The first part of a target that can't be one.
const expr* invalid_target(const expr* e, target_type type) {
    switch (e->kind) {
    case node_kind::list:
        for (const auto* item : as<list>(e).elts)
            if (const auto* bad = invalid_target(item, type)) return bad;
        return nullptr;
    case node_kind::tuple:
        for (const auto* item : as<tuple>(e).elts)
            if (const auto* bad = invalid_target(item, type)) return bad;
        return nullptr;
    case node_kind::starred: return type == target_type::del ? e : invalid_target(as<starred>(e).value, type);
    case node_kind::compare:
        // `a in b` of `for a in b` reads as a comparison.
        if (type != target_type::loop) return e;
        return as<compare>(e).ops[0] == compare_operator::in ? invalid_target(as<compare>(e).left, type) : nullptr;
    case node_kind::name:
    case node_kind::attribute:
    case node_kind::subscript: return nullptr;
    default: return e;
    }
}

class explainer {
  public:
    explainer(const source_file& source, const token_list& list)
        : source_(source), list_(list), tokens_(list.tokens),
          matcher_(python_grammar(), source, list.tokens, &explainer::handle, this) {}

    syntax_report run(std::uint32_t from, const syntax_failure& failure) {
        matcher_.give_up_at(failure.token_index);
        if (!failure.message.empty()) {
            syntax_report r{failure.type, failure.message, failure.where};
            return failure.type == "SyntaxError" && list_.error.overrides ? lexer_report() : r;
        }
        if (tokens_[failure.token_index].kind == token_kind::error) return lexer_report();
        static const auto start = python_grammar().find("context");
        try {
            matcher_.run(start, from, false);
        } catch (const peg::found& f) {
            return report_found(f);
        }
        if (matcher_.looked_at() == 0) return report(place(tokens_[failure.token_index]), "invalid syntax");
        const std::uint32_t last = matcher_.looked_at() - 1;
        try {
            if (matcher_.run(start, from, true))  // the two grammars disagree: the parser's word counts
                return report(place(tokens_[failure.token_index]), "invalid syntax");
        } catch (const peg::found& f) {
            return report_found(f);
        }
        const auto& t = tokens_[last];
        if (t.kind == token_kind::indent || t.kind == token_kind::dedent)
            return report(place(t), t.kind == token_kind::indent ? "unexpected indent" : "unexpected unindent",
                          "IndentationError");
        return unless_overridden(report(place(t), "invalid syntax"));
    }

  private:
    static syntax_report report(const location& where, std::string message, const char* type = "SyntaxError") {
        return {type, std::move(message), where};
    }

    location place(const token& t) const {
        location l = place_of_range(source_, t.start, t.end);
        if (t.kind == token_kind::newline) {  // no wider than its line
            l.end_line = l.line;
            l.end_col = l.col + 1;
        } else if (t.kind == token_kind::indent ||
                   (t.kind == token_kind::dedent && t.start + 1 < source_.text.size())) {
            l.col -= l.col == 0 ? 0 : 1;  // CPython points at the last blank
        }
        return l;
    }
    const token& last_token() const { return tokens_[matcher_.looked_at() - 1]; }
    location to_last(const location& from) const {
        const auto l = place(last_token());
        return {from.line, from.col, l.end_line, l.end_col};
    }
    location place(const span& s) const {
        if (tokens_[s.first].kind == token_kind::lpar || tokens_[s.last - 1].kind == token_kind::rpar) {
            module_ast scratch;  // brackets around an expression don't belong to it
            if (const expr* e = parsed(s, scratch)) return e->loc;
        }
        const auto a = place(tokens_[s.first]);
        std::uint32_t last = s.last - 1;
        while (last > s.first &&
               (tokens_[last].kind == token_kind::newline || tokens_[last].kind == token_kind::dedent))
            --last;
        const auto b = place(tokens_[last]);
        return {a.line, a.col, b.end_line, b.end_col};
    }
    std::string_view text(const span& s) const {
        return std::string_view(source_.text)
            .substr(tokens_[s.first].start, tokens_[s.last - 1].end - tokens_[s.first].start);
    }

    syntax_report lexer_report() const {
        const auto& e = list_.error;
        return {e.type, e.message, place_of_range(source_, e.where.start, e.where.end)};
    }

    /// A token that can't be read counts more than a syntax error before it, and so does a bracket left open above it.
    syntax_report unless_overridden(syntax_report r) const {
        if (tokens_.back().kind != token_kind::error) return r;
        if (list_.error.overrides) return lexer_report();
        if (list_.error.at_end && !list_.open.empty() && last_token().line > list_.open.back().line)
            return lexer_report();
        return r;
    }

    syntax_report report_found(const peg::found& f) {
        switch (f.kind) {
        case peg::found::what::bad_token: return lexer_report();
        case peg::found::what::too_deep:
            return report(place(tokens_[f.end]), "Parser stack overflowed - Python source too complex to parse",
                          "MemoryError");
        case peg::found::what::too_long:  // a huge statement: the place without the finer words
            return unless_overridden(report(place(tokens_[f.end]), "invalid syntax"));
        case peg::found::what::forced:
            return unless_overridden(
                report(place(tokens_[f.end]), fmt::format("expected '{}'", token_text(f.expected))));
        case peg::found::what::match: break;
        }
        const auto& by = *f.by;
        if (by.where == peg::place::call) return unless_overridden(std::move(custom_));
        location where;
        switch (by.where) {
        case peg::place::at: where = place(f.names[static_cast<std::size_t>(by.first)]); break;
        case peg::place::range: {
            const auto a = place(f.names[static_cast<std::size_t>(by.first)]);
            const auto b = place(f.names[static_cast<std::size_t>(by.second)]);
            where = {a.line, a.col, b.end_line, b.end_col};
            break;
        }
        case peg::place::from: where = to_last(place(f.names[static_cast<std::size_t>(by.first)])); break;
        case peg::place::next: where = place(tokens_[std::min<std::size_t>(f.end, tokens_.size() - 1)]); break;
        default: where = place(last_token()); break;
        }
        return unless_overridden(
            report(where, fill_in(by.text, f.names), by.indentation ? "IndentationError" : "SyntaxError"));
    }

    /// Replaces {name:a}, {text:a}, {line:a}.
    std::string fill_in(std::string_view message, const captures& names) const {
        std::string result;
        for (std::size_t i = 0; i < message.size(); ++i) {
            const auto what = message.substr(i, 6);
            const bool marker = message[i] == '{' && (what == "{name:" || what == "{text:" || what == "{line:");
            if (!marker) {
                result += message[i];
                continue;
            }
            const auto& s = names[static_cast<std::size_t>(message[i + 6] - 'a')];
            if (what == "{name:") {
                module_ast scratch;
                const expr* e = parsed(s, scratch);
                result += e == nullptr ? "expression" : expression_name(*e);
            } else if (what == "{text:") {
                result += text(s);
            } else {
                result += std::to_string(tokens_[s.first].line);
            }
            i += 7;
        }
        return result;
    }

    /// The tree of the expression in a range of tokens.
    const expr* parsed(const span& s, module_ast& into) const {
        token_list part;
        part.tokens.assign(tokens_.begin() + s.first, tokens_.begin() + s.last);
        token end = part.tokens.back();
        end.kind = token_kind::end_of_file;
        end.start = end.end;
        part.tokens.push_back(end);
        try {
            return parser(source_, part, into).parse_expression();
        } catch (const syntax_failure&) {
            return nullptr;
        }
    }

    static bool handle(void* self, std::string_view name, const captures& names, std::uint32_t end) {
        return static_cast<explainer*>(self)->custom(name, names, end);
    }

    bool found_at(const location& where, std::string message) {
        custom_ = report(where, std::move(message));
        return true;
    }

    bool is_legacy(const span& s) const {
        return s.last == s.first + 1 && tokens_[s.first].kind == token_kind::name &&
               (text(s) == "print" || text(s) == "exec");
    }

    bool bad_target(const span& s, target_type type) {
        module_ast scratch;
        const expr* e = parsed(s, scratch);
        const expr* bad = e == nullptr ? nullptr : invalid_target(e, type);
        if (bad == nullptr) return false;
        return found_at(bad->loc, fmt::format("cannot {} {}", type == target_type::del ? "delete" : "assign to",
                                              expression_name(*bad)));
    }

    location range(const span& a, const span& b) const {
        const auto x = place(a);
        const auto y = place(b);
        return {x.line, x.col, y.end_line, y.end_col};
    }

    /// Where the last of several arguments begins; equal to the span's beginning when there is only one.
    std::uint32_t last_argument(const span& args) const {
        std::uint32_t start = args.first;
        int depth = 0;
        for (std::uint32_t i = args.first; i < args.last; ++i) {
            switch (tokens_[i].kind) {
            case token_kind::lpar:
            case token_kind::lsqb:
            case token_kind::lbrace: ++depth; break;
            case token_kind::rpar:
            case token_kind::rsqb:
            case token_kind::rbrace: --depth; break;
            case token_kind::comma:
                if (depth == 0) start = i + 1;
                break;
            default: break;
            }
        }
        return start;
    }

    bool unpacks_keywords(const span& args) const {
        int depth = 0;
        for (std::uint32_t i = args.first; i < args.last; ++i) {
            const auto k = tokens_[i].kind;
            if (k == token_kind::lpar || k == token_kind::lsqb || k == token_kind::lbrace)
                ++depth;
            else if (k == token_kind::rpar || k == token_kind::rsqb || k == token_kind::rbrace)
                --depth;
            else if (k == token_kind::doublestar && depth == 0 &&
                     (i == args.first || tokens_[i - 1].kind == token_kind::comma))
                return true;
        }
        return false;
    }

    bool custom(std::string_view name, const captures& names, std::uint32_t end) {
        const auto& a = names[0];
        const auto& b = names[1];
        if (name == "bad_assignment_target") return bad_target(a, target_type::assign);
        if (name == "bad_del_target") return bad_target(a, target_type::del);
        if (name == "bad_for_target") return bad_target(a, target_type::loop);
        if (name == "legacy_statement")
            return is_legacy(a) &&
                   found_at(range(a, b),
                            fmt::format("Missing parentheses in call to '{0}'. Did you mean {0}(...)?", text(a)));
        if (name == "missing_comma")
            return !is_legacy(a) && tokens_[end - 1].bracketed &&
                   found_at(range(a, b), "invalid syntax. Perhaps you forgot a comma?");
        if (name == "bound_of_tuple" || name == "bound_of_spec") {
            module_ast scratch;
            const expr* e = parsed(b, scratch);
            return found_at(to_last(place(a)),
                            fmt::format("cannot use {} with {}",
                                        e != nullptr && e->kind == node_kind::tuple ? "constraints" : "bound",
                                        name == "bound_of_tuple" ? "TypeVarTuple" : "ParamSpec"));
        }
        if (name == "bare_generator") {
            const auto start = last_argument(a);
            if (start == a.first) return false;
            return found_at(range({start, a.last, true}, b), "Generator expression must be parenthesized");
        }
        if (name == "positional_after_keyword")
            return found_at(place(last_token()), unpacks_keywords(a)
                                                     ? "positional argument follows keyword argument unpacking"
                                                     : "positional argument follows keyword argument");
        if (name == "missing_colon") {
            location where = place(a);
            where.line = where.end_line;
            where.col = where.end_col == 0 ? 0 : where.end_col - 1;
            return found_at(where, "':' expected after dictionary key");
        }
        if (name == "mixed_strings")
            return found_at(range(a, b), "cannot mix t-string literals with string or bytes literals");
        return false;
    }

    const source_file& source_;
    const token_list& list_;
    const std::vector<token>& tokens_;
    peg::matcher matcher_;
    syntax_report custom_;
};

}  // namespace

location place_of_range(const source_file& source, std::uint32_t start, std::uint32_t end) {
    const auto at = [&](std::uint32_t offset, std::uint32_t line) {
        return line - 1 < source.line_starts.size() ? offset - source.line_starts[line - 1] : 0;
    };
    if (start >= source.text.size()) {
        const auto line = source.line_count() + 1;
        return {line, 0, line, 0};
    }
    const auto line = source.line_of(start);
    const auto end_line = end > start ? source.line_of(end - 1) : line;
    return {line, at(start, line), end_line, at(end, end_line)};
}

syntax_report explain_syntax_error(const source_file& source, const token_list& tokens, std::uint32_t from,
                                   const syntax_failure& failure) {
    return explainer(source, tokens).run(from, failure);
}

}  // namespace cowith::frontend
