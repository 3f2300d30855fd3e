// Warnings for the traps of contextlib and coroutines: what Python accepts and what then fails or does nothing at run
// time. Everything goes by what names are bound to, never by how they are spelled; in doubt there is no warning.

#include "checks.hpp"
#include "cowith/frontend/visit.hpp"
#include "known_values.hpp"

#include <array>

namespace cowith::frontend {
namespace {

/// What calling a function gives, as far as its kind tells.
enum class call_result { unknown, coroutine, async_generator, generator, none };

class trap_finder {
  public:
    trap_finder(const module_ast& tree, const symbol_table& table, const source_file& source, diagnostics& sink)
        : table_(table), source_(source), sink_(sink), values_(tree, table) {
        for (const stmt* s : tree.body) visit(*s, table.module());
    }

  private:
    void visit(const node& n, const scope& in);
    void visit_children(const node& n, const scope& in);
    void check_function(const function_def& f, const scope& in);
    void check_manager_decorator(const expr* at, const known_value& decorator, const function_def& f);
    void check_decorating_manager(const expr* decorator, const known_value& manager, const function_def& f);
    void check_with(const with_stmt& w, const scope& in);
    void check_statement(const expr_stmt& s, const scope& in);
    void check_call(const call& c, const scope& in);
    void check_registration(const expr* at, const known_value& method, const known_value& callback,
                            std::string_view shown);
    call_result result_of(const function_def& f) const;
    std::string spelled(const node& n) const;
    diagnostic& warn(const char* code, const location& where, std::string message);

