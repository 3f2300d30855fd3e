// Expressions that compute a value.

#include "builder.hpp"
#include "names.hpp"

#include <cmath>
#include <cstdio>

namespace cowith::lowering {

using ir::opcode;
using ir::representation;
using ir::value;

namespace {

const char* runtime_operator(ast::binary_operator op, bool in_place) {
    using enum ast::binary_operator;
    switch (op) {
    case add: return in_place ? "iadd" : "+";
    case sub: return in_place ? "isub" : "-";
    case mult: return in_place ? "imul" : "*";
    case matmult: return in_place ? "imatmul" : "matmul";
    case div: return in_place ? "itruediv" : "/";
    case mod: return in_place ? "imod" : "%";
    case pow: return in_place ? "ipow" : "power";
    case lshift: return in_place ? "ilshift" : "<<";
    case rshift: return in_place ? "irshift" : ">>";
    case bit_or: return in_place ? "ior" : "|";
    case bit_xor: return in_place ? "ixor" : "^";
    case bit_and: return in_place ? "iand" : "&";
    case floor_div: return in_place ? "ifloordiv" : "floor_divide";
    }
    return "";
}

/// A double as C++ spells it.
std::string double_literal(double d) {
    if (std::isinf(d)) return "__builtin_inf()";
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, "%.17g", d);
    for (int digits = 1; digits < 17; ++digits) {
        char shorter[64];
        std::snprintf(shorter, sizeof shorter, "%.*g", digits, d);
        if (std::strtod(shorter, nullptr) == d) {
            std::snprintf(buffer, sizeof buffer, "%s", shorter);
            break;
        }
    }
    std::string s = buffer;
    if (s.find_first_of(".eE") == std::string::npos) s += ".0";
    return s;
}

/// A Python float.
std::string float_literal(double d) {
    return std::isinf(d) ? "py::make_float(" + double_literal(d) + ")" : double_literal(d) + "_py";
}

}  // namespace

value* function_builder::constant(const ast::constant& c) {
    switch (c.type) {
    case ast::constant_type::none: return none();
    case ast::constant_type::true_: return literal("py::True");
    case ast::constant_type::false_: return literal("py::False");
    case ast::constant_type::ellipsis: return literal("py::Ellipsis");
    case ast::constant_type::int_:
        if (c.text.size() <= 9) return literal(std::string(c.text));
        if (c.text.size() <= 18) return literal("std::int64_t{" + std::string(c.text) + "}");
        return literal(std::string(c.text) + "_py");
    case ast::constant_type::float_: return literal(float_literal(c.number));
    case ast::constant_type::complex_: return literal("py::make_complex(0, " + double_literal(c.number) + ")");
    case ast::constant_type::str: return text(c.text);
    case ast::constant_type::bytes: return literal(cpp_string(c.text) + "_b");
    }
    return none();
}

