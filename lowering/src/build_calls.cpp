// Calls, super(), await and yield.

#include "builder.hpp"
#include "names.hpp"

#include <algorithm>

namespace cowith::lowering {

using ir::opcode;
using ir::value;

namespace {

// How CPython places a call of a method, or the look-up of its name, when the expression spans lines: from the name on.
ast::location from_attribute(const ast::location& whole, const ast::attribute& a) {
    ast::location loc = whole;
    if (a.attr_loc.line != 0 && a.attr_loc.line != loc.line) {
        loc.line = a.attr_loc.line;
        loc.col = a.attr_loc.col;
    }
    return loc;
}

}  // namespace

value* function_builder::super_call(const ast::call& e) {
    const auto* n = ast::dyn<ast::name>(e.func);
    if (n == nullptr || n->id != "super" || !e.args.empty() || !e.keywords.empty() || first_parameter_.empty())
        return nullptr;
    const resolved r = resolve("super");
    if (r.is != resolved::kind::global || !r.cell->builtin) return nullptr;
    value* cls = cell_of("__class__");
    if (cls == nullptr) return nullptr;
    cls->op = opcode::read_cell;
    return runtime("super_of", {cls, read_named(first_parameter_, e.loc)}, &e.loc);
}

// Reading it neither runs Python code nor fails.
bool function_builder::harmless(const ast::expr& e) {
    if (e.kind == ast::node_kind::constant) return true;
    if (const auto* l = ast::dyn<ast::lambda>(&e))
        return l->args == nullptr || (l->args->defaults.empty() && l->args->kw_defaults.empty());
    const auto* n = ast::dyn<ast::name>(&e);
    if (n == nullptr) return false;
    const resolved r = resolve(n->id);
    if (r.is == resolved::kind::variable) return is_bound(r.var) || bound_outside_.contains(r.var);
    return r.is == resolved::kind::global && (r.cell->builtin || r.cell->stable || r.cell->always_bound);
}

// May the method be looked up behind its arguments? They can't tell the difference.
bool function_builder::plain_arguments(const ast::call& e) {
    const auto& a = ast::as<ast::attribute>(e.func);
    if (const auto* n = ast::dyn<ast::name>(a.value)) {  // a function of an imported module
        const resolved r = resolve(n->id);
        if (r.is == resolved::kind::global && r.cell->is_module) return true;
    }
    return std::all_of(e.args.begin(), e.args.end(), [&](const ast::expr* x) { return harmless(*x); }) &&
           std::all_of(e.keywords.begin(), e.keywords.end(),
                       [&](const ast::keyword* k) { return !k->name.empty() && harmless(*k->value); });
}

value* function_builder::call(const ast::call& e) {
    if (value* v = super_call(e)) return v;
    if (const auto* n = ast::dyn<ast::name>(e.func)) {
        const bool whole_module = e.args.empty() && e.keywords.empty() &&
                                  (n->id == "globals" || ((n->id == "locals" || n->id == "vars") &&
                                                          fn_.kind == ir::function_kind::module_body));
        if (whole_module) {
            if (means_builtin(n->id))
                return operation(opcode::attribute, "\"__dict__\"_n", {literal("py::ref(&module_)")}, &e.loc);
        }
        if (n->id == "dir" && e.args.empty() && e.keywords.empty() && means_builtin(n->id)) {
            value* names = fn_.kind == ir::function_kind::module_body
                               ? operation(opcode::attribute, "\"__dict__\"_n", {literal("py::ref(&module_)")}, &e.loc)
                               : locals_snapshot();
            return runtime("sorted_names", {names}, &e.loc);
        }
        const bool compiles = n->id == "exec" || n->id == "eval" || n->id == "compile";
        const bool snapshot = (n->id == "locals" || n->id == "vars") && e.args.empty() && e.keywords.empty() &&
                              fn_.kind != ir::function_kind::module_body;
        if (compiles || snapshot) {
            if (means_builtin(n->id)) {
                if (snapshot) return locals_snapshot();
                if (!module_.options.defer)
                    module_.unsupported(e.loc, std::string(n->id) + "() needs the Python compiler at run time",
                                        "write the code that the text would hold, or keep functions in a table",
                                        "E0404");
            }
        }
    }
    std::vector<pending_operand> list;
    const auto* attribute = ast::dyn<ast::attribute>(e.func);
    if (const auto* n = attribute ? ast::dyn<ast::name>(attribute->value) : nullptr;
        n != nullptr && resolve(n->id).is == resolved::kind::global)
        module_.check_member(module_.module_named(n->id), attribute->attr, attribute->loc);
    const bool unpacks =
        std::any_of(e.args.begin(), e.args.end(),
                    [](const ast::expr* a) { return a->kind == ast::node_kind::starred; }) ||
        std::any_of(e.keywords.begin(), e.keywords.end(), [](const ast::keyword* k) { return k->name.empty(); });
    bool looked_up = false;
    if (attribute != nullptr && unpacks) {  // messages name the method
        list.push_back(lower(*attribute));
        attribute = nullptr;
    } else if (attribute != nullptr && !plain_arguments(e)) {  // it is looked up before its arguments are evaluated
        value* receiver = named_value(settle({lower(*attribute->value)}, attribute->attr_loc.line)[0]);
        const ast::location lookup = from_attribute(attribute->loc, *attribute);
        value* again = receiver->op == opcode::read ? read(receiver->var) : receiver;
        list.push_back(ready(read_again(receiver)));
        list.push_back(ready(runtime("method_of", {again, text(scope_->mangled(attribute->attr))}, &lookup)));
        looked_up = true;
    } else if (attribute != nullptr) {
        list.push_back(lower(*attribute->value));
    } else {
        list.push_back(lower(*e.func));
    }
    // What follows an unpacked argument may see that it is unpacked: then its items are taken at once.
    std::size_t last_effect = 0;
    for (std::size_t i = 0; i < e.args.size(); ++i)
        if (!harmless(*e.args[i])) last_effect = i;
    for (std::size_t i = 0; i < e.keywords.size(); ++i)
        if (!harmless(*e.keywords[i]->value)) last_effect = e.args.size() + i;
    for (std::size_t i = 0; i < e.args.size(); ++i) {
        if (const auto* s = ast::dyn<ast::starred>(e.args[i])) {
            value* v = settle({lower(*s->value)}, e.loc.line)[0];
            if (e.args.size() > 1) v = runtime("positional_items", {v}, &e.loc);
            list.push_back(ready(operation(opcode::runtime, "star", {v}, nullptr)));
        } else {
            list.push_back(lower(*e.args[i]));
        }
    }
    for (std::size_t i = 0; i < e.keywords.size(); ++i) {
        const ast::keyword* k = e.keywords[i];
        value* v = settle({lower(*k->value)}, e.loc.line)[0];
        if (k->name.empty()) {
            if (e.args.size() + i < last_effect) v = runtime("keyword_items", {v}, &e.loc);
            list.push_back(ready(operation(opcode::runtime, "star_star", {v}, nullptr)));
        } else
            list.push_back(
                ready(operation(opcode::keyword, cpp_string(scope_->mangled(k->name)) + "_s", {v}, nullptr)));
    }
    if (attribute == nullptr) {
        auto operands = settle(std::move(list), e.loc.line);
        value* v = operation(opcode::call, "", operands, &e.loc, &e);
        hide_carets(e);
        return v;
    }
    const ast::location loc = from_attribute(e.loc, *attribute);
    auto operands = settle(std::move(list), loc.line);
    if (looked_up && operands[1]->op == opcode::runtime) {  // nothing comes between the look-up and the call
        if (operands[1]->operands[0]->op == opcode::read) --operands[1]->operands[0]->var->uses;
        operands.erase(operands.begin() + 1);
        mark(from_attribute(attribute->loc, *attribute));
        value* v = operation(opcode::method, cpp_string(scope_->mangled(attribute->attr)) + "_n", operands, &loc, &e);
        hide_carets(e);
        return v;
    }
    if (looked_up) {
        value* v = operation(opcode::method, "", operands, &loc, &e);
        hide_carets(e);
        return v;
    }
    const ast::location lookup = from_attribute(attribute->loc, *attribute);
    mark(lookup);  // the look-up of the name may fail: an operation of its own
    value* v = operation(opcode::method, cpp_string(scope_->mangled(attribute->attr)) + "_n", operands, &loc, &e);
    hide_carets(e);
    return v;
}

// traceback.py's _should_show_carets: none under `return f(...)` and `x = f(...)` where the call is the whole value.
void function_builder::hide_carets(const ast::call& e) {
    const auto* r = ast::dyn<ast::return_stmt>(origin_);
    const auto* a = ast::dyn<ast::assign>(origin_);
    const bool whole =
        (r != nullptr && r->value == &e && e.func->kind == ast::node_kind::name) || (a != nullptr && a->value == &e);
    if (!whole || origin_->loc.line != e.loc.line) return;
    const std::string_view line = module_.input.source->line(origin_->loc.line);
    if (line.substr(0, origin_->loc.col).find_first_not_of(" \t") != std::string_view::npos) return;
    ir::position& p = fn_.positions.back();
    p.no_carets = true;
    p.anchor_line = 0;
}

// Does the name, where it stands, mean the builtin function?
bool function_builder::means_builtin(std::string_view written) {
    const resolved r = resolve(written);
    if (r.is == resolved::kind::global) return r.cell->builtin;
    if (r.is != resolved::kind::class_name) return false;
    const ast::scoped_name* n = scope_->find(r.name);
    return n != nullptr && !n->is_bound() && n->kind == ast::name_kind::global_implicit &&
           module_.find_global(r.name)->builtin;
}

// locals(): a new dict of what is bound now (PEP 667); in a class body its namespace.
value* function_builder::locals_snapshot() {
    if (fn_.kind == ir::function_kind::class_body) return member("ns.mapping", {});
    std::vector<value*> operands;
    const auto add = [&](ir::variable* v) {
        if (v->python_name.starts_with('.')) return;
        const auto known = variables_.find(v->python_name);
        if (known == variables_.end()) return;
        value* r = read(known->second);
        if (known->second->is == ir::variable::role::cell || known->second->is == ir::variable::role::free)
            r->op = opcode::read_cell;
        operands.push_back(text(v->python_name));
        operands.push_back(r);
    };
    for (ir::variable* v : fn_.parameters) add(v);
    for (ir::variable* v : fn_.locals)
        if (std::none_of(fn_.parameters.begin(), fn_.parameters.end(),
                         [&](const ir::variable* p) { return p->python_name == v->python_name; }))
            add(v);
    for (ir::variable* v : fn_.free) add(v);
    return runtime("snapshot", operands);
}

namespace {

// Does the operation let go of that operand itself, when it is over (object.hpp)?
bool lets_go(const value& v, std::size_t operand) {
    switch (v.op) {
    case opcode::call:
    case opcode::method:
    case opcode::attribute:
    case opcode::keyword: return true;
    case opcode::item: return operand == 0;
    case opcode::runtime:
        return v.text == "list" || v.text == "tuple" || v.text == "dict" || v.text == "set" || v.text == "star" ||
               v.text == "star_star" || v.text == "yield_from";
    default: return false;
    }
}
// Is there a value in v that nothing else may hold, and that lives until the C++ expression ends?
bool lingers(const value& v) {
    for (std::size_t i = 0; i < v.operands.size(); ++i) {
        const value& o = *v.operands[i];
        const bool fresh = o.op == opcode::call || o.op == opcode::method ||
                           (o.op == opcode::read && o.var->is == ir::variable::role::temporary);
        if ((fresh && !lets_go(v, i)) || lingers(o)) return true;
    }
    return false;
}
// What in an awaited operand holds values that would live on while the function waits, where the collector doesn't see them; or null.
value** holding_part(value*& operand) {
    if (operand->op != opcode::member) return lingers(*operand) ? &operand : nullptr;
    // `async with m(...)`: the block holds the manager.
    if (operand->operands.empty() || !lingers(*operand->operands[0])) return nullptr;
    return &operand->operands[0];
}

}  // namespace

// co_await or co_yield of an operand; what comes back goes to `into` or to a temporary.
value* function_builder::suspend(ir::stmt_kind kind, value* operand, const ast::location& loc, const char* hint,
                                 const ir::target* into, const ast::expr* anchors) {
    auto operands = settle({ready(as_object(operand))}, loc.line);
    if (kind == ir::stmt_kind::yield && operands[0]->fails)  // a failed value isn't yielded
        operands[0] = hoist(operands[0], out_->size());
    if (kind == ir::stmt_kind::await)
        if (value** part = holding_part(operands[0])) {
            (*part)->awaited = false;  // a body that ran at once would run while the expression still holds them
            *part = hoist(*part, out_->size());
        }
    ir::stmt* s = emit(kind);
    s->what = operands[0];
    s->at = mark(loc, anchors);
    s->attempt = in_protected();
    const bool direct = into != nullptr && into->is == ir::target::kind::variable && !(into->keep_old && s->attempt);
    if (direct) {
        s->to = *into;
        set_bound(into->var, true);
        return nullptr;
    }
    if (into != nullptr && into->is == ir::target::kind::none) return nullptr;  // the result isn't wanted
    ir::variable* t = temporary(hint);
    s->to = {ir::target::kind::variable, t};
    value* v = read(t);
    if (into != nullptr) assign(*into, v);
    return v;
}

value* function_builder::await(const ast::await_expr& e, const ir::target* into) {
    value* operand = settle({lower(*e.value)}, e.loc.line)[0];
    const std::string hint = hint_of(*e.value);
    if (operand->op == opcode::call || operand->op == opcode::method) operand->awaited = true;
    return suspend(ir::stmt_kind::await, operand, e.loc, hint.c_str(), into);
}

value* function_builder::yield(const ast::yield_expr& e, const ir::target* into) {
    value* operand = e.value != nullptr ? settle({lower(*e.value)}, e.loc.line)[0] : none();
    return suspend(ir::stmt_kind::yield, operand, e.loc, "sent", into);
}

value* function_builder::yield_from(const ast::yield_from& e, const ir::target* into) {
    auto operands = settle({lower(*e.value)}, e.loc.line);
    return suspend(ir::stmt_kind::await, runtime("yield_from", operands, &e.loc), e.loc, "result", into);
}

}  // namespace cowith::lowering
