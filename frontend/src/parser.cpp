#include "parser.hpp"

#include "unicode.hpp"

namespace cowith::frontend {

parser::parser(const source_file& source, const token_list& tokens, module_ast& tree)
    : source_(source), tokens_(tokens.tokens), comments_(tokens.comments), tree_(tree) {}

void parser::parse_module() { tree_.body = statements_until(token_kind::end_of_file); }

stmt_list parser::statements_until(token_kind end) {
    const auto outer = context_;
    list_of<stmt> body(*this);
    auto current = pos_;
    while (!at(end)) {
        context_ = current;
        current = pos_;
        statement(body);
    }
    context_ = outer;  // a failure behind the block belongs to the statement around it
    return body.done();
}

expr* parser::parse_expression() {
    expr* e = nullptr;
    const auto whole = [&](auto rule) {
        return attempt([&] {
            e = rule();
            if (!at(token_kind::end_of_file)) fail();
        });
    };
    if (whole([&] { return at(token_kind::kw_yield) ? yield_expression() : star_expressions(); }) ||
        whole([&] { return star_named_expression(); }))
        return e;
    return nullptr;
}

location parser::since(std::uint32_t first) const {
    std::uint32_t last = pos_ - 1;
    while (last > first && (tokens_[last].kind == token_kind::newline || tokens_[last].kind == token_kind::indent ||
                            tokens_[last].kind == token_kind::dedent))
        --last;
    const auto& a = tokens_[first];
    const auto& b = tokens_[last];
    return {a.line, column(a.start, a.line), b.end_line, column(b.end, b.end_line)};
}

identifier parser::name_text(const token& t) {
    const auto raw = text(t);
    for (const char c : raw)
        if (static_cast<unsigned char>(c) >= 128) return tree_.arena.text(nfkc(raw));
    return tree_.arena.text(raw);
}

identifier parser::expect_name() {
    if (!at(token_kind::name)) fail();
    return name_text(tokens_[next()]);
}

void parser::too_deep() const {
    throw syntax_failure{pos_, "MemoryError", "Parser stack overflowed - Python source too complex to parse",
                         place(peek())};
}

void parser::too_long() const {
    throw syntax_failure{pos_, "RecursionError", "maximum recursion depth exceeded during compilation", place(peek())};
}

}  // namespace cowith::frontend
