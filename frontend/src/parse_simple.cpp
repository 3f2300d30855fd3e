// Simple statements.

#include "parser.hpp"

namespace cowith::frontend {

using tk = token_kind;

void parser::simple_statements(list_of<stmt>& into) {
    for (;;) {
        into.add(simple_statement());
        if (accept(tk::newline)) return;
        expect(tk::semi);
        if (accept(tk::newline)) return;
    }
}

stmt* parser::simple_statement() {
    const auto first = pos_;
    switch (kind()) {
    case tk::kw_return: return return_statement();
    case tk::kw_import: return import_statement();
    case tk::kw_from: return import_from_statement();
    case tk::kw_raise: return raise_statement();
    case tk::kw_pass: next(); return make<pass_stmt>(node_kind::pass_stmt, since(first));
    case tk::kw_break: next(); return make<break_stmt>(node_kind::break_stmt, since(first));
    case tk::kw_continue: next(); return make<continue_stmt>(node_kind::continue_stmt, since(first));
    case tk::kw_del: return delete_statement();
    case tk::kw_assert: return assert_statement();
    case tk::kw_global: return names_statement<global_stmt>(node_kind::global_stmt);
    case tk::kw_nonlocal: return names_statement<nonlocal_stmt>(node_kind::nonlocal_stmt);
    case tk::name:
        if (peek(1).kind == tk::name && at_word("type")) return type_statement();
        break;
    default: break;
    }
    return expression_statement();
}

namespace {

bool augmented_operator(token_kind k, binary_operator& op) {
    switch (k) {
    case tk::plusequal: op = binary_operator::add; return true;
    case tk::minequal: op = binary_operator::sub; return true;
    case tk::starequal: op = binary_operator::mult; return true;
    case tk::atequal: op = binary_operator::matmult; return true;
    case tk::slashequal: op = binary_operator::div; return true;
    case tk::percentequal: op = binary_operator::mod; return true;
    case tk::amperequal: op = binary_operator::bit_and; return true;
    case tk::vbarequal: op = binary_operator::bit_or; return true;
    case tk::circumflexequal: op = binary_operator::bit_xor; return true;
    case tk::leftshiftequal: op = binary_operator::lshift; return true;
    case tk::rightshiftequal: op = binary_operator::rshift; return true;
    case tk::doublestarequal: op = binary_operator::pow; return true;
    case tk::doubleslashequal: op = binary_operator::floor_div; return true;
    default: return false;
    }
}

bool is_single_target(const expr* e) {
    return e->kind == node_kind::name || e->kind == node_kind::attribute || e->kind == node_kind::subscript;
}

}  // namespace

expr* parser::annotated_rhs() { return at(tk::kw_yield) ? yield_expression() : star_expressions(); }

stmt* parser::annotated(std::uint32_t first, expr* target) {
    if (!is_single_target(target)) fail();
    const bool simple = target->kind == node_kind::name && tokens_[first].kind != tk::lpar;
    set_context(target, expr_context::store);
    next();
    expr* annotation = expression();
    expr* value = accept(tk::equal) ? annotated_rhs() : nullptr;
    auto* s = make<ann_assign>(node_kind::ann_assign, since(first));
    s->target = target;
    s->annotation = annotation;
    s->value = value;
    s->simple = simple;
    return s;
}

stmt* parser::expression_statement() {
    const auto first = pos_;
    expr* e = at(tk::kw_yield) ? yield_expression() : star_expressions();
    if (at(tk::colon)) return annotated(first, e);
    binary_operator op{};
    if (augmented_operator(kind(), op)) {
        if (!is_single_target(e)) fail();
        set_context(e, expr_context::store);
        next();
        expr* value = annotated_rhs();
        auto* s = make<aug_assign>(node_kind::aug_assign, since(first));
        s->target = e;
        s->op = op;
        s->value = value;
        return s;
    }
    if (at(tk::equal)) {
        list_of<expr> targets(*this);
        while (at(tk::equal)) {
            if (!set_context(e, expr_context::store)) fail();
            next();
            targets.add(e);
            e = annotated_rhs();
        }
        auto* s = make<assign>(node_kind::assign, since(first));
        s->targets = targets.done();
        s->value = e;
        return s;
    }
    auto* s = make<expr_stmt>(node_kind::expr_stmt, since(first));
    s->value = e;
    return s;
}

stmt* parser::return_statement() {
    const auto first = next();
    expr* value = at_expression_start() ? star_expressions() : nullptr;
    auto* s = make<return_stmt>(node_kind::return_stmt, since(first));
    s->value = value;
    return s;
}

stmt* parser::raise_statement() {
    const auto first = next();
    expr* exc = nullptr;
    expr* cause = nullptr;
    if (at_expression_start()) {
        exc = expression();
        if (accept(tk::kw_from)) cause = expression();
    }
    auto* s = make<raise_stmt>(node_kind::raise_stmt, since(first));
    s->exc = exc;
    s->cause = cause;
    return s;
}

stmt* parser::delete_statement() {
    const auto first = next();
    list_of<expr> targets(*this);
    do {
        if (at(tk::semi) || at(tk::newline)) break;
        targets.add(target(primary(), expr_context::del));
    } while (accept(tk::comma));
    if (targets.size() == 0 || !(at(tk::semi) || at(tk::newline))) fail();
    auto* s = make<delete_stmt>(node_kind::delete_stmt, since(first));
    s->targets = targets.done();
    return s;
}

stmt* parser::assert_statement() {
    const auto first = next();
    expr* test = expression();
    expr* msg = accept(tk::comma) ? expression() : nullptr;
    auto* s = make<assert_stmt>(node_kind::assert_stmt, since(first));
    s->test = test;
    s->msg = msg;
    return s;
}

template <class T> stmt* parser::names_statement(node_kind k) {
    const auto first = next();
    std::vector<identifier> names;
    std::vector<location> places;
    do {
        places.push_back(place(peek()));
        names.push_back(expect_name());
    } while (accept(tk::comma));
    auto* s = make<T>(k, since(first));
    s->names = tree_.arena.list(names);
    s->name_locs = tree_.arena.list(places);
    return s;
}

std::string_view parser::dotted_name() {
    const auto first = expect_name();
    if (!at(tk::dot)) return first;
    std::string whole(first);
    while (accept(tk::dot)) {
        whole += '.';
        whole += expect_name();
    }
    return tree_.arena.text(whole);
}

stmt* parser::import_statement() {
    const auto first = next();
    list_of<alias> names(*this);
    do {
        const auto start = pos_;
        const auto name = dotted_name();
        const auto asname = accept(tk::kw_as) ? expect_name() : identifier{};
        auto* a = make<alias>(node_kind::alias, since(start));
        a->name = name;
        a->asname = asname;
        names.add(a);
    } while (accept(tk::comma));
    auto* s = make<import_stmt>(node_kind::import_stmt, since(first));
    s->names = names.done();
    return s;
}

stmt* parser::import_from_statement() {
    const auto first = next();
    std::uint32_t level = 0;
    for (;; next()) {
        if (at(tk::dot))
            ++level;
        else if (at(tk::ellipsis))
            level += 3;
        else
            break;
    }
    identifier from;
    if (at(tk::name) || level == 0) from = dotted_name();
    expect(tk::kw_import);
    list_of<alias> names(*this);
    if (at(tk::star)) {
        const auto start = next();
        auto* a = make<alias>(node_kind::alias, since(start));
        a->name = "*";
        names.add(a);
    } else {
        const bool parenthesised = accept(tk::lpar);
        for (;;) {
            const auto start = pos_;
            const auto name = expect_name();
            const auto asname = accept(tk::kw_as) ? expect_name() : identifier{};
            auto* a = make<alias>(node_kind::alias, since(start));
            a->name = name;
            a->asname = asname;
            names.add(a);
            if (!accept(tk::comma) || (parenthesised && at(tk::rpar))) break;
        }
        if (parenthesised) expect(tk::rpar);
    }
    auto* s = make<import_from_stmt>(node_kind::import_from_stmt, since(first));
    s->module = from;
    s->names = names.done();
    s->level = level;
    return s;
}

stmt* parser::type_statement() {
    const auto first = next();
    expr* name = name_expr();
    set_context(name, expr_context::store);
    const auto params = type_parameters();
    expect(tk::equal);
    expr* value = expression();
    auto* s = make<type_alias>(node_kind::type_alias, since(first));
    s->name = name;
    s->type_params = params;
    s->value = value;
    return s;
}

// ---- targets -------------------------------------------------------------------------------------------------------

bool parser::set_context(expr* e, expr_context ctx) {
    const nesting level(*this);
    switch (e->kind) {
    case node_kind::name: as<name>(e).ctx = ctx; return true;
    case node_kind::attribute: as<attribute>(e).ctx = ctx; return true;
    case node_kind::subscript: as<subscript>(e).ctx = ctx; return true;
    case node_kind::starred:
        if (ctx == expr_context::del) return false;
        as<starred>(e).ctx = ctx;
        return as<starred>(e).value->kind != node_kind::starred && set_context(as<starred>(e).value, ctx);
    case node_kind::tuple:
        as<tuple>(e).ctx = ctx;
        for (auto* item : as<tuple>(e).elts)
            if (!set_context(item, ctx)) return false;
        return true;
    case node_kind::list:
        as<list>(e).ctx = ctx;
        for (auto* item : as<list>(e).elts)
            if (!set_context(item, ctx)) return false;
        return true;
    default: return false;
    }
}

expr* parser::target(expr* e, expr_context ctx) {
    if (!set_context(e, ctx)) fail();
    return e;
}

/// The targets of `for`: like star_expressions, but `in` ends them.
expr* parser::star_targets() {
    const auto first = pos_;
    const auto one = [&]() -> expr* {
        const auto start = pos_;
        if (accept(tk::star)) {
            if (at(tk::star)) fail();
            expr* value = primary();
            auto* s = make<starred>(node_kind::starred, since(start));
            s->value = value;
            return target(s, expr_context::store);
        }
        return target(primary(), expr_context::store);
    };
    list_of<expr> items(*this);
    items.add(one());
    if (!at(tk::comma)) return items.at(0);
    while (accept(tk::comma)) {
        if (!at_expression_start()) break;
        items.add(one());
    }
    expr* t = tuple_of(items, first);
    as<tuple>(t).ctx = expr_context::store;
    return t;
}

}  // namespace cowith::frontend
