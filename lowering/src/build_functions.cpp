// Functions: their variables, parameters, defaults, closures, decorators; lambdas and generator expressions.

#include "builder.hpp"
#include "cowith/frontend/visit.hpp"
#include "names.hpp"

#include <algorithm>

namespace cowith::lowering {

using ir::opcode;
using ir::representation;
using ir::value;

namespace {

// Free variables as the runtime wants them: sorted, those that a class body provides last.
std::vector<std::string_view> free_order(const ast::scope& scope) {
    std::vector<std::string_view> names = scope.free_names();
    for (const std::string_view provided : class_cells)
        if (const auto cls = std::find(names.begin(), names.end(), provided); cls != names.end())
            std::rotate(cls, cls + 1, names.end());
    return names;
}

// Is there a place in the function's own body where it may suspend (or, as a generator, yield)?
bool may_suspend(const ast::node& n) {
    switch (n.kind) {
    case ast::node_kind::await_expr:
    case ast::node_kind::yield_expr:
    case ast::node_kind::yield_from:
    case ast::node_kind::async_for_stmt:
    case ast::node_kind::async_with_stmt: return true;
    case ast::node_kind::comprehension:
        if (static_cast<const ast::comprehension&>(n).is_async) return true;
        break;
    default: break;
    }
    bool found = false;
    const auto look = [&](const ast::node& child) { found = found || may_suspend(child); };
    switch (n.kind) {
    case ast::node_kind::function_def:
    case ast::node_kind::async_function_def: {  // what surrounds the body belongs to this function
        const auto& def = static_cast<const ast::function_def&>(n);
        for (const ast::expr* e : def.decorator_list) look(*e);
        if (def.args != nullptr) look(*def.args);
        return found;
    }
    case ast::node_kind::lambda: look(*static_cast<const ast::lambda&>(n).args); return found;
    default: ast::for_each_child(n, look); return found;
    }
}

bool body_may_suspend(const ast::scope& scope) {
    const auto* def = scope.owner != nullptr ? ast::dyn<ast::function_def>(scope.owner) : nullptr;
    if (def == nullptr) return true;
    return std::any_of(def->body.begin(), def->body.end(), [](const ast::stmt* s) { return may_suspend(*s); });
}

// Does a scope inside that of the variable unbind it?
bool unbound_inside(const ast::scope& owner, std::string_view name) {
    for (const ast::scope* child : owner.children) {
        const ast::scoped_name* n = child->find(name);
        if (n == nullptr || n->kind != ast::name_kind::free) continue;
        if ((n->is_nonlocal && (n->is_deleted || n->is_unbound)) || unbound_inside(*child, name)) return true;
    }
    return false;
}

// Does the function that owns the variable, or one inside it, unbind it?
bool unbound_somewhere(const ast::scope& reader, std::string_view name) {
    const ast::scope* owner = reader.parent;
    while (owner != nullptr) {
        const ast::scoped_name* n = owner->find(name);
        if (n != nullptr && !owner->is_class() && n->kind != ast::name_kind::free) break;
        owner = owner->parent;
    }
    if (owner == nullptr) return false;
    const ast::scoped_name* own = owner->find(name);
    return own->is_deleted || own->is_unbound || unbound_inside(*owner, name);
}

}  // namespace

function_builder::function_builder(module_builder& module, ir::function& fn, const ast::scope& scope,
                                   function_builder* outer)
    : module_(module), fn_(fn), scope_(&scope), outer_(outer) {
    out_ = &fn.body;
}

ir::function& function_builder::new_function(const ast::scope& scope, std::string_view name, const ast::location& loc,
                                             const std::string& wish) {
    ir::function& f = module_.functions.emplace_back();
    f.python_name = name;
    f.qualified_name = scope.qualified_name;
    f.first_line = loc.line;
    f.origin = origin_;
    std::string cpp(name == "<lambda>" ? "lambda" : name == "<genexpr>" ? "genexpr" : name);
    const bool inside_function =
        fn_.kind != ir::function_kind::module_body && fn_.kind != ir::function_kind::class_body;
    f.space = space_;
    cpp = !wish.empty() ? wish : inside_function ? fn_.cpp_name + "_" + cpp : cpp_identifier(cpp);
    f.cpp_name = module_.unique_name(f.space, cpp);
    f.code_name = module_.unique_name(f.space, f.cpp_name + (f.cpp_name.ends_with('_') ? "code" : "_code"));
    f.kind = scope.is_async_generator ? ir::function_kind::async_generator
             : scope.is_coroutine     ? ir::function_kind::coroutine
             : scope.is_generator     ? ir::function_kind::generator
                                      : ir::function_kind::plain;
    if (module_.options.infer && f.kind == ir::function_kind::coroutine && !body_may_suspend(scope)) {
        f.kind = ir::function_kind::plain;
        f.never_suspends = true;
    }
    return f;
}

// All variables of the function, from its scope: parameters first, then the others in Python's order, then cells and free ones.
void function_builder::declare_variables() {
    const ast::scope& s = *scope_;
    const auto shared_writes = [&](std::string_view name) {
        // A cell whose reads must own what they give: something but its first assignment changes it.
        const std::function<bool(const ast::scope&)> written = [&](const ast::scope& inner) {
            for (const ast::scope* child : inner.children) {
                const ast::scoped_name* n = child->find(name);
                if (n == nullptr || n->kind != ast::name_kind::free) continue;
                if (n->is_nonlocal && n->is_bound()) return true;
                if (written(*child)) return true;
            }
            return false;
        };
        return written(s);
    };
    const auto define = [&](std::string_view name, bool is_parameter) {
        if (variables_.contains(name)) return;
        const ast::scoped_name* n = s.find(name);
        const bool cell = n != nullptr && n->kind == ast::name_kind::cell;
        const bool assigned = n != nullptr && (n->is_assigned || n->is_imported || n->is_deleted);
        ir::variable* v = nullptr;
        if (is_parameter && !fn_.suspends()) {
            ir::variable* p = add_variable(ir::variable::role::parameter, name);
            p->cpp_name = cpp_identifier(name.starts_with('.') ? "iterable" : name);
            fn_.parameters.push_back(p);
            if (!cell && !assigned) {
                variables_.emplace(name, p);
                set_bound(p, true);
                return;
            }
            p->reassigned = true;
            p->used = true;
            p->cpp_name = std::string(name) + "_arg";
            v = add_variable(cell ? ir::variable::role::cell : ir::variable::role::local, name);
            v->cpp_name = cpp_identifier(name);
            v->used = true;
            fn_.locals.push_back(v);
            ir::stmt* copy = emit(ir::stmt_kind::evaluate);
            copy->to = {ir::target::kind::variable, v};
            copy->what = cell ? runtime("new_cell", {read(p)}) : read(p);
        } else {
            v = add_variable(cell ? ir::variable::role::cell : ir::variable::role::local, name);
            v->slot = true;
            v->cpp_name = cpp_identifier(name.starts_with('.') ? "iterable" : name);
            (is_parameter ? fn_.parameters : fn_.locals).push_back(v);
            if (cell) {
                v->used = true;
                ir::stmt* make = emit(ir::stmt_kind::evaluate);
                make->to = {ir::target::kind::variable, v};
                make->what =
                    runtime("new_cell", is_parameter ? std::vector<value*>{literal("std::move(" + v->cpp_name + ")")}
                                                     : std::vector<value*>{});
            }
        }
        if (cell) {
            v->shared_writes = shared_writes(name);
            v->unbound_inside = unbound_inside(s, name);
        }
        variables_.emplace(name, v);
        if (is_parameter) set_bound(v, true);
    };
    for (const ir::variable* p : std::vector<ir::variable*>(fn_.parameters)) (void)p;
    // Parameters in the order of the signature: positional, *args, keyword-only, **kwargs.
    std::vector<std::string_view> order(s.variables.begin(), s.variables.begin() + s.parameter_count);
    if (s.kind == ast::scope_kind::function || s.kind == ast::scope_kind::lambda) {
        const auto* def = ast::dyn<ast::function_def>(s.owner);
        const ast::arguments* args = def != nullptr ? def->args : ast::as<ast::lambda>(s.owner).args;
        if (args != nullptr && args->vararg != nullptr && !args->kwonlyargs.empty()) {
            const std::size_t positional = args->posonlyargs.size() + args->args.size();
            const std::string_view vararg = order[positional + args->kwonlyargs.size()];
            order.erase(order.begin() + static_cast<std::ptrdiff_t>(positional + args->kwonlyargs.size()));
            order.insert(order.begin() + static_cast<std::ptrdiff_t>(positional), vararg);
        }
    }
    for (const std::string_view name : order) define(name, true);
    for (std::size_t i = s.parameter_count; i < s.variables.size(); ++i) {
        const ast::scoped_name* n = s.find(s.variables[i]);
        if (n != nullptr && (n->kind == ast::name_kind::local || n->kind == ast::name_kind::cell))
            define(s.variables[i], false);
    }
    for (const std::string_view name : s.cell_names())
        if (!variables_.contains(name)) define(name, false);
    for (const std::string_view name : free_order(s)) {
        ir::variable* v = add_variable(ir::variable::role::free, name);
        v->cpp_name = cpp_identifier(name);
        v->shared_writes = true;
        for (const function_builder* b = outer_; b != nullptr; b = b->outer_)
            if (const ir::variable* owner = b->find_variable(name)) {
                v->shared_writes = owner->shared_writes;
                break;
            }
        fn_.free.push_back(v);
        variables_.emplace(name, v);
        if (!fn_.free_text.empty()) fn_.free_text += ' ';
        fn_.free_text += name;
        if (std::find(std::begin(class_cells), std::end(class_cells), name) != std::end(class_cells))
            bound_outside_.insert(v);
        if (outer_ != nullptr) {
            const ir::variable* there = outer_->find_variable(name);
            if (there != nullptr && !unbound_somewhere(s, name) &&
                (outer_->is_bound(there) || outer_->bound_outside_.contains(there)))
                bound_outside_.insert(v);
        }
    }
}

void function_builder::parameters(const ast::arguments& args) {
    std::string& sig = fn_.signature;
    const std::size_t positional = args.posonlyargs.size() + args.args.size();
    const std::size_t first_default = positional - args.defaults.size();
    std::size_t i = 0;
    const auto add = [&](const std::string& text) {
        if (!sig.empty()) sig += ", ";
        sig += text;
    };
    for (const ast::arg* a : args.posonlyargs) add(scope_->mangled(a->name) + (i++ >= first_default ? "=" : ""));
    if (!args.posonlyargs.empty()) add("/");
    for (const ast::arg* a : args.args) add(scope_->mangled(a->name) + (i++ >= first_default ? "=" : ""));
    if (args.vararg != nullptr)
        add("*" + scope_->mangled(args.vararg->name)), fn_.varargs = true;
    else if (!args.kwonlyargs.empty())
        add("*");
    for (std::size_t k = 0; k < args.kwonlyargs.size(); ++k)
        add(scope_->mangled(args.kwonlyargs[k]->name) + (args.kw_defaults[k] != nullptr ? "=" : ""));
    if (args.kwarg != nullptr) add("**" + scope_->mangled(args.kwarg->name)), fn_.varkeywords = true;
    if (!args.posonlyargs.empty())
        first_parameter_ = args.posonlyargs[0]->name;
    else if (!args.args.empty())
        first_parameter_ = args.args[0]->name;
}

void function_builder::finish() {
    if (!state_.dead) {
        ir::stmt* end = module_.make_stmt(ir::stmt_kind::result, nullptr);
        end->what = none();
        fn_.body.push_back(end);
    }
    for (const ir::variable* v : fn_.locals) {
        if (std::any_of(fn_.parameters.begin(), fn_.parameters.end(),
                        [&](const ir::variable* p) { return p->python_name == v->python_name; }))
            continue;
        if (!fn_.locals_text.empty()) fn_.locals_text += ' ';
        fn_.locals_text += v->python_name;
    }
    module_.printed.push_back(&fn_);
}

void function_builder::build_function(const ast::function_def& def) {
    space_ = fn_.space;
    parameters(*def.args);
    declare_variables();
    if (const ast::constant* doc = ast::docstring(def.body)) {
        fn_.has_doc = true;
        fn_.doc = clean_doc(doc->text);
    }
    block(def.body);
    finish();
}

void function_builder::build_lambda(const ast::lambda& e) {
    space_ = fn_.space;
    if (e.args != nullptr) parameters(*e.args);
    declare_variables();
    leave_return(as_object(settle({lower(*e.body)}, e.body->loc.line)[0]));
    finish();
}

void function_builder::build_generator(const ast::generator_exp& e) {
    space_ = fn_.space;
    fn_.signature = ".0";
    ir::variable* iterable = add_variable(ir::variable::role::local, ".0");  // the iterator of the outermost `for`
    iterable->slot = true;
    iterable->cpp_name = "iterable";
    fn_.parameters.push_back(iterable);
    variables_.emplace(".0", iterable);
    set_bound(iterable, true);
    declare_variables();
    value* first = read(iterable);
    comprehension_loops(
        e.generators, 0,
        [&] {
            auto o = settle({lower(*e.elt)}, e.elt->loc.line);
            const ir::target nothing;
            suspend(ir::stmt_kind::yield, o[0], e.elt->loc, "sent", &nothing);
        },
        first, e.loc);
    finish();
}

// ---- making function objects ---------------------------------------------------------------------------------------

function_builder::signature_values function_builder::defaults_of(const ast::arguments& args) {
    signature_values result;
    std::vector<pending_operand> list;
    for (const ast::expr* d : args.defaults) list.push_back(lower(*d));
    for (std::size_t i = 0; i < args.kw_defaults.size(); ++i)
        if (args.kw_defaults[i] != nullptr) {
            list.push_back(ready(text(scope_->mangled(args.kwonlyargs[i]->name))));
            list.push_back(lower(*args.kw_defaults[i]));
        }
    if (list.empty()) return result;
    std::uint32_t line = 0;
    for (const pending_operand& o : list)
        if (line == 0) line = o.v->at.line;
    const std::vector<value*> values = settle(std::move(list), line);
    const auto keywords = values.begin() + static_cast<std::ptrdiff_t>(args.defaults.size());
    if (keywords != values.begin()) result.defaults = runtime("tuple", std::vector<value*>(values.begin(), keywords));
    if (keywords != values.end())
        result.keyword_defaults = runtime("dict", std::vector<value*>(keywords, values.end()));
    return result;
}

value* function_builder::closure_of(const ast::scope& scope, bool with_class_cell) {
    std::vector<value*> cells;
    for (const std::string_view name : free_order(scope)) {
        if (!with_class_cell &&
            std::find(std::begin(class_cells), std::end(class_cells), name) != std::end(class_cells))
            continue;
        if (value* cell = cell_of(name)) cells.push_back(cell);
    }
    return cells.empty() ? nullptr : runtime("tuple", cells);
}

value* function_builder::make_function(ir::function& inner, const ast::scope& scope, const signature_values& values) {
    const bool in_class = fn_.kind == ir::function_kind::class_body;
    value* closure = closure_of(scope, !in_class);
    signature_values checked = values;  // make_function takes what it gets: failures have to be seen before
    if (checked.defaults != nullptr && checked.defaults->fails)
        checked.defaults = hoist(checked.defaults, out_->size(), "defaults");
    if (checked.keyword_defaults != nullptr && checked.keyword_defaults->fails)
        checked.keyword_defaults = hoist(checked.keyword_defaults, out_->size(), "keyword_defaults");
    std::string code = inner.code_name;
    if (!inner.space.empty() && inner.space != fn_.space) code = inner.space + "::" + code;
    std::vector<value*> operands{literal(code)};
    if (!in_class) operands.push_back(literal("module_"));
    const auto add = [&](value* v, bool needed) {
        if (v != nullptr)
            operands.push_back(v);
        else if (needed)
            operands.push_back(literal("py::ref()"));
    };
    add(checked.defaults, checked.keyword_defaults != nullptr || closure != nullptr);
    add(checked.keyword_defaults, closure != nullptr);
    add(closure, false);
    return in_class ? member("ns.method", operands) : runtime("make_function", operands);
}

// The function object without its decorators.
value* function_builder::function_value(const ast::function_def& s, const signature_values& values) {
    const ast::scope* scope = module_.input.table->of(&s);
    ir::function& inner = new_function(*scope, s.name, s.decorator_list.empty() ? s.loc : s.decorator_list[0]->loc);
    value* v = make_function(inner, *scope, values);
    v = annotate(s, inner, v);
    function_builder child(module_, inner, *scope, this);
    child.build_function(s);
    return v;
}

void function_builder::function_statement(const ast::function_def& s) {
    std::vector<pending_operand> list;
    for (const ast::expr* d : s.decorator_list) list.push_back(lower(*d));
    const signature_values values = defaults_of(*s.args);
    if (values.defaults != nullptr) list.push_back(ready(values.defaults));
    if (values.keyword_defaults != nullptr) list.push_back(ready(values.keyword_defaults));
    auto settled = settle(std::move(list), s.loc.line);
    signature_values ready_values;
    std::size_t next = s.decorator_list.size();
    if (values.defaults != nullptr) ready_values.defaults = settled[next++];
    if (values.keyword_defaults != nullptr) ready_values.keyword_defaults = settled[next];

    value* v = nullptr;
    if (module_.input.table->type_parameters_of(&s) != nullptr) {
        v = generic(s, std::string(s.name), s.type_params, ready_values,
                    [&](function_builder& b, value* parameters, const signature_values& given) {
                        return b.runtime("with_type_parameters", {b.function_value(s, given), parameters});
                    });
    } else {
        v = function_value(s, ready_values);
    }
    for (std::size_t i = s.decorator_list.size(); i-- > 0;)
        v = operation(opcode::call, "", {settled[i], v}, &s.decorator_list[i]->loc);
    bind_name(s.name, settle({ready(v)}, v->at.line)[0]);
}

value* function_builder::lambda(const ast::lambda& e) {
    const ast::scope* scope = module_.input.table->of(&e);
    signature_values values;
    if (e.args != nullptr) values = defaults_of(*e.args);
    ir::function& inner = new_function(*scope, "<lambda>", e.loc);
    value* v = make_function(inner, *scope, values);
    function_builder child(module_, inner, *scope, this);
    child.build_lambda(e);
    return v;
}

value* function_builder::generator(const ast::generator_exp& e) {
    const ast::scope* scope = module_.input.table->of(&e);
    value* first = settle({lower(*e.generators[0]->iter)}, e.generators[0]->iter->loc.line)[0];
    if (!e.generators[0]->is_async)
        first = runtime("get_iterator", {first}, &e.generators[0]->iter->loc);
    else
        first = runtime("get_async_iterator", {first}, &e.generators[0]->iter->loc);
    first = settle({ready(first)}, e.loc.line)[0];
    ir::function& inner = new_function(*scope, "<genexpr>", e.loc);
    value* f = make_function(inner, *scope, {});
    function_builder child(module_, inner, *scope, this);
    child.build_generator(e);
    value* v = operation(opcode::call, "", {f, first}, nullptr);
    v->fails |= first->fails;
    return v;
}

}  // namespace cowith::lowering
