// asyncio.run and asyncio.Runner (Lib/asyncio/runners.py).
#include "cowith/binding.hpp"
#include "loop.hpp"

namespace cowith::asyncio {
namespace {

enum class runner_state : std::uint8_t { created, initialised, closed };
struct runner_object : gc_header {
    object loop, loop_factory, context, debug;
    runner_state progress = runner_state::created;
    std::int64_t interrupts = 0;
    bool set_event_loop = false;
    using gc_header::gc_header;
};
runner_object& as_runner(ref x) noexcept { return *x.as<runner_object>(); }

bool lazy_init(runner_object& r) noexcept {
    if (r.progress == runner_state::closed) return raise_error(RuntimeError_type, "Runner is closed"), false;
    if (r.progress == runner_state::initialised) return true;
    if (r.loop_factory && !r.loop_factory.is(None))
        r.loop = r.loop_factory();
    else {
        r.loop = new_event_loop();
        set_event_loop(r.loop);
        r.set_event_loop = true;
    }
    if (!r.loop) return false;
    if (r.debug && !r.debug.is(None) && !r.loop.call(intern("set_debug"), r.debug)) return false;
    r.context = copy_context();
    r.progress = runner_state::initialised;
    return true;
}

object run_in_runner(ref self, ref coroutine, ref context) noexcept {
    runner_object& r = as_runner(self);
    if (state.running_loop)
        return raise_error(RuntimeError_type, "Runner.run() cannot be called from a running event loop");
    if (!lazy_init(r)) return {};
    object target(coroutine);
    if (!is_coroutine(coroutine)) {
        type_object* t = coroutine.type();
        if (!(t->type_flags & type_ready)) ready(*t);
        if (!t->await) return raise_error(TypeError_type, "An asyncio.Future, a coroutine or an awaitable is required");
        target = wrap_awaitable(coroutine);
        if (!target) return {};
    }
    object task;
    if (context && !context.is(None))
        task = create_task(r.loop, target, context);
    else {  // all runs of a runner share its context
        context_scope scope(r.context);
        task = create_task(r.loop, target, current_context());
    }
    if (!task) return {};
    interrupt_scope interrupts(task);
    object result = run_until_complete(r.loop, task);
    if (!result && interrupts.interrupted() && pending_is(CancelledError_type) &&
        task.as<task_object>()->cancel_requests > 0) {
        ref argument = task;
        object left = call_method_vector(task, intern("uncancel"), &argument, 0);
        if (left && left.is_small() && left.small() == 0) {
            clear_pending();
            return raise_with(KeyboardInterrupt_type, {});
        }
    }
    return result;
}

/// _cancel_all_tasks
bool cancel_all_tasks(ref loop) noexcept {
    object tasks = list_from(all_tasks(loop));
    if (!tasks) return false;
    auto* list = tasks.as<list_object>();
    if (!list->size) return true;
    for (std::uint64_t i = 0; i < list->size; ++i)
        if (cancel(list->items[i]) < 0) return false;
    object all = tuple_from(tasks);
    object gathered = gather(all, true);
    if (!gathered || !run_until_complete(loop, gathered)) return false;
    for (std::uint64_t i = 0; i < list->size; ++i) {
        ref task = list->items[i];
        future_object& f = as_future(task);
        if (f.status == future_state::cancelled || !f.failure) continue;
        object message = make_str("unhandled exception during asyncio.run() shutdown");
        object context = dict(intern("message"), message, intern("exception"), f.failure, intern("task"), task);
        report(loop, context);
    }
    return true;
}

bool close_runner(ref self) noexcept {
    runner_object& r = as_runner(self);
    if (r.progress != runner_state::initialised) return true;
    object loop = r.loop;
    bool ok = cancel_all_tasks(loop);
    if (ok) {
        object closing = loop.call(intern("shutdown_asyncgens"));
        ok = closing && run_until_complete(loop, closing);
    }
    if (ok) {
        object closing = loop.call(intern("shutdown_default_executor"), 300);
        ok = closing && run_until_complete(loop, closing);
    }
    exception* error = give_pending();
    if (r.set_event_loop) set_event_loop(None);
    loop.call(intern("close"));
    if (error) reraise(error);
    r.loop.reset();
    r.progress = runner_state::closed;
    return ok;
}

object runner_initialise(ref self, const ref* args, std::size_t, ref) {
    runner_object& r = as_runner(self);
    r.debug = args[0] ? object(args[0]) : object(None);
    r.loop_factory = args[1] ? object(args[1]) : object(None);
    return object(None);
}
constexpr method_definition runner_init{"Runner.__init__", runner_initialise, "self, *, debug=None, loop_factory=None"};

object runner_enter(ref self, const ref*, std::size_t, ref) {
    return lazy_init(as_runner(self)) ? object(self) : object();
}
object runner_exit(ref self, const ref*, std::size_t, ref) { return close_runner(self) ? object(None) : object(); }
object runner_close(ref self, const ref*, std::size_t, ref) { return close_runner(self) ? object(None) : object(); }
object runner_get_loop(ref self, const ref*, std::size_t, ref) {
    return lazy_init(as_runner(self)) ? as_runner(self).loop : object();
}
object runner_run(ref self, const ref* args, std::size_t, ref) { return run_in_runner(self, args[0], args[1]); }
constexpr method_definition runner_methods[] = {
    {"run", runner_run, "self, coro, *, context=None"},
    {"close", runner_close, "self"},
    {"get_loop", runner_get_loop, "self"},
    {"__enter__", runner_enter, "self"},
    {"__exit__", runner_exit, "self, exc_type, exc_val, exc_tb"},
    {nullptr, nullptr},
};
constinit type_object runner_type{"asyncio.runners.Runner", &object_type, type_subclassable | type_gc | type_python,
                                  [](type_object& t) {
                                      t.instance_size = sizeof(runner_object);
                                      t.dealloc = [](header* h) noexcept {
                                          untrack(static_cast<runner_object*>(h));
                                          destroy<runner_object>(h);
                                      };
                                      t.traverse = [](header* h, visitor v, void* context) {
                                          auto& r = *static_cast<runner_object*>(h);
                                          for (const object* o : {&r.loop, &r.loop_factory, &r.context, &r.debug})
                                              visit(*o, v, context);
                                      };
                                      t.clear = [](header* h) {
                                          auto& r = *static_cast<runner_object*>(h);
                                          r.loop.reset(), r.loop_factory.reset(), r.context.reset();
                                      };
                                      t.new_ = [](type_object& cls, const ref*, std::size_t, ref) -> object {
                                          auto* r = make_for<runner_object>(cls, &cls);
                                          track(r);
                                          return object::take(r);
                                      };
                                      t.init = init_with<runner_init>;
                                      t.methods = runner_methods;
                                  }};

/// def run(main, *, debug=None, loop_factory=None)
object run_function(ref, const ref* args, std::size_t, ref) {
    if (state.running_loop)
        return raise_error(RuntimeError_type, "asyncio.run() cannot be called from a running event loop");
    object runner = call_vector(ref(&runner_type), nullptr, 0);
    if (!runner) return {};
    as_runner(runner).debug = args[1] ? object(args[1]) : object(None);
    as_runner(runner).loop_factory = args[2] ? object(args[2]) : object(None);
    object result = run_in_runner(runner, args[0], {});
    if (result) return close_runner(runner) ? result : object();
    // The cleanup runs while the failure is being handled, as in `with Runner() as runner`.
    object error = take_pending();
    handled_exception handled{error.as<exception>(), state.handled};
    state.handled = &handled;
    const bool ok = close_runner(runner);
    state.handled = handled.previous;
    if (ok) reraise(static_cast<exception*>(error.give()));
    return {};
}
constexpr method_definition functions[] = {{"run", run_function, "main, *, debug=None, loop_factory=None"},
                                           {nullptr, nullptr}};

}  // namespace

bool add_runners(ref dict) noexcept {
    return dict_set(dict, intern("Runner"), ref(&runner_type)) &&
           add_functions(dict, functions, "asyncio.runners", call_style::python);
}

}  // namespace cowith::asyncio
