// asyncio.sleep, gather and the small functions around tasks (Lib/asyncio/tasks.py).
#include "../coroutines/plain_frame.hpp"
#include "cowith/binding.hpp"
#include "loop.hpp"
#include "native_class.hpp"

#include <cmath>

namespace cowith::asyncio {
namespace {

object set_unless_done(ref, const ref* args, std::size_t, ref) {
    future_object& f = as_future(args[0]);
    if (f.status == future_state::pending) set_result(f, object(args[1]));
    return object(None);
}
constexpr method_definition set_unless_done_definition{"_set_result_unless_cancelled", set_unless_done,
                                                       "fut, result, /"};

/// async def sleep(delay, result=None)
coroutine sleep(frame<5> at) {
    auto& [delay, result, future, timer, outcome] = at.locals();
    if (less_equal(delay, 0)) {
        co_yield at(0)(None);
        co_return result;
    }
    if (is_failed()) co_return failed;
    double seconds;
    if (!to_double(delay, seconds)) co_return failed;
    if (std::isnan(seconds)) co_return raise_error(ValueError_type, "Invalid delay: NaN (not a number)");
    {
        ref loop = running_loop();
        if (!loop) co_return failed;
        future = new_future(loop);
        static const object wake = make_native(set_unless_done_definition, {});
        const ref args[] = {future, result};
        timer = call_later(loop, seconds, wake, args, 2);
        if (!timer) co_return failed;
    }
    outcome = co_await at(0).attempt(future);
    cancel_handle(timer);
    if (!outcome) co_return failed;
    co_return outcome;
}
/// The same where the delay is an int that isn't positive.
void yield_once(plain_frame<2>* f) {
    if (f->base.step++ == 0) return f->yield_none();
    object result = std::move(f->slots[1]);
    f->finish(std::move(result));
}
constinit code_object sleep_code{"sleep", "sleep", "delay, result=", "future timer outcome", "", nullptr, 0,
                                 nullptr, 0,       start<sleep>,     code_coroutine};

/// async def _wrap_awaitable(awaitable)
coroutine await_it(frame<2> at) {
    auto& [awaitable, result] = at.locals();
    result = co_await at(0)(awaitable);
    co_return result;
}
/// Calls `sleep`: yield_once where that is all there is to do.
vectorcall bind_and_sleep;
object sleep_defaults;
object sleep_vector(ref self, const ref* args, std::size_t count, ref names) {
    const bool awaited = start_at_once();
    function_object& f = *self.as<function_object>();
    if (count == 0 || count > 2 || names || !args[0].is_small() || args[0].small() > 0 ||
        !f.defaults.is(sleep_defaults))
        return bind_and_sleep(self, args, count, names);
    if (awaited && (count == 1 || args[1].is(None))) return ref(&bare_yield);
    return plain_frame<2>::make(f, yield_once, args[0], count == 2 ? args[1] : None);
}
object sleep_function;
/// The coroutine that CPython has there.
void show_sleep(frame_base& f) noexcept {
    f.awaiting = plain_frame<2>::make(*sleep_function.as<function_object>(), yield_once, ref(0), None);
    frame_base& sleeping = *f.awaiting.as<frame_base>();
    sleeping.step = 1;
    sleeping.state = frame_state::suspended;
    sleeping.set_awaiter(&f);
    frame_base* outermost = &f;
    while (outermost->awaiter()) outermost = outermost->awaiter();
    outermost->set_leaf(&sleeping);
}

constinit code_object wrap_code{"_wrap_awaitable", "_wrap_awaitable", "awaitable", "result", "", nullptr, 0, nullptr, 0,
                                start<await_it>,   code_coroutine};

// ---- gather ---------------------------------------------------------------------------------------------------------

/// _GatheringFuture: cancelling it cancels the children.
struct gathering_future : future_object {
    object children;  // tuple, one for each argument
    std::size_t awaited = 0, finished = 0;
    bool return_exceptions = false, cancel_requested = false;
    using future_object::future_object;
};
extern constinit type_object gathering_type;

void child_is_done(gathering_future& outer, future_object& child) noexcept {
    ++outer.finished;
    if (outer.status != future_state::pending) {
        if (child.status != future_state::cancelled) child.log_traceback = false;
        return;
    }
    if (!outer.return_exceptions) {
        if (child.status == future_state::cancelled) {
            object error = make_cancelled_error(child);
            set_exception(outer, error);
            return;
        }
        if (child.failure) {
            child.log_traceback = false;
            object error = child.failure;
            set_exception(outer, error);
            return;
        }
    }
    if (outer.finished != outer.awaited) return;
    object results = make_list();
    auto* children = outer.children.as<tuple_object>();
    for (std::uint64_t i = 0; i < children->size; ++i) {
        future_object& f = as_future(children->items[i]);
        if (f.status == future_state::cancelled) {
            object message(f.cancel_message() && !f.cancel_message().is(None) ? f.cancel_message() : intern(""));
            object error = new_exception(CancelledError_type, message);
            list_append(results, error);
        } else {
            f.log_traceback = false;
            list_append(results, f.failure ? f.failure : f.result);
        }
    }
    if (outer.cancel_requested) {
        object error = make_cancelled_error(child);
        set_exception(outer, error);
    } else
        set_result(outer, std::move(results));
}
object child_done_callback(ref self, const ref* args, std::size_t, ref) {
    child_is_done(*self.as<gathering_future>(), as_future(args[0]));
    return object(None);
}
constexpr method_definition child_done_definition{"gather.<locals>._done_callback", child_done_callback,
                                                  "self, fut, /"};

object cancel_gathering(ref self, const ref* args, std::size_t, ref) {
    auto& outer = *self.as<gathering_future>();
    if (outer.status != future_state::pending) return object(False);
    bool any = false;
    object keep = outer.children;
    auto* children = keep.as<tuple_object>();
    for (std::uint64_t i = 0; i < children->size; ++i) {
        const int done = cancel(children->items[i], args[0] ? args[0] : ref());
        if (done < 0) return {};
        any = any || done;
    }
    if (any) outer.cancel_requested = true;
    return object(boolean(any));
}
constexpr method_definition gathering_methods[] = {{"cancel", cancel_gathering, "self, /, msg=None"},
                                                   {nullptr, nullptr}};

constinit type_object gathering_type{"asyncio.tasks._GatheringFuture", &future_type,
                                     type_gc | type_has_dict | type_has_weakrefs, [](type_object& t) {
                                         t.instance_size = sizeof(gathering_future);
                                         t.dealloc = [](header* h) noexcept {
                                             if (finalize_from_dealloc(h)) return;
                                             untrack(static_cast<gathering_future*>(h));
                                             static_cast<gathering_future*>(h)->children.reset();
                                             release_future_fields(*static_cast<gathering_future*>(h));
                                             destroy<gathering_future>(h);
                                         };
                                         t.traverse = [](header* h, visitor v, void* context) {
                                             traverse_future(h, v, context);
                                             visit(static_cast<gathering_future*>(h)->children, v, context);
                                         };
                                         t.clear = [](header* h) {
                                             static_cast<gathering_future*>(h)->children.reset();
                                             release_future_fields(*static_cast<future_object*>(h));
                                         };
                                         t.methods = gathering_methods;
                                     }};

object gather_function(ref, const ref* args, std::size_t, ref) {
    const bool keep = args[1] && truth(args[1]);
    return is_failed() ? object() : gather(args[0], keep);
}

// ---- the small ones
object create_in_running_loop(ref, const ref* args, ref names) noexcept {
    const ref loop = running_loop();
    return loop ? create_task_with(loop, args, names) : object();
}
object create_task_function(ref self, const ref* args, std::size_t count, ref names) {
    static constexpr method_definition slow{"create_task", create_task_from_dict<create_in_running_loop>,
                                            "coro, **kwargs"};
    return call_create_task<create_in_running_loop>(slow, self, args, count, names);
}
/// def factory(loop, coro, *, eager_start=True, **kwargs): `self` is the task's class.
object eager_factory(ref self, const ref* args, std::size_t, ref) {
    if (!dict_set(args[3], intern("loop"), args[0]) ||
        !dict_set(args[3], intern("eager_start"), args[2] ? args[2] : True))
        return {};
    object one = tuple(args[1]);
    return call_tuple(self, one, args[3]);
}
constexpr method_definition eager_factory_definition{"factory", eager_factory,
                                                     "self, loop, coro, *, eager_start=True, **kwargs"};
object create_eager_task_factory(ref, const ref* args, std::size_t, ref) {
    return make_native(eager_factory_definition, args[0]);
}
object current_task_function(ref, const ref* args, std::size_t, ref) {
    ref loop = args[0];
    if (!loop || loop.is(None)) loop = running_loop();
    if (!loop) return {};
    ref task = current_task(loop);
    return task ? object(task) : object(None);
}
object all_tasks_function(ref, const ref* args, std::size_t, ref) {
    ref loop = args[0];
    if (!loop || loop.is(None)) loop = running_loop();
    return loop ? all_tasks(loop) : object();
}
object ensure_future_function(ref, const ref* args, std::size_t, ref) { return ensure_future(args[0], args[1]); }
object iscoroutine_function(ref, const ref* args, std::size_t, ref) { return object(boolean(is_coroutine(args[0]))); }
object iscoroutinefunction(ref, const ref* args, std::size_t, ref) {
    ref f = args[0];
    if (f.is_heap() && f.type() == &method_type) {
        object inner = f.attr(intern("__func__"));
        return object(boolean(inner && inner.type() == &function_type &&
                              inner.as<function_object>()->code->code_flags & code_coroutine));
    }
    return object(boolean(f.is_heap() && f.type() == &function_type &&
                          f.as<function_object>()->code->code_flags & code_coroutine));
}
object isfuture_function(ref, const ref* args, std::size_t, ref) {
    if (is_future(args[0])) return object(True);
    if (!args[0].is_heap()) return object(False);
    ref found = lookup(args[0].type(), intern("_asyncio_future_blocking"));
    return object(boolean(static_cast<bool>(found) && !found.is(None)));
}
object get_running_loop(ref, const ref*, std::size_t, ref) { return object(running_loop()); }
object get_running_loop_or_none(ref, const ref*, std::size_t, ref) {
    return state.running_loop ? object(state.running_loop) : object(None);
}
object get_event_loop(ref, const ref*, std::size_t, ref) { return object(event_loop()); }
object set_event_loop_function(ref, const ref* args, std::size_t, ref) {
    if (!args[0].is(None) && !is_loop(args[0]))
        return raise_error(TypeError_type, "loop must be an instance of AbstractEventLoop or None, not '%T'", args[0]);
    set_event_loop(args[0]);
    return object(None);
}
object new_event_loop_function(ref, const ref*, std::size_t, ref) { return new_event_loop(); }

constexpr method_definition c_functions[] = {
    {"current_task", current_task_function, "loop=None"},
    {"all_tasks", all_tasks_function, "loop=None"},
    {"get_running_loop", get_running_loop, "/"},
    {"_get_running_loop", get_running_loop_or_none, "/"},
    {"get_event_loop", get_event_loop, "/"},
    {nullptr, nullptr},
};
constexpr method_definition task_functions[] = {
    {"gather", gather_function, "*coros_or_futures, return_exceptions=False"},
    {"create_task", create_task_function},
    {"create_eager_task_factory", create_eager_task_factory, "custom_task_constructor"},
    {"ensure_future", ensure_future_function, "coro_or_future, *, loop=None"},
    {nullptr, nullptr},
};
constexpr method_definition coroutine_functions[] = {
    {"iscoroutine", iscoroutine_function, "obj"},
    {"iscoroutinefunction", iscoroutinefunction, "func"},
    {nullptr, nullptr},
};
constexpr method_definition future_functions[] = {{"isfuture", isfuture_function, "obj"}, {nullptr, nullptr}};
constexpr method_definition event_functions[] = {
    {"set_event_loop", set_event_loop_function, "loop"},
    {"new_event_loop", new_event_loop_function, "*"},
    {nullptr, nullptr},
};

}  // namespace

object wrap_awaitable(ref awaitable) noexcept { return start_native(wrap_code, {awaitable}); }

void child_done(ref outer, future_object& child) noexcept { child_is_done(*outer.as<gathering_future>(), child); }
object child_done_callable(ref outer) noexcept { return make_native(child_done_definition, outer); }

object gather(ref arguments, bool return_exceptions) noexcept {
    auto* list = arguments.as<tuple_object>();
    ref loop;
    if (!list->size) {
        loop = event_loop();
        if (!loop) return {};
        object done = new_future(loop);
        set_result(as_future(done), make_list());
        return done;
    }
    auto* outer = make<gathering_future>(&gathering_type);
    track(outer);
    object result = object::take(outer);
    outer->return_exceptions = return_exceptions;
    // When it can't be made after all, what its children come to is nobody's business.
    const auto give_up = [&]() noexcept {
        saved_error keep;
        outer->status = future_state::cancelled;
        return object();
    };
    object children = make_list(), finished = make_list(), known = make_dict();
    for (std::uint64_t i = 0; i < list->size; ++i) {
        ref argument = list->items[i];
        if (ref again = dict_get(known, argument)) {
            list_append(children, again);
            continue;
        }
        if (is_failed()) return give_up();
        object child = ensure_future(argument, loop);
        if (!child) return give_up();
        if (!loop) {
            loop = as_future(child).loop;
            outer->loop = object(loop);
        }
        if (!child.is(argument) && is_task(child)) child.as<task_object>()->log_destroy_pending = false;
        ++outer->awaited;
        if (!dict_set(known, argument, child)) return give_up();
        if (is_done(child))
            list_append(finished, child);
        else {
            if (!add_own_callback(child, work(work::kind::gathered, result))) return give_up();
        }
        list_append(children, child);
    }
    outer->children = list_to_tuple(std::move(children));
    for (std::uint64_t i = 0; i < finished.as<list_object>()->size; ++i)
        child_is_done(*outer, as_future(finished.as<list_object>()->items[i]));
    return result;
}

bool add_tasks(ref dict) noexcept {
    const ref none = None;
    sleep_defaults = make_tuple(&none, 1);
    object sleep = make_native_function(sleep_code, "asyncio.tasks", sleep_defaults);
    bind_and_sleep = std::exchange(sleep.as<function_object>()->vector, sleep_vector);
    sleep.as<function_object>()->direct = nullptr;
    sleep.heap()->flags |= function_startable;
    sleep_function = sleep;
    show_bare_yield = show_sleep;
    return add_functions(dict, c_functions, "_asyncio") &&
           add_functions(dict, task_functions, "asyncio.tasks", call_style::python) &&
           add_functions(dict, coroutine_functions, "asyncio.coroutines", call_style::python) &&
           add_functions(dict, future_functions, "asyncio.base_futures", call_style::python) &&
           add_functions(dict, event_functions, "asyncio.events", call_style::python) &&
           dict_set(dict, intern("eager_task_factory"), make_native(eager_factory_definition, ref(&task_type))) &&
           dict_set(dict, intern("sleep"), sleep);
}

}  // namespace cowith::asyncio
