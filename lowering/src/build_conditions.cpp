// Conditions: C++ bools that are false when they failed, so that one look at the pending exception behind them is enough.

#include "builder.hpp"
#include "names.hpp"

namespace cowith::lowering {

using ir::opcode;
using ir::representation;
using ir::value;

value* function_builder::compare_condition(ast::compare_operator op, value* a, value* b, const ast::location& loc,
                                           bool negated) {
    using enum ast::compare_operator;
    const auto function = [&](const char* name) {
        value* v = boolean(runtime(name, {a, b}, &loc));
        return v;
    };
    switch (op) {
    case is: return boolean(operation(negated ? opcode::is_not : opcode::is, "", {a, b}, nullptr));
    case is_not: return boolean(operation(negated ? opcode::is : opcode::is_not, "", {a, b}, nullptr));
    case in: return function(negated ? "not_in" : "in");
    case not_in: return function(negated ? "in" : "not_in");
    default: break;
    }
    value* v = nullptr;
    switch (op) {
    case eq: v = function("equal"); break;
    case ne: v = function("not_equal"); break;
    case lt: v = function("less"); break;
    case le: v = function("less_equal"); break;
    case gt: v = function("greater"); break;
    default: v = function("greater_equal"); break;
    }
    return negated ? boolean(runtime("fails", {v})) : v;
}

// Notes its own position when it fails: needed where several operands of a condition can.
value* function_builder::holds(value* v) {
    if (!v->fails || v->at.operation == 0) return v;
    value* h = boolean(operation(opcode::member, "holds", {v}, nullptr));
    h->cell_line = v->at.line;
    h->cell_operation = v->at.operation;
    h->at = {};  // nothing left to note
    return h;
}

// Does it call what may ask for its caller's line?
static bool calls(const value& v) {
    if (v.op == opcode::call || v.op == opcode::method || v.op == opcode::attribute) return true;
    for (const value* operand : v.operands)
        if (calls(*operand)) return true;
    return false;
}

value* function_builder::test_of(const ast::expr& e, bool negated) {
    value* v = condition(e, negated);
    return calls(*v) ? holds(v) : v;
}

value* function_builder::short_circuit(const std::vector<part>& parts, bool all) {
    return short_circuit_from(parts[0](), parts, 1, all, nullptr);
}

// The parts from i on behind result; flag: the C++ bool around us that already holds what is known so far.
value* function_builder::short_circuit_from(value* result, const std::vector<part>& parts, std::size_t i, bool all,
                                            ir::variable* flag) {
    for (; i < parts.size(); ++i) {
        ir::stmts scratch;
        ir::stmts* const saved = out_;
        const flow_state before = state_;
        out_ = &scratch;
        value* next = parts[i]();
        if (scratch.empty()) {
            out_ = saved;
            join(before);
            if (result->fails && next->fails) result = holds(result), next = holds(next);
            const ir::place place = next->at.operation != 0 ? next->at : result->at;
            result = boolean(operation(all ? opcode::both : opcode::either, "", {result, next}, nullptr));
            result->at = place;
            continue;
        }
        // The rest has statements of its own, whose temporaries it shares: it goes into an `if` as a whole, and what is
        // known so far into a C++ bool.
        const bool declares = flag == nullptr;
        if (declares) {
            flag = temporary(all ? "holds" : "either");
            flag->boolean = true;
            flag->once = false;
        }
        next = short_circuit_from(next, parts, i + 1, all, flag);
        if (!(next->op == opcode::read && next->var == flag)) {
            ir::stmt* second = module_.make_stmt(ir::stmt_kind::evaluate, origin_);
            second->failure = failure();
            second->what = next;
            second->to = {ir::target::kind::variable, flag};
            scratch.push_back(second);
        }
        out_ = saved;
        ir::stmt* first = evaluate(result);
        first->to = {ir::target::kind::variable, flag};
        ir::stmt* test = emit(ir::stmt_kind::if_);
        test->what = read(flag);
        if (!all) test->what = boolean(operation(opcode::prefix, "!", {test->what}, nullptr));
        test->body = std::move(scratch);
        join(before);
        return read(flag);
    }
    return result;
}

value* function_builder::condition(const ast::expr& e, bool negated) {
    if (const auto* u = ast::dyn<ast::unary_op>(&e); u != nullptr && u->op == ast::unary_operator::not_)
        return condition(*u->operand, !negated);
    if (const auto* b = ast::dyn<ast::bool_op>(&e)) {
        std::vector<part> parts;
        for (const ast::expr* operand : b->values)
            parts.push_back([this, operand, negated] { return condition(*operand, negated); });
        return short_circuit(parts, (b->op == ast::bool_operator::and_) != negated);
    }
    if (const auto* c = ast::dyn<ast::compare>(&e)) {
        std::vector<pending_operand> list;
        list.push_back(lower(*c->left));
        list.push_back(lower(*c->comparators[0]));
        auto v = settle(std::move(list), e.loc.line);
        if (c->ops.size() == 1) return compare_condition(c->ops[0], v[0], v[1], e.loc, negated);
        value* middle = named_value(v[1]);
        value* left = v[0];
        if (left->fails || left->runs) left = v[0];  // stays in place: it is evaluated first
        std::vector<part> parts;
        parts.push_back([&, left] { return compare_condition(c->ops[0], left, middle, e.loc, negated); });
        for (std::size_t i = 1; i < c->ops.size(); ++i)
            parts.push_back([&, i] {
                auto next = settle({lower(*c->comparators[i])}, e.loc.line);
                value* a = read_again(middle);
                value* right = i + 1 < c->ops.size() ? named_value(next[0]) : next[0];
                middle = right;
                return compare_condition(c->ops[i], a, right, e.loc, negated);
            });
        return short_circuit(parts, !negated);
    }
    if (const auto* k = ast::dyn<ast::constant>(&e)) {
        if (k->type == ast::constant_type::true_ || k->type == ast::constant_type::false_ ||
            k->type == ast::constant_type::none) {
            const bool yes = (k->type == ast::constant_type::true_) != negated;
            value* v = literal(yes ? "true" : "false");
            v->rep = representation::boolean;
            return v;
        }
    }
    value* v = settle({lower(e)}, e.loc.line)[0];
    if (v->op == opcode::runtime && (v->text == "boolean" || v->text == "answer")) {  // a bool that was made an object
        value* inside = v->operands[0];
        return negated ? boolean(inside->fails ? runtime("fails", {inside})
                                               : operation(opcode::prefix, "!", {inside}, nullptr))
                       : inside;
    }
    const ir::place before = v->at;
    value* t = boolean(runtime(negated ? "negate" : "truth", {v}));
    t->fails = t->runs = true;
    // The test of a result has the place of the operation that gave it.
    t->at = before.operation != 0 ? before : mark(e.loc, &e);
    return t;
}

// if (test) yes else no, with the state of the locals joined behind it.
void function_builder::branch(value* test, const std::function<void()>& yes, const std::function<void()>& no) {
    ir::stmt* s = emit(ir::stmt_kind::if_);
    s->what = test;
    s->at = test->at;
    const flow_state before = state_;
    s->body = collect(yes);
    const flow_state after_yes = state_;
    state_ = before;
    if (no) s->orelse = collect(no);
    join(after_yes);
}

value* function_builder::bool_value(const ast::bool_op& e, const ir::target*) {
    ir::variable* result = temporary(hint_of(*e.values[0]));
    result->once = false;
    const ir::target to{ir::target::kind::variable, result};
    const bool all = e.op == ast::bool_operator::and_;
    declare(result);
    into(to, *e.values[0]);
    const std::function<void(std::size_t)> rest = [&](std::size_t i) {
        if (i == e.values.size()) return;
        value* test = boolean(runtime(all ? "truth" : "negate", {read(result)}, &e.values[i - 1]->loc));
        branch(
            test,
            [&] {
                into(to, *e.values[i]);
                rest(i + 1);
            },
            nullptr);
    };
    rest(1);
    return last_read(result);
}

value* function_builder::conditional(const ast::if_exp& e, const ir::target* into_target) {
    value* test = condition(*e.test);
    if (into_target == nullptr && !test->fails) {
        ir::stmts scratch;
        ir::stmts* const saved = out_;
        const flow_state before = state_;
        const auto positions = fn_.positions.size();
        out_ = &scratch;
        value* yes = expr(*e.body);
        value* no = scratch.empty() ? expr(*e.orelse) : nullptr;
        out_ = saved;
        const auto borrowed = [](const value* v) {
            return v->op == opcode::literal ||
                   (v->op == opcode::read && v->text != "take" && v->var->is != ir::variable::role::temporary);
        };
        if (scratch.empty() && no != nullptr && borrowed(yes) && borrowed(no)) {
            value* v = operation(opcode::choose, "", {test, yes, no}, nullptr);
            return v;
        }
        state_ = before;
        (void)positions;
    }
    ir::target to;
    if (into_target != nullptr) {
        to = *into_target;
    } else {
        ir::variable* t = temporary(hint_of(*e.body) == "value" ? hint_of(*e.orelse) : hint_of(*e.body));
        t->once = false;
        to = {ir::target::kind::variable, t};
        declare(t);
    }
    branch(test, [&] { into(to, *e.body); }, [&] { into(to, *e.orelse); });
    return into_target != nullptr ? read(to.var) : last_read(to.var);
}

}  // namespace cowith::lowering
