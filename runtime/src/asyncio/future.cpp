// asyncio.Future: states, callbacks, and its part in `await`. Follows Modules/_asynciomodule.c.
#include "asyncio.hpp"
#include "cowith/binding.hpp"

#pragma GCC diagnostic ignored "-Winvalid-offsetof"  // objects are no standard-layout classes; both compilers define it

namespace cowith::asyncio {

#define ASYNCIO_ERROR(name, base)                                                                                      \
    constinit type_object name##_type{"asyncio.exceptions." #name, &base##_type,                                       \
                                      type_subclassable | type_gc | type_has_dict | is_exception};
ASYNCIO_ERROR(CancelledError, BaseException)
ASYNCIO_ERROR(InvalidStateError, Exception)
ASYNCIO_ERROR(BrokenBarrierError, RuntimeError)
#undef ASYNCIO_ERROR
constinit type_object QueueEmpty_type{"asyncio.queues.QueueEmpty", &Exception_type,
                                      type_subclassable | type_gc | type_has_dict | is_exception};
constinit type_object QueueFull_type{"asyncio.queues.QueueFull", &Exception_type,
                                     type_subclassable | type_gc | type_has_dict | is_exception};
constinit type_object QueueShutDown_type{"asyncio.queues.QueueShutDown", &Exception_type,
                                         type_subclassable | type_gc | type_has_dict | is_exception};

/// Puts all callbacks in the loop's queue and forgets them.
static void schedule_callbacks(future_object& f) noexcept {
    if (!f.first) return;
    ready_queue& queue = ready_of(f.loop);
    queue.push(std::move(f.first), object(&f));
    if (!f.extra || f.extra->more.empty()) return;
    std::vector<work> more = std::move(f.extra->more);
    f.extra->more.clear();
    for (auto& w : more) queue.push(std::move(w), object(&f));
}

static void keep_work(future_object& f, work w) noexcept {
    if (!f.first)
        f.first = std::move(w);
    else
        f.with_extra().more.push_back(std::move(w));
}

void add_work(future_object& f, work w) noexcept {
    if (f.status != future_state::pending)
        ready_of(f.loop).push(std::move(w), object(&f));
    else
        keep_work(f, std::move(w));
}

object callable_of(const work& w) noexcept {
    switch (w.what()) {
    case work::kind::callback_in_context: return w.target().as<tuple_object>()->items[0];
    case work::kind::gathered: return child_done_callable(w.target());
    case work::kind::grouped: return group_task_done_callable(w.target());
    default: return object(w.target());
    }
}

object new_future(ref loop) noexcept {
    auto* f = make<future_object>(&future_type);
    f->loop = object(loop);
    track(f);
    return object::take(f);
}

bool set_result(future_object& f, object result) noexcept {
    if (f.status != future_state::pending) return raise_error(InvalidStateError_type, "invalid state"), false;
    f.result = std::move(result);
    f.status = future_state::finished;
    schedule_callbacks(f);
    return true;
}

bool set_exception(future_object& f, ref exc) noexcept {
    if (f.status != future_state::pending) return raise_error(InvalidStateError_type, "invalid state"), false;
    object instance(exc);
    if (has_flag(exc, is_type)) {
        instance = exc();
        if (!instance) return false;
    }
    if (!has_flag(instance, is_exception)) return raise_error(TypeError_type, "invalid exception object"), false;
    if (is_subtype(instance.type(), &StopIteration_type)) {
        object replacement =
            new_exception(RuntimeError_type,
                          make_str("StopIteration interacts badly with generators and cannot be raised into a Future"));
        replacement.as<exception>()->cause = instance;
        replacement.as<exception>()->context = instance;
        instance = std::move(replacement);
    }
    if (const object& traceback = instance.as<exception>()->traceback) f.with_extra().failure_traceback = traceback;
    f.failure = std::move(instance);
    f.status = future_state::finished;
    f.log_traceback = true;
    schedule_callbacks(f);
    return true;
}

