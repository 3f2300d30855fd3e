// Lock, Event, Condition, Semaphore, BoundedSemaphore, Barrier (Lib/asyncio/locks.py).
#include "cowith/blocks.hpp"
#include "loop.hpp"
#include "native_class.hpp"

namespace cowith::asyncio {

ref bind_loop(object& bound, ref self) noexcept {
    ref loop = running_loop();
    if (!loop) return {};
    if (!bound) bound = object(loop);
    if (bound.is(loop)) return loop;
    raise_error(RuntimeError_type, "%R is bound to a different event loop", self);
    return {};
}

object describe(ref self, const std::string& extra) noexcept {
    object name = qualified_type_name(self.type());
    return make_str("<" + std::string(text_of(name)) + " object" + address_text(self) + " [" + extra + "]>");
}

namespace {

std::string with_waiters(const char* what, const waiting_line& line) {
    return line.empty() ? what : std::string(what) + ", waiters:" + std::to_string(line.size());
}

/// A coroutine that gives True and has nothing to wait for.
coroutine give(frame<1> at) {
    auto& [value] = at.locals();
    co_return value;
}
constinit native_coroutine<give> give_code{"__aenter__", "_ContextManagerMixin.__aenter__", "value", ""};

using namespace literals;

/// async with on a lock: __aenter__ awaits acquire(), __aexit__ calls release().
coroutine enter_by_acquire(frame<2> at) {
    auto& [self, result] = at.locals();
    result = self.call("acquire"_s);
    result = co_await at(0)(std::move(result));
    co_return None;
}
constinit native_coroutine<enter_by_acquire> enter_code{"__aenter__", "_ContextManagerMixin.__aenter__", "self",
                                                        "| result"};
coroutine exit_by_release(frame<1> at) {
    auto& [self] = at.locals();
    if (!self.call("release"_s)) co_return failed;
    co_return None;
}
constinit native_coroutine<exit_by_release> exit_code{"__aexit__", "_ContextManagerMixin.__aexit__", "self", ""};
object enter_method(ref self, const ref*, std::size_t, ref) { return start_native(enter_code, {self}); }
object exit_method(ref self, const ref*, std::size_t, ref) { return start_native(exit_code, {self}); }

// ---- Lock -----------------------------------------------------------------------------------------------------------

struct lock_object : native_instance {
    object loop;
    waiting_line line;
    bool locked = false;
    using native_instance::native_instance;
    template <class F> void each(F&& f) { f(loop), line.each(f); }
};
lock_object& as_lock(ref x) noexcept { return *x.as<lock_object>(); }

bool all_cancelled(const waiting_line& line) noexcept {
    for (std::size_t i = 0; i < line.size(); ++i)
        if (as_future(line[i]).status != future_state::cancelled) return false;
    return true;
}
void wake_first(waiting_line& line) noexcept {
    if (line.empty()) return;
    object first(line[0]);
    if (!is_done(first)) set_result(as_future(first), object(True));
}

bool lock_take(lock_object& l) noexcept {
    if (l.locked || !(l.line.empty() || all_cancelled(l.line))) return false;
    return l.locked = true;
}

/// acquire(), and with Entering __aenter__ in one. Slots: self, future.
template <bool Entering> void lock_acquire(plain_frame<2>* f) {
    const ref self = f->slots[0];
    const ref gives = Entering ? None : True;
    if (f->base.step++ == 0) {
        if (lock_take(as_lock(self))) return f->finish(gives);
        ref loop = bind_loop(as_lock(self).loop, self);
        if (!loop) return f->fail();
        f->slots[1] = new_future(loop);
        as_lock(self).line.push(f->slots[1]);
        if (!f->await(f->slots[1])) return;
    }
    as_lock(self).line.remove(f->slots[1]);
    if (state.pending) {
        // Cancelled while the lock was handed to us: the next one gets it.
        if (pending_is(CancelledError_type) && !as_lock(self).locked) wake_first(as_lock(self).line);
        return f->fail();
    }
    as_lock(self).locked = true;
    f->finish(gives);
}
constinit plain_code<2, lock_acquire<false>> lock_acquire_code{"acquire", "Lock.acquire", "self"};
constinit plain_code<2, lock_acquire<true>> lock_enter_code{"acquire", "Lock.acquire", "self"};
object lock_acquire_method(ref self, const ref*, std::size_t, ref) {
    if (start_at_once() && lock_take(as_lock(self))) return ran_at_once(True);
    return lock_acquire_code(self);
}
object lock_release(ref self, const ref*, std::size_t, ref) {
    lock_object& l = as_lock(self);
    if (!l.locked) return raise_error(RuntimeError_type, "Lock is not acquired.");
    l.locked = false;
    wake_first(l.line);
    return object(None);
}
object lock_locked(ref self, const ref*, std::size_t, ref) { return object(boolean(as_lock(self).locked)); }
object lock_repr(ref self) {
    return describe(self, with_waiters(as_lock(self).locked ? "locked" : "unlocked", as_lock(self).line));
}
object nothing(ref, const ref*, std::size_t, ref) { return object(None); }
// `async with lock` without the coroutines of __aenter__ and __aexit__.
bool lock_serves(ref self) noexcept;
outcome lock_enter_directly(frame_base& f, async_with&, ref self) noexcept {
    if (!lock_serves(self)) return outcome::declined;
    if (!lock_take(as_lock(self))) return start_await(f, lock_enter_code(self));
    f.value = None;
    return outcome::ready;
}
outcome lock_leave_directly(frame_base& f, async_with& block) noexcept {
    const ref self = block.manager();
    if (!lock_serves(self)) return start_await(f, start_native(exit_code, {self}));
    if (!lock_release(self, nullptr, 0, {})) return outcome::failed;
    f.value = None;
    return outcome::ready;
}
constexpr async_managing lock_managing{lock_enter_directly, lock_leave_directly, nullptr, nullptr};

constexpr method_definition lock_init{"Lock.__init__", nothing, "self"};
constexpr method_definition lock_methods[] = {{"acquire", lock_acquire_method, "self", method_startable},
                                              {"release", lock_release, "self"},
                                              {"locked", lock_locked, "self"},
                                              {"__aenter__", enter_method, "self"},
                                              {"__aexit__", exit_method, "self, exc_type, exc, tb"},
                                              {nullptr, nullptr}};
constinit type_object lock_type{"asyncio.locks.Lock", &object_type, open_class, [](type_object& t) {
                                    use_native_layout<lock_object>(t);
                                    t.init = init_with<lock_init>;
                                    t.repr = lock_repr;
                                    t.methods = lock_methods;
                                    t.managing = &lock_managing;
                                }};
bool lock_serves(ref self) noexcept {
    static own_methods methods(lock_type, "acquire"_s, "release"_s);
    return methods.serve(self);
}

// ---- Event ----------------------------------------------------------------------------------------------------------

struct event_object : native_instance {
    object loop;
    waiting_line line;
    bool set = false;
    using native_instance::native_instance;
    template <class F> void each(F&& f) { f(loop), line.each(f); }
};
event_object& as_event(ref x) noexcept { return *x.as<event_object>(); }
/// Slots: self, future.
void event_wait(plain_frame<2>* f) {
    const ref self = f->slots[0];
    if (f->base.step++ == 0) {
        if (as_event(self).set) return f->finish(True);
        ref loop = bind_loop(as_event(self).loop, self);
        if (!loop) return f->fail();
        f->slots[1] = new_future(loop);
        as_event(self).line.push(f->slots[1]);
        if (!f->await(f->slots[1])) return;
    }
    as_event(self).line.remove(f->slots[1]);
    if (state.pending) return f->fail();
    f->finish(True);
}
constinit plain_code<2, event_wait> event_wait_code{"wait", "Event.wait", "self"};
object event_wait_method(ref self, const ref*, std::size_t, ref) {
    if (start_at_once() && as_event(self).set) return ran_at_once(True);
    return event_wait_code(self);
}
object event_set(ref self, const ref*, std::size_t, ref) { return set_event(self), object(None); }
object event_clear(ref self, const ref*, std::size_t, ref) { return clear_event(self), object(None); }
object event_is_set(ref self, const ref*, std::size_t, ref) { return object(boolean(as_event(self).set)); }
object event_repr(ref self) {
    return describe(self, with_waiters(as_event(self).set ? "set" : "unset", as_event(self).line));
}
constexpr method_definition event_init{"Event.__init__", nothing, "self"};
constexpr method_definition event_methods[] = {{"wait", event_wait_method, "self", method_startable},
                                               {"set", event_set, "self"},
                                               {"clear", event_clear, "self"},
                                               {"is_set", event_is_set, "self"},
                                               {nullptr, nullptr}};
constinit type_object event_type{"asyncio.locks.Event", &object_type, open_class, [](type_object& t) {
                                     use_native_layout<event_object>(t);
                                     t.init = init_with<event_init>;
                                     t.repr = event_repr;
                                     t.methods = event_methods;
                                 }};

// ---- Condition ------------------------------------------------------------------------------------------------------

struct condition_object : native_instance {
    object loop, lock;
    waiting_line line;
    using native_instance::native_instance;
    template <class F> void each(F&& f) { f(loop), f(lock), line.each(f); }
};
condition_object& as_condition(ref x) noexcept { return *x.as<condition_object>(); }
object condition_initialise(ref self, const ref* args, std::size_t, ref) {
    as_condition(self).lock = !args[0] || args[0].is(None) ? ref(&lock_type)() : object(args[0]);
    return object(None);
}
constexpr method_definition condition_init{"Condition.__init__", condition_initialise, "self, lock=None"};
bool condition_locked(ref self) noexcept {
    object locked = as_condition(self).lock.call("locked"_s);
    return locked && truth(locked);
}
void notify_some(condition_object& c, std::int64_t n) noexcept {
    for (std::size_t i = 0; i < c.line.size() && n > 0; ++i)
        if (!is_done(c.line[i])) {
            --n;
            set_result(as_future(c.line[i]), object(False));
        }
}
object condition_notify(ref self, const ref* args, std::size_t, ref) {
    if (!condition_locked(self))
        return is_failed() ? failed_t() : raise_error(RuntimeError_type, "cannot notify on un-acquired lock");
    std::int64_t n = 1;
    if (args[0] && !to_index(args[0], n)) return {};
    notify_some(as_condition(self), n);
    return object(None);
}
object condition_notify_all(ref self, const ref*, std::size_t, ref) {
    if (!condition_locked(self))
        return is_failed() ? failed_t() : raise_error(RuntimeError_type, "cannot notify on un-acquired lock");
    notify_some(as_condition(self), INT64_MAX);
    return object(None);
}
/// async def wait(self): releases the lock, waits to be notified, takes the lock again whatever happens.
coroutine condition_wait(frame<5> at) {
    auto& [self, future, result, error, again] = at.locals();
    if (!condition_locked(self)) {
        if (!is_failed()) raise_error(RuntimeError_type, "cannot wait on un-acquired lock");
        co_return failed;
    }
    {
        ref loop = bind_loop(as_condition(self).loop, self);
        if (!loop) co_return failed;
        future = new_future(loop);
    }
    if (!as_condition(self).lock.call("release"_s)) co_return failed;
    as_condition(self).line.push(future);
    result = co_await at(0).attempt(future);
    as_condition(self).line.remove(future);
    if (!result) error = take_pending();
    {
        bool cancelled = false;
        for (;;) {  // a cancellation must wait until the lock is ours
            again = as_condition(self).lock.call("acquire"_s);
            again = co_await at(0).attempt(std::move(again));
            if (again) break;
            if (!pending_is(CancelledError_type)) co_return failed;
            error = take_pending();
            cancelled = true;
        }
        if (error) {
            // A notification that reached us although we were cancelled goes to the next one.
            if (!cancelled || result) notify_some(as_condition(self), 1);
            reraise(static_cast<exception*>(error.give()));
            co_return failed;
        }
    }
    co_return True;
}
constinit native_coroutine<condition_wait> condition_wait_code{"wait", "Condition.wait", "self",
                                                               "| future result error again"};
object condition_wait_method(ref self, const ref*, std::size_t, ref) {
    return start_native(condition_wait_code, {self});
}
coroutine condition_wait_for(frame<4> at) {
    auto& [self, predicate, value, waited] = at.locals();
    for (;;) {
        value = predicate();
        if (!value) co_return failed;
        {
            const bool yes = truth(value);
            if (is_failed()) co_return failed;
            if (yes) co_return value;
        }
        waited = self.call("wait"_s);
        waited = co_await at(0)(std::move(waited));
    }
}
constinit native_coroutine<condition_wait_for> condition_wait_for_code{"wait_for", "Condition.wait_for",
                                                                       "self, predicate", "| value waited"};
object condition_wait_for_method(ref self, const ref* args, std::size_t, ref) {
    return start_native(condition_wait_for_code, {self, args[0]});
}
object condition_acquire(ref self, const ref*, std::size_t, ref) { return as_condition(self).lock.call("acquire"_s); }
object condition_release(ref self, const ref*, std::size_t, ref) { return as_condition(self).lock.call("release"_s); }
object condition_is_locked(ref self, const ref*, std::size_t, ref) { return as_condition(self).lock.call("locked"_s); }
object condition_repr(ref self) {
    return describe(self, with_waiters(condition_locked(self) ? "locked" : "unlocked", as_condition(self).line));
}
constexpr method_definition condition_methods[] = {{"acquire", condition_acquire, "self"},
                                                   {"release", condition_release, "self"},
                                                   {"locked", condition_is_locked, "self"},
                                                   {"wait", condition_wait_method, "self"},
                                                   {"wait_for", condition_wait_for_method, "self, predicate"},
                                                   {"notify", condition_notify, "self, n=1"},
                                                   {"notify_all", condition_notify_all, "self"},
                                                   {"__aenter__", enter_method, "self"},
                                                   {"__aexit__", exit_method, "self, exc_type, exc, tb"},
                                                   {nullptr, nullptr}};
constinit type_object condition_type{"asyncio.locks.Condition", &object_type, open_class, [](type_object& t) {
                                         use_native_layout<condition_object>(t);
                                         t.init = init_with<condition_init>;
                                         t.repr = condition_repr;
                                         t.methods = condition_methods;
                                     }};

// ---- Semaphore ------------------------------------------------------------------------------------------------------

struct semaphore_object : native_instance {
    object loop;
    waiting_line line;
    std::int64_t value = 1, bound = -1;  // bound: of a BoundedSemaphore
    using native_instance::native_instance;
    template <class F> void each(F&& f) { f(loop), line.each(f); }
};
semaphore_object& as_semaphore(ref x) noexcept { return *x.as<semaphore_object>(); }
template <bool Bounded> object semaphore_initialise(ref self, const ref* args, std::size_t, ref) {
    semaphore_object& s = as_semaphore(self);
    if (args[0] && !to_index(args[0], s.value)) return {};
    if (s.value < 0) return raise_error(ValueError_type, "Semaphore initial value must be >= 0");
    if (Bounded) s.bound = s.value;
    return object(None);
}
constexpr method_definition semaphore_init{"Semaphore.__init__", semaphore_initialise<false>, "self, value=1"};
constexpr method_definition bounded_init{"BoundedSemaphore.__init__", semaphore_initialise<true>, "self, value=1"};
bool semaphore_is_locked(semaphore_object& s) noexcept {
    if (s.value == 0) return true;
    for (std::size_t i = 0; i < s.line.size(); ++i)
        if (as_future(s.line[i]).status != future_state::cancelled) return true;
    return false;
}
bool wake_semaphore(semaphore_object& s) noexcept {
    for (std::size_t i = 0; i < s.line.size(); ++i)
        if (!is_done(s.line[i])) {
            --s.value;
            set_result(as_future(s.line[i]), object(True));
            return true;
        }
    return false;
}
coroutine semaphore_acquire(frame<3> at) {
    auto& [self, future, result] = at.locals();
    if (!semaphore_is_locked(as_semaphore(self))) {
        --as_semaphore(self).value;
        co_return True;
    }
    {
        ref loop = bind_loop(as_semaphore(self).loop, self);
        if (!loop) co_return failed;
        future = new_future(loop);
    }
    as_semaphore(self).line.push(future);
    result = co_await at(0).attempt(future);
    as_semaphore(self).line.remove(future);
    if (!result && pending_is(CancelledError_type) && as_future(future).status == future_state::finished)
        ++as_semaphore(self).value;
    {
        exception* error = give_pending();
        while (as_semaphore(self).value > 0 && wake_semaphore(as_semaphore(self))) {
        }
        state.pending = error;
    }
    if (!result) co_return failed;
    co_return True;
}
constinit native_coroutine<semaphore_acquire> semaphore_acquire_code{"acquire", "Semaphore.acquire", "self",
                                                                     "| future result"};
object semaphore_acquire_method(ref self, const ref*, std::size_t, ref) {
    if (start_at_once() && !semaphore_is_locked(as_semaphore(self))) {
        --as_semaphore(self).value;
        return ran_at_once(True);
    }
    return start_native(semaphore_acquire_code, {self});
}
object semaphore_release(ref self, const ref*, std::size_t, ref) {
    semaphore_object& s = as_semaphore(self);
    if (s.bound >= 0 && s.value >= s.bound)
        return raise_error(ValueError_type, "BoundedSemaphore released too many times");
    ++s.value;
    wake_semaphore(s);
    return object(None);
}
object semaphore_locked(ref self, const ref*, std::size_t, ref) {
    return object(boolean(semaphore_is_locked(as_semaphore(self))));
}
object semaphore_value(ref self, const ref*, std::size_t, ref) { return object(as_semaphore(self).value); }
object semaphore_repr(ref self) {
    semaphore_object& s = as_semaphore(self);
    return describe(
        self, with_waiters(semaphore_is_locked(s) ? "locked" : ("unlocked, value:" + std::to_string(s.value)).c_str(),
                           s.line));
}
constexpr method_definition semaphore_methods[] = {{"acquire", semaphore_acquire_method, "self", method_startable},
                                                   {"release", semaphore_release, "self"},
                                                   {"locked", semaphore_locked, "self"},
                                                   {"_value", semaphore_value, "", method_getter},
                                                   {"__aenter__", enter_method, "self"},
                                                   {"__aexit__", exit_method, "self, exc_type, exc, tb"},
                                                   {nullptr, nullptr}};
constinit type_object semaphore_type{"asyncio.locks.Semaphore", &object_type, open_class, [](type_object& t) {
                                         use_native_layout<semaphore_object>(t);
                                         t.init = init_with<semaphore_init>;
                                         t.repr = semaphore_repr;
                                         t.methods = semaphore_methods;
                                     }};
constinit type_object bounded_semaphore_type{"asyncio.locks.BoundedSemaphore", &semaphore_type, open_class,
                                             [](type_object& t) {
                                                 t.init = init_with<bounded_init>;
                                                 t.type_flags &= ~std::uint32_t(type_immutable);
                                             }};

// ---- Barrier --------------------------------------------------------------------------------------------------------

enum class barrier_state : std::uint8_t { filling, draining, resetting, broken };
struct barrier_object : native_instance {
    object condition;
    std::int64_t parties = 0, count = 0;
    barrier_state phase = barrier_state::filling;
    using native_instance::native_instance;
    template <class F> void each(F&& f) { f(condition); }
};
barrier_object& as_barrier(ref x) noexcept { return *x.as<barrier_object>(); }
object barrier_initialise(ref self, const ref* args, std::size_t, ref) {
    barrier_object& b = as_barrier(self);
    if (!to_index(args[0], b.parties)) return {};
    if (b.parties < 1) return raise_error(ValueError_type, "parties must be >= 1");
    b.condition = ref(&condition_type)();
    return object(None);
}
constexpr method_definition barrier_init{"Barrier.__init__", barrier_initialise, "self, parties"};
void leave_barrier(barrier_object& b) noexcept {
    if (b.count != 0) return;
    if (b.phase == barrier_state::resetting || b.phase == barrier_state::draining) b.phase = barrier_state::filling;
    notify_some(as_condition(b.condition), INT64_MAX);
}
/// async def wait(self): the index of arrival, once all parties have come.
coroutine barrier_wait(frame<4> at) {
    auto& [self, index, step, error] = at.locals();
    step = as_barrier(self).condition.call("acquire"_s);
    step = co_await at(0)(std::move(step));
    while (as_barrier(self).phase == barrier_state::draining ||
           as_barrier(self).phase == barrier_state::resetting) {  // _block
        step = as_barrier(self).condition.call("wait"_s);
        step = co_await at(0).attempt(std::move(step));
        if (!step) break;
    }
    if (step && as_barrier(self).phase == barrier_state::broken) {
        raise_error(BrokenBarrierError_type, "Barrier aborted");
        step.reset();
    }
    if (step) {
        index = object(as_barrier(self).count++);
        if (as_barrier(self).count == as_barrier(self).parties) {  // _release
            as_barrier(self).phase = barrier_state::draining;
            notify_some(as_condition(as_barrier(self).condition), INT64_MAX);
        } else {
            while (as_barrier(self).phase == barrier_state::filling) {  // _wait
                step = as_barrier(self).condition.call("wait"_s);
                step = co_await at(0).attempt(std::move(step));
                if (!step) break;
            }
            if (step && (as_barrier(self).phase == barrier_state::broken ||
                         as_barrier(self).phase == barrier_state::resetting)) {
                raise_error(BrokenBarrierError_type, "Abort or reset of barrier");
                step.reset();
            }
        }
        {
            exception* failure = give_pending();
            --as_barrier(self).count;
            leave_barrier(as_barrier(self));
            state.pending = failure;
        }
    }
    {
        exception* failure = give_pending();
        as_barrier(self).condition.call("release"_s);
        if (failure) reraise(failure);
    }
    if (is_failed()) co_return failed;
    co_return index;
}
constinit native_coroutine<barrier_wait> barrier_wait_code{"wait", "Barrier.wait", "self", "| index step error"};
object barrier_wait_method(ref self, const ref*, std::size_t, ref) { return start_native(barrier_wait_code, {self}); }
coroutine barrier_enter(frame<2> at) {
    auto& [self, step] = at.locals();
    step = self.call("wait"_s);
    step = co_await at(0)(std::move(step));
    co_return step;
}
constinit native_coroutine<barrier_enter> barrier_enter_code{"__aenter__", "Barrier.__aenter__", "self", "| step"};
object barrier_enter_method(ref self, const ref*, std::size_t, ref) { return start_native(barrier_enter_code, {self}); }
object barrier_exit_method(ref, const ref*, std::size_t, ref) { return start_native(give_code, {None}); }
/// async def reset(self) and abort(self)
template <bool Abort> coroutine barrier_end(frame<2> at) {
    auto& [self, step] = at.locals();
    step = as_barrier(self).condition.call("acquire"_s);
    step = co_await at(0)(std::move(step));
    if (Abort) {
        as_barrier(self).phase = barrier_state::broken;
        notify_some(as_condition(as_barrier(self).condition), INT64_MAX);
    } else if (as_barrier(self).count > 0) {
        if (as_barrier(self).phase != barrier_state::resetting) as_barrier(self).phase = barrier_state::resetting;
        notify_some(as_condition(as_barrier(self).condition), INT64_MAX);
    } else
        as_barrier(self).phase = barrier_state::filling,
        notify_some(as_condition(as_barrier(self).condition), INT64_MAX);
    if (!as_barrier(self).condition.call("release"_s)) co_return failed;
    co_return None;
}
constinit native_coroutine<barrier_end<false>> barrier_reset_code{"reset", "Barrier.reset", "self", "| step"};
constinit native_coroutine<barrier_end<true>> barrier_abort_code{"abort", "Barrier.abort", "self", "| step"};
object barrier_reset(ref self, const ref*, std::size_t, ref) { return start_native(barrier_reset_code, {self}); }
object barrier_abort(ref self, const ref*, std::size_t, ref) { return start_native(barrier_abort_code, {self}); }
object barrier_parties(ref self, const ref*, std::size_t, ref) { return object(as_barrier(self).parties); }
object barrier_waiting(ref self, const ref*, std::size_t, ref) {
    return object(as_barrier(self).phase == barrier_state::filling ? as_barrier(self).count : 0);
}
object barrier_broken(ref self, const ref*, std::size_t, ref) {
    return object(boolean(as_barrier(self).phase == barrier_state::broken));
}
object barrier_repr(ref self) {
    static constexpr const char* names[] = {"filling", "draining", "resetting", "broken"};
    barrier_object& b = as_barrier(self);
    std::string extra = names[static_cast<int>(b.phase)];
    if (b.phase != barrier_state::broken)
        extra += ", waiters:" + std::to_string(b.phase == barrier_state::filling ? b.count : 0) + "/" +
                 std::to_string(b.parties);
    return describe(self, extra);
}
constexpr method_definition barrier_methods[] = {{"wait", barrier_wait_method, "self"},
                                                 {"reset", barrier_reset, "self"},
                                                 {"abort", barrier_abort, "self"},
                                                 {"parties", barrier_parties, "", method_getter},
                                                 {"n_waiting", barrier_waiting, "", method_getter},
                                                 {"broken", barrier_broken, "", method_getter},
                                                 {"__aenter__", barrier_enter_method, "self"},
                                                 {"__aexit__", barrier_exit_method, "self, *args"},
                                                 {nullptr, nullptr}};
constinit type_object barrier_type{"asyncio.locks.Barrier", &object_type, open_class, [](type_object& t) {
                                       use_native_layout<barrier_object>(t);
                                       t.init = init_with<barrier_init>;
                                       t.repr = barrier_repr;
                                       t.methods = barrier_methods;
                                   }};

}  // namespace

void set_event(ref event) noexcept {
    event_object& e = as_event(event);
    if (e.set) return;
    e.set = true;
    for (std::size_t i = 0; i < e.line.size(); ++i)
        if (!is_done(e.line[i])) set_result(as_future(e.line[i]), object(True));
}
object new_event() noexcept { return ref(&event_type)(); }
void clear_event(ref event) noexcept { as_event(event).set = false; }

bool add_locks(ref dict) noexcept {
    for (type_object* t :
         {&lock_type, &event_type, &condition_type, &semaphore_type, &bounded_semaphore_type, &barrier_type})
        if (!dict_set(dict, intern(std::string_view(t->name).substr(14)), ref(t))) return false;
    return dict_set(dict, "BrokenBarrierError"_s, ref(&BrokenBarrierError_type));
}

}  // namespace cowith::asyncio
