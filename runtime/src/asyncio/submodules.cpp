// asyncio.tasks, asyncio.locks and the other submodules: each shows all that asyncio has.
#include "asyncio.hpp"
#include "cowith/binding.hpp"
#include "cowith/module.hpp"
#include "cowith/native_modules.hpp"

#include <cstring>

namespace cowith {

using namespace literals;

namespace asyncio {

static bool fill_submodule(ref dict) {
    object items = import_module("asyncio"_s).attr("__dict__"_s).call("items"_s);
    object iterator = items ? get_iterator(items) : object();
    if (!iterator) return false;
    while (object pair = iterator.type()->next(iterator)) {
        auto* both = pair.as<tuple_object>();
        if (text_of(both->items[0]).substr(0, 2) != "__" && !dict_set(dict, both->items[0], both->items[1]))
            return false;
    }
    return !is_failed();
}
static bool fill_coroutines(ref dict) {
    object mark = ref(&object_type)();
    return fill_submodule(dict) && dict_set(dict, "_is_coroutine"_s, mark);
}

}  // namespace asyncio

#define SUBMODULE(name, fill) native_module native_modules::asyncio_##name("asyncio." #name, asyncio::fill)
SUBMODULE(base_events, fill_submodule);
SUBMODULE(coroutines, fill_coroutines);
SUBMODULE(events, fill_submodule);
SUBMODULE(exceptions, fill_submodule);
SUBMODULE(futures, fill_submodule);
SUBMODULE(locks, fill_submodule);
SUBMODULE(queues, fill_submodule);
SUBMODULE(runners, fill_submodule);
SUBMODULE(taskgroups, fill_submodule);
SUBMODULE(tasks, fill_submodule);
SUBMODULE(timeouts, fill_submodule);
#undef SUBMODULE

namespace asyncio {

object find_submodule(ref name) noexcept {
    static const native_module* const all[] = {
        &native_modules::asyncio_base_events, &native_modules::asyncio_coroutines, &native_modules::asyncio_events,
        &native_modules::asyncio_exceptions,  &native_modules::asyncio_futures,    &native_modules::asyncio_locks,
        &native_modules::asyncio_queues,      &native_modules::asyncio_runners,    &native_modules::asyncio_taskgroups,
        &native_modules::asyncio_tasks,       &native_modules::asyncio_timeouts};
    if (is_str(name))
        for (const auto* submodule : all)
            if (text_of(name) == std::strchr(submodule->module.name, '.') + 1)
                return import_module(intern(submodule->module.name));
    return {};
}

/// There is one policy; None brings it back (it forgets its loop), and another one can't be had.
static object set_event_loop_policy(ref, const ref* args, std::size_t, ref) {
    object module = import_module("asyncio"_s);
    if (args[0].is(None)) return module.call("set_event_loop"_s, None);
    object policy = module.call("get_event_loop_policy"_s);
    if (!policy || args[0].is(policy)) return policy ? object(None) : object();
    return raise_error(NotImplementedError_type,
                       "event loop policies are not supported; give asyncio.Runner a loop_factory");
}
static object get_event_loop_policy(ref, const ref*, std::size_t, ref) {
    static constinit object policy;
    if (!policy) {
        object module = import_module("asyncio"_s);
        policy = ref(&simple_namespace_type)(kw{"get_event_loop"_s, module.attr("get_event_loop"_s)},
                                             kw{"set_event_loop"_s, module.attr("set_event_loop"_s)},
                                             kw{"new_event_loop"_s, module.attr("new_event_loop"_s)});
    }
    return policy;
}

constexpr method_definition functions[] = {{"set_event_loop_policy", set_event_loop_policy, "policy"},
                                           {"get_event_loop_policy", get_event_loop_policy, "/"},
                                           {nullptr, nullptr}};

bool add_submodules(ref dict) noexcept { return add_functions(dict, functions, "asyncio"); }

}  // namespace asyncio
}  // namespace cowith
