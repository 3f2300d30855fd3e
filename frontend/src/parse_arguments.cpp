// Parameters of def and lambda, type parameters, arguments of calls.

#include "parser.hpp"

namespace cowith::frontend {

using tk = token_kind;

arg* parser::parameter(bool annotations, bool star_annotation) {
    const auto first = pos_;
    const auto name = expect_name();
    expr* annotation = nullptr;
    if (annotations && accept(tk::colon)) annotation = star_annotation ? star_expression() : expression();
    auto* a = make<arg>(node_kind::arg, since(first));
    a->name = name;
    a->annotation = annotation;
    return a;
}

arguments* parser::parameters(token_kind end, bool annotations) {
    const auto first = pos_;
    std::vector<arg*> posonly, args, kwonly;
    std::vector<expr*> defaults, kw_defaults;
    arg* vararg = nullptr;
    arg* kwarg = nullptr;
    bool slash = false;
    bool star = false;
    while (!at(end)) {
        if (at(tk::slash)) {
            if (slash || star || args.empty()) fail();
            next();
            slash = true;
            posonly.swap(args);
        } else if (at(tk::star)) {
            if (star) fail();
            next();
            star = true;
            if (at(tk::comma)) {
                // a bare star needs a parameter after it
                if (peek(1).kind != tk::name) {
                    next();
                    fail();
                }
            } else {
                vararg = parameter(annotations, true);
            }
        } else if (at(tk::doublestar)) {
            next();
            kwarg = parameter(annotations, false);
            accept(tk::comma);
            break;
        } else {
            arg* p = parameter(annotations, false);
            expr* value = accept(tk::equal) ? expression() : nullptr;
            if (star) {
                kwonly.push_back(p);
                kw_defaults.push_back(value);
            } else {
                if (value != nullptr)
                    defaults.push_back(value);
                else if (!defaults.empty())
                    fail();
                args.push_back(p);
            }
        }
        if (!accept(tk::comma)) break;
    }
    if (!at(end)) fail();
    location where;
    if (pos_ != first) where = since(first);
    auto* a = make<arguments>(node_kind::arguments, where);
    a->posonlyargs = tree_.arena.list(posonly);
    a->args = tree_.arena.list(args);
    a->vararg = vararg;
    a->kwonlyargs = tree_.arena.list(kwonly);
    a->kw_defaults = tree_.arena.list(kw_defaults);
    a->kwarg = kwarg;
    a->defaults = tree_.arena.list(defaults);
    return a;
}

type_param_list parser::type_parameters() {
    if (!accept(tk::lsqb)) return {};
    list_of<type_param> params(*this);
    for (;;) {
        params.add(type_parameter());
        if (!accept(tk::comma) || at(tk::rsqb)) break;
    }
    expect(tk::rsqb);
    return params.done();
}

type_param* parser::type_parameter() {
    const auto first = pos_;
    if (accept(tk::star)) {
        const auto name = expect_name();
        expr* value = accept(tk::equal) ? star_expression() : nullptr;
        auto* p = make<type_var_tuple>(node_kind::type_var_tuple, since(first));
        p->name = name;
        p->default_value = value;
        return p;
    }
    if (accept(tk::doublestar)) {
        const auto name = expect_name();
        expr* value = accept(tk::equal) ? expression() : nullptr;
        auto* p = make<param_spec>(node_kind::param_spec, since(first));
        p->name = name;
        p->default_value = value;
        return p;
    }
    const auto name = expect_name();
    expr* bound = accept(tk::colon) ? expression() : nullptr;
    expr* value = accept(tk::equal) ? expression() : nullptr;
    auto* p = make<type_var>(node_kind::type_var, since(first));
    p->name = name;
    p->bound = bound;
    p->default_value = value;
    return p;
}

/// What stands between the brackets of a call or, without a bare generator expression, of a class statement.
void parser::call_arguments(list_of<expr>& positional, std::vector<keyword*>& keywords, bool is_class) {
    const nesting level(*this);
    const auto opening = pos_ - 1;
    bool named = false;     // `name=` or `**` seen
    bool unpacked = false;  // `**` seen
    while (!at(tk::rpar)) {
        const auto first = pos_;
        if (accept(tk::star)) {
            if (unpacked) {
                pos_ = first;
                fail();
            }
            expr* value = expression();
            auto* s = make<starred>(node_kind::starred, since(first));
            s->value = value;
            positional.add(s);
        } else if (accept(tk::doublestar)) {
            expr* value = expression();
            auto* k = make<keyword>(node_kind::keyword, since(first));
            k->value = value;
            keywords.push_back(k);
            named = unpacked = true;
        } else if (at(tk::name) && peek(1).kind == tk::equal) {
            const auto name = expect_name();
            next();
            expr* value = expression();
            auto* k = make<keyword>(node_kind::keyword, since(first));
            k->name = name;
            k->value = value;
            keywords.push_back(k);
            named = true;
        } else {
            if (named) fail();
            expr* e = named_expression();
            if (at_comprehension()) {
                // A generator expression may stand without its own brackets when it is the only argument.
                if (positional.size() != 0 || is_class) fail();
                const auto generators = comprehension_clauses();
                if (!at(tk::rpar)) fail();
                location where = since(opening);
                where.end_line = peek().end_line;
                where.end_col = column(peek().end, peek().end_line);
                auto* g = make<generator_exp>(node_kind::generator_exp, where);
                g->elt = e;
                g->generators = generators;
                positional.add(g);
                return;
            }
            positional.add(e);
        }
        if (!accept(tk::comma)) break;
    }
    if (!at(tk::rpar)) fail();
}

}  // namespace cowith::frontend