value* function_builder::expr(const ast::expr& e) {
    using enum ast::node_kind;
    switch (e.kind) {
    case ast::node_kind::constant: return this->constant(ast::as<ast::constant>(&e));
    case ast::node_kind::name: return name_read(ast::as<ast::name>(&e));
    case attribute: {
        const auto& a = ast::as<ast::attribute>(&e);
        auto base = settle({lower(*a.value)}, a.attr_loc.line);
        ast::location loc = e.loc;
        if (loc.line != a.attr_loc.line) loc.line = a.attr_loc.line, loc.col = a.attr_loc.col;
        return operation(opcode::attribute, cpp_string(scope_->mangled(a.attr)) + "_n", base, &loc);
    }
    case subscript: {
        const auto& s = ast::as<ast::subscript>(&e);
        std::vector<pending_operand> list{lower(*s.value)};
        value* key = slice_value(*s.slice);
        list.push_back(ready(key));
        return operation(opcode::item, "", settle(std::move(list), e.loc.line), &e.loc, &e);
    }
    case bin_op: {
        const auto& b = ast::as<ast::bin_op>(&e);
        std::vector<pending_operand> list;
        list.push_back(lower(*b.left));
        list.push_back(lower(*b.right));
        const char* symbol = runtime_operator(b.op, false);
        const bool function = symbol[0] >= 'a' && symbol[0] <= 'z';
        auto operands = settle(std::move(list), e.loc.line);
        return operation(function ? opcode::runtime : opcode::binary, symbol, operands, &e.loc, &e);
    }
    case unary_op: {
        const auto& u = ast::as<ast::unary_op>(&e);
        if (u.op == ast::unary_operator::not_) return as_object(condition(*u.operand, true));
        const auto* c = ast::dyn<ast::constant>(u.operand);
        if (c != nullptr && u.op == ast::unary_operator::usub && c->type == ast::constant_type::int_ &&
            c->text.size() <= 18)
            return literal(c->text.size() <= 9 ? "-" + std::string(c->text)
                                               : "std::int64_t{-" + std::string(c->text) + "}");
        if (c != nullptr && u.op == ast::unary_operator::usub && c->type == ast::constant_type::float_)
            return literal("py::make_float(-" + double_literal(c->number) + ")");
        auto operands = settle({lower(*u.operand)}, e.loc.line);
        return operation(opcode::prefix, ast::symbol(u.op), operands, &e.loc);
    }
    case bool_op: return bool_value(ast::as<ast::bool_op>(&e), nullptr);
    case if_exp: return conditional(ast::as<ast::if_exp>(&e), nullptr);
    case compare: return comparison(ast::as<ast::compare>(&e));
    case named_expr: return named(ast::as<ast::named_expr>(&e));
    case ast::node_kind::call: return this->call(ast::as<ast::call>(&e));
    case joined_str: return joined(ast::as<ast::joined_str>(&e));
    case template_str: return template_string(ast::as<ast::template_str>(&e));
    case list: return display("list", ast::as<ast::list>(&e).elts, e.loc);
    case tuple: return display("tuple", ast::as<ast::tuple>(&e).elts, e.loc);
    case set: return display("set", ast::as<ast::set>(&e).elts, e.loc);
    case dict: return dict_display(ast::as<ast::dict>(&e));
    case slice: return slice_value(e);
    case ast::node_kind::lambda: return this->lambda(ast::as<ast::lambda>(&e));
    case list_comp: return this->comprehension(e, ast::as<ast::list_comp>(&e).generators);
    case set_comp: return this->comprehension(e, ast::as<ast::set_comp>(&e).generators);
    case dict_comp: return this->comprehension(e, ast::as<ast::dict_comp>(&e).generators);
    case generator_exp: return generator(ast::as<ast::generator_exp>(&e));
    case await_expr: return await(ast::as<ast::await_expr>(&e), nullptr);
    case yield_expr: return yield(ast::as<ast::yield_expr>(&e), nullptr);
    case ast::node_kind::yield_from: return this->yield_from(ast::as<ast::yield_from>(&e), nullptr);
    case starred: return expr(*ast::as<ast::starred>(&e).value);
    default:
        module_.unsupported(e.loc, "this expression can't be translated yet", "rewrite it with simpler expressions");
        return none();
    }
}

value* function_builder::slice_value(const ast::expr& e) {
    const auto* s = ast::dyn<ast::slice>(&e);
    if (s == nullptr) return expr(e);
    std::vector<pending_operand> list;
    list.push_back(s->lower != nullptr ? lower(*s->lower) : ready(none()));
    list.push_back(s->upper != nullptr ? lower(*s->upper) : ready(none()));
    if (s->step != nullptr) list.push_back(lower(*s->step));
    return runtime("slice", settle(std::move(list), e.loc.line));
}

// What can't be unpacked is the fault of the whole display; a place is of one line with the operand, though.
static const ast::location& whole_or(const ast::location& whole, const ast::location& part) {
    return whole.line == part.line ? whole : part;
}

value* function_builder::display(const char* name, const ast::expr_list& elts, const ast::location& loc) {
    bool starred = false;
    for (const ast::expr* elt : elts) starred |= elt->kind == ast::node_kind::starred;
    const bool is_set = std::string_view(name) == "set";
    if (!starred && elts.size() <= 200) {
        std::vector<pending_operand> list;
        for (const ast::expr* elt : elts) list.push_back(lower(*elt));
        return runtime(name, settle(std::move(list), loc.line), is_set ? &loc : nullptr);
    }
    // Piece by piece, in order.
    const bool is_tuple = std::string_view(name) == "tuple";
    value* built = named_value(runtime(is_set ? "set" : "list", {}), is_tuple ? "items" : name);
    for (const ast::expr* elt : elts) {
        if (const auto* s = ast::dyn<ast::starred>(elt)) {
            auto operands = settle({lower(*s->value)}, s->value->loc.line);
            const ast::location& where = whole_or(loc, s->value->loc);
            evaluate(boolean(runtime(is_set ? "set_update" : "unpack_into", {read(built->var), operands[0]}, &where)));
        } else {
            auto operands = settle({lower(*elt)}, elt->loc.line);
            evaluate(boolean(runtime(is_set ? "add_to_set" : "append", {read(built->var), operands[0]},
                                     is_set || operands[0]->fails ? &loc : nullptr)));
        }
    }
    value* result = last_read(built->var);
    return is_tuple ? runtime("tuple_from", {result}) : result;
}

