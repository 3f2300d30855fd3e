// cowith::async_backtrace, and its entry for debuggers.
#include "asyncio.hpp"
#include "cowith/debug.hpp"

#include <cstdio>

namespace cowith {
namespace {

bool is_suspendable(ref x) noexcept {
    return x && x.is_heap() &&
           (x.type() == &coroutine_type || x.type() == &generator_type || x.type() == &async_generator_type);
}

void add_frames(std::string& text, ref outermost) {
    std::vector<const frame_base*> chain;
    for (ref x = outermost; is_suspendable(x); x = x.as<frame_base>()->awaiting) chain.push_back(x.as<frame_base>());
    for (auto i = chain.rbegin(); i != chain.rend(); ++i) {
        const frame_base& f = **i;
        const code_object& code = *f.code();
        const std::uint32_t line = f.state == frame_state::created ? code.first_line : f.line;
        if (!code.source) continue;  // of the runtime
        text += "  |   File \"" + std::string(code.source->path) + "\", line " + std::to_string(line) + ", in " +
                (f.kind == frame_kind::generator ? "" : "async ") + code.qualname + "()\n";
    }
}

/// The name alone: making a repr would run Python code.
std::string name_of(const asyncio::task_object& t) {
    if (t.name && is_str(t.name)) return "'" + std::string(text_of(t.name)) + "'";
    return t.name && t.name.is_small() ? "'Task-" + std::to_string(t.name.small()) + "'" : "''";
}

}  // namespace

std::string async_backtrace() {
    std::string text;
    each_tracked(
        [](gc_header* o, void* context) {
            if (!asyncio::is_task(ref(o))) return true;
            const auto& t = *static_cast<asyncio::task_object*>(o);
            if (t.status != asyncio::future_state::pending) return true;
            auto& into = *static_cast<std::string*>(context);
            into += "* Task(name=" + name_of(t) + ")\n  + Call stack:\n";
            add_frames(into, t.coroutine);
            if (t.waiter && asyncio::is_task(t.waiter))
                into += "  + Awaits: Task(name=" + name_of(*t.waiter.as<asyncio::task_object>()) + ")\n";
            return true;
        },
        &text);
    return text;
}

extern "C" [[gnu::used, gnu::retain]] void cowith_print_async_backtrace() {
    const std::string text = async_backtrace();
    std::fwrite(text.data(), 1, text.size(), stderr);
}

}  // namespace cowith
