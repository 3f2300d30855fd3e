#include "parser.hpp"

#include "unicode.hpp"

namespace cowith::frontend {

parser::parser(const source_file& source, const token_list& tokens, module_ast& tree)
    : source_(source), tokens_(tokens.tokens), comments_(tokens.comments), tree_(tree) {}

void parser::parse_module() {
    list_of<stmt> body(*this);
    while (!at(token_kind::end_of_file)) {
        previous_statement_ = statement_;
        statement_ = pos_;
        statement(body);
    }
    tree_.body = body.done();
}

expr* parser::parse_expression() {
    expr* e = nullptr;
    const auto whole = [&](auto rule) {
        return attempt([&] {
            e = rule();
            if (!at(token_kind::end_of_file))
                fail();
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
        if (static_cast<unsigned char>(c) >= 128)
            return tree_.arena.text(nfkc(raw));
    return tree_.arena.text(raw);
}

identifier parser::expect_name() {
    if (!at(token_kind::name))
        fail();
    return name_text(tokens_[next()]);
}

void parser::too_deep() const {
    throw syntax_failure{pos_, "MemoryError", "Parser stack overflowed - Memory Error", place(peek())};
}

} // namespace cowith::frontend
