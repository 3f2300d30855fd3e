// Compound statements, apart from match.

#include "parser.hpp"

namespace cowith::frontend {

using tk = token_kind;

void parser::statement(list_of<stmt>& into) {
    const nesting level(*this);
    if (stmt* s = compound_statement())
        into.add(s);
    else
        simple_statements(into);
}

stmt* parser::compound_statement() {
    switch (kind()) {
    case tk::kw_def: return function(pos_, false, {});
    case tk::kw_if: return if_statement();
    case tk::kw_class: return class_statement({});
    case tk::kw_with: return with_statement(pos_, false);
    case tk::kw_for: return for_statement(pos_, false);
    case tk::kw_try: return try_statement();
    case tk::kw_while: return while_statement();
    case tk::at: return decorated();
    case tk::kw_async: return async_statement();
    case tk::name:
        if (at_word("match") && looks_like_match()) return match_statement();
        return nullptr;
    default: return nullptr;
    }
}

stmt_list parser::block() {
    if (accept(tk::newline)) {
        expect(tk::indent);
        const auto body = statements_until(tk::dedent);
        next();
        return body;
    }
    list_of<stmt> body(*this);
    simple_statements(body);
    return body.done();
}

stmt_list parser::else_block() {
    if (!accept(tk::kw_else)) return {};
    expect(tk::colon);
    return block();
}

stmt* parser::if_statement() {
    // A chain of elif is read in a loop and linked from its end, so that its length costs no stack here.
    struct arm {
        std::uint32_t first;
        expr* test;
        stmt_list body;
    };
    std::vector<arm> arms;
    do {
        const auto first = next();
        expr* test = named_expression();
        expect(tk::colon);
        arms.push_back({first, test, block()});
    } while (at(tk::kw_elif));
    if (arms.size() > static_cast<std::size_t>(max_depth)) too_long();
    stmt_list orelse = else_block();
    if_stmt* s = nullptr;
    for (std::size_t i = arms.size(); i-- > 0;) {
        s = make<if_stmt>(node_kind::if_stmt, since(arms[i].first));
        s->test = arms[i].test;
        s->body = arms[i].body;
        s->orelse = orelse;
        s->is_elif = i != 0;
        orelse = tree_.arena.list<stmt*>({s});
    }
    return s;
}

stmt* parser::while_statement() {
    const auto first = next();
    expr* test = named_expression();
    expect(tk::colon);
    const auto body = block();
    const auto orelse = else_block();
    auto* s = make<while_stmt>(node_kind::while_stmt, since(first));
    s->test = test;
    s->body = body;
    s->orelse = orelse;
    return s;
}

stmt* parser::for_statement(std::uint32_t first, bool is_async) {
    next();
    expr* target = star_targets();
    expect(tk::kw_in);
    expr* iter = star_expressions();
    expect(tk::colon);
    const auto body = block();
    const auto orelse = else_block();
    auto* s = make<for_stmt>(is_async ? node_kind::async_for_stmt : node_kind::for_stmt, since(first));
    s->target = target;
    s->iter = iter;
    s->body = body;
    s->orelse = orelse;
    return s;
}

except_handler* parser::handler(bool& is_star) {
    const auto first = next();
    is_star = accept(tk::star);
    expr* type = nullptr;
    identifier name;
    if (!at(tk::colon) || is_star) {
        const auto start = pos_;
        type = expression();
        if (at(tk::comma)) {  // PEP 758
            list_of<expr> types(*this);
            types.add(type);
            while (accept(tk::comma)) {
                if (at(tk::colon)) break;
                types.add(expression());
            }
            type = tuple_of(types, start);
        } else if (accept(tk::kw_as)) {
            name = expect_name();
        }
    }
    expect(tk::colon);
    const auto body = block();
    auto* h = make<except_handler>(node_kind::except_handler, since(first));
    h->type = type;
    h->name = name;
    h->body = body;
    return h;
}

stmt* parser::try_statement() {
    const auto first = next();
    expect(tk::colon);
    const auto body = block();
    list_of<except_handler> handlers(*this);
    bool star = false;
    while (at(tk::kw_except)) {
        bool this_star = false;
        const auto at_handler = pos_;
        handlers.add(handler(this_star));
        if (handlers.size() > 1 && this_star != star) {
            pos_ = at_handler;
            fail();
        }
        star = this_star;
    }
    stmt_list orelse;
    if (handlers.size() != 0) orelse = else_block();
    stmt_list finalbody;
    if (accept(tk::kw_finally)) {
        expect(tk::colon);
        finalbody = block();
    } else if (handlers.size() == 0) {
        fail();
    }
    auto* s = make<try_stmt>(star ? node_kind::try_star_stmt : node_kind::try_stmt, since(first));
    s->body = body;
    s->handlers = handlers.done();
    s->orelse = orelse;
    s->finalbody = finalbody;
    return s;
}

with_item* parser::one_with_item() {
    const auto first = pos_;
    expr* context = expression();
    expr* vars = nullptr;
    if (accept(tk::kw_as)) {
        const auto start = pos_;
        if (at(tk::star)) {
            next();
            expr* value = primary();
            auto* s = make<starred>(node_kind::starred, since(start));
            s->value = value;
            vars = s;
        } else {
            vars = primary();
        }
        target(vars, expr_context::store);
    }
    auto* item = make<with_item>(node_kind::with_item, since(first));
    item->context_expr = context;
    item->optional_vars = vars;
    return item;
}

stmt* parser::with_statement(std::uint32_t first, bool is_async) {
    next();
    node_list<with_item*> items;
    // `with (a as b, c):` first, as the grammar does; when no ':' follows, the bracket belongs to an expression.
    const bool bracketed = at(tk::lpar) && attempt([&] {
                               next();
                               list_of<with_item> list(*this);
                               for (;;) {
                                   list.add(one_with_item());
                                   if (!accept(tk::comma) || at(tk::rpar)) break;
                               }
                               expect(tk::rpar);
                               if (!at(tk::colon)) fail();
                               items = list.done();
                           });
    if (!bracketed) {
        list_of<with_item> list(*this);
        do list.add(one_with_item());
        while (accept(tk::comma));
        items = list.done();
    }
    expect(tk::colon);
    const auto body = block();
    auto* s = make<with_stmt>(is_async ? node_kind::async_with_stmt : node_kind::with_stmt, since(first));
    s->items = items;
    s->body = body;
    return s;
}

stmt* parser::async_statement() {
    const auto first = pos_;
    switch (peek(1).kind) {
    case tk::kw_def: next(); return function(first, true, {});
    case tk::kw_with: next(); return with_statement(first, true);
    case tk::kw_for: next(); return for_statement(first, true);
    default: next(); fail();
    }
}

stmt* parser::function(std::uint32_t first, bool is_async, expr_list decorators) {
    next();
    const auto name_loc = place(peek());
    const auto name = expect_name();
    const auto params = type_parameters();
    expect(tk::lpar);
    arguments* args = parameters(tk::rpar, true);
    expect(tk::rpar);
    expr* returns = accept(tk::rarrow) ? expression() : nullptr;
    expect(tk::colon);
    const auto body = block();
    auto* s = make<function_def>(is_async ? node_kind::async_function_def : node_kind::function_def, since(first));
    s->name = name;
    s->name_loc = name_loc;
    s->type_params = params;
    s->args = args;
    s->returns = returns;
    s->decorator_list = decorators;
    s->body = body;
    return s;
}

stmt* parser::class_statement(expr_list decorators) {
    const auto first = next();
    const auto name_loc = place(peek());
    const auto name = expect_name();
    const auto params = type_parameters();
    expr_list bases;
    std::vector<keyword*> keywords;
    if (accept(tk::lpar)) {
        list_of<expr> positional(*this);
        call_arguments(positional, keywords, true);
        bases = positional.done();
        expect(tk::rpar);
    }
    expect(tk::colon);
    const auto body = block();
    auto* s = make<class_def>(node_kind::class_def, since(first));
    s->name = name;
    s->name_loc = name_loc;
    s->type_params = params;
    s->bases = bases;
    s->keywords = tree_.arena.list(keywords);
    s->decorator_list = decorators;
    s->body = body;
    return s;
}

stmt* parser::decorated() {
    list_of<expr> decorators(*this);
    while (accept(tk::at)) {
        decorators.add(named_expression());
        expect(tk::newline);
    }
    const auto list = decorators.done();
    if (at(tk::kw_class)) return class_statement(list);
    const auto first = pos_;
    const bool is_async = accept(tk::kw_async);
    if (!at(tk::kw_def)) fail();
    return function(first, is_async, list);
}

}  // namespace cowith::frontend
