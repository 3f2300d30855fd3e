// The asyncio module.
#include "asyncio.hpp"
#include "cowith/binding.hpp"
#include "cowith/native_modules.hpp"

namespace cowith {
namespace asyncio {
bool add_core(ref dict) noexcept {
    struct {
        const char* name;
        type_object* type;
    } const types[] = {
        {"Future", &future_type},
        {"Task", &task_type},
        {"Handle", &handle_type},
        {"TimerHandle", &timer_handle_type},
        {"CancelledError", &CancelledError_type},
        {"InvalidStateError", &InvalidStateError_type},
        {"TimeoutError", &TimeoutError_type},
        {"BaseEventLoop", &base_loop_type},
        {"AbstractEventLoop", &abstract_loop_type},
        {"SelectorEventLoop", &loop_type},
        {"EventLoop", &loop_type},
    };
    for (auto& t : types)
        if (!dict_set(dict, intern(t.name), ref(t.type))) return false;
    return true;
}
object threads_function(const char* name) noexcept {
    object module = import_module(intern("_asyncio_threads"));
    return module ? module.attr(intern(name)) : object();
}
/// Names that stand for functions of _asyncio_threads, which is imported when a program comes to one of them.
static object module_getattr(ref, const ref* args, std::size_t, ref) {
    for (const char* name : {"to_thread", "wrap_future", "run_coroutine_threadsafe"})
        if (is_str(args[0]) && text_of(args[0]) == name) {
            object found = threads_function(name);
            if (found) native_modules::asyncio.module.set(intern(name), found);
            return found;
        }
    if (is_str(args[0]) && !text_of(args[0]).starts_with("_")) {
        object streams = import_module("_asyncio_streams"_s);
        object names = streams ? get_attribute(streams, "__all__"_s) : object();
        if (names && contains(names, args[0]) > 0) return get_attribute(streams, args[0]);
        if (is_failed()) clear_pending();
    }
    if (object submodule = find_submodule(args[0]); submodule || is_failed()) return submodule;
    return raise_error(AttributeError_type, "module 'asyncio' has no attribute %R", args[0]);
}
static constexpr method_definition module_functions[] = {{"__getattr__", module_getattr, "module, name, /"},
                                                         {nullptr, nullptr}};
static bool fill(ref dict) {
    return add_core(dict) && add_tasks(dict) && add_waiting(dict) && add_timeouts(dict) && add_locks(dict) &&
           add_queues(dict) && add_task_group(dict) && add_runners(dict) && add_submodules(dict) &&
           add_functions(dict, module_functions, "asyncio");
}
}  // namespace asyncio
// For debuggers (backtrace.cpp).
extern "C" void cowith_print_async_backtrace();
[[gnu::used, gnu::retain]] static void (*const print_backtrace)() = cowith_print_async_backtrace;
native_module native_modules::asyncio("asyncio", asyncio::fill);
}  // namespace cowith