bool cancel_future(future_object& f, ref message) noexcept {
    f.log_traceback = false;
    if (f.status != future_state::pending) return false;
    f.status = future_state::cancelled;
    f.set_cancel_message(message);
    schedule_callbacks(f);
    return true;
}

int cancel(ref future, ref message) noexcept {
    if (future.type() == &task_type) return cancel_task(*future.as<task_object>(), message);
    if (future.type() == &future_type) return cancel_future(as_future(future), message);
    object answer = message ? future.call(intern("cancel"), kw{intern("msg"), message}) : future.call(intern("cancel"));
    if (!answer) return -1;
    const bool yes = truth(answer);
    return is_failed() ? -1 : yes;
}

bool is_done(ref future) noexcept { return as_future(future).status != future_state::pending; }

object make_cancelled_error(future_object& f) noexcept {
    if (f.extra && f.extra->cancelled_error) return std::move(f.extra->cancelled_error);
    ref message = f.cancel_message();
    if (!message || message.is(None)) return call_vector(ref(&CancelledError_type), nullptr, 0);
    return call_vector(ref(&CancelledError_type), &message, 1);
}

object future_result(future_object& f) noexcept {
    switch (f.status) {
    case future_state::cancelled: {
        object error = make_cancelled_error(f);
        return raise(error);
    }
    case future_state::pending: return raise_error(InvalidStateError_type, "Result is not set.");
    case future_state::finished: break;
    }
    f.log_traceback = false;
    if (!f.failure) return f.result;
    object e = f.failure;
    e.as<exception>()->traceback = object(f.failure_traceback());
    return raise(e);
}

object future_exception(future_object& f) noexcept {
    switch (f.status) {
    case future_state::cancelled: {
        object error = make_cancelled_error(f);
        return raise(error);
    }
    case future_state::pending: return raise_error(InvalidStateError_type, "Exception is not set.");
    case future_state::finished: break;
    }
    f.log_traceback = false;
    return f.failure ? f.failure : object(None);
}

bool add_done_callback(ref future, ref callback, ref context) noexcept {
    if (!is_future(future))
        return static_cast<bool>(
            context ? future.call(intern("add_done_callback"), callback, kw{intern("context"), context})
                    : future.call(intern("add_done_callback"), callback));
    object c = context && !context.is(None) ? object(context) : copy_context();
    add_work(as_future(future), c ? work(work::kind::callback_in_context, tuple(callback, ref(c)))
                                  : work(work::kind::callback, object(callback)));
    return true;
}

bool add_own_callback(ref future, work w) noexcept {
    if (is_future(future)) {
        object context = copy_context();
        if (!context) return add_work(as_future(future), std::move(w)), true;
        return add_done_callback(future, callable_of(w), context);
    }
    return add_done_callback(future, callable_of(w));
}

std::size_t remove_done_callback(future_object& f, ref callback) noexcept {
    std::size_t removed = 0;
    std::vector<work> all, kept;
    if (f.first) all.push_back(std::move(f.first));
    if (f.extra) {
        for (auto& w : f.extra->more) all.push_back(std::move(w));
        f.extra->more.clear();
    }
    for (auto& w : all) {
        const bool by_python = w.what() == work::kind::callback || w.what() == work::kind::callback_in_context;
        if (by_python && equal(callable_of(w), callback))
            ++removed;
        else
            kept.push_back(std::move(w));
    }
    for (auto& w : kept) keep_work(f, std::move(w));
    return removed;
}

void release_future_fields(future_object& f) noexcept {
    f.loop.reset();
    f.result.reset();
    f.failure.reset();
    f.dict.reset();
    work first = std::move(f.first);
    delete std::exchange(f.extra, nullptr);
}

