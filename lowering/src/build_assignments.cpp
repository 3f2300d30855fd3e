// Assignment: targets of any form, augmented and annotated assignment, unpacking.

#include "builder.hpp"
#include "names.hpp"

namespace cowith::lowering {

using ir::opcode;
using ir::value;

// The C++ variable behind a target, for calls that assign through references.
value* function_builder::target_value(function_builder& b, const ir::target& t) {
    if (t.is == ir::target::kind::global) {
        value* v = b.module_.make_value(opcode::read_global);
        v->cell = t.cell;
        return v;
    }
    value* v = b.read(t.var);
    if (t.is == ir::target::kind::cell) v->op = opcode::read_cell;
    return v;
}

void function_builder::store(const ast::expr& target, value* v) {
    switch (target.kind) {
    case ast::node_kind::name: {
        auto operands = settle({ready(v)}, v->at.line);
        bind_name(ast::as<ast::name>(&target).id, operands[0]);
        break;
    }
    case ast::node_kind::attribute: {
        const auto& a = ast::as<ast::attribute>(&target);
        if (a.attr == "__class__") module_.changes_classes = true;
        std::vector<pending_operand> list{ready(as_object(v))};
        list.push_back(lower(*a.value));
        auto o = settle(std::move(list), a.attr_loc.line);
        evaluate(boolean(
            operation(opcode::set_attribute, cpp_string(scope_->mangled(a.attr)) + "_n", {o[1], o[0]}, &target.loc)));
        break;
    }
    case ast::node_kind::subscript: {
        const auto& s = ast::as<ast::subscript>(&target);
        std::vector<pending_operand> list{ready(as_object(v))};
        list.push_back(lower(*s.value));
        list.push_back(ready(slice_value(*s.slice)));
        auto o = settle(std::move(list), target.loc.line);
        evaluate(boolean(operation(opcode::set_item, "", {o[1], o[2], o[0]}, &target.loc, &target)));
        break;
    }
    case ast::node_kind::tuple: unpack(ast::as<ast::tuple>(&target).elts, target, v); break;
    case ast::node_kind::list: unpack(ast::as<ast::list>(&target).elts, target, v); break;
    case ast::node_kind::starred: store(*ast::as<ast::starred>(&target).value, v); break;
    default: break;
    }
}

std::vector<ir::target> function_builder::loop_targets(const ast::expr& target,
                                                       std::vector<std::pair<const ast::expr*, ir::variable*>>& later) {
    std::vector<ir::target> result;
    const auto one = [&](const ast::expr* t) {
        if (const auto* n = ast::dyn<ast::name>(t)) {
            ir::target direct = name_target(n->id);
            if (direct.is != ir::target::kind::name_in_class) {
                result.push_back(direct);
                return;
            }
        }
        ir::variable* item =
            temporary(t->kind == ast::node_kind::attribute ? std::string(ast::as<ast::attribute>(t).attr) : "item");
        item->once = false;
        later.emplace_back(t, item);
        result.push_back({ir::target::kind::variable, item});
    };
    const ast::expr_list* elts = nullptr;
    if (const auto* t = ast::dyn<ast::tuple>(&target)) elts = &t->elts;
    if (const auto* l = ast::dyn<ast::list>(&target)) elts = &l->elts;
    bool starred = false;
    if (elts != nullptr)
        for (const ast::expr* e : *elts) starred |= e->kind == ast::node_kind::starred;
    if (elts != nullptr && elts->size() > 1 && !starred) {
        for (const ast::expr* e : *elts) one(e);
    } else {
        one(&target);
    }
    return result;
}

void function_builder::unpack(const ast::expr_list& elts, const ast::expr& target, value* v) {
    std::size_t star = elts.size();
    for (std::size_t i = 0; i < elts.size(); ++i)
        if (elts[i]->kind == ast::node_kind::starred) star = i;
    auto source = settle({ready(as_object(v))}, target.loc.line);
    std::vector<value*> operands{source[0]};
    std::vector<std::pair<const ast::expr*, ir::variable*>> later;
    std::vector<ir::target> targets;
    for (const ast::expr* e : elts) {
        const ast::expr* inner = e->kind == ast::node_kind::starred ? ast::as<ast::starred>(e).value : e;
        if (const auto* n = ast::dyn<ast::name>(inner)) {
            ir::target direct = name_target(n->id);
            if (direct.is != ir::target::kind::name_in_class) {
                targets.push_back(direct);
                continue;
            }
        }
        ir::variable* item = temporary(hint_of(*inner));
        later.emplace_back(inner, item);
        targets.push_back({ir::target::kind::variable, item});
    }
    const bool starred = star < elts.size();
    if (starred) {
        operands.insert(operands.begin(), literal("py::before<" + std::to_string(star) + ">"));
    }
    for (const ir::target& t : targets) {
        value* place = target_value(*this, t);
        if (place->op == opcode::read) place->text = "target";  // written to: never taken from
        operands.push_back(place);
    }
    for (auto& [e, item] : later) item->uses = 0;
    value* made = boolean(runtime(starred ? "unpack_around" : "unpack", operands, &target.loc));
    ir::stmt* s = evaluate(made);
    s->targets = targets;
    for (const ir::target& t : targets)
        if (t.var != nullptr) set_bound(t.var, true);
    for (auto& [e, item] : later) store(*e, read(item));
}

void function_builder::augmented(const ast::aug_assign& s) {
    const auto combine = [&](value* old) {
        std::vector<pending_operand> list{ready(old)};
        list.push_back(lower(*s.value));
        auto o = settle(std::move(list), s.loc.line);
        if (s.op == ast::binary_operator::add) return runtime("add_in_place", o, &s.loc);
        static constexpr const char* names[] = {"iadd",    "isub",    "imul", "imatmul", "itruediv", "imod",     "ipow",
                                                "ilshift", "irshift", "ior",  "ixor",    "iand",     "ifloordiv"};
        return runtime("in_place",
                       {literal(std::string("py::number_op::") + names[static_cast<std::size_t>(s.op)]), o[0], o[1]},
                       &s.loc);
    };
    switch (s.target->kind) {
    case ast::node_kind::name: {
        const auto& n = ast::as<ast::name>(s.target);
        value* v = combine(name_read(n));
        bind_name(n.id, v);
        break;
    }
    case ast::node_kind::attribute: {
        const auto& a = ast::as<ast::attribute>(s.target);
        value* base = named_value(settle({lower(*a.value)}, a.loc.line)[0]);
        const std::string name = cpp_string(scope_->mangled(a.attr)) + "_n";
        value* v = combine(operation(opcode::attribute, name, {base}, &a.loc));
        evaluate(boolean(operation(opcode::set_attribute, name, {read_before(base, *v), v}, &a.loc)));
        break;
    }
    case ast::node_kind::subscript: {
        const auto& t = ast::as<ast::subscript>(s.target);
        std::vector<pending_operand> list{lower(*t.value)};
        list.push_back(ready(slice_value(*t.slice)));
        auto o = settle(std::move(list), t.loc.line);
        // base and key are read twice
        if (o[0]->fails || o[0]->runs || o[0]->changes || o[0]->op != opcode::read) {
            const bool key_effect = o[1]->fails || o[1]->runs;
            value* base = named_value(o[0]);
            if (key_effect) o[1] = named_value(o[1]);
            o[0] = base;
        }
        value* base = named_value(o[0]);
        value* key = named_value(o[1], "key");
        value* v = combine(operation(opcode::item, "", {base, key}, &t.loc, &t));
        evaluate(
            boolean(operation(opcode::set_item, "", {read_before(base, *v), read_before(key, *v), v}, &t.loc, &t)));
        break;
    }
    default: break;
    }
}

void function_builder::annotated(const ast::ann_assign& s) {
    annotated_value(s);
    note_annotation(s);
}

void function_builder::annotated_value(const ast::ann_assign& s) {
    if (s.value != nullptr) {
        if (const auto* n = ast::dyn<ast::name>(s.target))
            into(name_target(n->id), *s.value);
        else
            store(*s.target, expr(*s.value));
        return;
    }
    // `x.y: T` evaluates x, `x: T` nothing
    if (const auto* a = ast::dyn<ast::attribute>(s.target)) {
        value* v = expr(*a->value);
        if (v->fails || v->runs) evaluate(v);
    } else if (const auto* t = ast::dyn<ast::subscript>(s.target)) {
        value* v = expr(*t->value);
        if (v->fails || v->runs) evaluate(v);
        value* k = slice_value(*t->slice);
        if (k->fails || k->runs) evaluate(k);
    }
}

}  // namespace cowith::lowering
