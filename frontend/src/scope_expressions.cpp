// First pass: expressions.

#include "scope_builder.hpp"

namespace cowith::frontend {

void scope_builder::visit(const expr_list& list) {
    for (const expr* e : list) visit(e);
}

void scope_builder::visit(const expr* e) {
    // Operators that lean to the left make long chains: 1 + 2 + 3 + ... needs no recursion.
    std::vector<const expr*> right_sides;
    while (e != nullptr && e->kind == node_kind::bin_op) {
        right_sides.push_back(as<bin_op>(e).right);
        e = as<bin_op>(e).left;
    }
    if (e == nullptr) return;
    if (stack_guard_.deep()) {
        if (!std::exchange(too_deep_, true)) error("E0342", e->loc, "expression is nested too deeply").type.clear();
        return;
    }
    visit_expression(e);
    while (!right_sides.empty()) {
        visit(right_sides.back());
        right_sides.pop_back();
    }
}

void scope_builder::visit_expression(const expr* e) {
    switch (e->kind) {
    case node_kind::bool_op: return visit(as<bool_op>(e).values);
    case node_kind::named_expr: return visit_walrus(as<named_expr>(e));
    case node_kind::unary_op: return visit(as<unary_op>(e).operand);
    case node_kind::lambda: return visit_lambda(as<lambda>(e));
    case node_kind::if_exp:
        visit(as<if_exp>(e).test);
        visit(as<if_exp>(e).body);
        return visit(as<if_exp>(e).orelse);
    case node_kind::dict: visit(as<dict>(e).keys); return visit(as<dict>(e).values);
    case node_kind::set: return visit(as<set>(e).elts);
    case node_kind::list_comp: {
        auto& c = as<list_comp>(e);
        return visit_comprehension(e, scope_kind::list_comprehension, "<listcomp>", c.generators, c.elt, nullptr);
    }
    case node_kind::set_comp: {
        auto& c = as<set_comp>(e);
        return visit_comprehension(e, scope_kind::set_comprehension, "<setcomp>", c.generators, c.elt, nullptr);
    }
    case node_kind::dict_comp: {
        auto& c = as<dict_comp>(e);
        return visit_comprehension(e, scope_kind::dict_comprehension, "<dictcomp>", c.generators, c.key, c.value);
    }
    case node_kind::generator_exp: {
        auto& c = as<generator_exp>(e);
        return visit_comprehension(e, scope_kind::generator_expression, "<genexpr>", c.generators, c.elt, nullptr);
    }
    case node_kind::await_expr: return visit_await(as<await_expr>(e));
    case node_kind::yield_expr:
    case node_kind::yield_from: return visit_yield(e);
    case node_kind::compare: visit(as<compare>(e).left); return visit(as<compare>(e).comparators);
    case node_kind::call:
        visit(as<call>(e).func);
        visit(as<call>(e).args);
        return visit_keywords(as<call>(e).keywords);
    case node_kind::formatted_value:
        visit(as<formatted_value>(e).value);
        return visit(as<formatted_value>(e).format_spec);
    case node_kind::interpolation: visit(as<interpolation>(e).value); return visit(as<interpolation>(e).format_spec);
    case node_kind::joined_str: return visit(as<joined_str>(e).values);
    case node_kind::template_str: return visit(as<template_str>(e).values);
    case node_kind::attribute:
        check_name(as<attribute>(e).attr, as<attribute>(e).ctx, e->loc);
        return visit(as<attribute>(e).value);
    case node_kind::subscript: visit(as<subscript>(e).value); return visit(as<subscript>(e).slice);
    case node_kind::starred: return visit(as<starred>(e).value);
    case node_kind::name: {
        auto& n = as<name>(e);
        check_name(n.id, n.ctx, e->loc);
        const name_use how = n.ctx == expr_context::load    ? name_use::load
                             : n.ctx == expr_context::store ? name_use::bind
                                                            : name_use::remove;
        use(n.id, how, e->loc);
        if (n.ctx == expr_context::load && n.id == "super" && current().is_function_like()) {
            current().uses_super = true;
            use("__class__", name_use::load, e->loc);
        }
        return;
    }
    case node_kind::list: return visit(as<list>(e).elts);
    case node_kind::tuple: return visit(as<tuple>(e).elts);
    case node_kind::slice:
        visit(as<slice>(e).lower);
        visit(as<slice>(e).upper);
        return visit(as<slice>(e).step);
    default: return;
    }
}

void scope_builder::visit_keywords(const node_list<keyword*>& keywords) {
    for (const keyword* k : keywords) {
        if (!k->name.empty()) check_name(k->name, expr_context::store, k->loc);
        visit(k->value);
    }
}

void scope_builder::visit_lambda(const lambda& l) {
    visit_defaults(*l.args);
    scope& body = enter(scope_kind::lambda, "<lambda>", &l);
    record(table_.body_, &l, body);
    visit_parameters(*l.args);
    visit(l.body);
    body.is_generator = body.has_yield;
    leave();
}

// ---- assignment expressions (PEP 572)
// --------------------------------------------------------------------------------

void scope_builder::visit_walrus(const named_expr& e) {
    if (!refuse_in_type_scope("named expression", &e)) {
        if (top().comprehension_iterables > 0)
            error("E0332", e.loc, "assignment expression cannot be used in a comprehension iterable expression");
        else if (current().is_comprehension() && !bind_walrus_outside(e.target))
            return visit(e.value);
    }
    visit(e.value);
    visit(e.target);
}

/// Inside a comprehension the target belongs to the nearest scope that is none. False: refused there.
bool scope_builder::bind_walrus_outside(const expr* target) {
    auto* written = dyn<name>(target);
    if (written == nullptr) return true;  // the parser refuses it
    const identifier id = written->id;
    const auto refuse = [&](const char* where) {
        error("E0334", target->loc,
              std::string("assignment expression within a comprehension cannot be used ") + where);
        return false;
    };
    for (std::size_t i = stack_.size(); i-- > 0;) {
        open_scope& outer = stack_[i];
        const scoped_name* there = outer.s->lookup(id);
        if (outer.s->is_comprehension()) {
            if (there != nullptr && there->is_iteration_variable) {
                error("E0333", target->loc,
                      "assignment expression cannot rebind comprehension iteration variable '" + std::string(id) + "'")
                    .others.push_back({there->first, "the iteration variable"});
                return false;
            }
            continue;
        }
        switch (outer.s->kind) {
        case scope_kind::function:
        case scope_kind::lambda: {
            const bool global = there != nullptr && there->is_global;
            use(id, global ? name_use::global : name_use::nonlocal, target->loc);
            directives_[&current()].push_back({spelled(current(), id), target->loc, target->loc});
            use_in(outer, id, name_use::bind, target->loc);
            break;
        }
        case scope_kind::module_:
            use(id, name_use::global, target->loc);
            directives_[&current()].push_back({spelled(current(), id), target->loc, target->loc});
            use_in(outer, id, name_use::global, target->loc);
            break;
        case scope_kind::class_: return refuse("in a class body");
        case scope_kind::type_parameters: return refuse("within the definition of a generic");
        case scope_kind::type_alias: return refuse("in a type alias");
        case scope_kind::type_variable_bound:
        case scope_kind::type_variable_default:
            return refuse("in a TypeVar bound");  // also for constraints and defaults
        default:                                  // annotations: CPython looks further out
            continue;
        }
        outer.s->at(spelled(*outer.s, id), target->loc).is_walrus_of_comprehension = true;
        return true;
    }
    return true;
}

// ---- comprehensions
// --------------------------------------------------------------------------------------------------

void scope_builder::visit_comprehension(const expr* e, scope_kind kind, std::string_view name,
                                        const node_list<comprehension*>& generators, const expr* elt,
                                        const expr* value) {
    const comprehension& outermost = *generators.front();
    ++top().comprehension_iterables;
    visit(outermost.iter);  // evaluated outside
    --top().comprehension_iterables;

    scope& body = enter(kind, name, e);
    record(table_.body_, e, body);
    const bool is_generator = kind == scope_kind::generator_expression;
    body.is_inlined = !is_generator && !body.parent->can_see_class_scope;
    for (const comprehension* c : generators) {
        body.awaits |= c->is_async;
        top().in_iteration_target = true;
        visit(c->target);
        top().in_iteration_target = false;
        if (c != &outermost) {
            ++top().comprehension_iterables;
            visit(c->iter);
            --top().comprehension_iterables;
        }
        visit(c->ifs);
    }
    visit(value);
    visit(elt);
    const bool awaits = body.awaits;
    leave();

    body.is_generator = is_generator && !awaits;
    body.is_async_generator = is_generator && awaits;
    if (awaits && !is_generator) {
        if (!is_async_def() && !current().is_comprehension())
            say_where_to_wait(error("E0303", e->loc, "asynchronous comprehension outside of an asynchronous function"));
        current().awaits = true;
    }
}

// ---- await and yield
// -------------------------------------------------------------------------------------------------

bool scope_builder::refuse_in_type_scope(const char* what, const expr* e) {
    if (top().where == nullptr) return false;
    error("E0309", e->loc, std::string(what) + " cannot be used within " + top().where);
    return true;
}

void scope_builder::visit_await(const await_expr& e) {
    if (!refuse_in_type_scope("await expression", &e)) {
        if (!current().is_function())
            say_where_to_wait(error("E0301", e.loc, "'await' outside function"));
        else if (!is_async_def() && !current().is_comprehension())
            say_where_to_wait(error("E0301", e.loc, "'await' outside async function"));
    }
    visit(e.value);
    current().awaits = true;
}

void scope_builder::visit_yield(const expr* e) {
    const bool from = e->kind == node_kind::yield_from;
    const bool refused = refuse_in_type_scope("yield expression", e);
    visit(from ? as<yield_from>(e).value : as<yield_expr>(e).value);
    if (refused) return;
    const auto inside = [&](const char* what) { error("E0308", e->loc, std::string("'yield' inside ") + what); };
    switch (current().kind) {
    case scope_kind::list_comprehension: return inside("list comprehension");
    case scope_kind::set_comprehension: return inside("set comprehension");
    case scope_kind::dict_comprehension: return inside("dict comprehension");
    case scope_kind::generator_expression: return inside("generator expression");
    default: break;
    }
    if (!current().is_function())
        error("E0306", e->loc, from ? "'yield from' outside function" : "'yield' outside function");
    else if (from && is_async_def())
        error("E0307", e->loc, "'yield from' inside async function")
            .help.emplace_back("write `async for item in ...: yield item`, or plain `for` over an ordinary iterable");
    current().has_yield = true;
}

}  // namespace cowith::frontend