    const symbol_table& table_;
    const source_file& source_;
    diagnostics& sink_;
    known_values values_;
    stack_guard guard_;
};

diagnostic& trap_finder::warn(const char* code, const location& where, std::string message) {
    diagnostic d;
    d.level = severity::warning;
    d.code = code;
    d.path = source_.path;
    d.where = where;
    d.message = std::move(message);
    return sink_.add(std::move(d));
}

std::string trap_finder::spelled(const node& n) const {
    constexpr std::size_t longest = 60;
    const std::string_view text = source_.slice(n.loc);
    return text.size() > longest || text.find('\n') != std::string_view::npos ? std::string() : std::string(text);
}

call_result trap_finder::result_of(const function_def& f) const {
    const scope* body = table_.of(&f);
    if (body == nullptr) return call_result::unknown;
    if (body->is_coroutine) return call_result::coroutine;
    if (body->is_async_generator) return call_result::async_generator;
    if (body->is_generator) return call_result::generator;
    return body->has_return_value ? call_result::unknown : call_result::none;
}

void trap_finder::visit(const node& n, const scope& in) {
    if (guard_.deep()) return;
    switch (n.kind) {
    case node_kind::function_def:
    case node_kind::async_function_def: check_function(as<function_def>(&n), in); break;
    case node_kind::with_stmt:
    case node_kind::async_with_stmt: check_with(as<with_stmt>(&n), in); break;
    case node_kind::expr_stmt: check_statement(as<expr_stmt>(&n), in); break;
    case node_kind::call: check_call(as<call>(&n), in); break;
    default: break;
    }
    visit_children(n, in);
}

void trap_finder::visit_children(const node& n, const scope& in) {
    const scope* inner = &in;
    switch (n.kind) {
    case node_kind::function_def:
    case node_kind::async_function_def: {
        auto& f = as<function_def>(&n);
        for (const expr* e : f.decorator_list) visit(*e, in);
        for (const expr* e : f.args->defaults) visit(*e, in);
        inner = table_.of(&n);
        for (const stmt* s : f.body) visit(*s, *inner);
        return;
    }
    case node_kind::class_def: {
        inner = table_.of(&n);
        for (const stmt* s : as<class_def>(&n).body) visit(*s, *inner);
        return;
    }
    case node_kind::lambda:
    case node_kind::list_comp:
    case node_kind::set_comp:
    case node_kind::dict_comp:
    case node_kind::generator_exp: inner = table_.of(&n); break;
    case node_kind::type_alias: return;
    default: break;
    }
    if (inner != nullptr) for_each_child(n, [&](const node& child) { visit(child, *inner); });
}

// ---- decorators
// ------------------------------------------------------------------------------------------------------

void trap_finder::check_function(const function_def& f, const scope& in) {
    if (f.decorator_list.empty()) return;
    const expr* nearest = f.decorator_list.back();  // the only one that sees the function itself
    const known_value decorator = values_.of(nearest, in);
    check_manager_decorator(nearest, decorator, f);
    check_decorating_manager(nearest, decorator, f);
    check_registration(nearest, decorator, {value_kind::function, &f, {}}, f.name);
}

void trap_finder::check_manager_decorator(const expr* at, const known_value& decorator, const function_def& f) {
    const bool async = decorator.is_library("contextlib.asynccontextmanager");
    if (!async && !decorator.is_library("contextlib.contextmanager")) return;
    const call_result result = result_of(f);
    if (result == call_result::unknown || result == (async ? call_result::async_generator : call_result::generator))
        return;
    const std::string quoted = "`" + std::string(f.name) + "`";
    const std::string wanted = async ? "an async generator" : "a generator";
    diagnostic& d = warn("W0522", f.name_loc, quoted + " is not " + wanted + ", so entering it fails");
    d.others.push_back({at->loc, "needs " + wanted});
    switch (result) {
    case call_result::generator: d.help.emplace_back("write `async def`, or decorate it with `@contextmanager`"); break;
    case call_result::async_generator:
        d.help.emplace_back("decorate it with `@asynccontextmanager`, or write `def`");
        break;
    case call_result::coroutine:
        d.help.emplace_back(async ? "hand out the value with `yield` where it is ready"
                                  : "decorate it with `@asynccontextmanager` and hand out the value with `yield`");
        break;
    default:
        d.help.emplace_back(async ? "write `async def` and hand out the value with `yield`"
                                  : "hand out the value with `yield`");
        break;
    }
}

void trap_finder::check_decorating_manager(const expr* decorator, const known_value& manager, const function_def& f) {
    bool async = false;
    if (manager.kind == value_kind::manager) {
        async = manager.path == "contextlib.asynccontextmanager";
    } else if (manager.kind == value_kind::instance && manager.is_exact) {
        auto& type = as<class_def>(manager.definition);
        async = values_.derives_from(type, "contextlib.AsyncContextDecorator");
        if (!async && !values_.derives_from(type, "contextlib.ContextDecorator")) return;
        if (table_.of(&type) == nullptr || table_.of(&type)->find("__call__") != nullptr) return;
    } else {
        return;
    }
    const call_result result = result_of(f);
    const std::string quoted = "`" + std::string(f.name) + "`";
    std::string message;
    if (async && (result == call_result::none || result == call_result::generator))
        message = quoted + " is not an async function, so awaiting its result fails";
    else if (async && result == call_result::async_generator)
        message = quoted + " is an async generator, which this decorator turns into a coroutine";
    else if (!async && (result == call_result::coroutine || result == call_result::generator ||
                        result == call_result::async_generator))
        message = quoted + " runs after this decorator has left its context";
    else
        return;
    diagnostic& d = warn("W0526", f.name_loc, message);
    d.others.push_back(
        {decorator->loc, async ? "an async context manager as decorator" : "a context manager as decorator"});
    if (const std::string text = spelled(*decorator); !text.empty())
        d.help.push_back(std::string("use ") + (async ? "`async with " : "`with ") + text + ":` in its body");
}

// ---- with
// ------------------------------------------------------------------------------------------------------------

void trap_finder::check_with(const with_stmt& w, const scope& in) {
    for (const with_item* item : w.items) {
        const known_value manager = values_.of(item->context_expr, in);
        const protocols has = values_.protocols_of(manager);
        if (!has.known || has.sync == has.async) continue;
        if (w.is_async() && has.sync)
            warn("W0524", item->context_expr->loc, "`async with` over a context manager that is not asynchronous")
                .help.emplace_back("write `with`");
        else if (!w.is_async() && has.async)
            warn("W0525", item->context_expr->loc, "`with` over an asynchronous context manager")
                .help.emplace_back("write `async with`");
    }
}

// ---- calls
// -----------------------------------------------------------------------------------------------------------

void trap_finder::check_statement(const expr_stmt& s, const scope& in) {
    constexpr std::array<std::string_view, 7> library_coroutines = {
        "asyncio.sleep",
        "asyncio.wait_for",
        "asyncio.wait",
        "asyncio.to_thread",
        "asyncio.open_connection",
        "asyncio.start_server",
        "asyncio.create_subprocess_exec",
    };
    auto* c = dyn<call>(s.value);
    if (c == nullptr) return;
    const known_value callee = values_.of(c->func, in);
    bool coroutine = false;
    for (const std::string_view path : library_coroutines) coroutine |= callee.is_library(path);
    if (callee.kind == value_kind::function || callee.kind == value_kind::method)
        coroutine = result_of(*callee.function()) == call_result::coroutine;
    if (!coroutine) return;
    const std::string text = spelled(*c->func);
    diagnostic& d = warn("W0523", c->loc,
                         (text.empty() ? "this coroutine" : "the coroutine of `" + text + "`") +
                             " is never awaited, so nothing of it runs");
    if (callee.definition != nullptr) d.others.push_back({callee.function()->name_loc, "an async function"});
    const scope* around = &in;
    const bool can_await = around->kind == scope_kind::function && around->is_async;
    d.help.emplace_back(can_await ? "write `await` before it"
                                  : "await it in an async function, or start it with `asyncio.run`");
}

void trap_finder::check_call(const call& c, const scope& in) {
    const known_value callee = values_.of(c.func, in);
    if (callee.is_library("contextlib.asynccontextmanager") || callee.is_library("contextlib.contextmanager")) {
        if (c.args.size() != 1) return;
        const known_value f = values_.of(c.args.front(), in);
        if (f.kind == value_kind::function) check_manager_decorator(&c, callee, *f.function());
        return;
    }
    if (!c.args.empty() && c.args.front()->kind != node_kind::starred)
        check_registration(c.args.front(), callee, values_.of(c.args.front(), in), spelled(*c.args.front()));
}

/// A callback given to an exit stack, by call or as a decorator.
void trap_finder::check_registration(const expr* at, const known_value& method, const known_value& callback,
                                     std::string_view shown) {
    if (callback.kind != value_kind::function && callback.kind != value_kind::method) return;
    const bool push =
        method.is_library("contextlib.AsyncExitStack.push") || method.is_library("contextlib.ExitStack.push");
    const bool plain =
        method.is_library("contextlib.AsyncExitStack.callback") || method.is_library("contextlib.ExitStack.callback");
    const bool async = method.is_library("contextlib.AsyncExitStack.push_async_callback");
    if (!push && !plain && !async) return;
    const call_result result = result_of(*callback.function());
    const std::string quoted = shown.empty() ? "this function" : "`" + std::string(shown) + "`";
    if ((push || plain) && result == call_result::coroutine) {
        diagnostic& d = warn("W0520", at->loc,
                             push ? quoted + " is never awaited, and its coroutine suppresses every exception"
                                  : quoted + " is never awaited, so nothing of it runs");
        d.others.push_back({callback.function()->name_loc, "an async function"});
        const bool in_async_stack = method.path.starts_with("contextlib.AsyncExitStack");
        d.help.push_back(std::string(in_async_stack ? "" : "use an AsyncExitStack and ") +
                         (push ? "register it with `push_async_exit`" : "register it with `push_async_callback`"));
    } else if (async && (result == call_result::none || result == call_result::generator)) {
        diagnostic& d = warn("W0521", at->loc, "the result of " + quoted + " can't be awaited");
        d.others.push_back({callback.function()->name_loc, "not an async function"});
        d.help.emplace_back("register it with `callback`");
    }
}

}  // namespace

void warn_of_traps(const module_ast& tree, const symbol_table& table, const source_file& source, diagnostics& sink) {
    trap_finder(tree, table, source, sink);
}

}  // namespace cowith::frontend
