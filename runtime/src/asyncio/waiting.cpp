// asyncio.wait, as_completed, shield, run_coroutine_threadsafe's cousins (Lib/asyncio/tasks.py).
#include "cowith/blocks.hpp"
#include "loop.hpp"
#include "native_class.hpp"

namespace cowith::asyncio {
namespace {

// ---- _cancel_and_wait -----------------------------------------------------------------------------------------------

object release_waiter(ref self, const ref*, std::size_t, ref) {
    if (!is_done(self)) set_result(as_future(self), object(None));
    return object(None);
}
constexpr method_definition release_waiter_definition{"_release_waiter", release_waiter, "self, *args"};

coroutine cancel_and_wait(frame<4> at) {
    auto& [future, waiter, callback, result] = at.locals();
    waiter = new_future(as_future(future).loop);
    callback = make_native(release_waiter_definition, waiter);
    add_done_callback(future, callback);
    if (cancel(future) < 0) co_return failed;
    result = co_await at(0).attempt(waiter);
    {
        exception* error = give_pending();
        remove_done_callback(as_future(future), callback);
        if (error) {
            reraise(error);
            co_return failed;
        }
    }
    co_return None;
}
constinit native_coroutine<cancel_and_wait> cancel_and_wait_code{"_cancel_and_wait", "_cancel_and_wait", "fut",
                                                                 "| waiter callback result"};

// ---- wait -----------------------------------------------------------------------------------------------------------

enum class until : std::uint8_t { all_completed, first_completed, first_exception };
struct wait_object : native_instance {  // what the done callbacks of one wait() share
    object waiter, timer;
    std::int64_t left = 0;
    until return_when = until::all_completed;
    using native_instance::native_instance;
    template <class F> void each(F&& f) { f(waiter), f(timer); }
};
constinit type_object wait_type{"asyncio.tasks._wait", &object_type, type_gc,
                                [](type_object& t) { use_native_layout<wait_object>(t); }};

object on_completion(ref self, const ref* args, std::size_t, ref) {
    auto& w = *self.as<wait_object>();
    --w.left;
    future_object& f = as_future(args[0]);
    const bool first_failure =
        w.return_when == until::first_exception && f.status != future_state::cancelled && f.failure;
    if (w.left <= 0 || w.return_when == until::first_completed || first_failure) {
        if (w.timer) cancel_handle(w.timer);
        if (!is_done(w.waiter)) set_result(as_future(w.waiter), object(None));
    }
    return object(None);
}
constexpr method_definition on_completion_definition{"_wait.<locals>._on_completion", on_completion, "self, f"};

/// Moves the futures of `all` into two sets by whether they are done.
object done_and_pending(ref all) noexcept {
    object done = make_set(), pending = make_set();
    object list = list_from(all);
    if (!list) return {};
    for (std::uint64_t i = 0; i < list.as<list_object>()->size; ++i) {
        ref f = list.as<list_object>()->items[i];
        if (!set_add(is_done(f) ? done : pending, f)) return {};
    }
    return tuple(done, pending);
}

/// async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED)
coroutine wait(frame<8> at) {
    auto& [fs, timeout, return_when, futures, shared, callback, waiter, result] = at.locals();
    {
        if (is_future(fs) || is_coroutine(fs))
            co_return raise_error(TypeError_type, "expect a list of futures, not %T", ref(fs));
        const bool any = truth(fs);
        if (is_failed()) co_return failed;
        if (!any) co_return raise_error(ValueError_type, "Set of Tasks/Futures is empty.");
        auto* w = make<wait_object>(&wait_type);
        track(w);
        shared = object::take(w);
        const std::string_view mode = is_str(return_when) ? text_of(return_when) : "";
        if (mode == "FIRST_COMPLETED")
            w->return_when = until::first_completed;
        else if (mode == "FIRST_EXCEPTION")
            w->return_when = until::first_exception;
        else if (mode != "ALL_COMPLETED")
            co_return raise_error(ValueError_type, "Invalid return_when value: %S", ref(return_when));
        futures = make_set();
        if (!set_update(futures, fs)) co_return failed;
        object list = list_from(futures);
        for (std::uint64_t i = 0; i < list.as<list_object>()->size; ++i)
            if (is_coroutine(list.as<list_object>()->items[i]))
                co_return raise_error(TypeError_type, "Passing coroutines is forbidden, use tasks explicitly.");
        ref loop = running_loop();
        if (!loop) co_return failed;
        // Futures that are done already may satisfy the wait at once only through _wait: it asserts nothing, it counts.
        waiter = new_future(loop);
        w->waiter = waiter;
        callback = make_native(on_completion_definition, shared);
        if (!timeout.is(None)) {
            double seconds;
            if (!to_double(timeout, seconds)) co_return failed;
            object release = make_native(release_waiter_definition, waiter);
            w->timer = call_later(loop, seconds, release, nullptr, 0);
        }
        w->left = static_cast<std::int64_t>(list.as<list_object>()->size);
        for (std::uint64_t i = 0; i < list.as<list_object>()->size; ++i)
            if (!add_done_callback(list.as<list_object>()->items[i], callback)) co_return failed;
    }
    result = co_await at(0).attempt(waiter);
    {
        exception* error = give_pending();
        if (shared.as<wait_object>()->timer) cancel_handle(shared.as<wait_object>()->timer);
        object list = list_from(futures);
        for (std::uint64_t i = 0; i < list.as<list_object>()->size; ++i)
            remove_done_callback(as_future(list.as<list_object>()->items[i]), callback);
        if (error) {
            reraise(error);
            co_return failed;
        }
        object both = done_and_pending(futures);
        if (!both) co_return failed;
        co_return both;
    }
}
constinit native_coroutine<wait> wait_code{"wait", "wait",
                                           "fs, *, timeout=, return_when=", "| futures shared callback waiter result"};

// ---- shield ---------------------------------------------------------------------------------------------------------

struct shield_object : native_instance {
    object inner, outer, inner_callback;
    using native_instance::native_instance;
    template <class F> void each(F&& f) { f(inner), f(outer), f(inner_callback); }
};
constinit type_object shield_type{"asyncio.tasks._shield", &object_type, type_gc,
                                  [](type_object& t) { use_native_layout<shield_object>(t); }};

object inner_done(ref self, const ref*, std::size_t, ref) {
    auto& s = *self.as<shield_object>();
    future_object &inner = as_future(s.inner), &outer = as_future(s.outer);
    if (outer.status == future_state::cancelled) {
        if (inner.status != future_state::cancelled) inner.log_traceback = false;
        return object(None);
    }
    if (inner.status == future_state::cancelled)
        cancel_future(outer, {});
    else if (inner.failure) {
        inner.log_traceback = false;
        object error = inner.failure;
        set_exception(outer, error);
    } else
        set_result(outer, inner.result);
    return object(None);
}
object outer_done(ref self, const ref*, std::size_t, ref) {
    auto& s = *self.as<shield_object>();
    if (!is_done(s.inner)) remove_done_callback(as_future(s.inner), s.inner_callback);
    return object(None);
}
constexpr method_definition inner_done_definition{"shield.<locals>._inner_done_callback", inner_done, "self, inner"};
constexpr method_definition outer_done_definition{"shield.<locals>._outer_done_callback", outer_done, "self, outer"};
object shield(ref, const ref* args, std::size_t, ref) {
    object inner = ensure_future(args[0]);
    if (!inner) return {};
    if (is_done(inner)) return inner;
    auto* s = make<shield_object>(&shield_type);
    track(s);
    object shared = object::take(s);
    s->inner = inner;
    s->outer = new_future(as_future(inner).loop);
    object outer = s->outer;
    s->inner_callback = make_native(inner_done_definition, shared);
    object outer_callback = make_native(outer_done_definition, shared);
    if (!add_done_callback(inner, s->inner_callback) || !add_done_callback(outer, outer_callback)) return {};
    return outer;
}

// ---- as_completed ---------------------------------------------------------------------------------------------------

struct completion_object : native_instance {  // _AsCompletedIterator
    object loop, done, todo, timer;           // done: list of futures and Nones in order; todo: set
    object waiters;                           // list of futures of those that wait for the next one
    object callback;
    std::int64_t left = 0;
    using native_instance::native_instance;
    template <class F> void each(F&& f) { f(loop), f(done), f(todo), f(timer), f(waiters), f(callback); }
};
completion_object& as_completion(ref x) noexcept { return *x.as<completion_object>(); }

void put_done(completion_object& c, ref future) noexcept {
    list_append(c.done, future);
    auto* waiters = c.waiters.as<list_object>();
    for (std::uint64_t i = 0; i < waiters->size; ++i)
        if (!is_done(waiters->items[i])) {
            set_result(as_future(waiters->items[i]), object(None));
            return;
        }
}
object completion_done(ref self, const ref* args, std::size_t, ref) {
    completion_object& c = as_completion(self);
    object removed = ref(c.todo).call(intern("discard"), args[0]);
    put_done(c, args[0]);
    if (length_of(c.todo) == 0 && c.timer) cancel_handle(c.timer);
    return removed ? object(None) : object();
}
object completion_timeout(ref self, const ref*, std::size_t, ref) {
    completion_object& c = as_completion(self);
    object list = list_from(c.todo);
    for (std::uint64_t i = 0; list && i < list.as<list_object>()->size; ++i) {
        remove_done_callback(as_future(list.as<list_object>()->items[i]), c.callback);
        put_done(c, None);
    }
    c.todo = make_set();
    return object(None);
}
constexpr method_definition completion_done_definition{"_handle_completion", completion_done, "self, f"};
constexpr method_definition completion_timeout_definition{"_handle_timeout", completion_timeout, "self"};

/// async def _wait_for_one(self, resolve=False)
coroutine wait_for_one(frame<4> at) {
    auto& [self, resolve, waiter, result] = at.locals();
    while (!as_completion(self).done.as<list_object>()->size) {
        waiter = new_future(as_completion(self).loop);
        list_append(as_completion(self).waiters, waiter);
        result = co_await at(0).attempt(waiter);
        {
            saved_error keep;
            ref(as_completion(self).waiters).call(intern("remove"), waiter);
        }
        if (!result) co_return failed;
    }
    {
        object future = ref(as_completion(self).done).call(intern("pop"), 0);
        if (future.is(None)) co_return raise_with(TimeoutError_type, {});
        if (resolve.is(True)) {
            object value = future_result(as_future(future));
            if (!value) co_return failed;
            co_return value;
        }
        co_return future;
    }
}
constinit native_coroutine<wait_for_one> wait_for_one_code{"_wait_for_one", "_AsCompletedIterator._wait_for_one",
                                                           "self, resolve", "| waiter result"};

object completion_next(ref self) {
    if (as_completion(self).left <= 0) return {};
    --as_completion(self).left;
    return start_native(wait_for_one_code, {self, True});
}
object completion_anext(ref self) {
    if (as_completion(self).left <= 0) return raise_with(StopAsyncIteration_type, {});
    --as_completion(self).left;
    return start_native(wait_for_one_code, {self, False});
}
object self_slot(ref self) { return object(self); }
constinit type_object completion_type{"asyncio.tasks._AsCompletedIterator", &object_type, type_gc, [](type_object& t) {
                                          use_native_layout<completion_object>(t);
                                          t.iter = self_slot;
                                          t.next = completion_next;
                                          t.aiter = self_slot;
                                          t.anext = completion_anext;
                                      }};
object as_completed(ref, const ref* args, std::size_t, ref) {
    if (is_future(args[0]) || is_coroutine(args[0]))
        return raise_error(TypeError_type, "expects an iterable of awaitables, not %T", args[0]);
    ref loop = event_loop();
    if (!loop) return {};
    auto* c = make<completion_object>(&completion_type);
    track(c);
    object iterator = object::take(c);
    c->loop = object(loop);
    c->done = make_list();
    c->waiters = make_list();
    c->todo = make_set();
    object given = make_set();
    if (!set_update(given, args[0])) return {};
    object list = list_from(given);
    for (std::uint64_t i = 0; i < list.as<list_object>()->size; ++i) {
        object f = ensure_future(list.as<list_object>()->items[i], loop);
        if (!f || !set_add(c->todo, f)) return {};
    }
    c->callback = make_native(completion_done_definition, iterator);
    object futures = list_from(c->todo);
    c->left = static_cast<std::int64_t>(futures.as<list_object>()->size);
    for (std::uint64_t i = 0; i < futures.as<list_object>()->size; ++i)
        if (!add_done_callback(futures.as<list_object>()->items[i], c->callback)) return {};
    if (c->left && args[1] && !args[1].is(None)) {
        double seconds;
        if (!to_double(args[1], seconds)) return {};
        object expire = make_native(completion_timeout_definition, iterator);
        c->timer = call_later(loop, seconds, expire, nullptr, 0);
    }
    return iterator;
}

constexpr method_definition functions[] = {
    {"shield", shield, "arg"}, {"as_completed", as_completed, "fs, *, timeout=None"}, {nullptr, nullptr}};

}  // namespace

object start_cancel_and_wait(ref future) noexcept { return start_native(cancel_and_wait_code, {future}); }

bool add_waiting(ref module_dict) noexcept {
    const ref all = intern("ALL_COMPLETED");
    object defaults = dict(intern("timeout"), None, intern("return_when"), all);
    return add_functions(module_dict, functions, "asyncio.tasks", call_style::python) &&
           dict_set(module_dict, intern("wait"), make_native_function(wait_code, "asyncio.tasks", {}, defaults)) &&
           dict_set(module_dict, intern("ALL_COMPLETED"), all) &&
           dict_set(module_dict, intern("FIRST_COMPLETED"), intern("FIRST_COMPLETED")) &&
           dict_set(module_dict, intern("FIRST_EXCEPTION"), intern("FIRST_EXCEPTION"));
}

}  // namespace cowith::asyncio
