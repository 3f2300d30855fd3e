// Names: where a name lives, whether it is surely bound, reading and binding it.

#include "builder.hpp"
#include "names.hpp"

namespace cowith::lowering {

using ir::opcode;
using ir::representation;
using ir::value;

ir::variable* function_builder::add_variable(ir::variable::role role, std::string_view name) {
    ir::variable& v = fn_.variables.emplace_back();
    v.is = role;
    v.python_name = name;
    v.index = static_cast<std::uint32_t>(fn_.variables.size() - 1);
    return &v;
}

ir::variable* function_builder::find_variable(std::string_view mangled) const {
    const auto found = variables_.find(mangled);
    return found == variables_.end() ? nullptr : found->second;
}

function_builder::resolved function_builder::resolve(std::string_view written) {
    resolved r;
    // An inlined comprehension's own names first, then those of the scopes around it.
    std::size_t level = inner_scope_of_.size();
    const ast::scope* s = scope_;
    const std::string mangled = s->mangled(written);
    r.name = module_.keep(mangled);
    for (;;) {
        const ast::scoped_name* n = s->find(mangled);
        const bool inner = level > 0 && inner_scope_of_[level - 1] == s;
        if (inner) {
            const auto& own = inner_scopes_[level - 1];
            if (const auto found = own.find(mangled); found != own.end()) {
                r.is = resolved::kind::variable;
                r.var = found->second;
                return r;
            }
            if (n != nullptr && (n->kind == ast::name_kind::global_explicit ||
                                 (n->kind == ast::name_kind::global_implicit && !s->parent->is_class())))
                break;
            --level;
            s = level > 0 ? inner_scope_of_[level - 1]
                          : (fn_.kind == ir::function_kind::module_body ? &module_.input.table->module()
                                                                        : innermost_function_scope());
            continue;
        }
        if (s->is_module()) break;
        if (s->is_class()) {
            if (n != nullptr && n->kind == ast::name_kind::global_explicit) break;
            if (ir::variable* v = n != nullptr && n->is_nonlocal ? find_variable(mangled) : nullptr) {
                r.is = resolved::kind::variable;
                r.var = v;
                return r;
            }
            r.is = resolved::kind::class_name;
            return r;
        }
        if (n != nullptr && (n->kind == ast::name_kind::global_explicit || n->kind == ast::name_kind::global_implicit))
            break;
        if (ir::variable* v = find_variable(mangled)) {
            r.is = resolved::kind::variable;
            r.var = v;
            return r;
        }
        break;
    }
    r.is = resolved::kind::global;
    r.cell = module_.find_global(r.name);
    return r;
}

const ast::scope* function_builder::innermost_function_scope() const {
    const ast::scope* s = scope_;
    while (s->is_comprehension() && s->is_inlined && s->parent != nullptr) s = s->parent;
    return s;
}

bool function_builder::is_bound(const ir::variable* v) const {
    return state_.dead || (v->index < state_.definite.size() && state_.definite[v->index]);
}

void function_builder::set_bound(const ir::variable* v, bool bound) {
    if (v->index >= state_.definite.size()) state_.definite.resize(v->index + 1);
    if (v->index >= state_.maybe.size()) state_.maybe.resize(v->index + 1);
    state_.definite[v->index] = bound;
    if (bound) state_.maybe[v->index] = true;
}

// Another way leads here as well.
void function_builder::join(const flow_state& other) {
    if (other.dead) return;
    if (state_.dead) {
        state_ = other;
        return;
    }
    for (std::size_t i = 0; i < state_.definite.size(); ++i)
        if (i >= other.definite.size() || !other.definite[i]) state_.definite[i] = false;
    if (other.maybe.size() > state_.maybe.size()) state_.maybe.resize(other.maybe.size());
    for (std::size_t i = 0; i < other.maybe.size(); ++i)
        if (other.maybe[i]) state_.maybe[i] = true;
}

value* function_builder::global_read(ir::global* cell, const ast::location& loc) {
    value* v = module_.make_value(opcode::read_global);
    v->cell = cell;
    if (cell->builtin) return v;
    v->fails = true;
    v->changes = !cell->stable;
    v->floats = (cell->stable || (cell->always_bound && fn_.kind != ir::function_kind::module_body)) && !fn_.lazy;
    if (!v->floats) v->at = mark(loc);
    return v;
}

value* function_builder::name_read(const ast::name& n) { return read_named(n.id, n.loc); }

value* function_builder::read_named(std::string_view written, const ast::location& loc) {
    const resolved r = resolve(written);
    if (value* v = read_in_class(r, loc)) return v;
    switch (r.is) {
    case resolved::kind::global: return global_read(r.cell, loc);
    case resolved::kind::class_name: {
        const ast::scoped_name* n = scope_->find(r.name);
        if (n != nullptr && !n->is_bound() && n->kind == ast::name_kind::global_implicit)
            return global_read(module_.find_global(r.name), loc);
        std::vector<value*> operands{text(r.name)};
        if (n != nullptr && (n->kind == ast::name_kind::free || n->is_also_free))
            if (value* cell = cell_of(r.name)) operands.push_back(cell);
        value* v = operation(opcode::member, "ns.get", operands, &loc);
        v->changes = true;
        v->runs = false;
        return v;
    }
    default: break;
    }
    ir::variable* var = r.var;
    const bool shared = var->is == ir::variable::role::cell || var->is == ir::variable::role::free;
    value* v = read(var);
    if (shared) {
        v->op = opcode::read_cell;
        v->changes = var->shared_writes;
    }
    if (var->is == ir::variable::role::temporary || (is_bound(var) && !var->unbound_inside) ||
        (var->is == ir::variable::role::free && bound_outside_.contains(var)))
        return v;
    value* checked = operation(opcode::runtime, "bound",
                               {shared && var->is == ir::variable::role::free ? module_.make_value(opcode::read) : v,
                                literal(cpp_string(r.name))},
                               &loc);
    checked->runs = false;
    checked->rep = representation::borrowed;
    if (var->is == ir::variable::role::free) {
        checked->text = "bound_free";
        checked->operands[0]->var = var;
        checked->changes = true;
    } else {
        set_bound(var, true);  // the failure leaves
    }
    return checked;
}

// The cell itself, for closures; null when there is none.
value* function_builder::cell_of(std::string_view mangled) {
    for (std::size_t i = inner_scopes_.size(); i-- > 0;)
        if (const auto found = inner_scopes_[i].find(mangled); found != inner_scopes_[i].end())
            return read(found->second);
    if (ir::variable* v = find_variable(mangled)) return read(v);
    return nullptr;
}

ir::target function_builder::name_target(std::string_view written) {
    const resolved r = resolve(written);
    ir::target t;
    switch (r.is) {
    case resolved::kind::global:
        t.is = ir::target::kind::global;
        t.cell = r.cell;
        break;
    case resolved::kind::class_name:
        t.is = ir::target::kind::name_in_class;
        t.text = r.name;
        break;
    default:
        t.is = ir::target::kind::variable;
        if (r.var->is == ir::variable::role::cell || r.var->is == ir::variable::role::free)
            t.is = ir::target::kind::cell;
        t.var = r.var;
        r.var->used = true;
        t.keep_old =
            t.is == ir::target::kind::cell ||
            (in_protected() && (loops_ > 0 || (r.var->index < state_.maybe.size() && state_.maybe[r.var->index])));
    }
    return t;
}

// to = v
void function_builder::assign(const ir::target& to, value* v) {
    ir::stmt* s = evaluate(as_object(v));
    s->to = to;
    if (to.is == ir::target::kind::name_in_class) {
        s->what->fails = true;
        if (origin_ != nullptr)
            s->what->at = mark(origin_->loc);  // an operation of its own, which passes a failed value on
    }
    if (to.var != nullptr) set_bound(to.var, true);
}

void function_builder::bind_name(std::string_view written, value* v) { assign(name_target(written), v); }

void function_builder::unbind(std::string_view written, const ast::location& loc) {
    const resolved r = resolve(written);
    switch (r.is) {
    case resolved::kind::global: {
        value* v = module_.make_value(opcode::read_global);
        v->cell = r.cell;
        evaluate(boolean(runtime("remove", {v}, &loc)));
        break;
    }
    case resolved::kind::class_name: evaluate(boolean(member("ns.remove", {text(r.name)}, &loc))); break;
    default: {
        value* v = read_named(written, loc);
        if (v->fails) evaluate(v);
        value* place = read(r.var);
        if (r.var->is == ir::variable::role::cell || r.var->is == ir::variable::role::free)
            place->op = opcode::read_cell;
        value* spot = literal("@");
        spot->at = {loc.line, 0};
        evaluate(runtime("unbind", {place, spot}));
        set_bound(r.var, false);
    }
    }
}

}  // namespace cowith::lowering