void traverse_future(header* h, visitor v, void* context) {
    auto& f = *static_cast<future_object*>(h);
    visit(f.dict, v, context), visit(f.loop, v, context), visit(f.result, v, context), visit(f.failure, v, context);
    visit(f.first.target(), v, context);
    if (!f.extra) return;
    visit(f.extra->failure_traceback, v, context), visit(f.extra->cancel_message, v, context);
    visit(f.extra->cancelled_error, v, context);
    for (auto& w : f.extra->more) visit(w.target(), v, context);
}

namespace {

/// "Future exception was never retrieved", told to the loop's handler when a failed future dies unasked.
void finalize_future(header* h) {
    auto& f = *static_cast<future_object*>(h);
    if (!f.log_traceback || !f.failure) return;
    saved_error keep;
    f.log_traceback = false;
    object message = make_str(type_name(f.type) + " exception was never retrieved");
    object context = dict(intern("message"), message, intern("exception"), f.failure, intern("future"), ref(h));
    report(f.loop, context);
}

void dealloc_future(header* h) noexcept {
    if (finalize_from_dealloc(h)) return;
    untrack(static_cast<future_object*>(h));
    release_future_fields(*static_cast<future_object*>(h));
    destroy<future_object>(h);
}

object future_new(type_object& cls, const ref*, std::size_t, ref) {
    auto* f = make_for<future_object>(cls, &cls);
    track(f);
    return object::take(f);
}
object initialise(ref self, const ref* args, std::size_t, ref) {
    ref loop = args[0];
    if (!loop || loop.is(None)) {
        loop = event_loop();
        if (!loop) return {};
    }
    as_future(self).loop = object(loop);
    return object(None);
}
constexpr method_definition future_init{"Future", initialise, "self, *, loop=None"};

// `await future`: the future is its own iterator. It yields itself once, then gives its result.
object future_await(ref self) { return object(self); }
step future_send(ref self, object, object& result) {
    future_object& f = as_future(self);
    if (f.status == future_state::pending) {
        if (f.blocking) return raise_error(RuntimeError_type, "await wasn't used with future"), step::failed;
        f.blocking = true;
        result = object(self);
        return step::yielded;
    }
    result = future_result(f);
    return result ? step::returned : step::failed;
}
step future_throw(ref, exception* owned, object&) { return reraise(owned), step::failed; }
bool future_close(ref) { return true; }

object method_result(ref self, const ref*, std::size_t, ref) { return future_result(as_future(self)); }
object method_exception(ref self, const ref*, std::size_t, ref) { return future_exception(as_future(self)); }
object method_done(ref self, const ref*, std::size_t, ref) { return object(boolean(is_done(self))); }
object method_cancelled(ref self, const ref*, std::size_t, ref) {
    return object(boolean(as_future(self).status == future_state::cancelled));
}
object method_cancel(ref self, const ref* args, std::size_t, ref) {
    return object(boolean(cancel_future(as_future(self), args[0].is(None) ? ref() : args[0])));
}
object method_set_result(ref self, const ref* args, std::size_t, ref) {
    return set_result(as_future(self), object(args[0])) ? object(None) : object();
}
object method_set_exception(ref self, const ref* args, std::size_t, ref) {
    return set_exception(as_future(self), args[0]) ? object(None) : object();
}
object method_add_done_callback(ref self, const ref* args, std::size_t, ref) {
    return add_done_callback(self, args[0], args[1]) ? object(None) : object();
}
object method_remove_done_callback(ref self, const ref* args, std::size_t, ref) {
    return object(static_cast<std::int64_t>(remove_done_callback(as_future(self), args[0])));
}
object method_get_loop(ref self, const ref*, std::size_t, ref) {
    const object& loop = as_future(self).loop;
    return loop ? loop : raise_error(RuntimeError_type, "Future object is not initialized.");
}
object get_blocking(ref self, const ref*, std::size_t, ref) { return object(boolean(as_future(self).blocking)); }
object set_blocking(ref self, const ref* args, std::size_t count, ref) {
    if (!count) return raise_error(AttributeError_type, "cannot delete attribute");
    as_future(self).blocking = truth(args[0]);
    return is_failed() ? object() : object(None);
}
object get_state(ref self, const ref*, std::size_t, ref) {
    static constexpr const char* names[] = {"PENDING", "CANCELLED", "FINISHED"};
    return object(intern(names[static_cast<int>(as_future(self).status)]));
}
object get_log_traceback(ref self, const ref*, std::size_t, ref) {
    return object(boolean(as_future(self).log_traceback));
}
object set_log_traceback(ref self, const ref* args, std::size_t count, ref) {
    if (!count) return raise_error(AttributeError_type, "cannot delete attribute");
    if (truth(args[0])) return raise_error(ValueError_type, "_log_traceback can only be set to False");
    as_future(self).log_traceback = false;
    return object(None);
}
object get_cancel_message(ref self, const ref*, std::size_t, ref) {
    ref m = as_future(self).cancel_message();
    return m ? object(m) : object(None);
}
object future_iter(ref self) { return object(self); }
object future_next(ref self) {
    object result;
    switch (future_send(self, object(None), result)) {
    case step::yielded: return result;
    case step::returned: {
        ref one = result;
        object stop = call_vector(ref(&StopIteration_type), &one, 1);
        reraise(static_cast<exception*>(stop.give()));
        return {};
    }
    case step::failed: break;
    }
    return {};
}

}  // namespace

