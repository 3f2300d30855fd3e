// Statements: return, break and continue, handlers, the depth of blocks.

#include "checks.hpp"

#include <utility>

namespace cowith::frontend {
namespace {

constexpr std::size_t max_blocks = 21;  // CO_MAXBLOCKS

}  // namespace

diagnostic& checker::error(const char* code, const location& where, std::string message) {
    diagnostic& d = sink_.error(code, source_.path, where, std::move(message));
    d.type = "SyntaxError";
    return d;
}

diagnostic& checker::warning(const char* code, const location& where, std::string message) {
    diagnostic d;
    d.level = severity::warning;
    d.code = code;
    d.type = "SyntaxWarning";
    d.path = source_.path;
    d.where = where;
    d.message = std::move(message);
    return sink_.add(std::move(d));
}

checker::block::block(checker& owner, block_kind kind, const location& where) : owner_(owner) {
    unit& u = *owner_.unit_;
    if (u.blocks.size() >= max_blocks && !std::exchange(u.too_many_blocks, true))
        owner_.error("E0324", where, "too many statically nested blocks");
    u.blocks.push_back(kind);
}

void checker::run() { visit_in(&table_.module(), tree_.body, false); }

void checker::visit_in(const scope* body, const stmt_list& list, bool is_function) {
    unit inner;
    inner.body = body;
    unit* before = std::exchange(unit_, &inner);
    if (is_function)
        inner.around_finally = finally_context::function;
    else if (before != nullptr)
        inner.around_finally = before->around_finally;
    if (body != nullptr && is_function && (body->is_async || body->is_generator)) {
        block stop_iteration(*this, block_kind::other, {});
        visit(list);
    } else {
        visit(list);
    }
    unit_ = before;
}

void checker::visit(const stmt_list& list) {
    for (const stmt* s : list) visit(s);
}

void checker::visit(const stmt* s) {
    if (guard_.deep()) return;  // reported with the scopes
    switch (s->kind) {
    case node_kind::function_def:
    case node_kind::async_function_def: return visit_function(as<function_def>(s));
    case node_kind::class_def: return visit_class(as<class_def>(s));
    case node_kind::type_alias: visit_type_params(as<type_alias>(s).type_params); return check(as<type_alias>(s).value);
    case node_kind::return_stmt: return check_return(as<return_stmt>(s));
    case node_kind::delete_stmt: return check(as<delete_stmt>(s).targets);
    case node_kind::assign: check(as<assign>(s).value); return check(as<assign>(s).targets);
    case node_kind::aug_assign: check(as<aug_assign>(s).target); return check(as<aug_assign>(s).value);
    case node_kind::ann_assign:
        check(as<ann_assign>(s).value);
        check(as<ann_assign>(s).target);
        return check(as<ann_assign>(s).annotation);
    case node_kind::for_stmt:
    case node_kind::async_for_stmt:
        check(as<for_stmt>(s).iter);
        check(as<for_stmt>(s).target);
        return visit_loop(s, as<for_stmt>(s).body, as<for_stmt>(s).orelse);
    case node_kind::while_stmt:
        check(as<while_stmt>(s).test);
        return visit_loop(s, as<while_stmt>(s).body, as<while_stmt>(s).orelse);
    case node_kind::if_stmt:
        check(as<if_stmt>(s).test);
        visit(as<if_stmt>(s).body);
        return visit(as<if_stmt>(s).orelse);
    case node_kind::with_stmt:
    case node_kind::async_with_stmt: return visit_with(as<with_stmt>(s), 0);
    case node_kind::match_stmt: return visit_match(as<match_stmt>(s));
    case node_kind::raise_stmt: check(as<raise_stmt>(s).exc); return check(as<raise_stmt>(s).cause);
    case node_kind::try_stmt:
    case node_kind::try_star_stmt: return visit_try(as<try_stmt>(s));
    case node_kind::assert_stmt: return check_assertion(as<assert_stmt>(s));
    case node_kind::expr_stmt: return check(as<expr_stmt>(s).value);
    case node_kind::break_stmt: return check_jump(s, true);
    case node_kind::continue_stmt: return check_jump(s, false);
    default: return;
    }
}

void checker::visit_function(const function_def& f) {
    check(f.decorator_list);
    check_arguments(*f.args);
    check(f.returns);
    visit_type_params(f.type_params);
    visit_in(table_.of(&f), f.body, true);
}

void checker::visit_class(const class_def& c) {
    check(c.decorator_list);
    check_starred_elements(c.bases);
    check_keywords(c.keywords);
    for (const keyword* k : c.keywords) check(k->value);
    visit_type_params(c.type_params);
    visit_in(table_.of(&c), c.body, false);
}

void checker::visit_type_params(const type_param_list& params) {
    for (const type_param* p : params) {
        if (auto* v = dyn<type_var>(p)) {
            check(v->bound);
            check(v->default_value);
        } else if (auto* s = dyn<param_spec>(p)) {
            check(s->default_value);
        } else if (const expr* value = as<type_var_tuple>(p).default_value) {
            auto* star = dyn<starred>(value);
            check(star != nullptr ? star->value : value);
        }
    }
}

void checker::visit_in_finally_context(finally_context c, const stmt_list& list) {
    const finally_context before = std::exchange(unit_->around_finally, c);
    visit(list);
    unit_->around_finally = before;
}

void checker::visit_loop(const stmt* s, const stmt_list& body, const stmt_list& orelse) {
    {
        block loop(*this, block_kind::loop, s->loc);
        visit_in_finally_context(finally_context::loop, body);
    }
    visit(orelse);
}

void checker::visit_with(const with_stmt& w, std::size_t item) {
    if (item == w.items.size()) return visit(w.body);
    const with_item& here = *w.items[item];
    check(here.context_expr);
    block with(*this, block_kind::other, here.context_expr->loc);
    check(here.optional_vars);
    visit_with(w, item + 1);
}

void checker::visit_try(const try_stmt& t) {
    if (t.finalbody.empty()) return visit_handlers(t);
    {
        block body(*this, block_kind::other, t.loc);
        if (t.handlers.empty())
            visit(t.body);
        else
            visit_handlers(t);
    }
    block end(*this, block_kind::other, t.loc);
    visit_in_finally_context(finally_context::finally, t.finalbody);
}

void checker::visit_handlers(const try_stmt& t) {
    {
        block body(*this, block_kind::other, t.loc);
        visit(t.body);
    }
    visit(t.orelse);
    block handlers(*this, t.is_star() ? block_kind::except_star_handler : block_kind::other, t.loc);
    for (std::size_t i = 0; i < t.handlers.size(); ++i) {
        const except_handler& h = *t.handlers[i];
        if (h.type == nullptr && i + 1 < t.handlers.size())
            error("E0320", h.loc, "default 'except:' must be last")
                .others.push_back({t.handlers[i + 1]->loc, "this handler could never run"});
        check(h.type);
        block cleanup(*this, block_kind::other, h.loc);
        visit(h.body);
    }
}

void checker::check_return(const return_stmt& r) {
    check(r.value);
    const scope* body = unit_->body;
    if (body != nullptr && !body->is_function_like()) {
        error("E0304", r.loc, "'return' outside function");
        return;
    }
    if (body != nullptr && r.value != nullptr && body->is_async_generator)
        error("E0305", r.loc, "'return' with value in async generator")
            .help.emplace_back("an async generator hands out values with `yield`; a bare `return` ends it");
    for (const block_kind b : unit_->blocks)
        if (b == block_kind::except_star_handler) {
            const bool constant_value = r.value != nullptr && r.value->kind == node_kind::constant;
            error("E0323", constant_value ? r.value->loc : r.loc,
                  "'break', 'continue' and 'return' cannot appear in an except* block");
            break;
        }
    if (unit_->around_finally == finally_context::finally) warning("W0505", r.loc, "'return' in a 'finally' block");
}

void checker::check_jump(const stmt* s, bool is_break) {
    bool in_loop = false;
    for (std::size_t i = unit_->blocks.size(); i-- > 0 && !in_loop;) {
        if (unit_->blocks[i] == block_kind::except_star_handler) {
            error("E0323", s->loc, "'break', 'continue' and 'return' cannot appear in an except* block");
            return;
        }
        in_loop = unit_->blocks[i] == block_kind::loop;
    }
    if (!in_loop)
        error(is_break ? "E0321" : "E0322", s->loc,
              is_break ? "'break' outside loop" : "'continue' not properly in loop");
    else if (unit_->around_finally == finally_context::finally)
        warning("W0505", s->loc, is_break ? "'break' in a 'finally' block" : "'continue' in a 'finally' block");
}

void checker::check_assertion(const assert_stmt& a) {
    if (auto* t = dyn<tuple>(a.test); t != nullptr && !t->elts.empty())
        warning("W0504", a.loc, "assertion is always true, perhaps remove parentheses?");
    check(a.test);
    check(a.msg);
}

void check_module(const module_ast& tree, const symbol_table& table, const source_file& source, diagnostics& sink) {
    checker(tree, table, source, sink).run();
    warn_of_traps(tree, table, source, sink);
}

}  // namespace cowith::frontend
