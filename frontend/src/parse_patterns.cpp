// match statements and their patterns (PEP 634).

#include "parser.hpp"

namespace cowith::frontend {

using tk = token_kind;

/// `match` is a name unless a subject, a ':' and an indented block follow. What comes next usually settles it; where it
/// doesn't (a bracket, a sign), the rest of the line is looked through for a ':' outside brackets at its end.
bool parser::looks_like_match() const {
    switch (peek(1).kind) {
    case tk::name:
    case tk::number:
    case tk::string:
    case tk::fstring_start:
    case tk::tstring_start:
    case tk::kw_None:
    case tk::kw_True:
    case tk::kw_False:
    case tk::kw_not:
    case tk::kw_lambda:
    case tk::kw_await:
    case tk::kw_yield:
    case tk::lbrace:
    case tk::tilde:
    case tk::ellipsis:
    case tk::lpar:
    case tk::lsqb:
    case tk::minus:
    case tk::plus:
    case tk::star: break;
    default: return false;
    }
    std::size_t i = pos_;
    while (tokens_[i].kind != tk::newline && tokens_[i].kind != tk::end_of_file && tokens_[i].kind != tk::error) ++i;
    return tokens_[i].kind == tk::newline && tokens_[i - 1].kind == tk::colon && i + 2 < tokens_.size() &&
           tokens_[i + 1].kind == tk::indent && text(tokens_[i + 2]) == "case";
}

expr* parser::match_subject() {
    const auto first = pos_;
    if (!at(tk::star)) {
        expr* e = named_expression();
        if (!at(tk::comma)) return e;
        list_of<expr> items(*this);
        items.add(e);
        while (accept(tk::comma)) {
            if (!at_expression_start()) break;
            items.add(star_named_expression());
        }
        return tuple_of(items, first);
    }
    list_of<expr> items(*this);
    items.add(star_named_expression());
    if (!at(tk::comma)) fail();
    while (accept(tk::comma)) {
        if (!at_expression_start()) break;
        items.add(star_named_expression());
    }
    return tuple_of(items, first);
}

stmt* parser::match_statement() {
    const auto first = next();
    expr* subject = match_subject();
    expect(tk::colon);
    expect(tk::newline);
    expect(tk::indent);
    list_of<match_case> cases(*this);
    while (!at(tk::dedent)) {
        if (!at_word("case")) fail();
        cases.add(one_case());
    }
    next();
    auto* s = make<match_stmt>(node_kind::match_stmt, since(first));
    s->subject = subject;
    s->cases = cases.done();
    return s;
}

match_case* parser::one_case() {
    const auto first = next();
    pattern* p = patterns();
    expr* guard = accept(tk::kw_if) ? named_expression() : nullptr;
    expect(tk::colon);
    const auto body = block();
    auto* c = make<match_case>(node_kind::match_case, since(first));
    c->pattern = p;
    c->guard = guard;
    c->body = body;
    return c;
}

pattern* parser::patterns() {
    const auto first = pos_;
    pattern* p = maybe_star_pattern();
    if (!at(tk::comma)) {
        if (p->kind == node_kind::match_star) fail();
        return p;
    }
    list_of<pattern> items(*this);
    items.add(p);
    while (accept(tk::comma)) {
        if (at(tk::colon) || at(tk::kw_if)) break;
        items.add(maybe_star_pattern());
    }
    auto* s = make<match_sequence>(node_kind::match_sequence, since(first));
    s->patterns = items.done();
    return s;
}

pattern* parser::maybe_star_pattern() { return at(tk::star) ? star_pattern() : as_pattern(); }

pattern* parser::star_pattern() {
    const auto first = next();
    const auto name = expect_name();
    auto* p = make<match_star>(node_kind::match_star, since(first));
    p->name = name == "_" ? identifier{} : name;
    return p;
}

pattern* parser::as_pattern() {
    const nesting level(*this);
    const auto first = pos_;
    pattern* p = or_pattern();
    if (!accept(tk::kw_as)) return p;
    if (at_word("_")) fail();
    const auto name = expect_name();
    if (at(tk::dot) || at(tk::lpar) || at(tk::equal)) fail();
    auto* a = make<match_as>(node_kind::match_as, since(first));
    a->pattern = p;
    a->name = name;
    return a;
}

pattern* parser::or_pattern() {
    const auto first = pos_;
    pattern* p = closed_pattern();
    if (!at(tk::vbar)) return p;
    list_of<pattern> items(*this);
    items.add(p);
    while (accept(tk::vbar)) items.add(closed_pattern());
    auto* o = make<match_or>(node_kind::match_or, since(first));
    o->patterns = items.done();
    return o;
}

pattern* parser::closed_pattern() {
    switch (kind()) {
    case tk::name: return name_pattern();
    case tk::lpar: return group_or_sequence_pattern();
    case tk::lsqb: return bracket_pattern();
    case tk::lbrace: return mapping_pattern();
    default: return literal_pattern();
    }
}

/// A number, signed or complex: -1, 1+2j.
expr* parser::pattern_number() {
    const auto first = pos_;
    const auto signed_number = [&]() -> expr* {
        const auto start = pos_;
        const bool minus = accept(tk::minus);
        if (!at(tk::number)) fail();
        expr* n = number_expr();
        if (!minus) return n;
        auto* u = make<unary_op>(node_kind::unary_op, since(start));
        u->op = unary_operator::usub;
        u->operand = n;
        return u;
    };
    expr* left = signed_number();
    if (!at(tk::plus) && !at(tk::minus)) return left;
    const expr* real = left->kind == node_kind::unary_op ? as<unary_op>(left).operand : left;
    if (as<constant>(real).type == constant_type::complex_) fail(real->loc, "real number required in complex literal");
    const auto op = at(tk::plus) ? binary_operator::add : binary_operator::sub;
    next();
    if (!at(tk::number)) fail();
    expr* right = number_expr();
    if (as<constant>(right).type != constant_type::complex_)
        fail(right->loc, "imaginary number required in complex literal");
    auto* b = make<bin_op>(node_kind::bin_op, since(first));
    b->left = left;
    b->op = op;
    b->right = right;
    return b;
}

pattern* parser::literal_pattern() {
    const auto first = pos_;
    const auto singleton = [&](constant_type type) {
        next();
        auto* p = make<match_singleton>(node_kind::match_singleton, since(first));
        p->value = type;
        return p;
    };
    expr* value = nullptr;
    switch (kind()) {
    case tk::kw_None: return singleton(constant_type::none);
    case tk::kw_True: return singleton(constant_type::true_);
    case tk::kw_False: return singleton(constant_type::false_);
    case tk::number:
    case tk::minus: value = pattern_number(); break;
    case tk::string:
    case tk::fstring_start:
    case tk::tstring_start: value = strings(); break;
    default: fail();
    }
    auto* p = make<match_value>(node_kind::match_value, since(first));
    p->value = value;
    return p;
}

pattern* parser::group_or_sequence_pattern() {
    const auto first = next();
    list_of<pattern> items(*this);
    bool comma = false;
    while (!at(tk::rpar)) {
        items.add(maybe_star_pattern());
        comma = accept(tk::comma);
        if (!comma) break;
    }
    expect(tk::rpar);
    if (items.size() == 1 && !comma) {
        if (items.at(0)->kind == node_kind::match_star) {
            --pos_;
            fail();
        }
        return items.at(0);
    }
    auto* s = make<match_sequence>(node_kind::match_sequence, since(first));
    s->patterns = items.done();
    return s;
}

pattern* parser::bracket_pattern() {
    const auto first = next();
    list_of<pattern> items(*this);
    while (!at(tk::rsqb)) {
        items.add(maybe_star_pattern());
        if (!accept(tk::comma)) break;
    }
    expect(tk::rsqb);
    auto* s = make<match_sequence>(node_kind::match_sequence, since(first));
    s->patterns = items.done();
    return s;
}

pattern* parser::mapping_pattern() {
    const auto first = next();
    std::vector<expr*> keys;
    std::vector<pattern*> values;
    identifier rest;
    while (!at(tk::rbrace)) {
        if (accept(tk::doublestar)) {
            if (at_word("_")) fail();
            rest = expect_name();
            accept(tk::comma);
            break;
        }
        const auto start = pos_;
        expr* key = nullptr;
        switch (kind()) {
        case tk::kw_None: key = constant_of(constant_type::none); break;
        case tk::kw_True: key = constant_of(constant_type::true_); break;
        case tk::kw_False: key = constant_of(constant_type::false_); break;
        case tk::number:
        case tk::minus: key = pattern_number(); break;
        case tk::string:
        case tk::fstring_start:
        case tk::tstring_start: key = strings(); break;
        case tk::name: {
            key = name_expr();
            if (!at(tk::dot)) fail();
            while (accept(tk::dot)) {
                const auto where = place(peek());
                const auto attr = expect_name();
                auto* a = make<attribute>(node_kind::attribute, since(start));
                a->value = key;
                a->attr = attr;
                a->attr_loc = where;
                key = a;
            }
            break;
        }
        default: fail();
        }
        expect(tk::colon);
        keys.push_back(key);
        values.push_back(as_pattern());
        if (!accept(tk::comma)) break;
    }
    expect(tk::rbrace);
    auto* m = make<match_mapping>(node_kind::match_mapping, since(first));
    m->keys = tree_.arena.list(keys);
    m->patterns = tree_.arena.list(values);
    m->rest = rest;
    return m;
}

/// A capture, a wildcard, a dotted value or a class pattern.
pattern* parser::name_pattern() {
    const auto first = pos_;
    if (peek(1).kind != tk::dot && peek(1).kind != tk::lpar) {
        const auto id = expect_name();
        if (at(tk::equal)) fail();
        auto* p = make<match_as>(node_kind::match_as, since(first));
        p->name = id == "_" ? identifier{} : id;
        return p;
    }
    expr* value = name_expr();
    while (accept(tk::dot)) {
        const auto where = place(peek());
        const auto attr = expect_name();
        auto* a = make<attribute>(node_kind::attribute, since(first));
        a->value = value;
        a->attr = attr;
        a->attr_loc = where;
        value = a;
    }
    if (at(tk::lpar)) return class_pattern(first, value);
    auto* p = make<match_value>(node_kind::match_value, since(first));
    p->value = value;
    return p;
}

pattern* parser::class_pattern(std::uint32_t first, expr* cls) {
    const nesting level(*this);
    next();
    std::vector<identifier> names;
    std::vector<pattern*> positional, named;
    while (!at(tk::rpar)) {
        if (at(tk::name) && peek(1).kind == tk::equal) {
            names.push_back(expect_name());
            next();
            named.push_back(as_pattern());
        } else {
            if (!names.empty()) fail();
            positional.push_back(as_pattern());
        }
        if (!accept(tk::comma)) break;
    }
    expect(tk::rpar);
    auto* p = make<match_class>(node_kind::match_class, since(first));
    p->cls = cls;
    p->patterns = tree_.arena.list(positional);
    p->kwd_attrs = tree_.arena.list(names);
    p->kwd_patterns = tree_.arena.list(named);
    return p;
}

}  // namespace cowith::frontend
