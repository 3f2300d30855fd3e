#include "cowith/frontend/dump.hpp"

#include "cowith/frontend/visit.hpp"
#include "dump_values.hpp"

#include <fmt/format.h>

#include <vector>

namespace cowith::frontend {

namespace {

/// Writes nodes in the form of ast.dump: `Name(id='x', ctx=Load())`, one field a line when it indents.
class dumper {
  public:
    explicit dumper(const dump_options& options) : options_(options) {}

    std::string take() { return std::move(out_); }

    void module(const module_ast& m) {
        begin("Module");
        field("body", m.body);
        end();
    }

    void write(const node& n);

  private:
    struct frame {
        bool any = false;
    };

    void begin(std::string_view name) {
        out_ += name;
        out_ += '(';
        frames_.push_back({});
    }
    void end() {
        frames_.pop_back();
        out_ += ')';
    }
    /// Before an item of the innermost bracket.
    void item() {
        if (frames_.back().any) out_ += options_.indent < 0 ? ", " : ",";
        frames_.back().any = true;
        if (options_.indent >= 0) {
            out_ += '\n';
            out_.append(frames_.size() * static_cast<std::size_t>(options_.indent), ' ');
        }
    }
    void key(std::string_view name) {
        item();
        out_ += name;
        out_ += '=';
    }

    void field(std::string_view name, const node* value) {
        if (value == nullptr) return;
        key(name);
        write(*value);
    }
    template <class T> void field(std::string_view name, const node_list<T*>& values, bool nulls = false) {
        if (values.empty()) return;
        key(name);
        out_ += '[';
        frames_.push_back({});
        for (const T* v : values) {
            item();
            if (v != nullptr)
                write(*v);
            else if (nulls)
                out_ += "None";
        }
        frames_.pop_back();
        out_ += ']';
    }
    void names(std::string_view name, const node_list<identifier>& values) {
        if (values.empty()) return;
        key(name);
        out_ += '[';
        frames_.push_back({});
        for (const auto v : values) {
            item();
            out_ += repr_text(v);
        }
        frames_.pop_back();
        out_ += ']';
    }
    void text(std::string_view name, std::string_view value) {
        key(name);
        out_ += repr_text(value);
    }
    void optional_text(std::string_view name, std::string_view value) {
        if (!value.empty()) text(name, value);
    }
    void raw(std::string_view name, std::string_view value) {
        key(name);
        out_ += value;
    }
    void raw(std::string_view name, int value) { raw(name, std::to_string(value)); }
    void op(std::string_view name, const char* value) { raw(name, std::string(value) + "()"); }
    void context(expr_context ctx) {
        raw("ctx", ctx == expr_context::load ? "Load()" : ctx == expr_context::store ? "Store()" : "Del()");
    }
    void places(const location& loc) {
        if (!options_.attributes) return;
        raw("lineno", static_cast<int>(loc.line));
        raw("col_offset", static_cast<int>(loc.col));
        raw("end_lineno", static_cast<int>(loc.end_line));
        raw("end_col_offset", static_cast<int>(loc.end_col));
    }

    void statement(const node& n);
    void expression(const node& n);
    void pattern_node(const node& n);
    void other(const node& n);

