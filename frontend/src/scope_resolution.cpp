// Second pass: decides for every name in every scope where its value lives (analyze_block and its kin in symtable.c).
// Scopes are visited outer before inner; a name that is only used is looked up through the scopes around it.

#include "scope_builder.hpp"

namespace cowith::frontend {

const directive* scope_builder::directive_of(const scope& s, std::string_view name) const {
    const auto found = directives_.find(&s);
    if (found == directives_.end()) return nullptr;
    for (const directive& d : found->second)
        if (d.name == name) return &d;
    return nullptr;
}

void scope_builder::resolve(scope& s) {
    set_qualified_name(s);
    // By index: capture() may add names to this scope from its children only, which come later.
    for (std::size_t i = 0; i < s.names.size(); ++i) resolve_name(s, i);
}

void scope_builder::resolve_name(scope& s, std::size_t index) {
    const std::string_view name = s.names[index].name;
    scoped_name& n = s.names[index];
    const auto complain = [&](const char* code, const std::string& message) -> diagnostic& {
        const directive* d = directive_of(s, name);
        const location where = d != nullptr ? d->where : n.first;
        diagnostic& made = error(code, where, message);
        if (d != nullptr && d->name_where != where && d->name_where.line != 0)
            made.others.push_back({d->name_where, ""});
        return made;
    };
    const std::string quoted = "'" + std::string(name) + "'";
    bool declared_global = false;

    if (n.is_global) {
        if (n.is_nonlocal) complain("E0316", "name " + quoted + " is nonlocal and global");
        n.kind = name_kind::global_explicit;
        return;
    }
    if (n.is_nonlocal) {
        if (s.is_module()) {
            complain("E0318", "nonlocal declaration not allowed at module level");
            return;
        }
        scope* owner = find_binding(s, name, declared_global);
        if (owner == nullptr) {
            diagnostic& made = complain("E0317", "no binding for nonlocal " + quoted + " found");
            const scoped_name* in_module = table_.module().find(name);
            if (in_module != nullptr && in_module->is_bound())
                made.help.push_back("for the variable of the module write `global " + std::string(name) + "`");
            return;
        }
        if (scoped_name* binding = owner->find(name); binding != nullptr && binding->is_type_parameter)
            complain("E0319", "nonlocal binding not allowed for type parameter " + quoted);
        capture(s, *owner, name);
        s.names[index].kind = name_kind::free;
        return;
    }
    if (n.is_bound()) {
        if (n.kind != name_kind::cell) n.kind = name_kind::local;
        return;
    }
    if (s.can_see_class_scope) {
        // A name that the class binds is read from the class namespace or, failing that, from the globals.
        const scope* around = s.parent;
        while (around != nullptr && !around->is_class()) around = around->parent;
        const scoped_name* there = around != nullptr ? around->find(name) : nullptr;
        if (there != nullptr && there->is_global) {
            n.kind = name_kind::global_explicit;
            return;
        }
        if (there != nullptr && there->is_bound() && !there->is_nonlocal) return;
    }
    if (s.is_module()) return;
    if (scope* owner = find_binding(s, name, declared_global)) {
        capture(s, *owner, name);
        s.names[index].kind = name_kind::free;
    }
}

/// The function-like scope around `s` that binds `name`, or the class that provides `__class__`; null: it is a global.
scope* scope_builder::find_binding(const scope& s, std::string_view name, bool& declared_global) {
    const bool implicit = name == "__class__" || name == "__classdict__";
    for (scope* outer = s.parent; outer != nullptr && !outer->is_module(); outer = outer->parent) {
        if (outer->is_class()) {
            if (implicit) return outer;
            continue;
        }
        const scoped_name* there = outer->find(name);
        if (there == nullptr || there->is_nonlocal) continue;
        if (there->is_global) {
            declared_global = true;
            return nullptr;
        }
        if (there->is_bound()) return outer;
    }
    return nullptr;
}

/// Makes `name` of `owner` reachable from `from`: a cell there, a free name in the scopes between.
void scope_builder::capture(scope& from, scope& owner, std::string_view name) {
    bool leaves_frame = !from.is_inlined;
    for (scope* between = from.parent; between != &owner; between = between->parent) {
        leaves_frame |= !between->is_inlined;
        scoped_name* there = between->find(name);
        if (there == nullptr) {
            between->at(name, from.find(name)->first).kind = name_kind::free;
        } else if (between->is_class() && (there->is_bound() || there->is_global)) {
            there->is_also_free = true;
        } else {
            there->kind = name_kind::free;
        }
    }
    if (owner.is_class()) {
        if (name == "__class__")  // two bit-fields in one conditional crash clang 19
            owner.needs_class_cell = true;
        else
            owner.needs_class_dict = true;
        return;
    }
    if (leaves_frame) owner.find(name)->kind = name_kind::cell;
}

/// __qualname__, as compiler_set_qualname in compile.c builds it.
void scope_builder::set_qualified_name(scope& s) {
    s.qualified_name = s.name;
    const scope* around = s.parent;
    while (around != nullptr && (around->is_inlined || around->kind == scope_kind::type_parameters))
        around = around->parent;
    if (around == nullptr || around->is_module()) return;
    if (s.kind == scope_kind::function || s.is_class()) {
        const scoped_name* there = around->lookup(s.name);
        if (there != nullptr && there->is_global) return;
    }
    const bool locals = around->kind == scope_kind::function || around->kind == scope_kind::lambda;
    s.qualified_name = around->qualified_name + (locals ? ".<locals>." : ".") + std::string(s.name);
}

}  // namespace cowith::frontend
