// Making IR: operations and their places, and the order of evaluation: operands that may fail or run Python code are hoisted
// into temporaries unless they are the last ones to do so.

#include "builder.hpp"
#include "names.hpp"
#include "passes.hpp"

#include <algorithm>

namespace cowith::lowering {

using ir::opcode;
using ir::representation;
using ir::value;

namespace {

// Does a statement (or one inside it) assign the variable?
bool writes(const ir::stmt& s, const ir::variable* var) {
    if (s.to.is == ir::target::kind::variable && s.to.var == var) return true;
    if (std::any_of(s.targets.begin(), s.targets.end(), [&](const ir::target& t) { return t.var == var; })) return true;
    const auto any = [&](const ir::stmts& list) {
        return std::any_of(list.begin(), list.end(), [&](const ir::stmt* inner) { return writes(*inner, var); });
    };
    return any(s.body) || any(s.orelse);
}

// While the function is suspended, a variable shared with other functions may change.
bool reads_shared_across(const value& v, const ir::stmts& list, std::size_t from) {
    if (v.op == opcode::read_cell)
        for (std::size_t i = from; i < list.size(); ++i)
            if (suspends(*list[i])) return true;
    for (const value* operand : v.operands)
        if (reads_shared_across(*operand, list, from)) return true;
    return false;
}

bool reads_written(const value& v, const ir::stmts& list, std::size_t from) {
    if (v.op == opcode::read && v.var->is != ir::variable::role::temporary)
        for (std::size_t i = from; i < list.size(); ++i)
            if (writes(*list[i], v.var)) return true;
    for (const value* operand : v.operands)
        if (reads_written(*operand, list, from)) return true;
    return false;
}

}  // namespace

value* function_builder::literal(std::string text) {
    value* v = module_.make_value(opcode::literal);
    v->rep = representation::borrowed;
    v->text = module_.keep(text);
    return v;
}

value* function_builder::text(std::string_view python_text) { return literal(cpp_string(python_text) + "_s"); }

value* function_builder::read(ir::variable* var) {
    value* v = module_.make_value(opcode::read);
    v->var = var;
    v->rep = var->boolean                               ? representation::boolean
             : var->is == ir::variable::role::parameter ? representation::borrowed
                                                        : representation::object;
    var->used = true;
    ++var->uses;
    return v;
}

value* function_builder::last_read(ir::variable* var) {
    value* v = read(var);
    v->text = "take";
    return v;
}

// A named value for the last time: a temporary gives its value away, but not a comprehension's own variable.
value* function_builder::read_again(value* named) {
    if (named->op != opcode::read) return named;
    const bool gives = named->var->is == ir::variable::role::temporary && !named->var->hidden;
    return gives ? last_read(named->var) : read(named->var);
}

// The same for an operand in front of `next`, which may need the value as well.
value* function_builder::read_before(value* named, const value& next) {
    const std::function<bool(const value&)> reads = [&](const value& v) {
        return (v.op == opcode::read && v.var == named->var) ||
               std::any_of(v.operands.begin(), v.operands.end(), [&](const value* o) { return reads(*o); });
    };
    return named->op == opcode::read && reads(next) ? read(named->var) : read_again(named);
}

void function_builder::declare(ir::variable* var) {
    ir::stmt* s = emit(ir::stmt_kind::declare);
    s->to = {ir::target::kind::variable, var};
    var->declared = true;
}

ir::place function_builder::mark(const ast::location& loc, const ast::expr* anchors) {
    ir::position p;
    p.loc = loc;
    p.line = loc.line;
    p.operation = ++operations_of_line_[loc.line];
    if (anchors != nullptr) {
        const std::string& source = module_.input.source->text;
        const auto find = [&](std::uint32_t line, std::uint32_t col, const char* wanted) {
            std::size_t i = module_.input.source->offset(line, col);
            while (i < source.size() && std::string_view(wanted).find(source[i]) == std::string_view::npos) ++i;
            return static_cast<std::uint32_t>(i);
        };
        const auto skip = [&](std::uint32_t line, std::uint32_t col) {
            std::size_t i = module_.input.source->offset(line, col);
            for (; i < source.size(); ++i) {
                if (source[i] == '#') {
                    while (i < source.size() && source[i] != '\n') ++i;
                } else if (std::string_view(" \t\n\\)").find(source[i]) == std::string_view::npos) {
                    break;
                }
            }
            return static_cast<std::uint32_t>(i);
        };
        std::uint32_t start = 0, end = 0;
        if (const auto* b = ast::dyn<ast::bin_op>(anchors)) {
            start = skip(b->left->loc.end_line, b->left->loc.end_col);
            end = start + 1;
            if (end < source.size() && source[end] == source[start] &&
                (source[start] == '*' || source[start] == '/' || source[start] == '<' || source[start] == '>'))
                ++end;
        } else if (const auto* s = ast::dyn<ast::subscript>(anchors)) {
            start = find(s->value->loc.end_line, s->value->loc.end_col, "[");
            end = module_.input.source->offset(s->loc.end_line, s->loc.end_col);
        } else if (const auto* c = ast::dyn<ast::call>(anchors)) {
            start = find(c->func->loc.end_line, c->func->loc.end_col, "(");
            end = module_.input.source->offset(c->loc.end_line, c->loc.end_col);
        }
        if (end > start) {
            p.anchor_line = module_.input.source->line_of(start);
            const std::uint32_t line_start = module_.input.source->offset(p.anchor_line, 0);
            p.anchor_start = start - line_start;
            p.anchor_end_line = module_.input.source->line_of(end - 1);
            p.anchor_end = end - module_.input.source->offset(p.anchor_end_line, 0);
        }
    }
    fn_.positions.push_back(p);
    return {p.line, p.operation};
}

value* function_builder::operation(opcode op, std::string_view text, const std::vector<value*>& operands,
                                   const ast::location* loc, const ast::expr* anchors) {
    value* v = module_.make_value(op);
    v->text = module_.keep(text);
    v->operands = module_.operands(operands);
    bool strict = loc != nullptr;
    for (const value* o : operands) {
        strict |= o->fails && !o->floats;
        v->fails |= o->fails;
        v->runs |= o->runs;
        v->changes |= o->changes;
        if (o->at.operation != 0) v->at = o->at;
    }
    if (loc != nullptr) {
        v->fails = v->runs = true;
        v->at = mark(*loc, anchors);
    }
    v->floats = v->fails && !strict;
    if (loc == nullptr && v->fails && v->at.operation != 0 && op == opcode::runtime) {
        // Displays pass a failed operand on, which counts as an operation.
        static constexpr std::string_view counted[] = {"list",  "tuple",       "dict",          "set",
                                                       "slice", "annotations", "interpolation", "template_string"};
        if (std::find(std::begin(counted), std::end(counted), text) != std::end(counted)) {
            ast::location at{};
            for (auto p = fn_.positions.rbegin(); p != fn_.positions.rend(); ++p)
                if (p->line == v->at.line && p->operation == v->at.operation) {
                    at = p->loc;
                    break;
                }
            v->at = mark(at);
        }
    }
    return v;
}

value* function_builder::runtime(std::string_view name, const std::vector<value*>& operands, const ast::location* loc) {
    return operation(opcode::runtime, name, operands, loc);
}

value* function_builder::member(const std::string& name, const std::vector<value*>& operands,
                                const ast::location* loc) {
    return operation(opcode::member, name, operands, loc);
}

value* function_builder::boolean(value* v) {
    v->rep = representation::boolean;
    return v;
}

// A C++ bool as a Python object.
value* function_builder::as_object(value* v) {
    if (v->rep != representation::boolean) return v;
    value* result = runtime(v->fails ? "answer" : "boolean", {v});
    if (!v->fails) result->rep = representation::borrowed;
    return result;
}

std::vector<value*> function_builder::settle(std::vector<pending_operand> list, std::uint32_t line) {
    bool later_effect = false, later_change = false;
    for (std::size_t i = list.size(); i-- > 0;) {
        value* v = list[i].v;
        const bool grew = out_->size() > list[i].mark;
        const bool effect = (v->fails && !v->floats) || v->runs;
        const bool other_line = v->at.operation != 0 && v->at.line != line;
        // C++ may read the variable of a later operand before it evaluates this one; g++ does.
        if ((effect && (grew || later_effect || other_line)) || (v->runs && later_change) ||
            (v->changes && (grew || later_effect)) ||
            (grew && (reads_written(*v, *out_, list[i].mark) || reads_shared_across(*v, *out_, list[i].mark))))
            list[i].v = hoist(v, list[i].mark);
        later_effect |= effect;
        later_change |= v->changes;
    }
    std::vector<value*> values;
    values.reserve(list.size());
    for (const pending_operand& o : list) values.push_back(o.v);
    return values;
}

// Evaluates v before the statement at `where` and gives a read of the temporary that holds it.
value* function_builder::hoist(value* v, std::size_t where, const char* hint) {
    if (v->op == opcode::runtime && v->text == "bound") {  // a check of a variable: only the check has to go first
        ir::stmt* check = module_.make_stmt(ir::stmt_kind::evaluate, origin_);
        check->what = v;
        check->failure = failure();
        out_->insert(out_->begin() + static_cast<std::ptrdiff_t>(where), check);
        return v->operands[0]->op == opcode::read ? read(v->operands[0]->var) : v->operands[0];
    }
    if (v->op == opcode::runtime && (v->text == "star" || v->text == "star_star" || v->text == "field")) {
        std::vector<value*> inside(v->operands.begin(), v->operands.end());
        inside[0] = hoist(inside[0], where, hint);
        return operation(v->op, v->text, inside, nullptr);
    }
    if (v->op == opcode::keyword) return operation(v->op, v->text, {hoist(v->operands[0], where, hint)}, nullptr);
    ir::variable* t = temporary(hint != nullptr ? hint : hint_of(*v));
    t->boolean = v->rep == representation::boolean;
    ir::stmt* s = module_.make_stmt(ir::stmt_kind::evaluate, origin_);
    s->to.is = ir::target::kind::variable;
    s->to.var = t;
    s->what = v;
    s->failure = failure();
    if (v->fails && v->at.operation == 0 && origin_ != nullptr) v->at = mark(origin_->loc);
    out_->insert(out_->begin() + static_cast<std::ptrdiff_t>(where), s);
    return read(t);
}

// v as something that can be read several times.
value* function_builder::named_value(value* v, const char* hint) {
    const bool plain = v->op == opcode::literal || (v->op == opcode::read && !v->var->boolean);
    if (plain) {
        if (v->op == opcode::read) v->var->once = false, v->text = {};
        return v;
    }
    value* t = hoist(v, out_->size(), hint);
    if (t->op == opcode::read) t->var->once = false;
    return t;
}

ir::variable* function_builder::temporary(std::string hint) {
    ir::variable& t = fn_.variables.emplace_back();
    t.is = ir::variable::role::temporary;
    t.hint = std::move(hint);
    t.index = static_cast<std::uint32_t>(fn_.variables.size() - 1);
    return &t;
}

ir::stmt* function_builder::emit(ir::stmt_kind kind) {
    ir::stmt* s = module_.make_stmt(kind, origin_);
    s->failure = failure();
    out_->push_back(s);
    return s;
}

ir::stmt* function_builder::evaluate(value* v) {
    ir::stmt* s = emit(ir::stmt_kind::evaluate);
    s->what = v;
    if (v->fails && v->at.operation == 0 && origin_ != nullptr) v->at = mark(origin_->loc);
    return s;
}

void function_builder::emit_text(ir::stmt_kind kind, std::string text) { emit(kind)->text = std::move(text); }

std::string function_builder::block_name(const std::string& wish) {
    std::string name = wish;
    while (variables_.contains(name)) name += '_';
    const int n = ++block_names_[name];
    return n == 1 ? name : name + "_" + std::to_string(n);
}

// What a temporary that holds v would like to be called.
std::string function_builder::hint_of(const value& v) {
    switch (v.op) {
    case opcode::attribute:
    case opcode::method: {
        if (v.text.empty()) return hint_of(*v.operands[1]);
        std::string_view name = v.text;
        if (name.size() > 4 && name.starts_with('"')) name = name.substr(1, name.size() - 4);  // "name"_s
        while (name.starts_with('_')) name.remove_prefix(1);
        while (name.ends_with('_')) name.remove_suffix(1);
        return snake_case(name);
    }
    case opcode::call: return v.operands[0]->op == opcode::call ? "result" : hint_of(*v.operands[0]);
    case opcode::item: return "item";
    case opcode::read_global: return snake_case(v.cell->python_name);
    case opcode::read:
    case opcode::read_cell: return v.var->python_name.empty() ? v.var->hint : snake_case(v.var->python_name);
    case opcode::runtime:
        if (v.text == "joined") return "text";
        if (v.text == "super_of") return "parent";
        if (v.text == "method_of") {
            value named;
            named.op = opcode::attribute;
            named.text = v.operands[1]->text;
            return hint_of(named);
        }
        if (v.text == "bound" || v.text == "bound_free" || v.text == "star") return hint_of(*v.operands[0]);
        if (v.text == "list" || v.text == "tuple" || v.text == "dict" || v.text == "set")
            return std::string(v.text) + "_value";
        return "value";
    case opcode::binary:
        return v.text == "+" ? "sum" : v.text == "-" ? "difference" : v.text == "*" ? "product" : "value";
    default: return "value";
    }
}

std::string function_builder::hint_of(const ast::expr& e) {
    if (const auto* n = ast::dyn<ast::name>(&e)) return snake_case(n->id);
    if (const auto* a = ast::dyn<ast::attribute>(&e)) return snake_case(a->attr);
    if (const auto* c = ast::dyn<ast::call>(&e)) return hint_of(*c->func);
    if (const auto* s = ast::dyn<ast::subscript>(&e)) return hint_of(*s->value);
    if (const auto* w = ast::dyn<ast::await_expr>(&e)) return hint_of(*w->value);
    return "value";
}

}  // namespace cowith::lowering