    dump_options options_;
    std::string out_;
    std::vector<frame> frames_;
};

void dumper::write(const node& n) {
    begin(asdl_name(n.kind));
    if (is_stmt(n.kind))
        statement(n);
    else if (is_expr(n.kind))
        expression(n);
    else if (is_pattern(n.kind))
        pattern_node(n);
    else
        other(n);
    switch (n.kind) {
    case node_kind::comprehension:
    case node_kind::arguments:
    case node_kind::with_item:
    case node_kind::match_case: break;  // CPython's have no place
    default: places(n.loc);
    }
    end();
}

void dumper::statement(const node& n) {
    switch (n.kind) {
    case node_kind::function_def:
    case node_kind::async_function_def: {
        const auto& x = as<function_def>(&n);
        text("name", x.name);
        field("args", x.args);
        field("body", x.body);
        field("decorator_list", x.decorator_list);
        field("returns", x.returns);
        field("type_params", x.type_params);
        break;
    }
    case node_kind::class_def: {
        const auto& x = as<class_def>(&n);
        text("name", x.name);
        field("bases", x.bases);
        field("keywords", x.keywords);
        field("body", x.body);
        field("decorator_list", x.decorator_list);
        field("type_params", x.type_params);
        break;
    }
    case node_kind::return_stmt: field("value", as<return_stmt>(&n).value); break;
    case node_kind::delete_stmt: field("targets", as<delete_stmt>(&n).targets); break;
    case node_kind::assign:
        field("targets", as<assign>(&n).targets);
        field("value", as<assign>(&n).value);
        break;
    case node_kind::type_alias:
        field("name", as<type_alias>(&n).name);
        field("type_params", as<type_alias>(&n).type_params);
        field("value", as<type_alias>(&n).value);
        break;
    case node_kind::aug_assign:
        field("target", as<aug_assign>(&n).target);
        op("op", asdl_name(as<aug_assign>(&n).op));
        field("value", as<aug_assign>(&n).value);
        break;
    case node_kind::ann_assign:
        field("target", as<ann_assign>(&n).target);
        field("annotation", as<ann_assign>(&n).annotation);
        field("value", as<ann_assign>(&n).value);
        raw("simple", as<ann_assign>(&n).simple ? 1 : 0);
        break;
    case node_kind::for_stmt:
    case node_kind::async_for_stmt: {
        const auto& x = as<for_stmt>(&n);
        field("target", x.target);
        field("iter", x.iter);
        field("body", x.body);
        field("orelse", x.orelse);
        break;
    }
    case node_kind::while_stmt: {
        const auto& x = as<while_stmt>(&n);
        field("test", x.test);
        field("body", x.body);
        field("orelse", x.orelse);
        break;
    }
    case node_kind::if_stmt: {
        const auto& x = as<if_stmt>(&n);
        field("test", x.test);
        field("body", x.body);
        field("orelse", x.orelse);
        break;
    }
    case node_kind::with_stmt:
    case node_kind::async_with_stmt:
        field("items", as<with_stmt>(&n).items);
        field("body", as<with_stmt>(&n).body);
        break;
    case node_kind::match_stmt:
        field("subject", as<match_stmt>(&n).subject);
        field("cases", as<match_stmt>(&n).cases);
        break;
    case node_kind::raise_stmt:
        field("exc", as<raise_stmt>(&n).exc);
        field("cause", as<raise_stmt>(&n).cause);
        break;
    case node_kind::try_stmt:
    case node_kind::try_star_stmt: {
        const auto& x = as<try_stmt>(&n);
        field("body", x.body);
        field("handlers", x.handlers);
        field("orelse", x.orelse);
        field("finalbody", x.finalbody);
        break;
    }
    case node_kind::assert_stmt:
        field("test", as<assert_stmt>(&n).test);
        field("msg", as<assert_stmt>(&n).msg);
        break;
    case node_kind::import_stmt: field("names", as<import_stmt>(&n).names); break;
    case node_kind::import_from_stmt: {
        const auto& x = as<import_from_stmt>(&n);
        optional_text("module", x.module);
        field("names", x.names);
        raw("level", static_cast<int>(x.level));
        break;
    }
    case node_kind::global_stmt: names("names", as<global_stmt>(&n).names); break;
    case node_kind::nonlocal_stmt: names("names", as<nonlocal_stmt>(&n).names); break;
    case node_kind::expr_stmt: field("value", as<expr_stmt>(&n).value); break;
    default: break;
    }
}

void dumper::expression(const node& n) {
    switch (n.kind) {
    case node_kind::bool_op:
        op("op", asdl_name(as<bool_op>(&n).op));
        field("values", as<bool_op>(&n).values);
        break;
    case node_kind::named_expr:
        field("target", as<named_expr>(&n).target);
        field("value", as<named_expr>(&n).value);
        break;
    case node_kind::bin_op:
        field("left", as<bin_op>(&n).left);
        op("op", asdl_name(as<bin_op>(&n).op));
        field("right", as<bin_op>(&n).right);
        break;
    case node_kind::unary_op:
        op("op", asdl_name(as<unary_op>(&n).op));
        field("operand", as<unary_op>(&n).operand);
        break;
    case node_kind::lambda:
        field("args", as<lambda>(&n).args);
        field("body", as<lambda>(&n).body);
        break;
    case node_kind::if_exp:
        field("test", as<if_exp>(&n).test);
        field("body", as<if_exp>(&n).body);
        field("orelse", as<if_exp>(&n).orelse);
        break;
    case node_kind::dict:
        field("keys", as<dict>(&n).keys, true);
        field("values", as<dict>(&n).values);
        break;
    case node_kind::set: field("elts", as<set>(&n).elts); break;
    case node_kind::list_comp:
        field("elt", as<list_comp>(&n).elt);
        field("generators", as<list_comp>(&n).generators);
        break;
    case node_kind::set_comp:
        field("elt", as<set_comp>(&n).elt);
        field("generators", as<set_comp>(&n).generators);
        break;
    case node_kind::dict_comp:
        field("key", as<dict_comp>(&n).key);
        field("value", as<dict_comp>(&n).value);
        field("generators", as<dict_comp>(&n).generators);
        break;
    case node_kind::generator_exp:
        field("elt", as<generator_exp>(&n).elt);
        field("generators", as<generator_exp>(&n).generators);
        break;
    case node_kind::await_expr: field("value", as<await_expr>(&n).value); break;
    case node_kind::yield_expr: field("value", as<yield_expr>(&n).value); break;
    case node_kind::yield_from: field("value", as<yield_from>(&n).value); break;
    case node_kind::compare: {
        const auto& x = as<compare>(&n);
        field("left", x.left);
        key("ops");
        out_ += '[';
        frames_.push_back({});
        for (const auto o : x.ops) {
            item();
            out_ += asdl_name(o);
            out_ += "()";
        }
        frames_.pop_back();
        out_ += ']';
        field("comparators", x.comparators);
        break;
    }
    case node_kind::call:
        field("func", as<call>(&n).func);
        field("args", as<call>(&n).args);
        field("keywords", as<call>(&n).keywords);
        break;
    case node_kind::formatted_value:
        field("value", as<formatted_value>(&n).value);
        raw("conversion", as<formatted_value>(&n).conversion);
        field("format_spec", as<formatted_value>(&n).format_spec);
        break;
    case node_kind::interpolation:
        field("value", as<interpolation>(&n).value);
        text("str", as<interpolation>(&n).text);
        raw("conversion", as<interpolation>(&n).conversion);
        field("format_spec", as<interpolation>(&n).format_spec);
        break;
    case node_kind::joined_str: field("values", as<joined_str>(&n).values); break;
    case node_kind::template_str: field("values", as<template_str>(&n).values); break;
    case node_kind::constant:
        raw("value", repr_constant(as<constant>(&n)));
        if (as<constant>(&n).u_prefix) text("kind", "u");
        break;
    case node_kind::attribute:
        field("value", as<attribute>(&n).value);
        text("attr", as<attribute>(&n).attr);
        context(as<attribute>(&n).ctx);
        break;
    case node_kind::subscript:
        field("value", as<subscript>(&n).value);
        field("slice", as<subscript>(&n).slice);
        context(as<subscript>(&n).ctx);
        break;
    case node_kind::starred:
        field("value", as<starred>(&n).value);
        context(as<starred>(&n).ctx);
        break;
    case node_kind::name:
        text("id", as<name>(&n).id);
        context(as<name>(&n).ctx);
        break;
    case node_kind::list:
        field("elts", as<list>(&n).elts);
        context(as<list>(&n).ctx);
        break;
    case node_kind::tuple:
        field("elts", as<tuple>(&n).elts);
        context(as<tuple>(&n).ctx);
        break;
    case node_kind::slice:
        field("lower", as<slice>(&n).lower);
        field("upper", as<slice>(&n).upper);
        field("step", as<slice>(&n).step);
        break;
    default: break;
    }
}

void dumper::pattern_node(const node& n) {
    switch (n.kind) {
    case node_kind::match_value: field("value", as<match_value>(&n).value); break;
    case node_kind::match_singleton: {
        const auto v = as<match_singleton>(&n).value;
        raw("value", v == constant_type::none ? "None" : v == constant_type::true_ ? "True" : "False");
        break;
    }
    case node_kind::match_sequence: field("patterns", as<match_sequence>(&n).patterns); break;
    case node_kind::match_mapping:
        field("keys", as<match_mapping>(&n).keys);
        field("patterns", as<match_mapping>(&n).patterns);
        optional_text("rest", as<match_mapping>(&n).rest);
        break;
    case node_kind::match_class:
        field("cls", as<match_class>(&n).cls);
        field("patterns", as<match_class>(&n).patterns);
        names("kwd_attrs", as<match_class>(&n).kwd_attrs);
        field("kwd_patterns", as<match_class>(&n).kwd_patterns);
        break;
    case node_kind::match_star: optional_text("name", as<match_star>(&n).name); break;
    case node_kind::match_as:
        field("pattern", as<match_as>(&n).pattern);
        optional_text("name", as<match_as>(&n).name);
        break;
    case node_kind::match_or: field("patterns", as<match_or>(&n).patterns); break;
    default: break;
    }
}

void dumper::other(const node& n) {
    switch (n.kind) {
    case node_kind::type_var:
        text("name", as<type_var>(&n).name);
        field("bound", as<type_var>(&n).bound);
        field("default_value", as<type_var>(&n).default_value);
        break;
    case node_kind::param_spec:
        text("name", as<param_spec>(&n).name);
        field("default_value", as<param_spec>(&n).default_value);
        break;
    case node_kind::type_var_tuple:
        text("name", as<type_var_tuple>(&n).name);
        field("default_value", as<type_var_tuple>(&n).default_value);
        break;
    case node_kind::comprehension:
        field("target", as<comprehension>(&n).target);
        field("iter", as<comprehension>(&n).iter);
        field("ifs", as<comprehension>(&n).ifs);
        raw("is_async", as<comprehension>(&n).is_async ? 1 : 0);
        break;
    case node_kind::except_handler:
        field("type", as<except_handler>(&n).type);
        optional_text("name", as<except_handler>(&n).name);
        field("body", as<except_handler>(&n).body);
        break;
    case node_kind::arguments: {
        const auto& x = as<arguments>(&n);
        field("posonlyargs", x.posonlyargs);
        field("args", x.args);
        field("vararg", x.vararg);
        field("kwonlyargs", x.kwonlyargs);
        field("kw_defaults", x.kw_defaults, true);
        field("kwarg", x.kwarg);
        field("defaults", x.defaults);
        break;
    }
    case node_kind::arg:
        text("arg", as<arg>(&n).name);
        field("annotation", as<arg>(&n).annotation);
        break;
    case node_kind::keyword:
        optional_text("arg", as<keyword>(&n).name);
        field("value", as<keyword>(&n).value);
        break;
    case node_kind::alias:
        text("name", as<alias>(&n).name);
        optional_text("asname", as<alias>(&n).asname);
        break;
    case node_kind::with_item:
        field("context_expr", as<with_item>(&n).context_expr);
        field("optional_vars", as<with_item>(&n).optional_vars);
        break;
    case node_kind::match_case:
        field("pattern", as<match_case>(&n).pattern);
        field("guard", as<match_case>(&n).guard);
        field("body", as<match_case>(&n).body);
        break;
    default: break;
    }
}

}  // namespace

std::string dump(const module_ast& module, const dump_options& options) {
    dumper d(options);
    d.module(module);
    return d.take();
}

std::string dump(const node& from, const dump_options& options) {
    dumper d(options);
    d.write(from);
    return d.take();
}

kind_counts count_kinds(const module_ast& module) {
    kind_counts counts{};
    // An explicit stack: trees can be deeper than ours.
    std::vector<const node*> pending;
    for (const auto* s : module.body) pending.push_back(s);
    while (!pending.empty()) {
        const node& n = *pending.back();
        pending.pop_back();
        ++counts[static_cast<std::size_t>(n.kind)];
        for_each_child(n, [&](const node& child) { pending.push_back(&child); });
    }
    return counts;
}

}  // namespace cowith::frontend
