// Statements without a flow of their own, and ways out: return, break, continue.

#include "builder.hpp"
#include "names.hpp"

namespace cowith::lowering {

using ir::opcode;
using ir::value;

ir::stmts function_builder::collect(const std::function<void()>& make) {
    ir::stmts list;
    ir::stmts* const saved = out_;
    out_ = &list;
    make();
    out_ = saved;
    return list;
}

ir::stmts function_builder::block_of(const ast::stmt_list& body) {
    return collect([&] { block(body); });
}

void function_builder::block(const ast::stmt_list& body) {
    for (const ast::stmt* s : body) {
        comments(s->leading);
        if (!state_.dead) statement(*s);
        comments(s->after);
    }
}

void function_builder::comments(const ast::node_list<ast::comment*>& list) {
    for (const ast::comment* c : list) {
        std::string_view text = c->text;
        text.remove_prefix(text.starts_with('#') ? 1 : 0);
        emit_text(ir::stmt_kind::comment, std::string(text));
    }
}

void function_builder::statement(const ast::stmt& s) {
    using enum ast::node_kind;
    const ast::stmt* const outer_origin = origin_;
    origin_ = &s;
    const std::size_t first = out_->size();
    switch (s.kind) {
    case expr_stmt: {
        const ast::expr& e = *ast::as<ast::expr_stmt>(&s).value;
        if (e.kind == ast::node_kind::constant) break;
        const ir::target nothing;
        if (const auto* w = ast::dyn<ast::await_expr>(&e)) {
            await(*w, &nothing);
        } else if (const auto* y = ast::dyn<ast::yield_expr>(&e)) {
            yield(*y, &nothing);
        } else if (const auto* yf = ast::dyn<ast::yield_from>(&e)) {
            this->yield_from(*yf, &nothing);
        } else {
            value* v = expr(e);
            const bool kept = v->op == opcode::read && v->var->is == ir::variable::role::temporary && !v->var->boolean;
            if (v->fails || v->runs)
                evaluate(v);
            else if (kept)  // what nobody wants dies here
                evaluate(last_read(v->var));
        }
        break;
    }
    case assign: {
        const auto& a = ast::as<ast::assign>(&s);
        if (a.targets.size() == 1) {
            if (const auto* n = ast::dyn<ast::name>(a.targets[0])) {
                into(name_target(n->id), *a.value);
                break;
            }
        }
        value* v = expr(*a.value);
        if (a.targets.size() > 1) v = named_value(v);
        for (const ast::expr* t : a.targets) {
            const bool last = t == a.targets[a.targets.size() - 1];
            store(*t, a.targets.size() == 1 || v->op != opcode::read ? v : last ? read_again(v) : read(v->var));
        }
        break;
    }
    case aug_assign: augmented(ast::as<ast::aug_assign>(&s)); break;
    case ann_assign: annotated(ast::as<ast::ann_assign>(&s)); break;
    case return_stmt: return_statement(ast::as<ast::return_stmt>(&s)); break;
    case delete_stmt:
        for (const ast::expr* t : ast::as<ast::delete_stmt>(&s).targets) delete_target(*t);
        break;
    case if_stmt: if_statement(ast::as<ast::if_stmt>(&s)); break;
    case while_stmt: while_statement(ast::as<ast::while_stmt>(&s)); break;
    case for_stmt:
    case async_for_stmt: for_statement(ast::as<ast::for_stmt>(&s)); break;
    case with_stmt:
    case async_with_stmt: with_items(ast::as<ast::with_stmt>(&s), 0); break;
    case try_stmt:
    case try_star_stmt: try_statement(ast::as<ast::try_stmt>(&s)); break;
    case match_stmt: match_statement(ast::as<ast::match_stmt>(&s)); break;
    case raise_stmt: raise_statement(ast::as<ast::raise_stmt>(&s)); break;
    case assert_stmt: assert_statement(ast::as<ast::assert_stmt>(&s)); break;
    case import_stmt: import_names(ast::as<ast::import_stmt>(&s)); break;
    case import_from_stmt: import_from(ast::as<ast::import_from_stmt>(&s)); break;
    case function_def:
    case async_function_def: function_statement(ast::as<ast::function_def>(&s)); break;
    case class_def: class_statement(ast::as<ast::class_def>(&s)); break;
    case type_alias: type_alias_statement(ast::as<ast::type_alias>(&s)); break;
    case break_stmt: leave_loop(true); break;
    case continue_stmt: leave_loop(false); break;
    default: break;  // pass, global, nonlocal
    }
    if (s.trailing != nullptr) {
        std::string_view text = s.trailing->text;
        text.remove_prefix(text.starts_with('#') ? 1 : 0);
        if (out_->size() > first)
            (*out_)[first]->trailing = text;
        else
            emit_text(ir::stmt_kind::comment, std::string(text));
    }
    origin_ = outer_origin;
}

void function_builder::if_statement(const ast::if_stmt& s) {
    value* test = test_of(*s.test);
    ir::stmt* made = emit(ir::stmt_kind::if_);
    made->what = test;
    made->at = test->at;
    const flow_state before = state_;
    if (test->op == opcode::literal && test->text == "false") state_.dead = true;
    made->body = block_of(s.body);
    const flow_state after_body = state_;
    state_ = before;
    if (test->op == opcode::literal && test->text == "true") state_.dead = true;
    made->orelse = block_of(s.orelse);
    join(after_body);
}

// ---- leaving -------------------------------------------------------------------------------------------------------

ir::exit_path function_builder::failure() const {
    for (std::size_t i = flow_.size(); i-- > 0;)
        if (flow_[i].is != flow_entry::kind::loop) return {flow_[i].fail};
    return {};
}

bool function_builder::in_protected() const { return failure().to != nullptr; }

void function_builder::leave_return(value* v) {
    for (std::size_t i = flow_.size(); i-- > 0;) {
        if (flow_[i].is != flow_entry::kind::cleanup) continue;
        flow_[i].returns = true;
        ir::stmt* s = emit(ir::stmt_kind::jump);
        s->what = member(flow_[i].exit_name + ".returns", {v});
        s->where = flow_[i].fail;
        state_.dead = true;
        return;
    }
    // Inside try, what fails while the value is made goes to the handlers: only the finished value returns.
    if (v->fails && in_protected()) v = hoist(v, out_->size());
    ir::stmt* s = emit(ir::stmt_kind::result);
    s->what = v;
    s->failure = failure();
    state_.dead = true;
}

void function_builder::leave_loop(bool breaks) {
    for (std::size_t i = flow_.size(); i-- > 0;) {
        flow_entry& entry = flow_[i];
        if (entry.is == flow_entry::kind::cleanup) {
            (breaks ? entry.breaks : entry.continues) = true;
            for (std::size_t k = i; k-- > 0;)
                if (flow_[k].is == flow_entry::kind::loop) {
                    if (breaks) flow_[k].break_states.push_back(state_);
                    break;
                }
            ir::stmt* s = emit(ir::stmt_kind::jump);
            s->what = member(entry.exit_name + (breaks ? ".breaks" : ".continues"), {});
            s->where = entry.fail;
            state_.dead = true;
            return;
        }
        if (entry.is == flow_entry::kind::loop) {
            if (breaks && !state_.dead) entry.break_states.push_back(state_);
            ir::stmt* s = emit(ir::stmt_kind::jump);
            if (breaks && entry.break_to != nullptr)
                s->where = entry.break_to;
            else
                s->text = breaks ? "break" : "continue";
            state_.dead = true;
            return;
        }
    }
}

// Behind a cleanup: what was on its way when the cleanup began goes on.
void function_builder::after_cleanup(const flow_entry& entry) {
    const auto go_on = [&](const char* test, const std::function<void()>& exit) {
        ir::stmt* s = emit(ir::stmt_kind::if_);
        s->what = boolean(member(entry.exit_name + test, {}));
        const flow_state before = state_;
        state_.dead = false;
        s->body = collect(exit);
        state_ = before;
    };
    if (entry.returns) go_on(".returned", [&] { leave_return(member(entry.exit_name + ".result", {})); });
    if (entry.breaks) go_on(".broke", [&] { leave_loop(true); });
    if (entry.continues) go_on(".continued", [&] { leave_loop(false); });
}

void function_builder::return_statement(const ast::return_stmt& s) {
    if (s.value == nullptr) {
        leave_return(none());
        return;
    }
    value* v = as_object(settle({lower(*s.value)}, s.value->loc.line)[0]);
    leave_return(v);
}

void function_builder::raise_statement(const ast::raise_stmt& s) {
    value* v = nullptr;
    if (s.exc == nullptr) {
        v = runtime("raise_again", {}, &s.loc);
    } else {
        std::vector<pending_operand> list{lower(*s.exc)};
        if (s.cause != nullptr) list.push_back(lower(*s.cause));
        auto operands = settle(std::move(list), s.loc.line);
        v = runtime(s.cause != nullptr ? "raise_from" : "raise", operands, &s.loc);
    }
    ir::stmt* made = emit(ir::stmt_kind::raise);
    made->what = v;
    made->at = v->at;
    state_.dead = true;
}

void function_builder::assert_statement(const ast::assert_stmt& s) {
    value* test = test_of(*s.test, true);
    branch(
        test,
        [&] {
            std::vector<value*> operands;
            if (s.msg != nullptr) operands = settle({lower(*s.msg)}, s.test->loc.line);
            value* v = runtime("raise_assertion", operands, &s.test->loc);
            ir::stmt* made = emit(ir::stmt_kind::raise);
            made->what = v;
            made->at = v->at;
            state_.dead = true;
        },
        nullptr);
}

void function_builder::delete_target(const ast::expr& e) {
    switch (e.kind) {
    case ast::node_kind::name: unbind(ast::as<ast::name>(&e).id, e.loc); break;
    case ast::node_kind::attribute: {
        const auto& a = ast::as<ast::attribute>(&e);
        auto base = settle({lower(*a.value)}, e.loc.line);
        evaluate(boolean(operation(opcode::del_attribute, cpp_string(scope_->mangled(a.attr)) + "_s", base, &e.loc)));
        break;
    }
    case ast::node_kind::subscript: {
        const auto& s = ast::as<ast::subscript>(&e);
        std::vector<pending_operand> list{lower(*s.value)};
        list.push_back(ready(slice_value(*s.slice)));
        evaluate(boolean(operation(opcode::del_item, "", settle(std::move(list), e.loc.line), &e.loc, &e)));
        break;
    }
    case ast::node_kind::tuple:
        for (const ast::expr* t : ast::as<ast::tuple>(&e).elts) delete_target(*t);
        break;
    case ast::node_kind::list:
        for (const ast::expr* t : ast::as<ast::list>(&e).elts) delete_target(*t);
        break;
    default: break;
    }
}

}  // namespace cowith::lowering
