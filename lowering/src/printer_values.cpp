// Expressions as C++.

#include "names.hpp"
#include "printer.hpp"

namespace cowith::lowering {

using ir::opcode;
using ir::representation;

namespace {

// Binding strength in C++: larger binds tighter.
int strength(const ir::value& v) {
    if (v.op == opcode::binary) {
        switch (v.text[0]) {
        case '*':
        case '/':
        case '%': return 9;
        case '+':
        case '-': return 8;
        case '<':
        case '>': return 7;
        case '&': return 4;
        case '^': return 3;
        case '|': return 2;
        default: return 1;
        }
    }
    switch (v.op) {
    case opcode::both: return 1;
    case opcode::either: return 0;
    case opcode::choose: return -1;
    case opcode::prefix:
    case opcode::read_cell:
    case opcode::is_not: return 10;
    case opcode::literal: return v.text.starts_with('-') ? 10 : 11;
    default: return 11;
    }
}

bool is_number(const ir::value& v) {
    return v.op == opcode::literal && !v.text.empty() &&
           ((v.text[0] >= '0' && v.text[0] <= '9') || v.text[0] == '-' || v.text.starts_with("std::int64_t")) &&
           !v.text.ends_with("_py");
}

}  // namespace

const std::string& function_printer::name(const ir::variable& v) {
    const auto found = names_.find(&v);
    if (found != names_.end()) return found->second;
    if (v.is != ir::variable::role::temporary && !v.hidden) return v.cpp_name;
    return names_[&v] = unused_name(cpp_identifier(v.hint.empty() ? "value" : v.hint), true);
}

// A value where C++ needs an object and no conversion would be chosen: literal ints.
std::string function_printer::object_of(const ir::value& v) {
    return is_number(v) ? "py::object(" + show(v) + ")" : show(v);
}

std::string function_printer::arguments(const ir::value& v, std::size_t from) {
    std::string text;
    for (std::size_t i = from; i < v.operands.size(); ++i) {
        if (i > from) text += ", ";
        text += held(*v.operands[i]);
    }
    return text;
}

// What Python code elsewhere can rebind is owned for as long as the call lasts.
std::string function_printer::held(const ir::value& v) {
    if (v.op == opcode::read_global && v.changes) return show(v) + ".get()";
    if (v.op == opcode::read_cell && v.changes) return "py::object(" + show(v) + ")";
    return show(v);
}

std::string function_printer::show(const ir::value& v, int precedence) {
    const auto& o = v.operands;
    const auto receiver = [&](const ir::value& r) {
        if (is_number(r)) return "py::ref(" + show(r) + ")";
        if (r.op == opcode::literal && r.text.ends_with("_py"))
            return "(" + std::string(r.text) + ")";  // 2.5_py.x is one token
        return show(r, 11);
    };
    const auto owner = [&](const ir::value& r) {
        return r.op == opcode::read_global ? show(r) + ".get()" : receiver(r);
    };
    std::string text;
    switch (v.op) {
    case opcode::literal: text = v.text == "@" ? spot(v.at) : std::string(v.text); break;
    case opcode::read:
        text = name(*v.var);
        if (v.var->is == ir::variable::role::temporary && !v.var->grouped && !v.var->boolean && v.text != "target" &&
            (v.var->once || v.text == "take"))
            text = "py::take(" + text + ")";
        break;
    case opcode::read_cell: text = "*" + name(*v.var); break;
    case opcode::read_global: text = "g." + v.cell->cpp_name; break;
    case opcode::attribute: text = receiver(*o[0]) + ".attr(" + std::string(v.text) + ")"; break;
    case opcode::item: text = receiver(*o[0]) + "[" + show(*o[1]) + "]"; break;
    case opcode::call: text = receiver(*o[0]) + (v.awaited ? ".start(" : "(") + arguments(v, 1) + ")"; break;
    case opcode::method:
        text = receiver(*o[0]) + (v.awaited ? ".start_call(" : ".call(") + std::string(v.text);
        if (o.size() > 1) text += (v.text.empty() ? "" : ", ") + arguments(v, 1);
        text += ")";
        break;
    case opcode::runtime:
        if (v.text == "remove")
            text = show(*o[0]) + ".remove()";
        else if (v.text == "unbind")
            text = show(*o[1]) + ".drop(" + show(*o[0]) + ")";
        else if (v.text == "annotations") {
            for (const ir::value* item : o)
                text += (text.empty() ? "" : ", ") + show(*item) +
                        (item->op == opcode::read_global && !item->cell->builtin ? ".get()" : "");
            text = "py::annotations{" + text + "}";
        } else
            text = "py::" + std::string(v.text) + "(" + arguments(v, 0) + ")";
        break;
    case opcode::member:
        if (v.text == "holds") {
            text = spot(ir::place{v.cell_line, v.cell_operation}) + ".holds(" + show(*o[0]) + ")";
            break;
        }
        text = std::string(v.text) + "(" + arguments(v, 0) + ")";
        break;
    case opcode::keyword: text = "py::kw(" + std::string(v.text) + ", " + held(*o[0]) + ")"; break;
    case opcode::binary: {
        const int own = strength(v);
        std::string left = show(*o[0], own);
        if (is_number(*o[0]) && is_number(*o[1])) left = "py::ref(" + left + ")";
        text = left + " " + std::string(v.text) + " " + show(*o[1], own + 1);
        break;
    }
    case opcode::prefix:
        text = std::string(v.text) + (v.rep == representation::boolean ? show(*o[0], 10)
                                      : is_number(*o[0])               ? "py::ref(" + show(*o[0]) + ")"
                                                                       : show(*o[0], 11));
        break;
    case opcode::is: text = owner(*o[0]) + ".is(" + show(*o[1]) + ")"; break;
    case opcode::is_not:
        if (v.fails)
            text = "py::is_not(" + arguments(v, 0) + ")";
        else
            text = "!" + owner(*o[0]) + ".is(" + show(*o[1]) + ")";
        break;
    case opcode::both: text = show(*o[0], 1) + " && " + show(*o[1], 2); break;
    case opcode::either:
        if (o[0]->fails)
            text = show(*o[0], 2) + " || (!py::is_failed() && " + show(*o[1], 2) + ")";
        else
            text = show(*o[0], 3) + " || " + show(*o[1], 3);  // `&&` inside gets parentheses
        break;
    case opcode::choose:
        text = show(*o[0], 2) + " ? py::ref(" + show(*o[1]) + ") : py::ref(" + show(*o[2]) + ")";
        break;
    case opcode::set_attribute:
        text = owner(*o[0]) + ".set_attr(" + std::string(v.text) + ", " + held(*o[1]) + ")";
        break;
    case opcode::del_attribute: text = owner(*o[0]) + ".del_attr(" + std::string(v.text) + ")"; break;
    case opcode::set_item: text = owner(*o[0]) + ".set_item(" + show(*o[1]) + ", " + show(*o[2]) + ")"; break;
    case opcode::del_item: text = owner(*o[0]) + ".del_item(" + show(*o[1]) + ")"; break;
    }
    return strength(v) < precedence ? "(" + text + ")" : text;
}

std::string function_printer::spot(const ir::place& p) { return "at(" + numbers(p) + ")"; }

// The line, and which operation of it unless it is the last.
std::string function_printer::numbers(const ir::place& p) const {
    const auto last = last_operation_.find(p.line);
    std::string text = std::to_string(p.line);
    if (p.operation != 0 && (last == last_operation_.end() || last->second != p.operation))
        text += ", " + std::to_string(p.operation);
    return text;
}

std::string function_printer::placed(const ir::place& p, const std::string& operand) {
    return spot(p) + "(" + operand + ")";
}

std::string function_printer::exit(const ir::exit_path& path) {
    if (path.to != nullptr) {
        path.to->used = true;
        return "goto " + path.to->name + ";";
    }
    switch (fn_.kind) {
    case ir::function_kind::plain: return "return py::failed;";
    case ir::function_kind::class_body:
    case ir::function_kind::module_body: return "return false;";
    default: return "co_return py::failed;";
    }
}

std::string function_printer::assignment(const ir::target& to, const ir::value& what) {
    using kind = ir::target::kind;
    switch (to.is) {
    case kind::none: return show(what);
    case kind::variable:
        if (what.op == opcode::read && what.var == to.var)  // `x = x`, which compilers warn of
            return name(*to.var) + " = py::ref(" + show(what) + ")";
        if (to.keep_old && what.fails) return "py::replace(" + name(*to.var) + ", " + show(what) + ")";
        return name(*to.var) + " = " + show(what);
    case kind::cell:
        if (what.fails) return "py::replace(*" + name(*to.var) + ", " + show(what) + ")";
        return "*" + name(*to.var) + " = " + show(what);
    case kind::global:
        if (what.fails) return "g." + to.cell->cpp_name + ".set(" + show(what) + ")";
        return "g." + to.cell->cpp_name + " = " + show(what) + (what.op == opcode::read_global ? ".get()" : "");
    case kind::name_in_class: return "ns.set(" + cpp_string(to.text) + "_s, " + show(what) + ")";
    }
    return {};
}

std::string function_printer::core(const ir::stmt& s) { return assignment(s.to, *s.what); }

}  // namespace cowith::lowering
