// The methods of event loops, as Python sees them.
#include "../core/threads.hpp"
#include "cowith/binding.hpp"
#include "cowith/weakref.hpp"
#include "loop.hpp"
#include "native_class.hpp"

namespace cowith::asyncio {
namespace {

object forever(ref self, const ref*, std::size_t, ref) { return run_forever(as_loop(self)) ? object(None) : object(); }
object until_complete(ref self, const ref* args, std::size_t, ref) { return run_until_complete(self, args[0]); }
object stop(ref self, const ref*, std::size_t, ref) {
    as_loop(self).stopping = true;
    return object(None);
}
object is_running(ref self, const ref*, std::size_t, ref) { return object(boolean(as_loop(self).running)); }
object is_closed(ref self, const ref*, std::size_t, ref) { return object(boolean(as_loop(self).closed)); }
object close(ref self, const ref*, std::size_t, ref) { return close_loop(self) ? object(None) : object(); }
object time_method(ref, const ref*, std::size_t, ref) { return make_float(loop_time()); }

/// The context= keyword of the call_* methods, which take any positional arguments.
bool take_context(const char* method, const ref* args, std::size_t count, ref names, ref& context) noexcept {
    if (!names) return true;
    auto* list = names.as<tuple_object>();
    for (std::uint64_t i = 0; i < list->size; ++i) {
        if (text_of(list->items[i]) != "context") {
            raise_error(TypeError_type, "BaseEventLoop.%s() got an unexpected keyword argument %R", method,
                        ref(list->items[i]));
            return false;
        }
        context = args[count + i];
    }
    return true;
}
/// What only debug mode asks: _check_thread (but for call_soon_threadsafe), and the TypeErrors of _check_callback.
bool check_callback(ref self, ref callback, const char* method, bool from_any_thread = false) noexcept {
    const loop_object& loop = as_loop(self);
    if (!loop.debug) return true;
    if (!from_any_thread && loop.thread && loop.thread != state.thread)
        return raise_error(RuntimeError_type,
                           "Non-thread-safe operation invoked on an event loop other than the current one"),
               false;
    if (is_coroutine(callback))
        return raise_error(TypeError_type, "coroutines cannot be used with %s()", method), false;
    if (callback.type()->call) return true;
    return raise_error(TypeError_type, "a callable object was expected by %s(), got %R", method, callback), false;
}
object call_soon_method(ref self, const ref* args, std::size_t count, ref names) {
    ref context;
    if (!take_context("call_soon", args, count, names, context)) return {};
    if (!count)
        return raise_error(TypeError_type,
                           "BaseEventLoop.call_soon() missing 1 required positional argument: 'callback'");
    if (!check_callback(self, args[0], "call_soon")) return {};
    return call_soon(self, args[0], args + 1, count - 1, context);
}
object call_soon_threadsafe(ref self, const ref* args, std::size_t count, ref names) {
    ref context;
    if (!take_context("call_soon_threadsafe", args, count, names, context)) return {};
    if (!count)
        return raise_error(TypeError_type,
                           "BaseEventLoop.call_soon_threadsafe() missing 1 required positional argument: 'callback'");
    if (!check_callback(self, args[0], "call_soon_threadsafe", true)) return {};
    object handle = call_soon(self, args[0], args + 1, count - 1, context);
    as_loop(self).waiter.wake();
    return handle;
}
failed_t missing_arguments(const char* method, const char* first, std::size_t given) noexcept {
    if (given)
        return raise_error(TypeError_type, "BaseEventLoop.%s() missing 1 required positional argument: 'callback'",
                           method);
    return raise_error(TypeError_type,
                       "BaseEventLoop.%s() missing 2 required positional arguments: '%s' and 'callback'", method,
                       first);
}
object call_at_method(ref self, const ref* args, std::size_t count, ref names) {
    ref context;
    double when;
    if (!take_context("call_at", args, count, names, context)) return {};
    if (count < 2) return missing_arguments("call_at", "when", count);
    if (args[0].is(None)) return raise_error(TypeError_type, "when cannot be None");
    if (!to_double(args[0], when) || !check_callback(self, args[1], "call_at")) return {};
    return call_at(self, when, args[1], args + 2, count - 2, context);
}
object call_later_method(ref self, const ref* args, std::size_t count, ref names) {
    ref context;
    if (!take_context("call_later", args, count, names, context)) return {};
    if (count < 2) return missing_arguments("call_later", "delay", count);
    if (args[0].is(None)) return raise_error(TypeError_type, "delay must not be None");
    if (!check_callback(self, args[1], "call_later")) return {};
    object when = make_float(loop_time()) + args[0];
    double time;
    if (!when || !to_double(when, time)) return {};
    return call_at(self, time, args[1], args + 2, count - 2, context);
}
object create_future(ref self, const ref*, std::size_t, ref) { return new_future(self); }
object create_in_this(ref self, const ref* args, ref names) noexcept {
    return create_task_in(as_loop(self), args, names);
}
object create_task_method(ref self, const ref* args, std::size_t count, ref names) {
    static constexpr method_definition slow{"BaseEventLoop.create_task", create_task_from_dict<create_in_this>,
                                            "self, coro, **kwargs"};
    return call_create_task<create_in_this>(slow, self, args, count, names);
}
object get_task_factory(ref self, const ref*, std::size_t, ref) {
    const object& f = as_loop(self).task_factory;
    return f ? f : object(None);
}
object set_task_factory(ref self, const ref* args, std::size_t, ref) {
    if (!args[0].is(None) && !args[0].type()->call)
        return raise_error(TypeError_type, "task factory must be a callable or None");
    as_loop(self).task_factory = args[0].is(None) ? object() : object(args[0]);
    return object(None);
}
object get_exception_handler(ref self, const ref*, std::size_t, ref) {
    const object& h = as_loop(self).exception_handler;
    return h ? h : object(None);
}
object set_exception_handler(ref self, const ref* args, std::size_t, ref) {
    if (!args[0].is(None) && !args[0].type()->call)
        return raise_error(TypeError_type, "A callable object or None is expected, got %R", args[0]);
    as_loop(self).exception_handler = args[0].is(None) ? object() : object(args[0]);
    return object(None);
}
object default_exception_handler(ref, const ref* args, std::size_t, ref) {
    default_report(args[0]);
    return object(None);
}
object call_exception_handler(ref self, const ref* args, std::size_t, ref) {
    report(self, args[0]);
    return object(None);
}
object get_debug(ref self, const ref*, std::size_t, ref) { return object(boolean(as_loop(self).debug)); }
object set_debug(ref self, const ref* args, std::size_t, ref) {
    as_loop(self).debug = truth(args[0]);
    return is_failed() ? object() : object(None);
}

object get_slow(ref self, const ref*, std::size_t, ref) { return make_float(as_loop(self).slow_callback_duration); }
object set_slow(ref self, const ref* args, std::size_t count, ref) {
    if (!count) return raise_error(AttributeError_type, "slow_callback_duration");
    return to_double(args[0], as_loop(self).slow_callback_duration) ? object(None) : object();
}

// ---- async generators: the loop knows those that have begun, and closes them
object firstiter_hook(ref self, const ref* args, std::size_t, ref) {
    if (args[0].type() == &async_generator_type)
        as_loop(self).async_generators.add(state_of(*args[0].as<frame_base>()));
    return object(None);
}
object finalizer_hook(ref self, const ref* args, std::size_t, ref) {
    if (args[0].type() == &async_generator_type) state_of(*args[0].as<frame_base>()).unlink();
    if (as_loop(self).closed) return object(None);
    object closing = args[0].call(intern("aclose"));
    if (!closing) return {};
    object start = find_attribute(self, intern("create_task"));
    const ref list[] = {closing};
    return call_soon(self, start, list, 1) ? object(None) : object();
}

/// async def shutdown_asyncgens(self)
coroutine shutdown_asyncgens(frame<4> at) {
    auto& [self, closing, results, gathered] = at.locals();
    as_loop(self).generators_shut_down = true;
    closing = make_list();
    while (object generator = as_loop(self).async_generators.take()) list_append(closing, generator);
    if (!closing.as<list_object>()->size) co_return None;
    {
        object steps = make_list();
        for (std::uint64_t i = 0; i < closing.as<list_object>()->size; ++i) {
            object step = closing.as<list_object>()->items[i].call(intern("aclose"));
            if (step) list_append(steps, step);
        }
        object all = list_to_tuple(std::move(steps));
        gathered = gather(all, true);
    }
    results = co_await at(0)(gathered);
    for (std::uint64_t i = 0; i < results.as<list_object>()->size; ++i) {
        ref result = results.as<list_object>()->items[i], generator = closing.as<list_object>()->items[i];
        if (!has_type(result, Exception_type)) continue;  // a CancelledError is no Exception
        object shown = repr(generator);
        object message = make_str("an error occurred during closing of asynchronous generator " +
                                  std::string(shown ? text_of(shown) : "?"));
        object context = dict(intern("message"), message, intern("exception"), result, intern("asyncgen"), generator);
        report(self, context);
    }
    co_return None;
}
constinit code_object shutdown_asyncgens_code{"shutdown_asyncgens",
                                              "BaseEventLoop.shutdown_asyncgens",
                                              "self",
                                              "closing results gathered",
                                              "",
                                              nullptr,
                                              0,
                                              nullptr,
                                              0,
                                              start<shutdown_asyncgens>,
                                              code_coroutine};
object shutdown_asyncgens_method(ref self, const ref*, std::size_t, ref) {
    return start_native(shutdown_asyncgens_code, {self});
}

// ---- executors: what they need beyond the loop itself is in modules/_asyncio_threads.py
object run_in_executor(ref self, const ref* args, std::size_t, ref) {
    if (!check_closed(as_loop(self)) || !check_callback(self, args[1], "run_in_executor")) return {};
    object function = threads_function("run_in_executor");
    return function ? function(self, args[0], args[1], args[2]) : object();
}
object set_default_executor(ref self, const ref* args, std::size_t, ref) {
    object function = threads_function("set_default_executor");
    return function ? function(self, args[0]) : object();
}
object get_executor(ref self, const ref*, std::size_t, ref) {
    return as_loop(self).executor ? as_loop(self).executor : object(None);
}
object set_executor(ref self, const ref* args, std::size_t count, ref) {
    as_loop(self).executor = count && !args[0].is(None) ? object(args[0]) : object();
    return None;
}
object executor_shutdown_called(ref self, const ref*, std::size_t, ref) {
    return boolean(as_loop(self).executor_shut_down);
}
object thread_id(ref self, const ref*, std::size_t, ref) {
    thread_record* thread = as_loop(self).thread;
    return thread ? make_int(static_cast<std::int64_t>(thread->ident)) : object(None);
}

/// async def shutdown_default_executor(self, timeout=None)
coroutine shutdown_executor(frame<3> at) {
    auto& [self, timeout, function] = at.locals();
    as_loop(self).executor_shut_down = true;
    if (!as_loop(self).executor) co_return None;
    function = threads_function("shutdown_default_executor");
    if (!function) co_return failed;
    co_await at(0)(function(self, timeout));
    co_return None;
}
constinit code_object shutdown_executor_code{"shutdown_default_executor",
                                             "BaseEventLoop.shutdown_default_executor",
                                             "self, timeout",
                                             "function",
                                             "",
                                             nullptr,
                                             0,
                                             nullptr,
                                             0,
                                             start<shutdown_executor>,
                                             code_coroutine};
object shutdown_executor_method(ref self, const ref* args, std::size_t, ref) {
    return start_native(shutdown_executor_code, {self, args[0] ? args[0] : None});
}

}  // namespace

const method_definition loop_methods[] = {
    {"run_forever", forever, "self"},
    {"run_until_complete", until_complete, "self, future"},
    {"stop", stop, "self"},
    {"is_running", is_running, "self"},
    {"is_closed", is_closed, "self"},
    {"close", close, "self"},
    {"time", time_method, "self"},
    {"call_soon", call_soon_method},
    {"call_soon_threadsafe", call_soon_threadsafe},
    {"call_at", call_at_method},
    {"call_later", call_later_method},
    {"create_future", create_future, "self"},
    {"create_task", create_task_method},
    {"get_task_factory", get_task_factory, "self"},
    {"set_task_factory", set_task_factory, "self, factory"},
    {"get_exception_handler", get_exception_handler, "self"},
    {"set_exception_handler", set_exception_handler, "self, handler"},
    {"default_exception_handler", default_exception_handler, "self, context"},
    {"call_exception_handler", call_exception_handler, "self, context"},
    {"get_debug", get_debug, "self"},
    {"set_debug", set_debug, "self, enabled"},
    {"slow_callback_duration", get_slow, "", method_getter, set_slow},
    {"add_signal_handler", add_signal_handler},
    {"remove_signal_handler", remove_signal_handler, "self, sig"},
    {"add_reader", add_reader},
    {"add_writer", add_writer},
    {"remove_reader", remove_reader, "self, fd"},
    {"remove_writer", remove_writer, "self, fd"},
    {"_asyncgen_firstiter_hook", firstiter_hook, "self, agen"},
    {"_asyncgen_finalizer_hook", finalizer_hook, "self, agen"},
    {"shutdown_asyncgens", shutdown_asyncgens_method, "self"},
    {"run_in_executor", run_in_executor, "self, executor, func, *args"},
    {"set_default_executor", set_default_executor, "self, executor"},
    {"_default_executor", get_executor, "", method_getter, set_executor},
    {"_executor_shutdown_called", executor_shutdown_called, "", method_getter},
    {"_thread_id", thread_id, "", method_getter},
    {"shutdown_default_executor", shutdown_executor_method, "self, timeout=None"},
    {nullptr, nullptr},
};

}  // namespace cowith::asyncio
