// while, for, async for, and comprehensions that run in the frame of the function around them (PEP 709).

#include "builder.hpp"
#include "names.hpp"

namespace cowith::lowering {

using ir::opcode;
using ir::value;

namespace {

// Calls `found` with each name that `del` removes in the statements (functions inside have their own names).
void deleted_names(const ast::stmt_list& body, const std::function<void(std::string_view)>& found) {
    const std::function<void(const ast::expr*)> target = [&](const ast::expr* e) {
        if (const auto* n = ast::dyn<ast::name>(e)) found(n->id);
        if (const auto* t = ast::dyn<ast::tuple>(e))
            for (const ast::expr* elt : t->elts) target(elt);
        if (const auto* l = ast::dyn<ast::list>(e))
            for (const ast::expr* elt : l->elts) target(elt);
    };
    for (const ast::stmt* s : body) {
        if (const auto* d = ast::dyn<ast::delete_stmt>(s)) {
            for (const ast::expr* t : d->targets) target(t);
        } else if (const auto* i = ast::dyn<ast::if_stmt>(s)) {
            deleted_names(i->body, found);
            deleted_names(i->orelse, found);
        } else if (const auto* f = ast::dyn<ast::for_stmt>(s)) {
            deleted_names(f->body, found);
            deleted_names(f->orelse, found);
        } else if (const auto* w = ast::dyn<ast::while_stmt>(s)) {
            deleted_names(w->body, found);
            deleted_names(w->orelse, found);
        } else if (const auto* with = ast::dyn<ast::with_stmt>(s)) {
            deleted_names(with->body, found);
        } else if (const auto* t = ast::dyn<ast::try_stmt>(s)) {
            deleted_names(t->body, found);
            for (const ast::except_handler* h : t->handlers) {
                if (!h->name.empty()) found(h->name);
                deleted_names(h->body, found);
            }
            deleted_names(t->orelse, found);
            deleted_names(t->finalbody, found);
        } else if (const auto* m = ast::dyn<ast::match_stmt>(s)) {
            for (const ast::match_case* c : m->cases) deleted_names(c->body, found);
        }
    }
}

}  // namespace

void function_builder::clear_deleted(const ast::stmt_list& body) {
    deleted_names(body, [&](std::string_view written) {
        const resolved r = resolve(written);
        if (r.is == resolved::kind::variable) set_bound(r.var, false);
    });
}

void function_builder::while_statement(const ast::while_stmt& s) {
    clear_deleted(s.body);
    ++loops_;
    flow_entry entry;
    entry.is = flow_entry::kind::loop;
    if (!s.orelse.empty()) entry.break_to = module_.make_label(block_name("broke"));

    ir::stmts tests;
    ir::stmts* const saved = out_;
    out_ = &tests;
    value* test = test_of(*s.test);
    out_ = saved;
    const bool endless = test->op == opcode::literal && test->text == "true";
    ir::stmt* loop =
        emit(tests.empty() ? (endless ? ir::stmt_kind::forever : ir::stmt_kind::while_) : ir::stmt_kind::forever);
    loop->what = test;
    loop->at = test->at;
    flow_state ended = state_;
    ended.dead = endless;
    // A loop without end shall not keep signals and other threads waiting.
    ir::stmts turn;
    out_ = &turn;
    ir::stmt* attend = emit(ir::stmt_kind::check);
    attend->text = "py::attend()";
    attend->at = test->at;
    if (attend->at.line == 0) attend->at.line = s.loc.line;
    out_ = saved;
    flow_.push_back(std::move(entry));
    loop->body = std::move(turn);
    if (!tests.empty()) {
        loop->body.insert(loop->body.end(), tests.begin(), tests.end());
        ir::stmt* leave = module_.make_stmt(ir::stmt_kind::if_, origin_);
        leave->what = test->fails ? boolean(operation(opcode::prefix, "!", {test}, nullptr))
                                  : boolean(operation(opcode::prefix, "!", {test}, nullptr));
        leave->what->fails = false;  // looked at behind the loop
        ir::stmt* jump = module_.make_stmt(ir::stmt_kind::jump, origin_);
        jump->text = "break";
        leave->body.push_back(jump);
        loop->body.push_back(leave);
    }
    ir::stmts body = block_of(s.body);
    loop->body.insert(loop->body.end(), body.begin(), body.end());
    entry = std::move(flow_.back());
    flow_.pop_back();
    --loops_;
    state_ = ended;
    if (test->fails) {
        ir::stmt* check = emit(ir::stmt_kind::check);
        check->at = test->at;
    }
    if (!s.orelse.empty()) {
        if (s.orelse.size() > 0) {
            ir::stmt* orelse = emit(ir::stmt_kind::block);
            orelse->body = block_of(s.orelse);
        }
        ir::stmt* label = emit(ir::stmt_kind::label);
        label->where = entry.break_to;
    }
    for (const flow_state& b : entry.break_states) join(b);
}

void function_builder::for_statement(const ast::for_stmt& s) {
    const bool async = s.is_async();
    value* iterable = settle({lower(*s.iter)}, s.iter->loc.line)[0];
    const std::string name = block_name(cpp_identifier(hint_of(*s.iter)) + "_loop");
    clear_deleted(s.body);
    ++loops_;
    flow_entry entry;
    entry.is = flow_entry::kind::loop;
    if (!s.orelse.empty()) entry.break_to = module_.make_label(block_name("broke"));

    std::vector<std::pair<const ast::expr*, ir::variable*>> later;
    ir::stmt* loop = emit(async ? ir::stmt_kind::async_for : ir::stmt_kind::for_);
    loop->text = name;
    loop->what = iterable;
    flow_state ended = state_;
    if (async && s.iter->loc.line != s.loc.line)
        mark(s.loc);
    else
        mark(s.iter->loc, s.iter);  // iter(x) and next(): one place
    if (async) {
        ir::variable* item = nullptr;
        std::vector<ir::target> single;
        const auto* n = ast::dyn<ast::name>(s.target);
        if (n != nullptr) {
            const ir::target direct = name_target(n->id);
            if (direct.is == ir::target::kind::variable) single.push_back(direct);
        }
        if (single.empty()) {
            item = temporary("item");
            item->once = false;
            item->slot = true;
            single.push_back({ir::target::kind::variable, item});
            later.emplace_back(s.target, item);
        }
        loop->targets = single;
        loop->at = mark(s.loc);  // asking for the next item: the whole statement
    } else {
        loop->targets = loop_targets(*s.target, later);
        loop->at = loop->targets.size() > 1 ? mark(s.target->loc)
                                            : ir::place{s.iter->loc.line, operations_of_line_[s.iter->loc.line]};
    }
    for (const ir::target& t : loop->targets)
        if (t.var != nullptr) set_bound(t.var, true);
    for (const ir::target& t : loop->targets)
        if (t.var != nullptr && t.var->index < ended.maybe.size()) ended.maybe[t.var->index] = true;
    flow_.push_back(std::move(entry));
    loop->body = collect([&] {
        for (auto& [e, item] : later) store(*e, read(item));
        block(s.body);
    });
    entry = std::move(flow_.back());
    flow_.pop_back();
    --loops_;
    for (std::size_t i = 0; i < state_.maybe.size(); ++i) {
        if (i >= ended.maybe.size()) ended.maybe.resize(i + 1);
        if (state_.maybe[i]) ended.maybe[i] = true;
    }
    state_ = ended;
    ir::stmt* check = emit(ir::stmt_kind::check);
    check->at = loop->at;
    if (!s.orelse.empty()) {
        ir::stmt* orelse = emit(ir::stmt_kind::block);
        orelse->body = block_of(s.orelse);
        ir::stmt* label = emit(ir::stmt_kind::label);
        label->where = entry.break_to;
    }
    for (const flow_state& b : entry.break_states) join(b);
}

// ---- comprehensions ------------------------------------------------------------------------------------------------

value* function_builder::comprehension(const ast::expr& e, const ast::node_list<ast::comprehension*>& generators) {
    const ast::scope* inner = module_.input.table->of(&e);
    // The first iterable belongs to the scope outside.
    value* first = settle({lower(*generators[0]->iter)}, generators[0]->iter->loc.line)[0];
    ir::variable* result = nullptr;
    const char* kind = e.kind == ast::node_kind::list_comp  ? "list"
                       : e.kind == ast::node_kind::set_comp ? "set"
                                                            : "dict";
    std::string hint;
    if (const auto* n = ast::dyn<ast::name>(generators[0]->target))
        hint = std::string(n->id) + "_" + kind;
    else
        hint = std::string(kind) + "_value";
    result = temporary(hint);
    result->once = false;
    assign({ir::target::kind::variable, result}, runtime(kind, {}));

    std::unordered_map<std::string_view, ir::variable*> own;
    if (inner != nullptr)
        for (const ast::scoped_name& n : inner->names) {
            if (n.kind != ast::name_kind::local && n.kind != ast::name_kind::cell) continue;
            if (n.name.starts_with('.')) continue;
            ir::variable* v = temporary(std::string(n.name));
            v->once = false;
            v->python_name = n.name;
            v->hidden = true;
            if (n.kind == ast::name_kind::cell) v->is = ir::variable::role::cell;
            own.emplace(n.name, v);
            if (n.kind == ast::name_kind::cell) {
                ir::stmt* make = emit(ir::stmt_kind::evaluate);
                make->to = {ir::target::kind::variable, v};
                make->what = runtime("new_cell", {});
            }
        }
    const ast::scope* const outer_scope = scope_;
    inner_scopes_.push_back(std::move(own));
    inner_scope_of_.push_back(inner);
    if (inner != nullptr) scope_ = inner;
    ++loops_;
    comprehension_loops(
        generators, 0,
        [&] {
            if (const auto* l = ast::dyn<ast::list_comp>(&e)) {
                auto o = settle({lower(*l->elt)}, l->elt->loc.line);
                evaluate(boolean(runtime("append", {read(result), o[0]}, o[0]->fails ? &l->elt->loc : nullptr)));
            } else if (const auto* s = ast::dyn<ast::set_comp>(&e)) {
                auto o = settle({lower(*s->elt)}, s->elt->loc.line);
                evaluate(boolean(runtime("add_to_set", {read(result), o[0]}, &s->elt->loc)));
            } else {
                const auto& d = ast::as<ast::dict_comp>(&e);
                std::vector<pending_operand> list{lower(*d.key)};
                list.push_back(lower(*d.value));
                auto o = settle(std::move(list), d.key->loc.line);
                evaluate(boolean(runtime("put", {read(result), o[0], o[1]}, &d.key->loc)));
            }
        },
        first, e.loc);
    --loops_;
    scope_ = outer_scope;
    inner_scopes_.pop_back();
    inner_scope_of_.pop_back();
    return last_read(result);
}

void function_builder::comprehension_loops(const ast::node_list<ast::comprehension*>& generators, std::size_t i,
                                           const std::function<void()>& element, value* first,
                                           const ast::location& whole) {
    if (i == generators.size()) {
        element();
        return;
    }
    const ast::comprehension& c = *generators[i];
    value* iterable = first != nullptr ? first : settle({lower(*c.iter)}, c.iter->loc.line)[0];
    const std::string name = block_name(cpp_identifier(hint_of(*c.iter)) + "_loop");
    std::vector<std::pair<const ast::expr*, ir::variable*>> later;
    ir::stmt* loop = emit(c.is_async ? ir::stmt_kind::async_for : ir::stmt_kind::for_);
    loop->text = name;
    loop->what = iterable;
    if (c.is_async && c.iter->loc.line != whole.line)
        mark(whole);
    else
        mark(c.iter->loc, c.iter);
    const flow_state before = state_;
    if (c.is_async) {
        std::vector<ir::target> single;
        if (const auto* n = ast::dyn<ast::name>(c.target)) {
            const ir::target direct = name_target(n->id);
            if (direct.is == ir::target::kind::variable) single.push_back(direct);
        }
        if (single.empty()) {
            ir::variable* item = temporary("item");
            item->once = false;
            item->slot = true;
            single.push_back({ir::target::kind::variable, item});
            later.emplace_back(c.target, item);
        }
        loop->targets = single;
        loop->at = mark(whole);
    } else {
        loop->targets = loop_targets(*c.target, later);
        loop->at = loop->targets.size() > 1 ? mark(c.target->loc)
                                            : ir::place{c.iter->loc.line, operations_of_line_[c.iter->loc.line]};
    }
    for (const ir::target& t : loop->targets)
        if (t.var != nullptr) set_bound(t.var, true);
    flow_.emplace_back();
    loop->body = collect([&] {
        for (auto& [e, item] : later) store(*e, read(item));
        const std::function<void(std::size_t)> filtered = [&](std::size_t k) {
            if (k == c.ifs.size()) {
                comprehension_loops(generators, i + 1, element, nullptr, whole);
                return;
            }
            value* test = test_of(*c.ifs[k]);
            branch(test, [&] { filtered(k + 1); }, nullptr);
        };
        filtered(0);
    });
    flow_.pop_back();
    state_ = before;
    ir::stmt* check = emit(ir::stmt_kind::check);
    check->at = loop->at;
}

}  // namespace cowith::lowering
