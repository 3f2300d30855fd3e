// Expressions above the level of primaries.

#include "parser.hpp"

namespace cowith::frontend {

using tk = token_kind;

bool parser::at_expression_start() const {
    switch (kind()) {
    case tk::name:
    case tk::number:
    case tk::string:
    case tk::fstring_start:
    case tk::tstring_start:
    case tk::lpar:
    case tk::lsqb:
    case tk::lbrace:
    case tk::minus:
    case tk::plus:
    case tk::tilde:
    case tk::star:
    case tk::ellipsis:
    case tk::kw_not:
    case tk::kw_lambda:
    case tk::kw_await:
    case tk::kw_None:
    case tk::kw_True:
    case tk::kw_False: return true;
    default: return false;
    }
}

expr* parser::tuple_of(list_of<expr>& items, std::uint32_t first) {
    auto* t = make<tuple>(node_kind::tuple, since(first));
    t->elts = items.done();
    return t;
}

expr* parser::star_expressions() {
    const auto first = pos_;
    expr* e = star_expression();
    if (!at(tk::comma)) return e;
    list_of<expr> items(*this);
    items.add(e);
    while (accept(tk::comma)) {
        if (!at_expression_start()) break;
        items.add(star_expression());
    }
    return tuple_of(items, first);
}

expr* parser::star_expression() {
    const auto first = pos_;
    if (!accept(tk::star)) return expression();
    expr* value = bitwise_or();
    auto* s = make<starred>(node_kind::starred, since(first));
    s->value = value;
    return s;
}

expr* parser::star_named_expression() { return at(tk::star) ? star_expression() : named_expression(); }

expr* parser::named_expression() {
    if (!(at(tk::name) && peek(1).kind == tk::colonequal)) return expression();
    const auto first = pos_;
    expr* target = name_expr();
    set_context(target, expr_context::store);
    next();
    expr* value = expression();
    auto* e = make<named_expr>(node_kind::named_expr, since(first));
    e->target = target;
    e->value = value;
    return e;
}

expr* parser::expression() {
    if (at(tk::kw_lambda)) return lambda_expression();
    const auto first = pos_;
    expr* body = disjunction();
    if (!at(tk::kw_if)) return body;
    const nesting level(*this);
    next();
    expr* test = disjunction();
    expect(tk::kw_else);
    expr* orelse = expression();
    auto* e = make<if_exp>(node_kind::if_exp, since(first));
    e->test = test;
    e->body = body;
    e->orelse = orelse;
    return e;
}

expr* parser::yield_expression() {
    const auto first = next();
    if (accept(tk::kw_from)) {
        expr* value = expression();
        auto* e = make<yield_from>(node_kind::yield_from, since(first));
        e->value = value;
        return e;
    }
    expr* value = at_expression_start() ? star_expressions() : nullptr;
    auto* e = make<yield_expr>(node_kind::yield_expr, since(first));
    e->value = value;
    return e;
}

expr* parser::lambda_expression() {
    const nesting level(*this);
    const auto first = next();
    arguments* args = parameters(tk::colon, false);
    expect(tk::colon);
    expr* body = expression();
    auto* e = make<lambda>(node_kind::lambda, since(first));
    e->args = args;
    e->body = body;
    return e;
}

expr* parser::disjunction() {
    const auto first = pos_;
    expr* e = conjunction();
    if (!at(tk::kw_or)) return e;
    list_of<expr> values(*this);
    values.add(e);
    while (accept(tk::kw_or)) values.add(conjunction());
    auto* b = make<bool_op>(node_kind::bool_op, since(first));
    b->op = bool_operator::or_;
    b->values = values.done();
    return b;
}

expr* parser::conjunction() {
    const auto first = pos_;
    expr* e = inversion();
    if (!at(tk::kw_and)) return e;
    list_of<expr> values(*this);
    values.add(e);
    while (accept(tk::kw_and)) values.add(inversion());
    auto* b = make<bool_op>(node_kind::bool_op, since(first));
    b->op = bool_operator::and_;
    b->values = values.done();
    return b;
}

expr* parser::inversion() {
    if (!at(tk::kw_not)) return comparison();
    const nesting level(*this);
    const auto first = next();
    expr* operand = inversion();
    auto* e = make<unary_op>(node_kind::unary_op, since(first));
    e->op = unary_operator::not_;
    e->operand = operand;
    return e;
}

expr* parser::comparison() {
    const auto first = pos_;
    expr* left = bitwise_or();
    compare_operator op{};
    const auto read_operator = [&] {
        switch (kind()) {
        case tk::eqequal: op = compare_operator::eq; break;
        case tk::notequal: op = compare_operator::ne; break;
        case tk::less: op = compare_operator::lt; break;
        case tk::lessequal: op = compare_operator::le; break;
        case tk::greater: op = compare_operator::gt; break;
        case tk::greaterequal: op = compare_operator::ge; break;
        case tk::kw_in: op = compare_operator::in; break;
        case tk::kw_is:
            op = compare_operator::is;
            if (peek(1).kind == tk::kw_not) {
                next();
                op = compare_operator::is_not;
            }
            break;
        case tk::kw_not:
            if (peek(1).kind != tk::kw_in) return false;
            next();
            op = compare_operator::not_in;
            break;
        default: return false;
        }
        next();
        return true;
    };
    if (!read_operator()) return left;
    std::vector<compare_operator> ops;
    list_of<expr> comparators(*this);
    do {
        ops.push_back(op);
        comparators.add(bitwise_or());
    } while (read_operator());
    auto* c = make<compare>(node_kind::compare, since(first));
    c->left = left;
    c->ops = tree_.arena.list(ops);
    c->comparators = comparators.done();
    return c;
}

namespace {

/// How tightly a binary operator binds, from 1; 0: none.
int precedence(token_kind k, binary_operator& op) {
    switch (k) {
    case tk::vbar: op = binary_operator::bit_or; return 1;
    case tk::circumflex: op = binary_operator::bit_xor; return 2;
    case tk::amper: op = binary_operator::bit_and; return 3;
    case tk::leftshift: op = binary_operator::lshift; return 4;
    case tk::rightshift: op = binary_operator::rshift; return 4;
    case tk::plus: op = binary_operator::add; return 5;
    case tk::minus: op = binary_operator::sub; return 5;
    case tk::star: op = binary_operator::mult; return 6;
    case tk::slash: op = binary_operator::div; return 6;
    case tk::doubleslash: op = binary_operator::floor_div; return 6;
    case tk::percent: op = binary_operator::mod; return 6;
    case tk::at: op = binary_operator::matmult; return 6;
    default: return 0;
    }
}

}  // namespace

expr* parser::binary(int level) {
    const auto first = pos_;
    expr* left = factor();
    int chain = 0;
    for (;;) {
        binary_operator op{};
        const int binds = precedence(kind(), op);
        if (binds == 0 || binds <= level) return left;
        if (++chain > max_chain) too_long();
        next();
        expr* right = binary(binds);
        auto* b = make<bin_op>(node_kind::bin_op, since(first));
        b->left = left;
        b->op = op;
        b->right = right;
        left = b;
    }
}

expr* parser::factor() {
    unary_operator op{};
    switch (kind()) {
    case tk::minus: op = unary_operator::usub; break;
    case tk::plus: op = unary_operator::uadd; break;
    case tk::tilde: op = unary_operator::invert; break;
    default: return power();
    }
    const nesting level(*this);
    const auto first = next();
    expr* operand = factor();
    auto* e = make<unary_op>(node_kind::unary_op, since(first));
    e->op = op;
    e->operand = operand;
    return e;
}

expr* parser::power() {
    const auto first = pos_;
    expr* left = await_primary();
    if (!at(tk::doublestar)) return left;
    const nesting level(*this);
    next();
    expr* right = factor();
    auto* b = make<bin_op>(node_kind::bin_op, since(first));
    b->left = left;
    b->op = binary_operator::pow;
    b->right = right;
    return b;
}

expr* parser::await_primary() {
    if (!at(tk::kw_await)) return primary();
    const auto first = next();
    expr* value = primary();
    auto* e = make<await_expr>(node_kind::await_expr, since(first));
    e->value = value;
    return e;
}

expr* parser::primary() {
    const auto first = pos_;
    expr* e = atom();
    for (int chain = 0;; ++chain) {
        if (chain > max_chain) too_long();
        switch (kind()) {
        case tk::dot: {
            next();
            const auto where = place(peek());
            const auto attr = expect_name();
            auto* a = make<attribute>(node_kind::attribute, since(first));
            a->value = e;
            a->attr = attr;
            a->attr_loc = where;
            e = a;
            break;
        }
        case tk::lpar: {
            next();
            node_list<expr*> args;
            std::vector<keyword*> named;
            {
                list_of<expr> positional(*this);
                call_arguments(positional, named);
                args = positional.done();
            }
            expect(tk::rpar);
            auto* c = make<call>(node_kind::call, since(first));
            c->func = e;
            c->args = args;
            c->keywords = tree_.arena.list(named);
            e = c;
            break;
        }
        case tk::lsqb: {
            const nesting level(*this);
            next();
            expr* index = slices();
            expect(tk::rsqb);
            auto* s = make<subscript>(node_kind::subscript, since(first));
            s->value = e;
            s->slice = index;
            e = s;
            break;
        }
        default: return e;
        }
    }
}

expr* parser::slices() {
    const auto first = pos_;
    expr* e = slice_item();
    if (!at(tk::comma)) {
        if (e->kind != node_kind::starred) return e;
        // x[*a] is x[(*a,)]
        list_of<expr> items(*this);
        items.add(e);
        return tuple_of(items, first);
    }
    list_of<expr> items(*this);
    items.add(e);
    while (accept(tk::comma)) {
        if (at(tk::rsqb)) break;
        items.add(slice_item());
    }
    return tuple_of(items, first);
}

expr* parser::slice_item() {
    const auto first = pos_;
    if (at(tk::star)) return star_expression();
    expr* lower = nullptr;
    if (!at(tk::colon)) {
        lower = named_expression();
        if (!at(tk::colon) || lower->kind == node_kind::named_expr) return lower;
    }
    next();
    const auto bound = [&]() -> expr* {
        return at(tk::colon) || at(tk::comma) || at(tk::rsqb) ? nullptr : expression();
    };
    expr* upper = bound();
    expr* step = accept(tk::colon) ? bound() : nullptr;
    auto* s = make<slice>(node_kind::slice, since(first));
    s->lower = lower;
    s->upper = upper;
    s->step = step;
    return s;
}

}  // namespace cowith::frontend
