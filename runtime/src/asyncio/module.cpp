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
static bool fill(ref dict) {
    return add_core(dict) && add_tasks(dict) && add_waiting(dict) && add_timeouts(dict) && add_locks(dict) &&
           add_queues(dict) && add_task_group(dict) && add_runners(dict);
}
}  // namespace asyncio
// For debuggers (backtrace.cpp).
extern "C" void cowith_print_async_backtrace();
[[gnu::used, gnu::retain]] static void (*const print_backtrace)() = cowith_print_async_backtrace;
native_module native_modules::asyncio("asyncio", asyncio::fill);
}  // namespace cowith
