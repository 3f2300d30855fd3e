// Expressions: stars, repeated keywords, and the SyntaxWarnings about literals.

#include "checks.hpp"

#include <string_view>
#include <unordered_set>

namespace cowith::frontend {
namespace {

constexpr std::size_t max_targets_before_star = 255;

/// check_is_arg in codegen.c: comparing with one of these by `is` makes sense.
bool may_be_compared_by_identity(const expr* e) {
    if (auto* t = dyn<tuple>(e)) {
        for (const expr* element : t->elts)
            if (element->kind != node_kind::constant) return true;
        return false;
    }
    auto* c = dyn<constant>(e);
    return c == nullptr || c->type == constant_type::none || c->type == constant_type::true_ ||
           c->type == constant_type::false_ || c->type == constant_type::ellipsis;
}

}  // namespace

const char* literal_type(const expr* e) {
    switch (e->kind) {
    case node_kind::tuple: return "tuple";
    case node_kind::list:
    case node_kind::list_comp: return "list";
    case node_kind::dict:
    case node_kind::dict_comp: return "dict";
    case node_kind::set:
    case node_kind::set_comp: return "set";
    case node_kind::generator_exp: return "generator";
    case node_kind::lambda: return "function";
    case node_kind::joined_str:
    case node_kind::formatted_value: return "str";
    case node_kind::template_str: return "string.templatelib.Template";
    case node_kind::interpolation: return "string.templatelib.Interpolation";
    case node_kind::constant:
        switch (as<constant>(e).type) {
        case constant_type::none: return "NoneType";
        case constant_type::true_:
        case constant_type::false_: return "bool";
        case constant_type::ellipsis: return "ellipsis";
        case constant_type::int_: return "int";
        case constant_type::float_: return "float";
        case constant_type::complex_: return "complex";
        case constant_type::str: return "str";
        case constant_type::bytes: return "bytes";
        }
        return nullptr;
    default: return nullptr;
    }
}

void checker::check(const expr_list& list) {
    for (const expr* e : list) check(e);
}

/// Elements of a display, arguments: there `*x` has its place.
void checker::check_starred_elements(const expr_list& list) {
    for (const expr* e : list) {
        auto* star = dyn<starred>(e);
        check(star != nullptr ? star->value : e);
    }
}

void checker::check_arguments(const arguments& a) {
    check(a.defaults);
    check(a.kw_defaults);
    const auto annotation = [this](const arg* parameter) {
        if (parameter != nullptr) check(parameter->annotation);
    };
    for (const arg* parameter : a.posonlyargs) annotation(parameter);
    for (const arg* parameter : a.args) annotation(parameter);
    for (const arg* parameter : a.kwonlyargs) annotation(parameter);
    annotation(a.kwarg);
    if (a.vararg != nullptr && a.vararg->annotation != nullptr) {
        auto* star = dyn<starred>(a.vararg->annotation);  // *args: *Ts
        check(star != nullptr ? star->value : a.vararg->annotation);
    }
}

void checker::check(const expr* e) {
    if (e == nullptr) return;
    // Without recursion: check_node pushes the parts.
    const std::size_t floor = pending_.size();
    pending_.push_back(e);
    while (pending_.size() > floor) {
        const expr* next = pending_.back();
        pending_.pop_back();
        check_node(next);
    }
}

void checker::check_node(const expr* e) {
    const auto push = [this](const expr* part) {
        if (part != nullptr) pending_.push_back(part);
    };
    const auto push_all = [&](const expr_list& parts) {
        for (const expr* part : parts) push(part);
    };
    const auto push_elements = [&](const expr_list& parts) {
        for (const expr* part : parts) {
            auto* star = dyn<starred>(part);
            push(star != nullptr ? star->value : part);
        }
    };
    switch (e->kind) {
    case node_kind::bool_op: return push_all(as<bool_op>(e).values);
    case node_kind::named_expr: push(as<named_expr>(e).target); return push(as<named_expr>(e).value);
    case node_kind::bin_op: push(as<bin_op>(e).left); return push(as<bin_op>(e).right);
    case node_kind::unary_op: return push(as<unary_op>(e).operand);
    case node_kind::lambda:
        push_all(as<lambda>(e).args->defaults);
        push_all(as<lambda>(e).args->kw_defaults);
        return push(as<lambda>(e).body);
    case node_kind::if_exp:
        push(as<if_exp>(e).test);
        push(as<if_exp>(e).body);
        return push(as<if_exp>(e).orelse);
    case node_kind::dict: push_all(as<dict>(e).keys); return push_all(as<dict>(e).values);
    case node_kind::set: return push_elements(as<set>(e).elts);
    case node_kind::list_comp: push(as<list_comp>(e).elt); return check_comprehension(e, as<list_comp>(e).generators);
    case node_kind::set_comp: push(as<set_comp>(e).elt); return check_comprehension(e, as<set_comp>(e).generators);
    case node_kind::dict_comp:
        push(as<dict_comp>(e).key);
        push(as<dict_comp>(e).value);
        return check_comprehension(e, as<dict_comp>(e).generators);
    case node_kind::generator_exp:
        push(as<generator_exp>(e).elt);
        return check_comprehension(e, as<generator_exp>(e).generators);
    case node_kind::await_expr: return push(as<await_expr>(e).value);
    case node_kind::yield_expr: return push(as<yield_expr>(e).value);
    case node_kind::yield_from: return push(as<yield_from>(e).value);
    case node_kind::compare:
        check_is_comparison(as<compare>(e));
        push(as<compare>(e).left);
        return push_all(as<compare>(e).comparators);
    case node_kind::call:
        check_call_of_literal(as<call>(e).func);
        push(as<call>(e).func);
        push_elements(as<call>(e).args);
        for (const keyword* k : as<call>(e).keywords) push(k->value);
        return check_keywords(as<call>(e).keywords);
    case node_kind::formatted_value:
        push(as<formatted_value>(e).value);
        return push(as<formatted_value>(e).format_spec);
    case node_kind::interpolation: push(as<interpolation>(e).value); return push(as<interpolation>(e).format_spec);
    case node_kind::joined_str: return push_all(as<joined_str>(e).values);
    case node_kind::template_str: return push_all(as<template_str>(e).values);
    case node_kind::attribute: return push(as<attribute>(e).value);
    case node_kind::subscript:
        check_subscript(as<subscript>(e));
        push(as<subscript>(e).value);
        return push(as<subscript>(e).slice);
    case node_kind::starred:
        // Displays, calls and targets took theirs out before.
        if (as<starred>(e).ctx == expr_context::load)
            error("E0327", e->loc, "can't use starred expression here");
        else if (as<starred>(e).ctx == expr_context::store)
            error("E0326", e->loc, "starred assignment target must be in a list or tuple")
                .help.emplace_back("a comma makes it a tuple: `*name, = ...`");
        return push(as<starred>(e).value);
    case node_kind::list:
        if (as<list>(e).ctx == expr_context::store) check_targets(e, as<list>(e).elts);
        return push_elements(as<list>(e).elts);
    case node_kind::tuple:
        if (as<tuple>(e).ctx == expr_context::store) check_targets(e, as<tuple>(e).elts);
        return push_elements(as<tuple>(e).elts);
    case node_kind::slice:
        push(as<slice>(e).lower);
        push(as<slice>(e).upper);
        return push(as<slice>(e).step);
    default: return;
    }
}

void checker::check_targets(const expr* container, const expr_list& elts) {
    const expr* seen = nullptr;
    for (std::size_t i = 0; i < elts.size(); ++i) {
        if (elts[i]->kind != node_kind::starred) continue;
        if (seen != nullptr) {
            diagnostic& d = error("E0325", container->loc, "multiple starred expressions in assignment");
            d.others.push_back({seen->loc, ""});
            d.others.push_back({elts[i]->loc, ""});
            return;
        }
        seen = elts[i];
        if (i > max_targets_before_star)
            error("E0344", container->loc, "too many expressions in star-unpacking assignment");
    }
}

void checker::check_keywords(const node_list<keyword*>& keywords) {
    std::unordered_set<std::string_view> seen;
    for (const keyword* k : keywords)
        if (!k->name.empty() && !seen.insert(k->name).second)
            error("E0343", k->loc, "keyword argument repeated: " + std::string(k->name));
}

void checker::check_comprehension(const expr* e, const node_list<comprehension*>& generators) {
    std::size_t asynchronous = 0;
    for (const comprehension* c : generators) {
        pending_.push_back(c->target);
        pending_.push_back(c->iter);
        for (const expr* condition : c->ifs) pending_.push_back(condition);
        asynchronous += c->is_async;
    }
    const scope* body = table_.of(e);
    if (asynchronous == 0 || body == nullptr || !body->is_inlined) return;
    block asynchronous_for(*this, block_kind::other, e->loc);
}

// ---- warnings
// --------------------------------------------------------------------------------------------------------

void checker::check_call_of_literal(const expr* function) {
    const char* type = literal_type(function);
    if (type == nullptr || function->kind == node_kind::lambda) return;
    warning("W0502", function->loc, "'" + std::string(type) + "' object is not callable; perhaps you missed a comma?");
}

void checker::check_subscript(const subscript& s) {
    if (s.ctx != expr_context::load) return;
    const expr* value = s.value;
    const char* type = literal_type(value);
    auto* literal = dyn<constant>(value);
    const bool is_text =
        literal != nullptr && (literal->type == constant_type::str || literal->type == constant_type::bytes);
    switch (value->kind) {
    case node_kind::constant:
        if (is_text) break;
        [[fallthrough]];
    case node_kind::set:
    case node_kind::set_comp:
    case node_kind::generator_exp:
    case node_kind::template_str:
    case node_kind::interpolation:
    case node_kind::lambda:
        warning("W0503", value->loc,
                "'" + std::string(type) + "' object is not subscriptable; perhaps you missed a comma?");
        return;
    case node_kind::tuple:
    case node_kind::list:
    case node_kind::list_comp:
    case node_kind::joined_str:
    case node_kind::formatted_value: break;
    default: return;
    }
    const char* index = literal_type(s.slice);
    if (index == nullptr || std::string_view(index) == "int" || std::string_view(index) == "bool") return;
    warning("W0503", value->loc,
            std::string(type) + " indices must be integers or slices, not " + index + "; perhaps you missed a comma?");
}

void checker::check_is_comparison(const compare& c) {
    const expr* left = c.left;
    for (std::size_t i = 0; i < c.ops.size(); ++i) {
        const expr* right = c.comparators[i];
        const bool is = c.ops[i] == compare_operator::is;
        if (is || c.ops[i] == compare_operator::is_not) {
            const bool left_is_literal = !may_be_compared_by_identity(left);
            if (left_is_literal || !may_be_compared_by_identity(right)) {
                const std::string type = literal_type(left_is_literal ? left : right);
                warning("W0501", c.loc,
                        is ? "\"is\" with '" + type + "' literal. Did you mean \"==\"?"
                           : "\"is not\" with '" + type + "' literal. Did you mean \"!=\"?");
            }
        }
        left = right;
    }
}

}  // namespace cowith::frontend
