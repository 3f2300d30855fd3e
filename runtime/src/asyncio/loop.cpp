// The event loop: ready queue, timers, running (Lib/asyncio/base_events.py).
#include "loop.hpp"

#include "../core/threads.hpp"
#include "../modules/import.hpp"
#include "cowith/binding.hpp"
#include "cowith/weakref.hpp"
#include "types/heap.hpp"

#include <csignal>
#include <ctime>

#pragma GCC diagnostic ignored "-Winvalid-offsetof"  // objects are no standard-layout classes; both compilers define it

namespace cowith::asyncio {

double loop_time() noexcept {
    timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

double coarse_time() noexcept {
    timespec t;
    clock_gettime(CLOCK_MONOTONIC_COARSE, &t);
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

ref running_loop() noexcept {
    if (state.running_loop) return ref(state.running_loop);
    raise_error(RuntimeError_type, "no running event loop");
    return {};
}

object thread_name() noexcept {
    ref threading = dict_get(module_table(), intern("threading"));
    if (!threading || threading.type() != &module_type) return make_str("MainThread");
    object thread = object(threading).call(intern("current_thread"));
    return thread ? find_attribute(thread, intern("name")) : object();
}

ref event_loop() noexcept {
    if (state.running_loop) return ref(state.running_loop);
    if (state.event_loop) return ref(state.event_loop);
    object name = thread_name();
    if (name) raise_error(RuntimeError_type, "There is no current event loop in thread %R.", ref(name));
    return {};
}
void set_event_loop(ref loop) noexcept {
    object old = object::take(std::exchange(state.event_loop, loop.is(None) ? nullptr : object(loop).give()));
}

object new_event_loop() noexcept {
    auto* l = make<loop_object>(&loop_type);
    track(l);
    return object::take(l);
}

ready_queue& ready_of(ref loop) noexcept { return as_loop(loop).ready; }
ref current_task(ref loop) noexcept { return ref(as_loop(loop).current); }
bool check_closed(loop_object& loop) noexcept {
    if (!loop.closed) return true;
    raise_error(RuntimeError_type, "Event loop is closed");
    return false;
}

// ---- handles --------------------------------------------------------------------------------------------------------

static void fill_handle(handle_object& h, ref loop, ref callback, const ref* args, std::size_t count,
                        ref context) noexcept {
    h.callback = object(callback);
    h.args = make_tuple(args, count);
    h.loop = object(loop);
    h.context = context && !context.is(None) ? object(context) : copy_context();
    track(&h);
}

object make_handle(ref loop, ref callback, const ref* args, std::size_t count) noexcept {
    auto* h = make<handle_object>(&handle_type);
    fill_handle(*h, loop, callback, args, count, {});
    return object::take(h);
}

object call_soon(ref loop, ref callback, const ref* args, std::size_t count, ref context) noexcept {
    if (!check_closed(as_loop(loop))) return {};
    auto* h = make<handle_object>(&handle_type);
    fill_handle(*h, loop, callback, args, count, context);
    object handle = object::take(h);
    as_loop(loop).ready.push(work(work::kind::run_handle, handle), {});
    return handle;
}

static double when_of(const object& timer) noexcept { return static_cast<timer_object*>(timer.heap())->when; }
/// The timers by their times; those due at the same moment run in CPython's order.
struct timer_heap {
    std::vector<object>& timers;
    std::size_t size() const noexcept { return timers.size(); }
    int before(std::size_t a, std::size_t b) const noexcept { return when_of(timers[a]) < when_of(timers[b]); }
    void swap(std::size_t a, std::size_t b) const noexcept { std::swap(timers[a], timers[b]); }
};
static object pop_timer(loop_object& loop) noexcept {
    object last = std::move(loop.timers.back());
    loop.timers.pop_back();
    if (loop.timers.empty()) return last;
    object first = std::exchange(loop.timers[0], std::move(last));
    sift_up(timer_heap{loop.timers}, 0);
    return first;
}

object call_at(ref loop, double when, ref callback, const ref* args, std::size_t count, ref context) noexcept {
    loop_object& l = as_loop(loop);
    if (!check_closed(l)) return {};
    auto* t = make<timer_object>(&timer_handle_type);
    fill_handle(*t, loop, callback, args, count, context);
    t->when = when;
    t->scheduled = true;
    object timer = object::take(t);
    l.timers.push_back(timer);
    sift_down(timer_heap{l.timers}, 0, l.timers.size() - 1);
    return timer;
}
object call_native_at(ref loop, double when, bool soon, const method_definition& method, ref receiver) noexcept {
    object handle = soon ? call_soon(loop, receiver, nullptr, 0) : call_at(loop, when, receiver, nullptr, 0);
    if (handle) handle.as<handle_object>()->native = &method;
    return handle;
}
object call_later(ref loop, double delay, ref callback, const ref* args, std::size_t count, ref context) noexcept {
    return call_at(loop, loop_time() + delay, callback, args, count, context);
}

bool cancel_handle(ref handle) noexcept {
    auto& h = *handle.as<handle_object>();
    if (h.cancelled) return true;
    h.cancelled = true;
    if (h.type == &timer_handle_type && static_cast<timer_object&>(h).scheduled && h.loop)
        ++as_loop(h.loop).cancelled_timers;
    h.callback.reset();
    h.args.reset();
    return true;
}

/// What a callback raised goes to the exception handler, but for KeyboardInterrupt and SystemExit (false: through the loop). `handle`: the
/// Handle, or empty for a future's callback, which gets one only now.
static bool report_failure(ref loop, ref callback, const ref* args, std::size_t count, ref context,
                           ref handle) noexcept {
    if (pending_is(KeyboardInterrupt_type) || pending_is(SystemExit_type)) return false;
    object error = take_pending(), made;
    if (!handle) {
        auto* h = make<handle_object>(&handle_type);
        fill_handle(*h, loop, callback, args, count, context);
        made = object::take(h);
    }
    object message =
        make_str("Exception in callback " + callback_source(callback, args, as_loop(loop).debug ? count : 0));
    object details =
        dict(intern("message"), message, intern("exception"), error, intern("handle"), handle ? handle : ref(made));
    handled_exception handled{error.as<exception>(), state.handled};
    state.handled = &handled;
    report(loop, details);
    state.handled = handled.previous;
    return !is_failed();
}

static bool run_callback(ref loop, ref callback, const ref* args, std::size_t count, object& context,
                         ref handle) noexcept {
    object result;
    {
        context_scope scope(context);
        result = call_vector(callback, args, count);
    }
    return result || report_failure(loop, callback, args, count, context, handle);
}

static bool run_handle(loop_object& loop, handle_object& h) noexcept {
    if (h.cancelled) return true;
    object callback = h.callback, args = h.args;
    if (h.native) {
        object result;
        {
            context_scope scope(h.context);
            result = h.native->function(callback, nullptr, 0, {});
        }
        return result || report_failure(ref(&loop), make_native(*h.native, callback), nullptr, 0, h.context, ref(&h));
    }
    auto* list = args.as<tuple_object>();
    return run_callback(ref(&loop), callback, reinterpret_cast<const ref*>(list->items), list->size, h.context,
                        ref(&h));
}

static bool run_entry(loop_object& loop, ready_entry e) noexcept {
    const ref target = e.what.target(), future = e.subject;
    switch (e.what.what()) {
    case work::kind::step_task:
    case work::kind::wake_task: return step_task(*target.as<task_object>(), future);
    case work::kind::run_handle: return run_handle(loop, *target.as<handle_object>());
    case work::kind::gathered: child_done(target, as_future(future)); return true;
    case work::kind::grouped: {
        object context;
        bool ok;
        {
            context_scope scope(context);
            ok = group_task_done(target, future);
        }
        return ok || report_failure(ref(&loop), callable_of(e.what), &future, 1, context, {});
    }
    case work::kind::callback: {
        object context;
        return run_callback(ref(&loop), target, &future, 1, context, {});
    }
    case work::kind::callback_in_context: {
        object callback = target.as<tuple_object>()->items[0], context = target.as<tuple_object>()->items[1];
        return run_callback(ref(&loop), callback, &future, 1, context, {});
    }
    }
    return true;
}

/// What debug mode says of a callback that took long: the task whose step it was, or a Handle (events._format_handle).
static object name_entry(loop_object& loop, const ready_entry& e) noexcept {
    const ref target = e.what.target();
    switch (e.what.what()) {
    case work::kind::step_task:
    case work::kind::wake_task:
    case work::kind::run_handle: return object(target);
    default: break;
    }
    object callback = callable_of(e.what);
    auto* h = make<handle_object>(&handle_type);
    fill_handle(*h, ref(&loop), callback, reinterpret_cast<const ref*>(&e.subject), e.subject ? 1 : 0, {});
    return object::take(h);
}
static bool run_entries_timed(loop_object& loop) noexcept {
    for (std::size_t n = loop.ready.size(); n-- > 0;) {
        ready_entry e = loop.ready.pop();
        object name = name_entry(loop, e);
        const double start = loop_time();
        if (!run_entry(loop, std::move(e))) return false;
        if (const double took = loop_time() - start; took >= loop.slow_callback_duration) report_slow(name, took);
    }
    return true;
}

bool run_once(loop_object& loop) noexcept {
    ++loop.turn;
    // Cancelled timers: swept when they are many, else dropped from the front.
    if (loop.timers.size() > 100 && loop.cancelled_timers * 2 > loop.timers.size()) {
        std::vector<object> kept;
        for (auto& t : loop.timers) {
            auto& timer = *static_cast<timer_object*>(t.heap());
            if (timer.cancelled)
                timer.scheduled = false;
            else
                kept.push_back(std::move(t));
        }
        loop.timers = std::move(kept);
        for (std::size_t i = loop.timers.size() / 2; i-- > 0;) sift_up(timer_heap{loop.timers}, i);
        loop.cancelled_timers = 0;
    } else {
        while (!loop.timers.empty() && static_cast<timer_object*>(loop.timers[0].heap())->cancelled) {
            --loop.cancelled_timers;
            object t = pop_timer(loop);
            static_cast<timer_object*>(t.heap())->scheduled = false;
        }
    }
    if (loop.ready.size() == 0 && !loop.stopping) {
        double limit = -1;
        if (!loop.timers.empty()) limit = std::max(0.0, when_of(loop.timers[0]) - loop_time());
        if (limit != 0) loop.waiter.wait(limit, loop.ready);
    } else if (loop.waiter.used())
        loop.waiter.wait(0, loop.ready);
    check_signals(loop);
    if (is_failed() || !attend()) return false;
    if (!loop.timers.empty() && when_of(loop.timers[0]) < coarse_time() + clock_slack) {
        const double now = loop_time() + 1e-9;  // the clock's resolution
        while (!loop.timers.empty() && when_of(loop.timers[0]) < now) {
            object t = pop_timer(loop);
            auto& timer = *static_cast<timer_object*>(t.heap());
            timer.scheduled = false;
            if (timer.cancelled) --loop.cancelled_timers;
            loop.ready.push(work(work::kind::run_handle, std::move(t)), {});
        }
    }
    if (loop.debug) return run_entries_timed(loop);
    for (std::size_t n = loop.ready.size(); n-- > 0;)
        if (!run_entry(loop, loop.ready.pop())) return false;
    return true;
}

bool run_forever(loop_object& loop) noexcept {
    if (!check_closed(loop)) return false;
    if (loop.running) return raise_error(RuntimeError_type, "This event loop is already running"), false;
    if (state.running_loop)
        return raise_error(RuntimeError_type, "Cannot run the event loop while another loop is running"), false;
    object keep(&loop);
    loop.running = true;
    loop.thread = state.thread;
    state.running_loop = &loop;
    header* first =
        std::exchange(state.asyncgen_firstiter, find_attribute(keep, intern("_asyncgen_firstiter_hook")).give());
    header* last =
        std::exchange(state.asyncgen_finalizer, find_attribute(keep, intern("_asyncgen_finalizer_hook")).give());
    const bool own_hook = state.asyncgen_firstiter && ref(state.asyncgen_firstiter).type() == &builtin_function_type;
    auto* list = std::exchange(state.asyncgen_list, own_hook ? &loop.async_generators : nullptr);
    bool ok = true;
    do ok = run_once(loop);
    while (ok && !loop.stopping);
    loop.stopping = false;
    loop.running = false;
    loop.thread = nullptr;
    state.running_loop = nullptr;
    state.asyncgen_list = list;
    saved_error error;
    object::take(std::exchange(state.asyncgen_firstiter, first));
    object::take(std::exchange(state.asyncgen_finalizer, last));
    return ok;
}

static object stop_when_done(ref self, const ref* args, std::size_t, ref) {
    // A BaseException that passed through the loop already stopped it (base_events._run_until_complete_cb).
    future_object& f = as_future(args[0]);
    f.log_traceback = false;  // it asks for the exception
    if (f.failure &&
        (is_subtype(f.failure.type(), &KeyboardInterrupt_type) || is_subtype(f.failure.type(), &SystemExit_type)))
        return object(None);
    as_loop(self).stopping = true;
    return object(None);
}
static constexpr method_definition stop_definition{"_run_until_complete_cb", stop_when_done, "self, fut, /"};

object run_until_complete(ref loop, ref awaitable) noexcept {
    loop_object& l = as_loop(loop);
    if (!check_closed(l)) return {};
    if (l.running) return raise_error(RuntimeError_type, "This event loop is already running");
    if (state.running_loop)
        return raise_error(RuntimeError_type, "Cannot run the event loop while another loop is running");
    const bool is_new = !is_future(awaitable);
    object future = ensure_future(awaitable, loop);
    if (!future) return {};
    future_object& f = as_future(future);
    if (is_new && is_task(future)) future.as<task_object>()->log_destroy_pending = false;
    object stop = make_native(stop_definition, loop);
    add_done_callback(future, stop);
    const bool ok = run_forever(l);
    if (!ok) {
        if (is_new && f.status == future_state::finished) f.log_traceback = false;
        saved_error error;
        remove_done_callback(f, stop);
        return {};
    }
    remove_done_callback(f, stop);
    if (f.status == future_state::pending)
        return raise_error(RuntimeError_type, "Event loop stopped before Future completed.");
    return future_result(f);
}

bool close_loop(ref loop) noexcept {
    loop_object& l = as_loop(loop);
    if (l.running) return raise_error(RuntimeError_type, "Cannot close a running event loop"), false;
    if (l.closed) return true;
    l.closed = true;
    while (l.ready.size()) l.ready.pop();
    l.watches.remove_all();
    std::vector<object> timers = std::move(l.timers);
    l.executor_shut_down = true;
    object executor = std::move(l.executor);
    return !executor || executor.call(intern("shutdown"), kw{intern("wait"), False});
}

object create_task_in(loop_object& l, const ref* args, ref names) noexcept {
    if (!check_closed(l)) return {};
    const ref loop(&l);
    const std::size_t keywords = keyword_count(names);
    if (l.task_factory) {
        std::vector<ref> all{loop};
        all.insert(all.end(), args, args + 1 + keywords);
        object factory = l.task_factory;
        return call_vector(factory, all.data(), 2, names);
    }
    ref name, context;
    bool eager = false;
    for (std::size_t i = 0; i < keywords; ++i) {
        const ref given = names.as<tuple_object>()->items[i], value = args[1 + i];
        if (text_of(given) == "name")
            name = value;
        else if (text_of(given) == "context")
            context = value;
        else if (text_of(given) == "eager_start") {
            eager = truth(value);
            if (is_failed()) return {};
        } else
            return raise_error(TypeError_type, "Task() got an unexpected keyword argument %R", given);
    }
    return new_task(args[0], loop, name, context, eager);
}

object create_task_with(ref loop, const ref* args, ref names) noexcept {
    // A loop of another class, or one that was patched, has the last word.
    if (loop.type() == &loop_type && !as_loop(loop).dict) return create_task_in(as_loop(loop), args, names);
    return call_method_vector(loop, intern("create_task"), args, 1, names);
}

object create_task(ref loop, ref coroutine, ref context) noexcept {
    const ref args[] = {coroutine, context};
    if (!context) return create_task_with(loop, args, {});
    object names = tuple(intern("context"));
    return create_task_with(loop, args, names);
}

// ---- signals --------------------------------------------------------------------------------------------------------

void check_signals(loop_object&) noexcept { deliver_signals(); }

// ---- types ----------------------------------------------------------------------------------------------------------

namespace {

object handle_cancel(ref self, const ref*, std::size_t, ref) { return cancel_handle(self) ? object(None) : object(); }
object handle_cancelled(ref self, const ref*, std::size_t, ref) {
    return object(boolean(self.as<handle_object>()->cancelled));
}
object handle_context(ref self, const ref*, std::size_t, ref) {
    const object& context = self.as<handle_object>()->context;
    return context ? context : object(current_context());
}
object timer_when(ref self, const ref*, std::size_t, ref) {
    return make_float(static_cast<timer_object*>(self.heap())->when);
}
object handle_repr(ref self) {
    auto& h = *self.as<handle_object>();
    std::string out = "<" + type_name(h.type);
    if (h.cancelled) out += " cancelled";
    if (h.type == &timer_handle_type)
        out += " when=" + std::string(text_of(repr(make_float(static_cast<timer_object&>(h).when))));
    if (h.callback) {
        object callback = h.native ? make_native(*h.native, h.callback) : h.callback;
        const auto* args = h.args && h.loop && as_loop(h.loop).debug ? h.args.as<tuple_object>() : nullptr;
        out += " " + (args ? callback_source(callback, reinterpret_cast<const ref*>(args->items), args->size)
                           : callback_source(callback));
    }
    return make_str(out + ">");
}
constexpr method_definition handle_methods[] = {{"cancel", handle_cancel, "self"},
                                                {"cancelled", handle_cancelled, "self"},
                                                {"get_context", handle_context, "self"},
                                                {nullptr, nullptr}};
constexpr method_definition timer_methods[] = {{"when", timer_when, "self"}, {nullptr, nullptr}};

template <class T> constexpr void set_up_handle(type_object& t) {
    t.instance_size = sizeof(T);
    t.dealloc = [](header* h) noexcept {
        untrack(static_cast<T*>(h));
        destroy<T>(h);
    };
    t.traverse = [](header* h, visitor v, void* context) {
        auto& x = *static_cast<handle_object*>(h);
        for (const object* o : {&x.callback, &x.args, &x.context, &x.loop}) visit(*o, v, context);
    };
    t.clear = [](header* h) {
        auto& x = *static_cast<handle_object*>(h);
        x.callback.reset(), x.args.reset(), x.context.reset(), x.loop.reset();
    };
    t.repr = handle_repr;
    t.weakrefs_offset = __builtin_offsetof(T, weakrefs);
}

object loop_repr(ref self) {
    auto& l = as_loop(self);
    auto word = [](bool b) { return b ? "True" : "False"; };
    return make_str("<" + type_name(l.type) + " running=" + word(l.running) + " closed=" + word(l.closed) +
                    " debug=" + word(l.debug) + ">");
}

}  // namespace

constinit type_object handle_type{"asyncio.events.Handle", &object_type,
                                  type_subclassable | type_gc | type_has_weakrefs | type_python, [](type_object& t) {
                                      set_up_handle<handle_object>(t);
                                      t.methods = handle_methods;
                                  }};
constinit type_object timer_handle_type{"asyncio.events.TimerHandle", &handle_type,
                                        type_subclassable | type_gc | type_python, [](type_object& t) {
                                            set_up_handle<timer_object>(t);
                                            t.methods = timer_methods;
                                        }};
constinit type_object abstract_loop_type{"asyncio.events.AbstractEventLoop", &object_type,
                                         type_subclassable | type_python,
                                         [](type_object& t) { t.type_flags &= ~std::uint32_t(type_immutable); }};
constinit type_object base_loop_type{
    "asyncio.base_events.BaseEventLoop", &abstract_loop_type,
    type_subclassable | type_gc | type_has_dict | type_has_weakrefs | type_python, [](type_object& t) {
        t.dict_offset = __builtin_offsetof(loop_object, dict);
        t.weakrefs_offset = __builtin_offsetof(loop_object, weakrefs);
        t.instance_size = sizeof(loop_object);
        t.dealloc = [](header* h) noexcept {
            untrack(static_cast<loop_object*>(h));
            destroy<loop_object>(h);
        };
        t.traverse = [](header* h, visitor v, void* context) {
            auto& l = *static_cast<loop_object*>(h);
            for (const object* o : {&l.dict, &l.exception_handler, &l.task_factory, &l.executor}) visit(*o, v, context);
            l.watches.traverse(v, context);
            for (std::size_t i = 0; i < l.ready.size(); ++i)
                visit(l.ready[i].what.target(), v, context), visit(l.ready[i].subject, v, context);
            for (auto& timer : l.timers) visit(timer, v, context);
        };
        t.clear = [](header* h) {
            auto& l = *static_cast<loop_object*>(h);
            l.exception_handler.reset(), l.task_factory.reset();
            while (l.ready.size()) l.ready.pop();
            std::vector<object> timers = std::move(l.timers);
        };
        t.repr = loop_repr;
        t.new_ = [](type_object& cls, const ref*, std::size_t, ref) -> object {
            auto* l = make_for<loop_object>(cls, &cls);
            track(l);
            return object::take(l);
        };
        t.methods = loop_methods;
        t.type_flags &= ~std::uint32_t(type_immutable);
    }};
constinit type_object loop_type{"asyncio.unix_events._UnixSelectorEventLoop", &base_loop_type,
                                type_subclassable | type_gc | type_has_dict | type_has_weakrefs | type_python,
                                [](type_object& t) {
                                    t.instance_size = sizeof(loop_object);
                                    t.type_flags &= ~std::uint32_t(type_immutable);
                                }};

}  // namespace cowith::asyncio
