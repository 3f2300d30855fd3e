// First pass: parameters, annotations and type parameters.

#include "scope_builder.hpp"

namespace cowith::frontend {
namespace {

/// What the three kinds of type parameters share.
struct type_param_parts {
    identifier name;
    const expr* bound = nullptr;
    const expr* default_value = nullptr;
    const char* where_default = "";
};

type_param_parts parts_of(const type_param* p) {
    if (auto* v = dyn<type_var>(p)) return {v->name, v->bound, v->default_value, "a TypeVar default"};
    if (auto* s = dyn<param_spec>(p)) return {s->name, nullptr, s->default_value, "a ParamSpec default"};
    auto& t = as<type_var_tuple>(p);
    return {t.name, nullptr, t.default_value, "a TypeVarTuple default"};
}

}  // namespace

void scope_builder::visit_parameters(const arguments& a) {
    const auto add = [this](const arg* parameter) {
        if (parameter == nullptr) return;
        use(parameter->name, name_use::parameter, parameter->loc);
        check_name(parameter->name, expr_context::store, parameter->loc);
        const std::string_view name = spelled(current(), parameter->name);
        for (const std::string_view earlier : current().variables)
            if (earlier == name) return;  // a duplicate, reported above
        current().variables.push_back(name);
        ++current().parameter_count;
    };
    for (const arg* parameter : a.posonlyargs) add(parameter);
    for (const arg* parameter : a.args) add(parameter);
    for (const arg* parameter : a.kwonlyargs) add(parameter);
    add(a.vararg);
    add(a.kwarg);
}

void scope_builder::visit_defaults(const arguments& a) {
    visit(a.defaults);
    visit(a.kw_defaults);
}

/// Annotations of variables. Those of a function's locals are never evaluated, and under the future import none are:
/// such names must not reach the table, but errors in them are reported.
void scope_builder::visit_annotation(const expr* annotation) {
    scope& parent = current();
    if (table_.future_annotations || !(parent.is_module() || parent.is_class())) {
        enter_discarded(scope_kind::annotations);
        top().where = "an annotation";
        visit(annotation);
        leave_discarded();
        return;
    }
    if (parent.is_module() || top().conditional) parent.has_conditional_annotations = true;
    scope*& block = annotation_scopes_[&parent];
    if (block == nullptr) {
        block = &table_.add(scope_kind::annotations, "__annotate__", parent.owner, &parent);
        see_class_scope(*block, parent.is_class(), annotation->loc);
        if (parent.is_module())
            table_.module_annotations_ = block;
        else
            table_.put(table_.annotations_, parent.owner, block);
    }
    stack_.push_back({block});
    top().where = "an annotation";
    visit(annotation);
    leave();
}

void scope_builder::visit_signature_annotations(const function_def& f) {
    const arguments& a = *f.args;
    std::vector<const expr*> annotations;
    const auto add = [&annotations](const expr* annotation) {
        if (annotation != nullptr) annotations.push_back(annotation);
    };
    for (const arg* parameter : a.posonlyargs) add(parameter->annotation);
    for (const arg* parameter : a.args) add(parameter->annotation);
    if (a.vararg != nullptr) add(a.vararg->annotation);
    if (a.kwarg != nullptr) add(a.kwarg->annotation);
    for (const arg* parameter : a.kwonlyargs) add(parameter->annotation);
    add(f.returns);
    if (annotations.empty()) return;
    const bool discard = table_.future_annotations;
    if (discard) {
        enter_discarded(scope_kind::annotations);
    } else {
        const bool in_class = current().is_class() || current().can_see_class_scope;
        scope& block = enter(scope_kind::annotations, "__annotate__", &f);
        record(table_.annotations_, &f, block);
        see_class_scope(block, in_class, annotations.front()->loc);
    }
    top().where = "an annotation";
    for (const expr* annotation : annotations) visit(annotation);
    if (discard)
        leave_discarded();
    else
        leave();
}

/// An annotation scope in a class looks names up in the class first, through a variable of its own.
void scope_builder::see_class_scope(scope& s, bool in_class, const location& where) {
    s.can_see_class_scope = in_class;
    if (in_class) s.at("__classdict__", where).is_referenced = true;
}

/// Opens the scope of a generic definition, which the caller leaves.
void scope_builder::visit_type_params(const type_param_list& params, const node* owner) {
    scope& outer = current();
    identifier name;
    if (auto* f = dyn<function_def>(owner))
        name = f->name;
    else if (auto* c = dyn<class_def>(owner))
        name = c->name;
    else
        name = as<frontend::name>(as<type_alias>(owner).name).id;
    scope& block = enter(scope_kind::type_parameters, name, owner);
    record(table_.type_parameters_, owner, block);
    see_class_scope(block, outer.is_class(), owner->loc);
    top().where = "the definition of a generic";
    if (owner->kind == node_kind::class_def) {
        block.private_class = name;
        block.mangles_type_parameters_only = true;
    }
    const type_param* defaulted = nullptr;
    for (const type_param* p : params) {
        visit_type_param(p);
        const type_param_parts parts = parts_of(p);
        if (parts.default_value != nullptr) {
            defaulted = p;
        } else if (defaulted != nullptr) {
            error("E0312", p->loc,
                  "non-default type parameter '" + std::string(parts.name) + "' follows default type parameter")
                .others.push_back({defaulted->loc, "this one has a default"});
        }
    }
}

void scope_builder::visit_type_param(const type_param* p) {
    const type_param_parts parts = parts_of(p);
    if (parts.name == "__classdict__" || parts.name == "__class__" || parts.name == "__classcell__")
        error("E0311", p->loc, "reserved name '" + std::string(parts.name) + "' cannot be used for type parameter");
    if (current().mangles_type_parameters_only) current().type_parameter_names.push_back(parts.name);
    use(parts.name, name_use::type_parameter, p->loc);
    check_name(parts.name, expr_context::store, p->loc);
    const bool constraints = parts.bound != nullptr && parts.bound->kind == node_kind::tuple;
    visit_type_expression(parts.bound, p, scope_kind::type_variable_bound,
                          constraints ? "a TypeVar constraint" : "a TypeVar bound");
    visit_type_expression(parts.default_value, p, scope_kind::type_variable_default, parts.where_default);
}

void scope_builder::visit_type_expression(const expr* e, const type_param* owner, scope_kind kind, const char* where) {
    if (e == nullptr) return;
    const bool in_class = current().can_see_class_scope;
    scope& block = enter(kind, parts_of(owner).name, owner);
    record(kind == scope_kind::type_variable_bound ? table_.body_ : table_.annotations_, owner, block);
    see_class_scope(block, in_class, e->loc);
    top().where = where;
    visit(e);
    leave();
}

}  // namespace cowith::frontend
