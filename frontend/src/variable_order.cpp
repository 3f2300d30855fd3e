// The order of a function's variables: co_varnames, which is the order in which compile.c meets them (values before
// targets), and with it the order in which a finished frame drops them.

#include "scope_builder.hpp"

#include <unordered_set>

namespace cowith::frontend {
namespace {

class orderer {
  public:
    explicit orderer(symbol_table& table) : table_(table) {}

    void visit(const stmt_list& list) {
        for (const stmt* s : list) visit(s);
    }
    void enter_module(const stmt_list& body) {
        current_ = &table_.scopes().front();
        visit(body);
    }

  private:
    scope* body_of(const node* n) { return n->index < table_.body_.size() ? table_.body_[n->index] : nullptr; }

    /// Runs `walk` with the scope of `owner` as the current one.
    template <class Walk> void inside(const node* owner, Walk walk) {
        scope* body = body_of(owner);
        if (body == nullptr) return;  // part of an annotation that is never evaluated
        scope* before = std::exchange(current_, body);
        walk();
        current_ = before;
    }

    void add(scope& s, std::string_view name) {
        if (!seen_.insert({&s, name}).second) return;
        const scoped_name* n = s.find(name);
        if (n != nullptr && n->kind == name_kind::local && !n->is_parameter) s.variables.push_back(n->name);
    }
    void use(identifier written) {
        scope* s = current_;
        const scoped_name* n = s->lookup(written);
        while (n != nullptr && s->is_inlined && n->kind == name_kind::free) {  // runs in the frame around it
            s = s->parent;
            n = s->find(n->name);
        }
        if (n != nullptr && s->is_function()) add(*s, n->name);
    }

    void visit(const expr_list& list) {
        for (const expr* e : list) visit(e);
    }
    void visit_defaults(const arguments& a) {
        visit(a.defaults);
        visit(a.kw_defaults);
    }
    void visit_comprehension(const expr* e, const node_list<comprehension*>& generators, const expr* elt,
                             const expr* value);
    void visit_pattern(const pattern* p);
    void visit_augmented(const aug_assign& a);
    void visit(const stmt* s);
    void visit(const expr* e);
    void visit_expression(const expr* e);

    struct key {
        const scope* s;
        std::string_view name;
        bool operator==(const key&) const = default;
    };
    struct hash {
        std::size_t operator()(const key& k) const {
            return std::hash<const void*>()(k.s) * 31 + std::hash<std::string_view>()(k.name);
        }
    };

