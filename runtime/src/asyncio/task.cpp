// asyncio.Task: drives a coroutine, one step for each wake-up. Follows Modules/_asynciomodule.c.
#include "../coroutines/async_generator.hpp"
#include "asyncio.hpp"
#include "cowith/binding.hpp"
#include "loop.hpp"

namespace cowith::asyncio {

static std::int64_t unnamed_tasks = 0;

bool is_coroutine(ref x) noexcept {
    if (!x.is_heap()) return false;
    if (x.type() == &coroutine_type) return true;
    if (x.type() == &generator_type) return x.as<frame_base>()->iterable_coroutine();
    if (is_future(x)) return false;
    return x.type()->send && x.type()->await;  // collections.abc.Coroutine by its methods
}

static bool run_step(task_object& t, exception* thrown) noexcept;

static bool set_up(task_object& t, ref coroutine, ref loop, ref name, ref context, bool eager) noexcept {
    if (!is_coroutine(coroutine)) {
        t.log_destroy_pending = false;
        return raise_error(TypeError_type, "a coroutine was expected, got %R", coroutine), false;
    }
    t.loop = object(loop);
    t.coroutine = object(coroutine);
    t.context = context && !context.is(None) ? object(context) : copy_context();
    if (!name || name.is(None))
        t.name = object(++unnamed_tasks);
    else if (t.name = is_str(name) ? object(name) : to_str(name); !t.name)
        return false;
    if (eager && is_loop(loop) && as_loop(loop).running) return run_step(t, nullptr);
    ready_of(loop).push(work(work::kind::step_task, object(&t)), {});
    return true;
}

object new_task(ref coroutine, ref loop, ref name, ref context, bool eager) noexcept {
    auto* t = make<task_object>(&task_type);
    object task = object::take(t);
    track(t);
    return set_up(*t, coroutine, loop, name, context, eager) ? task : object();
}

/// What a finished step means for the task.
static bool conclude(task_object& t, step s, object result) noexcept {
    if (s == step::returned) {
        if (t.must_cancel) {
            t.must_cancel = false;
            object message(t.cancel_message());
            cancel_future(t, message);
        } else
            set_result(t, std::move(result));
        return true;
    }
    object e = take_pending();
    if (is_subtype(e.type(), &CancelledError_type)) {
        t.with_extra().cancelled_error = e;
        cancel_future(t, {});
        return true;
    }
    set_exception(t, e);
    if (is_subtype(e.type(), &KeyboardInterrupt_type) || is_subtype(e.type(), &SystemExit_type)) {
        reraise(static_cast<exception*>(e.give()));
        return false;  // through the loop
    }
    return true;
}

/// The next step throws this RuntimeError into the coroutine.
static void complain(task_object& t, const char* format, ref a, ref b = {}) noexcept {
    b ? raise_error(RuntimeError_type, format, a, b) : raise_error(RuntimeError_type, format, a);
    object error = take_pending();
    ready_of(t.loop).push(work(work::kind::step_task, object(&t)), std::move(error));
}

/// The coroutine yielded `result`: wait for it.
static void wait_for_result(task_object& t, object result) noexcept {
    if (result.is(None)) {
        as_loop(t.loop).ready.push(work(work::kind::step_task, object(&t)), {});
        return;
    }
    if (is_future(result)) {
        future_object& f = as_future(result);
        if (!f.loop.is(t.loop))
            return complain(t, "Task %R got Future %R attached to a different loop", ref(&t), result);
        if (!f.blocking) return complain(t, "yield was used instead of yield from in task %R with %R", ref(&t), result);
        if (result.is(ref(&t))) return complain(t, "Task cannot await on itself: %R", result);
        f.blocking = false;
        add_work(f, work(work::kind::wake_task, object(&t)));
        t.waiter = result;
        if (t.must_cancel) {
            object message(t.cancel_message());
            if (cancel(result, message) > 0)
                t.must_cancel = false;
            else
                clear_pending();
        }
        return;
    }
    object blocking = find_attribute(result, intern("_asyncio_future_blocking"));  // a future-like object
    if (!blocking) clear_pending();
    if (blocking && !blocking.is(None)) {
        if (!truth(blocking))
            return complain(t, "yield was used instead of yield from in task %R with %R", ref(&t), result);
        if (!set_attribute(result, intern("_asyncio_future_blocking"), False) ||
            !add_done_callback(result, find_attribute(ref(&t), intern("_wakeup")),
                               t.context ? ref(t.context) : current_context())) {
            object error = take_pending();
            ready_of(t.loop).push(work(work::kind::step_task, object(&t)), std::move(error));
            return;
        }
        t.waiter = result;
        return;
    }
    if (result.type() == &generator_type)
        return complain(t, "yield was used instead of yield from for generator in task %R with %R", ref(&t), result);
    complain(t, "Task got bad yield: %R", result);
}

/// Steps the coroutine with None or an exception thrown in. The caller keeps the task alive.
static bool run_step(task_object& t, exception* thrown) noexcept {
    if (t.waiter) t.waiter.reset();
    loop_object& loop = as_loop(t.loop);
    task_object* previous = std::exchange(loop.current, &t);
    const object keep_thrown = thrown ? object(thrown) : object();  // held until the step ends, as in CPython
    object result;
    step s;
    {
        context_scope scope(t.context);
        ref coroutine = t.coroutine;
        if (coroutine.type() == &coroutine_type) {
            frame_base& f = *coroutine.as<frame_base>();
            if (f.state == frame_state::created || f.state == frame_state::suspended)
                s = drive(f, object(None), thrown, result);
            else
                s = thrown ? throw_into(coroutine, thrown, result) : send_to(coroutine, object(None), result);
        } else
            s = thrown ? throw_into(coroutine, thrown, result) : send_to(coroutine, object(None), result);
        if (s == step::yielded) wait_for_result(t, std::move(result));
    }
    const bool ok = s == step::yielded || conclude(t, s, std::move(result));
    exception* through = ok ? nullptr : give_pending();
    loop.current = previous;
    state.pending = through;
    return ok;
}

bool step_task(task_object& t, ref woken_by) noexcept {
    if (t.status != future_state::pending) return true;
    exception* thrown = nullptr;
    if (woken_by && is_future(woken_by)) {
        future_object& f = as_future(woken_by);
        if (f.status == future_state::cancelled)
            thrown = static_cast<exception*>(make_cancelled_error(f).give());
        else if (f.failure) {
            f.log_traceback = false;
            object e = f.failure;
            e.as<exception>()->traceback = object(f.failure_traceback());
            thrown = static_cast<exception*>(e.give());
        } else
            f.log_traceback = false;
    } else if (woken_by)
        thrown = static_cast<exception*>(object(woken_by).give());  // an exception (complain)
    if (t.must_cancel) {
        if (!thrown || !is_subtype(thrown->type, &CancelledError_type)) {
            if (thrown) object::take(thrown);
            thrown = static_cast<exception*>(make_cancelled_error(t).give());
        }
        t.must_cancel = false;
    }
    return run_step(t, thrown);
}

bool cancel_task(task_object& t, ref message) noexcept {
    t.log_traceback = false;
    if (t.status != future_state::pending) return false;
    ++t.cancel_requests;
    if (t.waiter) {
        object waiter = t.waiter;
        const int done = cancel(waiter, message);
        if (done > 0) return true;
        if (done < 0) return false;  // pending: task.cancel() passes it on
    }
    t.must_cancel = true;
    t.set_cancel_message(message);
    return true;
}

object all_tasks(ref loop) noexcept {
    // The collector knows them all.
    struct search {
        object found = make_set();
        ref loop;
    } s;
    s.loop = loop;
    each_tracked(
        [](gc_header* o, void* context) {
            auto& s = *static_cast<search*>(context);
            if (!is_task(ref(o))) return true;
            auto& t = *static_cast<task_object*>(o);
            return t.status != future_state::pending || !t.loop.is(s.loop) || set_add(s.found, ref(o));
        },
        &s);
    return is_failed() ? object() : s.found;
}

object ensure_future(ref awaitable, ref loop) noexcept {
    if (is_future(awaitable)) {
        if (loop && !loop.is(None) && !as_future(awaitable).loop.is(loop))
            return raise_error(ValueError_type,
                               "The future belongs to a different loop than the one specified as the loop argument");
        return object(awaitable);
    }
    object target(awaitable);
    if (!is_coroutine(awaitable)) {
        type_object* type = awaitable.type();
        if (!(type->type_flags & type_ready)) ready(*type);
        if (!type->await)
            return raise_error(TypeError_type, "An asyncio.Future, a coroutine or an awaitable is required");
        target = wrap_awaitable(awaitable);
        if (!target) return {};
    }
    ref where = loop && !loop.is(None) ? loop : event_loop();
    if (!where) {
        if (target.type() == &coroutine_type && !is_coroutine(awaitable)) close_frame(*target.as<frame_base>());
        return {};
    }
    return create_task(where, target);
}

namespace {

void release_task(task_object& t) noexcept {
    t.coroutine.reset();
    t.waiter.reset();
    t.name.reset();
    t.context.reset();
    release_future_fields(t);
}

void finalize_task(header* h) {
    auto& t = *static_cast<task_object*>(h);
    if (t.status == future_state::pending && t.log_destroy_pending && t.loop) {
        saved_error keep;
        object message = make_str("Task was destroyed but it is pending!");
        object context = dict(intern("task"), ref(h), intern("message"), message);
        report(t.loop, context);
    }
    future_type.finalize(h);
}

object task_new(type_object& cls, const ref*, std::size_t, ref) {
    auto* t = make_for<task_object>(cls, &cls);
    track(t);
    return object::take(t);
}
object initialise(ref self, const ref* args, std::size_t, ref) {
    ref loop = args[1];
    if (!loop || loop.is(None)) {
        loop = event_loop();
        if (!loop) return {};
    }
    auto& t = *self.as<task_object>();
    const bool eager = args[4] && truth(args[4]);
    if (is_failed()) return {};
    return set_up(t, args[0], loop, args[2], args[3], eager) ? object(None) : object();
}
constexpr method_definition task_init{"Task", initialise,
                                      "self, coro, *, loop=None, name=None, context=None, eager_start=False"};

object task_name(task_object& t) noexcept {
    if (!t.name || t.name.is_small()) t.name = make_str("Task-" + std::to_string(t.name ? t.name.small() : 0));
    return t.name;
}
object get_name(ref self, const ref*, std::size_t, ref) { return task_name(*self.as<task_object>()); }
object set_name(ref self, const ref* args, std::size_t, ref) {
    object text = is_str(args[0]) ? object(args[0]) : to_str(args[0]);
    if (!text) return {};
    self.as<task_object>()->name = std::move(text);
    return object(None);
}
object get_coroutine(ref self, const ref*, std::size_t, ref) {
    const object& c = self.as<task_object>()->coroutine;
    return c ? c : object(None);
}
object get_context(ref self, const ref*, std::size_t, ref) {
    object& c = self.as<task_object>()->context;
    if (c) return c;
    if (current_task(self.as<task_object>()->loop).is(self)) return object(current_context());
    context_scope made(c);
    return object(current_context());
}
object cancel_method(ref self, const ref* args, std::size_t, ref) {
    const bool requested = cancel_task(*self.as<task_object>(), args[0] && !args[0].is(None) ? args[0] : ref());
    return is_failed() ? object() : object(boolean(requested));
}
object uncancel(ref self, const ref*, std::size_t, ref) {
    auto& t = *self.as<task_object>();
    if (t.cancel_requests > 0 && --t.cancel_requests == 0) t.must_cancel = false;
    return object(t.cancel_requests);
}
object cancelling(ref self, const ref*, std::size_t, ref) { return object(self.as<task_object>()->cancel_requests); }
object no_set_result(ref, const ref*, std::size_t, ref) {
    return raise_error(RuntimeError_type, "Task does not support set_result operation");
}
object no_set_exception(ref, const ref*, std::size_t, ref) {
    return raise_error(RuntimeError_type, "Task does not support set_exception operation");
}
object get_must_cancel(ref self, const ref*, std::size_t, ref) {
    return object(boolean(self.as<task_object>()->must_cancel));
}
object get_waiter(ref self, const ref*, std::size_t, ref) {
    const object& w = self.as<task_object>()->waiter;
    return w ? w : object(None);
}
object get_log_destroy(ref self, const ref*, std::size_t, ref) {
    return object(boolean(self.as<task_object>()->log_destroy_pending));
}
object set_log_destroy(ref self, const ref* args, std::size_t count, ref) {
    if (count) self.as<task_object>()->log_destroy_pending = truth(args[0]);
    return object(None);
}
object wakeup_method(ref self, const ref* args, std::size_t, ref) {
    object outcome = args[0].call(intern("result"));
    object error = outcome ? object() : take_pending();
    return step_task(*self.as<task_object>(), error) ? object(None) : object();
}

object task_repr(ref self) {
    auto& t = *self.as<task_object>();
    repr_guard guard(self);
    if (!guard) return intern("...");
    std::string out = "<" + type_name(t.type) + " ";
    out += t.status == future_state::cancelled  ? "cancelled"
           : t.status == future_state::finished ? "finished"
           : t.cancel_requests > 0              ? "cancelling"
                                                : "pending";
    object name = repr(task_name(t));
    if (!name) return {};
    (out += " name=") += text_of(name);
    if (t.coroutine) {
        object text = coroutine_repr(t.coroutine);
        if (!text) return {};
        (out += " coro=") += text_of(text);
    }
    if (t.waiter) {
        object text = repr(t.waiter);
        if (!text) return {};
        (out += " wait_for=") += text_of(text);
    }
    if (!describe_outcome(t, out)) return {};
    return make_str(out + describe_callbacks(t) + ">");
}

/// asyncio.base_tasks._task_get_stack: where a coroutine sleeps or runs; of a failed one the entries of its traceback.
object get_stack(ref self, const ref* args, std::size_t, ref) {
    auto& t = *self.as<task_object>();
    std::int64_t limit = INT64_MAX;
    if (args[0] && !args[0].is(None) && !to_index(args[0], limit)) return {};
    object frame = None, frames = make_list();
    for (const char* name : {"cr_frame", "gi_frame", "ag_frame"}) {
        object found = t.coroutine ? find_attribute(t.coroutine, intern(name)) : object();
        if (!found && is_failed()) return {};
        if (found) frame = found;
    }
    if (!frame.is(None)) {
        for (; frame && !frame.is(None) && limit > 0; --limit) {
            list_append(frames, frame);
            frame = frame.attr("f_back"_s);
        }
        return frame && frames.call("reverse"_s) ? frames : object();
    }
    object exc = t.failure ? t.failure : object(None);
    object entry = exc.is(None) ? exc : exc.attr("__traceback__"_s);
    for (; entry && !entry.is(None) && limit > 0; --limit) {
        object shown = entry.attr("tb_frame"_s);
        if (!shown) return {};
        list_append(frames, shown);
        entry = entry.attr("tb_next"_s);
    }
    return entry ? frames : object();
}

constexpr method_definition task_methods[] = {
    {"get_stack", get_stack, "self, *, limit=None"},
    {"cancel", cancel_method, "self, /, msg=None"},
    {"uncancel", uncancel, "self, /"},
    {"cancelling", cancelling, "self, /"},
    {"get_name", get_name, "self, /"},
    {"set_name", set_name, "self, value, /"},
    {"get_coro", get_coroutine, "self, /"},
    {"get_context", get_context, "self, /"},
    {"set_result", no_set_result, "self, result, /"},
    {"set_exception", no_set_exception, "self, exception, /"},
    {"_must_cancel", get_must_cancel, "", method_getter},
    {"_fut_waiter", get_waiter, "", method_getter},
    {"_coro", get_coroutine, "", method_getter},
    {"_log_destroy_pending", get_log_destroy, "", method_getter, set_log_destroy},
    {"_wakeup", wakeup_method, "self, future, /"},
    {nullptr, nullptr},
};

}  // namespace

constinit type_object task_type{
    "_asyncio.Task", &future_type, type_subclassable | type_gc | type_has_dict | type_has_weakrefs, [](type_object& t) {
        t.instance_size = sizeof(task_object);
        t.dict_offset = __builtin_offsetof(task_object, dict);
        t.weakrefs_offset = __builtin_offsetof(task_object, weakrefs);
        t.dealloc = [](header* h) noexcept {
            if (finalize_from_dealloc(h)) return;
            untrack(static_cast<task_object*>(h));
            release_task(*static_cast<task_object*>(h));
            destroy<task_object>(h);
        };
        t.traverse = [](header* h, visitor v, void* context) {
            traverse_future(h, v, context);
            auto& task = *static_cast<task_object*>(h);
            for (const object* o : {&task.coroutine, &task.waiter, &task.name, &task.context}) visit(*o, v, context);
        };
        t.clear = [](header* h) { release_task(*static_cast<task_object*>(h)); };
        t.finalize = finalize_task;
        t.new_ = task_new;
        t.init = init_with<task_init>;
        t.repr = task_repr;
        t.methods = task_methods;
        t.type_flags &= ~std::uint32_t(type_immutable);
    }};

}  // namespace cowith::asyncio