value* function_builder::dict_display(const ast::dict& e) {
    bool unpacks = false;
    for (const ast::expr* key : e.keys) unpacks |= key == nullptr;
    if (!unpacks && e.keys.size() <= 100) {
        std::vector<pending_operand> list;
        bool strings = true;
        for (std::size_t i = 0; i < e.keys.size(); ++i) {
            const auto* c = ast::dyn<ast::constant>(e.keys[i]);
            strings &= c != nullptr && c->type != ast::constant_type::ellipsis;
            list.push_back(lower(*e.keys[i]));
            list.push_back(lower(*e.values[i]));
        }
        return runtime("dict", settle(std::move(list), e.loc.line), strings ? nullptr : &e.loc);
    }
    value* built = named_value(runtime("dict", {}), "dict");
    for (std::size_t i = 0; i < e.keys.size(); ++i) {
        if (e.keys[i] == nullptr) {
            auto operands = settle({lower(*e.values[i])}, e.values[i]->loc.line);
            const ast::location& where = whole_or(e.loc, e.values[i]->loc);
            evaluate(boolean(runtime("dict_update", {read(built->var), operands[0]}, &where)));
        } else {
            std::vector<pending_operand> list;
            list.push_back(lower(*e.keys[i]));
            list.push_back(lower(*e.values[i]));
            auto operands = settle(std::move(list), e.loc.line);
            evaluate(boolean(runtime("put", {read(built->var), operands[0], operands[1]}, &e.loc)));
        }
    }
    return last_read(built->var);
}

value* function_builder::comparison(const ast::compare& e) {
    if (e.ops.size() > 1) {
        // a < b < c: each part as a value, the first false one is the result
        const ast::location* loc = &e.loc;
        std::vector<pending_operand> list;
        list.push_back(lower(*e.left));
        list.push_back(lower(*e.comparators[0]));
        auto first = settle(std::move(list), e.loc.line);
        first[1] = named_value(first[1]);
        ir::variable* result = temporary("result");
        result->once = false;
        ir::target to{ir::target::kind::variable, result};
        value* middle = first[1];
        const auto single = [&](ast::compare_operator op, value* a, value* b) {
            switch (op) {
            case ast::compare_operator::eq: return runtime("eq", {a, b}, loc);
            case ast::compare_operator::ne: return runtime("ne", {a, b}, loc);
            case ast::compare_operator::lt: return runtime("lt", {a, b}, loc);
            case ast::compare_operator::le: return runtime("le", {a, b}, loc);
            case ast::compare_operator::gt: return runtime("gt", {a, b}, loc);
            case ast::compare_operator::ge: return runtime("ge", {a, b}, loc);
            default: return as_object(compare_condition(op, a, b, *loc, false));
            }
        };
        declare(result);
        assign(to, single(e.ops[0], first[0], middle));
        const std::function<void(std::size_t)> rest = [&](std::size_t i) {
            if (i == e.ops.size()) return;
            branch(
                boolean(runtime("truth", {read(result)}, loc)),
                [&] {
                    auto next = settle({lower(*e.comparators[i])}, e.loc.line);
                    value* right = i + 1 < e.ops.size() ? named_value(next[0]) : next[0];
                    value* left = read_again(middle);
                    assign(to, single(e.ops[i], left, right));
                    middle = right;
                    rest(i + 1);
                },
                nullptr);
        };
        rest(1);
        return last_read(result);
    }
    std::vector<pending_operand> list;
    list.push_back(lower(*e.left));
    list.push_back(lower(*e.comparators[0]));
    auto v = settle(std::move(list), e.loc.line);
    switch (e.ops[0]) {
    case ast::compare_operator::eq: return runtime("eq", v, &e.loc);
    case ast::compare_operator::ne: return runtime("ne", v, &e.loc);
    case ast::compare_operator::lt: return runtime("lt", v, &e.loc);
    case ast::compare_operator::le: return runtime("le", v, &e.loc);
    case ast::compare_operator::gt: return runtime("gt", v, &e.loc);
    case ast::compare_operator::ge: return runtime("ge", v, &e.loc);
    default: return as_object(compare_condition(e.ops[0], v[0], v[1], e.loc, false));
    }
}

value* function_builder::named(const ast::named_expr& e) {
    // The target of a walrus in a comprehension belongs to the function around it.
    auto v = settle({lower(*e.value)}, e.loc.line);
    const std::string_view written = ast::as<ast::name>(e.target).id;
    bind_name(written, v[0]);
    return read_named(written, e.target->loc);
}

// Evaluates e straight into a variable where that saves a temporary.
void function_builder::into(const ir::target& to, const ast::expr& e) {
    const bool local = to.is == ir::target::kind::variable && !to.keep_old;
    switch (e.kind) {
    case ast::node_kind::await_expr:
        if (to.is == ir::target::kind::variable) {
            await(ast::as<ast::await_expr>(&e), &to);
            return;
        }
        break;
    case ast::node_kind::yield_expr:
        if (to.is == ir::target::kind::variable) {
            yield(ast::as<ast::yield_expr>(&e), &to);
            return;
        }
        break;
    case ast::node_kind::if_exp:
        if (value* v = conditional(ast::as<ast::if_exp>(&e), local ? &to : nullptr)) {
            if (!(local && v->op == opcode::read && v->var == to.var))
                assign(to, v);
            else
                set_bound(to.var, true);
        }
        return;
    default: break;
    }
    auto v = settle({lower(e)}, e.loc.line);
    assign(to, v[0]);
}

}  // namespace cowith::lowering
