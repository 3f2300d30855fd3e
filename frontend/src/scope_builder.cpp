// First pass: scopes, names and statements.

#include "scope_builder.hpp"

namespace cowith::frontend {

diagnostic& scope_builder::error(const char* code, const location& where, std::string message) {
    diagnostic& d = sink_.error(code, source_.path, where, std::move(message));
    d.type = "SyntaxError";
    return d;
}

/// Adds to an error about waiting how the function around it would be allowed to.
void scope_builder::say_where_to_wait(diagnostic& d) {
    const scope* around = &current();
    while (around->is_comprehension() && around->parent != nullptr) around = around->parent;
    if (around->kind == scope_kind::lambda) {
        d.help.emplace_back("a lambda can't wait: write an `async def`");
    } else if (auto* f = dyn<function_def>(around->owner); f != nullptr && around->kind == scope_kind::function) {
        d.others.push_back({f->name_loc, "not an async function"});
        d.help.push_back("declare it as `async def " + std::string(f->name) + "`");
    } else {
        d.help.emplace_back("put it into an `async def main()` and start that with `asyncio.run(main())`");
    }
}

symbol_table scope_builder::build() {
    read_future_statements();
    scope& module = table_.add(scope_kind::module_, "<module>", nullptr, nullptr);
    module.has_docstring = docstring(tree_.body) != nullptr;
    stack_.push_back({&module});
    visit(tree_.body);
    leave();
    for (scope& s : table_.scopes()) resolve(s);
    order_variables(tree_, table_);
    return std::move(table_);
}

// ---- scopes and names ----------------------------------------------------------------------------------------------

scope& scope_builder::enter(scope_kind kind, std::string_view name, const node* owner) {
    if (discarding_ > 0) {
        enter_discarded(kind);
        --discarding_;
        return current();
    }
    scope& made = table_.add(kind, name, owner, &current());
    open_scope opened{&made};
    opened.comprehension_iterables =
        top().comprehension_iterables;  // as in CPython: holds inside lambdas there as well
    stack_.push_back(opened);
    return made;
}

void scope_builder::enter_discarded(scope_kind kind) {
    scope& made = discarded_.emplace_back();
    made.kind = kind;
    made.parent = &current();
    made.private_class = current().private_class;
    open_scope opened{&made};
    opened.comprehension_iterables = top().comprehension_iterables;
    stack_.push_back(opened);
    ++discarding_;
}

void scope_builder::leave_discarded() {
    leave();
    --discarding_;
}

std::string_view scope_builder::spelled(const scope& s, identifier written) {
    return s.mangles(written) ? table_.keep(mangle(s.private_class, written)) : written;
}

void scope_builder::use_in(open_scope& in, identifier written, name_use how, const location& where) {
    scoped_name& n = in.s->at(spelled(*in.s, written), where);
    if (how == name_use::parameter && n.is_parameter)
        error("E0310", where, "duplicate argument '" + std::string(written) + "' in function definition")
            .others.push_back({n.first, "first given here"});
    if (how == name_use::type_parameter && n.is_type_parameter)
        error("E0311", where, "duplicate type parameter '" + std::string(written) + "'")
            .others.push_back({n.first, "first given here"});
    if (in.in_iteration_target) {
        if (n.is_global || n.is_nonlocal)
            error("E0335", where,
                  "comprehension inner loop cannot rebind assignment expression target '" + std::string(written) + "'");
        n.is_iteration_variable = true;
    }
    switch (how) {
    case name_use::load: n.is_referenced = true; break;
    case name_use::bind: n.is_assigned = true; break;
    case name_use::parameter: n.is_parameter = true; break;
    case name_use::import: n.is_imported = true; break;
    case name_use::global:
        n.is_global = true;
        if (scope& module = *stack_.front().s; &module != in.s) module.at(n.name, where).is_global = true;
        break;
    case name_use::nonlocal: n.is_nonlocal = true; break;
    case name_use::annotate:
        n.is_annotated = true;
        n.is_assigned = true;
        break;
    case name_use::type_parameter: n.is_type_parameter = true; break;
    case name_use::remove: n.is_deleted = true; break;
    }
}

void scope_builder::check_name(identifier written, expr_context ctx, const location& where) {
    if (written != "__debug__" || ctx == expr_context::load) return;
    error("E0331", where, ctx == expr_context::store ? "cannot assign to __debug__" : "cannot delete __debug__");
}

// ---- statements ----------------------------------------------------------------------------------------------------

void scope_builder::visit(const stmt_list& list) {
    for (const stmt* s : list) visit(s);
}

void scope_builder::visit_conditional(const stmt_list& list) {
    const bool before = std::exchange(top().conditional, true);
    visit(list);
    top().conditional = before;
}

void scope_builder::visit(const stmt* s) {
    if (stack_guard_.deep()) {
        if (!std::exchange(too_deep_, true)) error("E0342", s->loc, "statement is nested too deeply").type.clear();
        return;
    }
    visit_statements(s);
}

void scope_builder::visit_statements(const stmt* s) {
    switch (s->kind) {
    case node_kind::function_def:
    case node_kind::async_function_def: return visit_function(as<function_def>(s));
    case node_kind::class_def: return visit_class(as<class_def>(s));
    case node_kind::type_alias: return visit_type_alias(as<type_alias>(s));
    case node_kind::return_stmt:
        if (auto* value = as<return_stmt>(s).value) {
            visit(value);
            current().has_return_value = true;
        }
        return;
    case node_kind::delete_stmt: return visit(as<delete_stmt>(s).targets);
    case node_kind::assign: visit(as<assign>(s).targets); return visit(as<assign>(s).value);
    case node_kind::aug_assign: visit(as<aug_assign>(s).target); return visit(as<aug_assign>(s).value);
    case node_kind::ann_assign: return visit_annotated(as<ann_assign>(s));
    case node_kind::for_stmt:
    case node_kind::async_for_stmt: {
        auto& loop = as<for_stmt>(s);
        if (loop.is_async()) {
            if (!is_async_def()) say_where_to_wait(error("E0302", s->loc, "'async for' outside async function"));
            current().awaits = true;
        }
        visit(loop.target);
        visit(loop.iter);
        visit_conditional(loop.body);
        return visit_conditional(loop.orelse);
    }
    case node_kind::while_stmt:
        visit(as<while_stmt>(s).test);
        visit_conditional(as<while_stmt>(s).body);
        return visit_conditional(as<while_stmt>(s).orelse);
    case node_kind::if_stmt:
        visit(as<if_stmt>(s).test);
        visit_conditional(as<if_stmt>(s).body);
        return visit_conditional(as<if_stmt>(s).orelse);
    case node_kind::with_stmt:
    case node_kind::async_with_stmt: {
        auto& with = as<with_stmt>(s);
        if (with.is_async()) {
            if (!is_async_def()) say_where_to_wait(error("E0302", s->loc, "'async with' outside async function"));
            current().awaits = true;
        }
        for (const with_item* item : with.items) {
            visit(item->context_expr);
            visit(item->optional_vars);
        }
        return visit_conditional(with.body);
    }
    case node_kind::match_stmt:
        visit(as<match_stmt>(s).subject);
        for (const match_case* c : as<match_stmt>(s).cases) {
            visit_pattern(c->pattern);
            visit(c->guard);
            visit_conditional(c->body);
        }
        return;
    case node_kind::raise_stmt: visit(as<raise_stmt>(s).exc); return visit(as<raise_stmt>(s).cause);
    case node_kind::try_stmt:
    case node_kind::try_star_stmt: {
        auto& t = as<try_stmt>(s);
        visit_conditional(t.body);
        visit_handlers(t.handlers);
        visit_conditional(t.orelse);
        return visit_conditional(t.finalbody);
    }
    case node_kind::assert_stmt: visit(as<assert_stmt>(s).test); return visit(as<assert_stmt>(s).msg);
    case node_kind::import_stmt: return visit_import(as<import_stmt>(s).names);
    case node_kind::import_from_stmt: return visit_import_from(as<import_from_stmt>(s));
    case node_kind::global_stmt:
        return visit_directive(s, as<global_stmt>(s).names, as<global_stmt>(s).name_locs, true);
    case node_kind::nonlocal_stmt:
        return visit_directive(s, as<nonlocal_stmt>(s).names, as<nonlocal_stmt>(s).name_locs, false);
    case node_kind::expr_stmt: return visit(as<expr_stmt>(s).value);
    default: return;
    }
}

void scope_builder::visit_function(const function_def& f) {
    use(f.name, name_use::bind, f.loc);
    check_name(f.name, expr_context::store, f.loc);
    visit_defaults(*f.args);
    visit(f.decorator_list);
    const bool generic = !f.type_params.empty();
    if (generic) visit_type_params(f.type_params, &f);
    visit_signature_annotations(f);
    scope& body = enter(scope_kind::function, f.name, &f);
    record(table_.body_, &f, body);
    body.is_async = f.is_async();
    body.has_docstring = docstring(f.body) != nullptr;
    visit_parameters(*f.args);
    visit(f.body);
    body.is_generator = body.has_yield;
    body.is_coroutine = body.is_async && !body.has_yield;
    body.is_async_generator = body.is_async && body.has_yield;
    leave();
    if (generic) leave();
}

void scope_builder::visit_class(const class_def& c) {
    use(c.name, name_use::bind, c.loc);
    check_name(c.name, expr_context::store, c.loc);
    visit(c.decorator_list);
    const bool generic = !c.type_params.empty();
    if (generic) visit_type_params(c.type_params, &c);
    visit(c.bases);
    visit_keywords(c.keywords);
    scope& body = enter(scope_kind::class_, c.name, &c);
    record(table_.body_, &c, body);
    body.private_class = c.name;
    body.has_docstring = docstring(c.body) != nullptr;
    visit(c.body);
    leave();
    if (generic) leave();
}

void scope_builder::visit_type_alias(const type_alias& t) {
    visit(t.name);
    const bool in_class = current().is_class();  // holds for a generic one too: its type parameters stand between
    const bool generic = !t.type_params.empty();
    if (generic) visit_type_params(t.type_params, &t);
    scope& value = enter(scope_kind::type_alias, as<name>(t.name).id, &t);
    record(table_.body_, &t, value);
    top().where = "a type alias";
    see_class_scope(value, in_class, t.loc);
    visit(t.value);
    leave();
    if (generic) leave();
}

void scope_builder::visit_directive(const stmt* s, const node_list<identifier>& names,
                                    const node_list<location>& places, bool global) {
    const std::string word = global ? "global" : "nonlocal";
    for (std::size_t i = 0; i < names.size(); ++i) {
        const identifier written = names[i];
        if (const scoped_name* n = known(written)) {
            const std::string quoted = "name '" + std::string(written) + "'";
            const location first = n->first;
            if (n->is_parameter)
                error("E0313", s->loc, quoted + " is parameter and " + word).others.push_back({first, "the parameter"});
            else if (n->is_referenced)
                error("E0314", s->loc, quoted + " is used prior to " + word + " declaration")
                    .others.push_back({first, "used here"});
            else if (n->is_annotated)
                error("E0315", s->loc, "annotated " + quoted + " can't be " + word)
                    .others.push_back({first, "annotated here"});
            else if (n->is_assigned || n->is_deleted)
                error("E0314", s->loc, quoted + " is assigned to before " + word + " declaration")
                    .others.push_back({first, "assigned here"});
        }
        use(written, global ? name_use::global : name_use::nonlocal, places[i]);
        directives_[&current()].push_back({spelled(current(), written), s->loc, places[i]});
    }
}

void scope_builder::visit_annotated(const ann_assign& a) {
    if (auto* target = dyn<name>(a.target)) {
        const scoped_name* n = known(target->id);
        if (n != nullptr && (n->is_global || n->is_nonlocal) && a.simple && !current().is_module())
            error("E0315", a.loc,
                  "annotated name '" + std::string(target->id) + "' can't be " +
                      (n->is_global ? "global" : "nonlocal"));
        if (a.simple)
            use(target->id, name_use::annotate, target->loc);
        else if (a.value != nullptr)
            use(target->id, name_use::bind, target->loc);
        check_name(target->id, expr_context::store, target->loc);
    } else {
        visit(a.target);
    }
    visit_annotation(a.annotation);
    visit(a.value);
}

void scope_builder::visit_import(const node_list<alias*>& names) {
    for (const alias* a : names) {
        const identifier bound = a->asname.empty() ? a->name.substr(0, a->name.find('.')) : a->asname;
        if (a->name == "*") {
            if (!current().is_module()) error("E0330", a->loc, "import * only allowed at module level");
            current().has_star_import = true;
            continue;
        }
        check_name(bound, expr_context::store, a->loc);
        use(bound, name_use::import, a->loc);
    }
}

void scope_builder::visit_import_from(const import_from_stmt& s) {
    if (s.module == "__future__" && s.level == 0 && s.loc.line > last_future_line_)
        error("E0328", s.loc, "from __future__ imports must occur at the beginning of the file");
    visit_import(s.names);
}

void scope_builder::visit_handlers(const node_list<except_handler*>& handlers) {
    for (const except_handler* h : handlers) {
        visit(h->type);
        if (!h->name.empty()) {
            use(h->name, name_use::bind, h->loc);
            current().at(spelled(current(), h->name), h->loc).is_unbound = true;  // behind the handler
            check_name(h->name, expr_context::store, h->loc);
        }
        visit_conditional(h->body);
    }
}

void scope_builder::visit_pattern(const pattern* p) {
    switch (p->kind) {
    case node_kind::match_value: return visit(as<match_value>(p).value);
    case node_kind::match_sequence:
        for (const pattern* inner : as<match_sequence>(p).patterns) visit_pattern(inner);
        return;
    case node_kind::match_mapping: {
        auto& m = as<match_mapping>(p);
        visit(m.keys);
        for (const pattern* inner : m.patterns) visit_pattern(inner);
        if (!m.rest.empty()) {
            use(m.rest, name_use::bind, p->loc);
            check_name(m.rest, expr_context::store, p->loc);
        }
        return;
    }
    case node_kind::match_class: {
        auto& m = as<match_class>(p);
        visit(m.cls);
        for (const pattern* inner : m.patterns) visit_pattern(inner);
        for (std::size_t i = 0; i < m.kwd_attrs.size(); ++i)
            check_name(m.kwd_attrs[i], expr_context::store, m.kwd_patterns[i]->loc);
        for (const pattern* inner : m.kwd_patterns) visit_pattern(inner);
        return;
    }
    case node_kind::match_star:
        if (auto& m = as<match_star>(p); !m.name.empty()) {
            use(m.name, name_use::bind, p->loc);
            check_name(m.name, expr_context::store, p->loc);
        }
        return;
    case node_kind::match_as: {
        auto& m = as<match_as>(p);
        if (m.pattern != nullptr) visit_pattern(m.pattern);
        if (!m.name.empty()) {
            use(m.name, name_use::bind, p->loc);
            check_name(m.name, expr_context::store, p->loc);
        }
        return;
    }
    case node_kind::match_or:
        for (const pattern* inner : as<match_or>(p).patterns) visit_pattern(inner);
        return;
    default: return;
    }
}

symbol_table build_scopes(const module_ast& tree, const source_file& source, diagnostics& sink) {
    return scope_builder(tree, source, sink).build();
}

}  // namespace cowith::frontend