    symbol_table& table_;
    scope* current_ = nullptr;
    std::unordered_set<key, hash> seen_;
    stack_guard guard_;
};

void orderer::visit(const stmt* s) {
    if (guard_.deep()) return;  // reported by the first pass
    switch (s->kind) {
    case node_kind::function_def:
    case node_kind::async_function_def: {
        auto& f = as<function_def>(s);
        visit(f.decorator_list);
        visit_defaults(*f.args);
        inside(s, [&] { visit(f.body); });
        return use(f.name);
    }
    case node_kind::class_def: {
        auto& c = as<class_def>(s);
        visit(c.decorator_list);
        if (c.type_params.empty()) {  // those of a generic class are evaluated in a scope of their own
            visit(c.bases);
            for (const keyword* k : c.keywords) visit(k->value);
        }
        inside(s, [&] { visit(c.body); });
        return use(c.name);
    }
    case node_kind::type_alias: return visit(as<type_alias>(s).name);
    case node_kind::return_stmt: return visit(as<return_stmt>(s).value);
    case node_kind::delete_stmt: return visit(as<delete_stmt>(s).targets);
    case node_kind::assign: visit(as<assign>(s).value); return visit(as<assign>(s).targets);
    case node_kind::aug_assign: return visit_augmented(as<aug_assign>(s));
    case node_kind::ann_assign: {
        auto& a = as<ann_assign>(s);
        visit(a.value);
        if (a.value != nullptr || a.target->kind != node_kind::name) visit(a.target);
        return;
    }
    case node_kind::for_stmt:
    case node_kind::async_for_stmt:
        visit(as<for_stmt>(s).iter);
        visit(as<for_stmt>(s).target);
        visit(as<for_stmt>(s).body);
        return visit(as<for_stmt>(s).orelse);
    case node_kind::while_stmt:
        visit(as<while_stmt>(s).test);
        visit(as<while_stmt>(s).body);
        return visit(as<while_stmt>(s).orelse);
    case node_kind::if_stmt:
        visit(as<if_stmt>(s).test);
        visit(as<if_stmt>(s).body);
        return visit(as<if_stmt>(s).orelse);
    case node_kind::with_stmt:
    case node_kind::async_with_stmt:
        for (const with_item* item : as<with_stmt>(s).items) {
            visit(item->context_expr);
            visit(item->optional_vars);
        }
        return visit(as<with_stmt>(s).body);
    case node_kind::match_stmt:
        visit(as<match_stmt>(s).subject);
        for (const match_case* c : as<match_stmt>(s).cases) {
            visit_pattern(c->pattern);
            visit(c->guard);
            visit(c->body);
        }
        return;
    case node_kind::raise_stmt: visit(as<raise_stmt>(s).exc); return visit(as<raise_stmt>(s).cause);
    case node_kind::try_stmt:
    case node_kind::try_star_stmt: {
        auto& t = as<try_stmt>(s);
        visit(t.body);
        if (!t.is_star()) visit(t.orelse);
        for (const except_handler* h : t.handlers) {
            visit(h->type);
            if (!h->name.empty()) use(h->name);
            visit(h->body);
        }
        if (t.is_star()) visit(t.orelse);
        return visit(t.finalbody);
    }
    case node_kind::assert_stmt: visit(as<assert_stmt>(s).test); return visit(as<assert_stmt>(s).msg);
    case node_kind::import_stmt:
        for (const alias* a : as<import_stmt>(s).names)
            use(a->asname.empty() ? a->name.substr(0, a->name.find('.')) : a->asname);
        return;
    case node_kind::import_from_stmt:
        for (const alias* a : as<import_from_stmt>(s).names) use(a->asname.empty() ? a->name : a->asname);
        return;
    case node_kind::expr_stmt: return visit(as<expr_stmt>(s).value);
    default: return;
    }
}

/// The target is read, then the value, then the target is written.
void orderer::visit_augmented(const aug_assign& a) {
    visit(a.target);
    visit(a.value);
}

void orderer::visit_pattern(const pattern* p) {
    if (p == nullptr) return;
    switch (p->kind) {
    case node_kind::match_value: return visit(as<match_value>(p).value);
    case node_kind::match_sequence:
        for (const pattern* inner : as<match_sequence>(p).patterns) visit_pattern(inner);
        return;
    case node_kind::match_mapping:
        visit(as<match_mapping>(p).keys);
        for (const pattern* inner : as<match_mapping>(p).patterns) visit_pattern(inner);
        return use(as<match_mapping>(p).rest);
    case node_kind::match_class:
        visit(as<match_class>(p).cls);
        for (const pattern* inner : as<match_class>(p).patterns) visit_pattern(inner);
        for (const pattern* inner : as<match_class>(p).kwd_patterns) visit_pattern(inner);
        return;
    case node_kind::match_star: return use(as<match_star>(p).name);
    case node_kind::match_as: visit_pattern(as<match_as>(p).pattern); return use(as<match_as>(p).name);
    case node_kind::match_or:
        for (const pattern* inner : as<match_or>(p).patterns) visit_pattern(inner);
        return;
    default: return;
    }
}

void orderer::visit_comprehension(const expr* e, const node_list<comprehension*>& generators, const expr* elt,
                                  const expr* value) {
    const comprehension& outermost = *generators.front();
    visit(outermost.iter);
    if (scope* body = body_of(e); body != nullptr && body->is_inlined && body->parent->is_function())
        for (const scoped_name& n : body->names)  // CPython saves what these names hold in the frame
            if (n.is_bound() && n.kind == name_kind::local) add(*body->parent, n.name);
    inside(e, [&] {
        for (const comprehension* c : generators) {
            if (c != &outermost) visit(c->iter);
            visit(c->target);
            visit(c->ifs);
        }
        visit(elt);
        visit(value);
    });
}

void orderer::visit(const expr* e) {
    std::vector<const expr*> right_sides;
    while (e != nullptr && e->kind == node_kind::bin_op) {
        right_sides.push_back(as<bin_op>(e).right);
        e = as<bin_op>(e).left;
    }
    if (e == nullptr || guard_.deep()) return;
    visit_expression(e);
    for (; !right_sides.empty(); right_sides.pop_back()) visit(right_sides.back());
}

void orderer::visit_expression(const expr* e) {
    switch (e->kind) {
    case node_kind::bool_op: return visit(as<bool_op>(e).values);
    case node_kind::named_expr: visit(as<named_expr>(e).value); return visit(as<named_expr>(e).target);
    case node_kind::unary_op: return visit(as<unary_op>(e).operand);
    case node_kind::lambda: visit_defaults(*as<lambda>(e).args); return inside(e, [&] { visit(as<lambda>(e).body); });
    case node_kind::if_exp:
        visit(as<if_exp>(e).test);
        visit(as<if_exp>(e).body);
        return visit(as<if_exp>(e).orelse);
    case node_kind::dict: {
        auto& d = as<dict>(e);
        for (std::size_t i = 0; i < d.values.size(); ++i) {
            visit(d.keys[i]);
            visit(d.values[i]);
        }
        return;
    }
    case node_kind::set: return visit(as<set>(e).elts);
    case node_kind::list_comp:
        return visit_comprehension(e, as<list_comp>(e).generators, as<list_comp>(e).elt, nullptr);
    case node_kind::set_comp: return visit_comprehension(e, as<set_comp>(e).generators, as<set_comp>(e).elt, nullptr);
    case node_kind::dict_comp:
        return visit_comprehension(e, as<dict_comp>(e).generators, as<dict_comp>(e).key, as<dict_comp>(e).value);
    case node_kind::generator_exp:
        return visit_comprehension(e, as<generator_exp>(e).generators, as<generator_exp>(e).elt, nullptr);
    case node_kind::await_expr: return visit(as<await_expr>(e).value);
    case node_kind::yield_expr: return visit(as<yield_expr>(e).value);
    case node_kind::yield_from: return visit(as<yield_from>(e).value);
    case node_kind::compare: visit(as<compare>(e).left); return visit(as<compare>(e).comparators);
    case node_kind::call:
        visit(as<call>(e).func);
        visit(as<call>(e).args);
        for (const keyword* k : as<call>(e).keywords) visit(k->value);
        return;
    case node_kind::formatted_value:
        visit(as<formatted_value>(e).value);
        return visit(as<formatted_value>(e).format_spec);
    case node_kind::interpolation: visit(as<interpolation>(e).value); return visit(as<interpolation>(e).format_spec);
    case node_kind::joined_str: return visit(as<joined_str>(e).values);
    case node_kind::template_str: return visit(as<template_str>(e).values);
    case node_kind::attribute: return visit(as<attribute>(e).value);
    case node_kind::subscript: visit(as<subscript>(e).value); return visit(as<subscript>(e).slice);
    case node_kind::starred: return visit(as<starred>(e).value);
    case node_kind::name: return use(as<name>(e).id);
    case node_kind::list: return visit(as<list>(e).elts);
    case node_kind::tuple: return visit(as<tuple>(e).elts);
    case node_kind::slice:
        visit(as<slice>(e).lower);
        visit(as<slice>(e).upper);
        return visit(as<slice>(e).step);
    default: return;
    }
}

}  // namespace

void order_variables(const module_ast& tree, symbol_table& table) { orderer(table).enter_module(tree.body); }

}  // namespace cowith::frontend
