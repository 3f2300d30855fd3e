// Atoms: names, literals, brackets, comprehensions.

#include "literals.hpp"
#include "parser.hpp"

namespace cowith::frontend {

using tk = token_kind;

expr* parser::name_expr() {
    const auto where = place(peek());
    const auto id = expect_name();
    auto* n = make<name>(node_kind::name, where);
    n->id = id;
    return n;
}

expr* parser::constant_of(constant_type type) {
    auto* c = make<constant>(node_kind::constant, place(peek()));
    next();
    c->type = type;
    return c;
}

expr* parser::number_expr() {
    const auto& t = peek();
    auto* c = make<constant>(node_kind::constant, place(t));
    const auto value = parse_number(text(t));
    if (!value.error.empty()) fail(place(t), value.error);
    next();
    c->type = value.type;
    c->number = value.number;
    c->text = tree_.arena.text(value.text);
    return c;
}

expr* parser::atom() {
    switch (kind()) {
    case tk::name: return name_expr();
    case tk::number: return number_expr();
    case tk::string:
    case tk::fstring_start:
    case tk::tstring_start: return strings();
    case tk::kw_None: return constant_of(constant_type::none);
    case tk::kw_True: return constant_of(constant_type::true_);
    case tk::kw_False: return constant_of(constant_type::false_);
    case tk::ellipsis: return constant_of(constant_type::ellipsis);
    case tk::lpar: return group_tuple_or_genexp();
    case tk::lsqb: return list_or_comprehension();
    case tk::lbrace: return dict_or_set();
    default: fail();
    }
}

node_list<comprehension*> parser::comprehension_clauses() {
    list_of<comprehension> clauses(*this);
    while (at_comprehension()) {
        const auto first = pos_;
        const bool is_async = accept(tk::kw_async);
        next();
        expr* target = star_targets();
        expect(tk::kw_in);
        expr* iter = disjunction();
        expr_list ifs;
        {
            list_of<expr> conditions(*this);
            while (accept(tk::kw_if)) conditions.add(disjunction());
            ifs = conditions.done();
        }
        auto* c = make<comprehension>(node_kind::comprehension, since(first));
        c->target = target;
        c->iter = iter;
        c->ifs = ifs;
        c->is_async = is_async;
        clauses.add(c);
    }
    return clauses.done();
}

expr* parser::group_tuple_or_genexp() {
    const nesting level(*this);
    const auto first = next();
    if (accept(tk::rpar)) return make<tuple>(node_kind::tuple, since(first));
    if (at(tk::kw_yield)) {
        expr* e = yield_expression();
        expect(tk::rpar);
        return e;
    }
    expr* e = star_named_expression();
    if (at_comprehension()) {
        if (e->kind == node_kind::starred) fail();
        const auto generators = comprehension_clauses();
        expect(tk::rpar);
        auto* g = make<generator_exp>(node_kind::generator_exp, since(first));
        g->elt = e;
        g->generators = generators;
        return g;
    }
    if (at(tk::comma)) {
        list_of<expr> items(*this);
        items.add(e);
        while (accept(tk::comma)) {
            if (at(tk::rpar)) break;
            items.add(star_named_expression());
        }
        expect(tk::rpar);
        return tuple_of(items, first);
    }
    if (e->kind == node_kind::starred) fail();
    expect(tk::rpar);
    return e;
}

expr* parser::list_or_comprehension() {
    const nesting level(*this);
    const auto first = next();
    list_of<expr> items(*this);
    if (!at(tk::rsqb)) {
        items.add(star_named_expression());
        if (at_comprehension()) {
            if (items.at(0)->kind == node_kind::starred) fail();
            const auto generators = comprehension_clauses();
            expect(tk::rsqb);
            auto* c = make<list_comp>(node_kind::list_comp, since(first));
            c->elt = items.at(0);
            c->generators = generators;
            return c;
        }
        while (accept(tk::comma)) {
            if (at(tk::rsqb)) break;
            items.add(star_named_expression());
        }
    }
    expect(tk::rsqb);
    auto* l = make<list>(node_kind::list, since(first));
    l->elts = items.done();
    return l;
}

expr* parser::dict_or_set() {
    const nesting level(*this);
    const auto first = next();
    const auto finish_set = [&](expr* e) -> expr* {
        if (at_comprehension()) {
            if (e->kind == node_kind::starred) fail();
            const auto generators = comprehension_clauses();
            expect(tk::rbrace);
            auto* c = make<set_comp>(node_kind::set_comp, since(first));
            c->elt = e;
            c->generators = generators;
            return c;
        }
        list_of<expr> items(*this);
        items.add(e);
        while (accept(tk::comma)) {
            if (at(tk::rbrace)) break;
            items.add(star_named_expression());
        }
        expect(tk::rbrace);
        auto* s = make<set>(node_kind::set, since(first));
        s->elts = items.done();
        return s;
    };

    std::vector<expr*> keys, values;
    bool dict_so_far = false;
    while (!at(tk::rbrace)) {
        if (accept(tk::doublestar)) {
            keys.push_back(nullptr);
            values.push_back(bitwise_or());
        } else {
            if (!dict_so_far && at(tk::star)) return finish_set(star_expression());
            expr* key = dict_so_far ? expression() : named_expression();
            if (!dict_so_far && !at(tk::colon)) return finish_set(key);
            if (key->kind == node_kind::named_expr && tokens_[pos_ - 1].kind != tk::rpar) fail();
            expect(tk::colon);
            expr* value = expression();
            if (!dict_so_far && at_comprehension()) {
                const auto generators = comprehension_clauses();
                expect(tk::rbrace);
                auto* c = make<dict_comp>(node_kind::dict_comp, since(first));
                c->key = key;
                c->value = value;
                c->generators = generators;
                return c;
            }
            keys.push_back(key);
            values.push_back(value);
        }
        dict_so_far = true;
        if (!accept(tk::comma)) break;
    }
    expect(tk::rbrace);
    auto* d = make<dict>(node_kind::dict, since(first));
    d->keys = tree_.arena.list(keys);
    d->values = tree_.arena.list(values);
    return d;
}

}  // namespace cowith::frontend
