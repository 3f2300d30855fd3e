#pragma once
// The children of a node, in the order of Python.asdl. For walks that treat most kinds alike.

#include "cowith/frontend/ast.hpp"

namespace cowith::frontend {

/// Calls `f(const node&)` for each direct child that is there.
template <class F> void for_each_child(const node& n, F&& f);

namespace detail {

template <class F, class T> void visit_child(F& f, T* child) {
    if (child != nullptr) f(*static_cast<const node*>(child));
}
template <class F, class T> void visit_child(F& f, const node_list<T*>& children) {
    for (auto* c : children) visit_child(f, c);
}

}  // namespace detail

template <class F> void for_each_child(const node& n, F&& f) {
    const auto each = [&f](const auto&... fields) { (detail::visit_child(f, fields), ...); };
    switch (n.kind) {
    case node_kind::function_def:
    case node_kind::async_function_def: {
        const auto& x = static_cast<const function_def&>(n);
        return each(x.args, x.body, x.decorator_list, x.returns, x.type_params);
    }
    case node_kind::class_def: {
        const auto& x = static_cast<const class_def&>(n);
        return each(x.bases, x.keywords, x.body, x.decorator_list, x.type_params);
    }
    case node_kind::return_stmt: return each(static_cast<const return_stmt&>(n).value);
    case node_kind::delete_stmt: return each(static_cast<const delete_stmt&>(n).targets);
    case node_kind::assign: {
        const auto& x = static_cast<const assign&>(n);
        return each(x.targets, x.value);
    }
    case node_kind::type_alias: {
        const auto& x = static_cast<const type_alias&>(n);
        return each(x.name, x.type_params, x.value);
    }
    case node_kind::aug_assign: {
        const auto& x = static_cast<const aug_assign&>(n);
        return each(x.target, x.value);
    }
    case node_kind::ann_assign: {
        const auto& x = static_cast<const ann_assign&>(n);
        return each(x.target, x.annotation, x.value);
    }
    case node_kind::for_stmt:
    case node_kind::async_for_stmt: {
        const auto& x = static_cast<const for_stmt&>(n);
        return each(x.target, x.iter, x.body, x.orelse);
    }
    case node_kind::while_stmt: {
        const auto& x = static_cast<const while_stmt&>(n);
        return each(x.test, x.body, x.orelse);
    }
    case node_kind::if_stmt: {
        const auto& x = static_cast<const if_stmt&>(n);
        return each(x.test, x.body, x.orelse);
    }
    case node_kind::with_stmt:
    case node_kind::async_with_stmt: {
        const auto& x = static_cast<const with_stmt&>(n);
        return each(x.items, x.body);
    }
    case node_kind::match_stmt: {
        const auto& x = static_cast<const match_stmt&>(n);
        return each(x.subject, x.cases);
    }
    case node_kind::raise_stmt: {
        const auto& x = static_cast<const raise_stmt&>(n);
        return each(x.exc, x.cause);
    }
    case node_kind::try_stmt:
    case node_kind::try_star_stmt: {
        const auto& x = static_cast<const try_stmt&>(n);
        return each(x.body, x.handlers, x.orelse, x.finalbody);
    }
    case node_kind::assert_stmt: {
        const auto& x = static_cast<const assert_stmt&>(n);
        return each(x.test, x.msg);
    }
    case node_kind::import_stmt: return each(static_cast<const import_stmt&>(n).names);
    case node_kind::import_from_stmt: return each(static_cast<const import_from_stmt&>(n).names);
    case node_kind::expr_stmt: return each(static_cast<const expr_stmt&>(n).value);
    case node_kind::global_stmt:
    case node_kind::nonlocal_stmt:
    case node_kind::pass_stmt:
    case node_kind::break_stmt:
    case node_kind::continue_stmt: return;

    case node_kind::bool_op: return each(static_cast<const bool_op&>(n).values);
    case node_kind::named_expr: {
        const auto& x = static_cast<const named_expr&>(n);
        return each(x.target, x.value);
    }
    case node_kind::bin_op: {
        const auto& x = static_cast<const bin_op&>(n);
        return each(x.left, x.right);
    }
    case node_kind::unary_op: return each(static_cast<const unary_op&>(n).operand);
    case node_kind::lambda: {
        const auto& x = static_cast<const lambda&>(n);
        return each(x.args, x.body);
    }
    case node_kind::if_exp: {
        const auto& x = static_cast<const if_exp&>(n);
        return each(x.test, x.body, x.orelse);
    }
    case node_kind::dict: {
        const auto& x = static_cast<const dict&>(n);
        return each(x.keys, x.values);
    }
    case node_kind::set: return each(static_cast<const set&>(n).elts);
    case node_kind::list_comp: {
        const auto& x = static_cast<const list_comp&>(n);
        return each(x.elt, x.generators);
    }
    case node_kind::set_comp: {
        const auto& x = static_cast<const set_comp&>(n);
        return each(x.elt, x.generators);
    }
    case node_kind::dict_comp: {
        const auto& x = static_cast<const dict_comp&>(n);
        return each(x.key, x.value, x.generators);
    }
    case node_kind::generator_exp: {
        const auto& x = static_cast<const generator_exp&>(n);
        return each(x.elt, x.generators);
    }
    case node_kind::await_expr: return each(static_cast<const await_expr&>(n).value);
    case node_kind::yield_expr: return each(static_cast<const yield_expr&>(n).value);
    case node_kind::yield_from: return each(static_cast<const yield_from&>(n).value);
    case node_kind::compare: {
        const auto& x = static_cast<const compare&>(n);
        return each(x.left, x.comparators);
    }
    case node_kind::call: {
        const auto& x = static_cast<const call&>(n);
        return each(x.func, x.args, x.keywords);
    }
    case node_kind::formatted_value: {
        const auto& x = static_cast<const formatted_value&>(n);
        return each(x.value, x.format_spec);
    }
    case node_kind::interpolation: {
        const auto& x = static_cast<const interpolation&>(n);
        return each(x.value, x.format_spec);
    }
    case node_kind::joined_str: return each(static_cast<const joined_str&>(n).values);
    case node_kind::template_str: return each(static_cast<const template_str&>(n).values);
    case node_kind::constant: return;
    case node_kind::attribute: return each(static_cast<const attribute&>(n).value);
    case node_kind::subscript: {
        const auto& x = static_cast<const subscript&>(n);
        return each(x.value, x.slice);
    }
    case node_kind::starred: return each(static_cast<const starred&>(n).value);
    case node_kind::name: return;
    case node_kind::list: return each(static_cast<const list&>(n).elts);
    case node_kind::tuple: return each(static_cast<const tuple&>(n).elts);
    case node_kind::slice: {
        const auto& x = static_cast<const slice&>(n);
        return each(x.lower, x.upper, x.step);
    }

    case node_kind::match_value: return each(static_cast<const match_value&>(n).value);
    case node_kind::match_singleton: return;
    case node_kind::match_sequence: return each(static_cast<const match_sequence&>(n).patterns);
    case node_kind::match_mapping: {
        const auto& x = static_cast<const match_mapping&>(n);
        return each(x.keys, x.patterns);
    }
    case node_kind::match_class: {
        const auto& x = static_cast<const match_class&>(n);
        return each(x.cls, x.patterns, x.kwd_patterns);
    }
    case node_kind::match_star: return;
    case node_kind::match_as: return each(static_cast<const match_as&>(n).pattern);
    case node_kind::match_or: return each(static_cast<const match_or&>(n).patterns);

    case node_kind::type_var: {
        const auto& x = static_cast<const type_var&>(n);
        return each(x.bound, x.default_value);
    }
    case node_kind::param_spec: return each(static_cast<const param_spec&>(n).default_value);
    case node_kind::type_var_tuple: return each(static_cast<const type_var_tuple&>(n).default_value);

    case node_kind::comprehension: {
        const auto& x = static_cast<const comprehension&>(n);
        return each(x.target, x.iter, x.ifs);
    }
    case node_kind::except_handler: {
        const auto& x = static_cast<const except_handler&>(n);
        return each(x.type, x.body);
    }
    case node_kind::arguments: {
        const auto& x = static_cast<const arguments&>(n);
        return each(x.posonlyargs, x.args, x.vararg, x.kwonlyargs, x.kw_defaults, x.kwarg, x.defaults);
    }
    case node_kind::arg: return each(static_cast<const arg&>(n).annotation);
    case node_kind::keyword: return each(static_cast<const keyword&>(n).value);
    case node_kind::alias: return;
    case node_kind::with_item: {
        const auto& x = static_cast<const with_item&>(n);
        return each(x.context_expr, x.optional_vars);
    }
    case node_kind::match_case: {
        const auto& x = static_cast<const match_case&>(n);
        return each(x.pattern, x.guard, x.body);
    }
    }
}

}  // namespace cowith::frontend
