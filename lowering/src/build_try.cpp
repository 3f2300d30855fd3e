// try, with and async with: blocks that are left through their cleanup.

#include "builder.hpp"
#include "names.hpp"

namespace cowith::lowering {

using ir::opcode;
using ir::value;

namespace {

std::string named_after(const std::string& prefix, const std::string& what) {
    return what.empty() || what == "value" ? prefix : prefix + "_" + what;
}

}  // namespace

void function_builder::try_statement(const ast::try_stmt& s) {
    if (s.finalbody.empty()) {
        try_except(s);
        return;
    }
    ir::stmt* whole = emit(ir::stmt_kind::block);
    ir::stmts* const saved = out_;
    out_ = &whole->body;
    flow_entry entry;
    entry.is = flow_entry::kind::cleanup;
    entry.exit_name = block_name("leaving");
    entry.fail = module_.make_label(block_name("finally"));
    emit_text(ir::stmt_kind::declare, "py::exit " + entry.exit_name + "(at);");
    flow_state before = state_;
    ir::stmt* inside = emit(ir::stmt_kind::block);
    flow_.push_back(std::move(entry));
    inside->body = collect([&] {
        if (s.handlers.empty())
            block(s.body);
        else
            try_except(s);
    });
    entry = std::move(flow_.back());
    flow_.pop_back();
    const flow_state body_end = state_;

    // An exception may have come from anywhere: only what was bound before is surely bound in the finally block.
    state_ = before;
    clear_deleted(s.body);
    for (std::size_t i = 0; i < body_end.maybe.size(); ++i) {
        if (i >= state_.maybe.size()) state_.maybe.resize(i + 1);
        if (body_end.maybe[i]) state_.maybe[i] = true;
    }
    emit(ir::stmt_kind::label)->where = entry.fail;
    emit_text(ir::stmt_kind::raw, entry.exit_name + ".begin();");
    block(s.finalbody);
    if (!state_.dead) {
        ir::stmt* again = emit(ir::stmt_kind::propagate);
        again->what = boolean(member(entry.exit_name + ".reraises", {}));
        after_cleanup(entry);
        flow_state after = state_;
        state_ = body_end;
        clear_deleted(s.finalbody);
        after.dead = state_.dead;
        for (std::size_t i = 0; i < state_.definite.size(); ++i) {
            if (i >= after.definite.size()) after.definite.resize(i + 1);
            if (state_.definite[i]) after.definite[i] = true;
        }
        state_ = after;
    }
    out_ = saved;
}

void function_builder::try_except(const ast::try_stmt& s) {
    flow_entry entry;
    entry.is = flow_entry::kind::catcher;
    entry.fail = module_.make_label(block_name("except"));
    ir::label* const label = entry.fail;
    const flow_state before = state_;
    ir::stmt* inside = emit(ir::stmt_kind::block);
    flow_.push_back(std::move(entry));
    ir::stmts body = block_of(s.body);
    flow_.pop_back();
    const flow_state body_end = state_;
    flow_state ended = state_;
    ir::stmts otherwise = block_of(s.orelse);
    body.insert(body.end(), otherwise.begin(), otherwise.end());
    inside->body = std::move(body);
    ended = state_;

    emit(ir::stmt_kind::label)->where = label;
    ir::stmt* handler = emit(ir::stmt_kind::handler);
    handler->text = block_name("caught");
    state_ = before;
    clear_deleted(s.body);
    for (std::size_t i = 0; i < body_end.maybe.size(); ++i) {
        if (i >= state_.maybe.size()) state_.maybe.resize(i + 1);
        if (body_end.maybe[i]) state_.maybe[i] = true;
    }
    if (s.is_star()) {
        handler->body = collect([&] { star_handlers(s, handler->text); });
        handler->where = label;
    } else {
        handler->body = collect([&] { handlers(s, 0, handler->text); });
    }
    join(ended);
}

void function_builder::handlers(const ast::try_stmt& s, std::size_t i, const std::string& caught) {
    if (i == s.handlers.size()) {
        ir::stmt* again = emit(ir::stmt_kind::propagate);
        again->what = boolean(member(caught + ".reraises", {}));
        state_.dead = true;
        return;
    }
    const ast::except_handler& h = *s.handlers[i];
    const auto body = [&] {
        comments(h.leading);
        bool remove = false;
        if (!h.name.empty()) {
            const ir::target t = name_target(h.name);
            if (t.is == ir::target::kind::variable || t.is == ir::target::kind::cell) {
                value* last = literal("@");
                last->at = {h.body.empty() ? h.loc.line : h.body.back()->loc.line, 0};
                evaluate(member(caught + ".bind", {target_value(*this, t), last}));
                set_bound(t.var, true);
            } else if (t.is == ir::target::kind::global) {
                value* cell = target_value(*this, t);
                ir::stmt* bind = emit(ir::stmt_kind::declare);
                bind->text = "py::handled_name " + block_name(cpp_identifier(h.name) + "_name") + "(";
                bind->what = cell;
                bind->to.text = module_.keep(", " + caught + ");");
            } else {
                assign(t, member(caught + ".exception", {}));
                remove = true;
            }
        }
        block(h.body);
        if (!h.name.empty() && !state_.dead) {
            if (remove) {
                unbind(h.name, h.loc);
            } else {
                const ir::target t = name_target(h.name);
                if (t.var != nullptr) set_bound(t.var, false);
            }
        }
    };
    if (h.type == nullptr) {
        body();
        return;
    }
    const auto builtin = [&](const ast::expr* e) {
        const auto* n = ast::dyn<ast::name>(e);
        if (n == nullptr || !is_builtin_exception(n->id)) return false;
        const resolved r = resolve(n->id);
        return r.is == resolved::kind::global && r.cell->builtin;
    };
    bool sure = builtin(h.type);
    if (const auto* t = ast::dyn<ast::tuple>(h.type)) {
        sure = true;
        for (const ast::expr* e : t->elts) sure &= builtin(e);
    }
    value* type = settle({lower(*h.type)}, h.type->loc.line)[0];
    std::vector<value*> operands;
    if (!sure) {
        const ir::place place = mark(h.type->loc, h.type);
        operands.push_back(literal("@"));
        operands.back()->at = place;
    }
    operands.push_back(type);
    value* test = boolean(member(caught + ".matches", operands));
    test->fails = false;
    ir::stmt* made = emit(ir::stmt_kind::if_);
    made->what = test;
    if (h.trailing != nullptr) made->trailing = h.trailing->text.substr(h.trailing->text.starts_with('#') ? 1 : 0);
    const flow_state before = state_;
    made->body = collect(body);
    const flow_state after = state_;
    state_ = before;
    made->orelse = collect([&] { handlers(s, i + 1, caught); });
    join(after);
}

void function_builder::star_handlers(const ast::try_stmt& s, const std::string& caught) {
    for (const ast::except_handler* h : s.handlers) {
        comments(h->leading);
        value* type = settle({lower(*h->type)}, h->type->loc.line)[0];
        value* spot = literal("@");
        spot->at = mark(h->type->loc);
        value* test = boolean(member(caught + ".matches", {spot, type}));
        test->fails = false;
        flow_entry entry;
        entry.is = flow_entry::kind::catcher;
        entry.fail = module_.make_label(block_name("clause"));
        ir::label* const label = entry.fail;
        branch(
            test,
            [&] {
                ir::stmt* inside = emit(ir::stmt_kind::block);
                flow_.push_back(std::move(entry));
                inside->body = collect([&] {
                    if (!h->name.empty()) {
                        const ir::target t = name_target(h->name);
                        if (t.is == ir::target::kind::variable || t.is == ir::target::kind::cell) {
                            evaluate(member(caught + ".bind", {target_value(*this, t)}));
                            set_bound(t.var, true);
                        } else {
                            assign(t, member(caught + ".exception", {}));
                        }
                    }
                    block(h->body);
                    if (!h->name.empty()) {
                        const ir::target t = name_target(h->name);
                        if (t.var != nullptr) set_bound(t.var, false);
                    }
                });
                flow_.pop_back();
                state_.dead = false;  // what the clause raised is collected
                emit(ir::stmt_kind::label)->where = label;
                emit_text(ir::stmt_kind::raw, caught + ".end_clause();");
            },
            nullptr);
    }
    ir::stmt* again = emit(ir::stmt_kind::propagate);
    again->what = boolean(member(caught + ".reraises", {}));
}

void function_builder::with_items(const ast::with_stmt& s, std::size_t i) {
    if (i == s.items.size()) {
        block(s.body);
        return;
    }
    const ast::with_item& item = *s.items[i];
    const bool async = s.is_async();
    const ast::location& loc = item.context_expr->loc;
    ir::stmt* whole = emit(ir::stmt_kind::block);
    ir::stmts* const saved = out_;
    out_ = &whole->body;

    const std::string what = hint_of(*item.context_expr);
    flow_entry entry;
    entry.is = flow_entry::kind::cleanup;
    entry.exit_name = block_name(named_after("with", what));
    entry.fail = module_.make_label(block_name(named_after("leave", what)));
    emit_text(ir::stmt_kind::declare, std::string(async ? "py::async_with " : "py::with ") + entry.exit_name + "(at);");

    auto manager = settle({lower(*item.context_expr)}, loc.line);
    value* entered = operation(opcode::member, entry.exit_name + ".enter", manager, &loc, item.context_expr);
    const auto* n = item.optional_vars != nullptr ? ast::dyn<ast::name>(item.optional_vars) : nullptr;
    ir::target to;
    value* later = nullptr;
    if (n != nullptr) to = name_target(n->id);
    const bool direct = n == nullptr ? item.optional_vars == nullptr : to.is != ir::target::kind::name_in_class;
    if (async) {
        if (n != nullptr && direct)
            suspend(ir::stmt_kind::await, entered, loc, "entered", &to, item.context_expr);
        else if (direct)
            suspend(ir::stmt_kind::await, entered, loc, "entered", &to, item.context_expr);
        else
            later = suspend(ir::stmt_kind::await, entered, loc, "entered", nullptr, item.context_expr);
    } else if (n != nullptr && direct) {
        assign(to, entered);
    } else if (direct) {
        evaluate(entered);
    } else {
        later = named_value(entered, "entered");
    }

    const flow_state before = state_;
    ir::stmt* inside = emit(ir::stmt_kind::block);
    flow_.push_back(std::move(entry));
    inside->body = collect([&] {
        if (later != nullptr) store(*item.optional_vars, later);
        with_items(s, i + 1);
    });
    entry = std::move(flow_.back());
    flow_.pop_back();
    const flow_state body_end = state_;
    state_ = before;  // the exit may suppress an exception from anywhere
    clear_deleted(s.body);
    for (std::size_t k = 0; k < body_end.maybe.size(); ++k) {
        if (k >= state_.maybe.size()) state_.maybe.resize(k + 1);
        if (body_end.maybe[k]) state_.maybe[k] = true;
    }

    emit(ir::stmt_kind::label)->where = entry.fail;
    const ir::place place = mark(loc, item.context_expr);
    if (async) {
        ir::stmt* leave = emit(ir::stmt_kind::leave);
        leave->at = place;
        leave->what = member(entry.exit_name + ".leave", {});
    } else {
        value* spot = literal("@");
        spot->at = place;
        ir::stmt* leave = emit(ir::stmt_kind::evaluate);
        leave->what = member(entry.exit_name + ".leave", {spot});
        leave->what->at = {};
    }
    ir::stmt* again = emit(ir::stmt_kind::propagate);
    again->what = boolean(member(entry.exit_name + ".reraises", {}));
    after_cleanup(entry);
    out_ = saved;
}

}  // namespace cowith::lowering