object future_repr(ref self) {
    future_object& f = as_future(self);
    repr_guard guard(self);
    if (!guard) return intern("...");
    std::string out = "<" + type_name(f.type) + " ";
    out += f.status == future_state::pending     ? "pending"
           : f.status == future_state::cancelled ? "cancelled"
                                                 : "finished";
    if (!describe_outcome(f, out)) return {};
    return make_str(out + describe_callbacks(f) + ">");
}

const method_definition future_methods[] = {
    {"result", method_result, "self, /"},
    {"exception", method_exception, "self, /"},
    {"done", method_done, "self, /"},
    {"cancelled", method_cancelled, "self, /"},
    {"cancel", method_cancel, "self, /, msg=None"},
    {"set_result", method_set_result, "self, result, /"},
    {"set_exception", method_set_exception, "self, exception, /"},
    {"add_done_callback", method_add_done_callback, "self, fn, /, *, context=None"},
    {"remove_done_callback", method_remove_done_callback, "self, fn, /"},
    {"get_loop", method_get_loop, "self, /"},
    {"_loop", method_get_loop, "", method_getter},
    {"_asyncio_future_blocking", get_blocking, "", method_getter, set_blocking},
    {"_state", get_state, "", method_getter},
    {"_log_traceback", get_log_traceback, "", method_getter, set_log_traceback},
    {"__log_traceback", get_log_traceback, "", method_getter, set_log_traceback},
    {"_cancel_message", get_cancel_message, "", method_getter},
    {"__class_getitem__", class_getitem, "cls, item, /", method_class},
    {nullptr, nullptr},
};

constinit type_object future_type{"_asyncio.Future", &object_type,
                                  type_subclassable | type_gc | type_has_dict | type_has_weakrefs, [](type_object& t) {
                                      t.instance_size = sizeof(future_object);
                                      t.dict_offset = __builtin_offsetof(future_object, dict);
                                      t.weakrefs_offset = __builtin_offsetof(future_object, weakrefs);
                                      t.dealloc = dealloc_future;
                                      t.traverse = traverse_future;
                                      t.clear = [](header* h) {
                                          release_future_fields(*static_cast<future_object*>(h));
                                      };
                                      t.finalize = finalize_future;
                                      t.new_ = future_new;
                                      t.init = init_with<future_init>;
                                      t.repr = future_repr;
                                      t.await = future_await;
                                      t.iter = future_iter;
                                      t.next = future_next;
                                      t.send = future_send;
                                      t.throw_ = future_throw;
                                      t.close = future_close;
                                      t.methods = future_methods;
                                      t.type_flags &= ~std::uint32_t(type_immutable);
                                  }};

}  // namespace cowith::asyncio
