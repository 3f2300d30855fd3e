// _thread.lock and _thread.RLock (Modules/_threadmodule.c). All of their fields are looked at and changed under the one lock that
// threads run Python code with; whoever can't have a lock waits in line. A woken thread has to compete for it, unless it has waited
// long: then it gets the lock handed over (as Python/lock.c does).
#include "thread.hpp"

#include <cstdio>

namespace cowith {
namespace {

struct lock_object : header {
    std::int64_t held = 0;           // how many times; at most once for a plain lock
    thread_record* owner = nullptr;  // of an RLock
    thread_line waiting;
    gc_header* weakrefs = nullptr;
    explicit lock_object(type_object& t) noexcept : header(&t) {}
};
lock_object& as_lock(ref x) noexcept { return *x.as<lock_object>(); }
bool is_recursive(const lock_object& lock) noexcept { return lock.type != &lock_type; }

constexpr double patience = 0.001;

object acquire_until(lock_object& lock, double deadline, std::int64_t count = 1) noexcept {
    const object keep(&lock);
    thread_line::place place{state.thread, monotonic_seconds()};
    while (lock.held) {
        switch (lock.waiting.wait(place, deadline)) {
        case thread_line::end::timed_out: return False;
        case thread_line::end::interrupted:
            if (interrupt_arrived()) return {};
            break;
        case thread_line::end::woken: break;
        }
        if (place.granted) break;
    }
    lock.held = count;
    lock.owner = state.thread;
    return True;
}
void give_up(lock_object& lock) noexcept {
    lock.held = 0;
    lock.owner = nullptr;
    thread_line::place* first = lock.waiting.first();
    if (!first) return;
    if (monotonic_seconds() - first->since > patience) {
        first->granted = true;
        lock.held = 1;
        lock.owner = first->thread;
    }
    lock.waiting.wake_one();
}

object acquire(ref self, const ref* args, std::size_t, ref) {
    bool waits;
    double deadline;
    if (!read_wait(args, waits, deadline)) return {};
    lock_object& lock = as_lock(self);
    if (lock.held && is_recursive(lock) && lock.owner == state.thread) {
        ++lock.held;
        return True;
    }
    if (!lock.held) {
        lock.held = 1;
        lock.owner = state.thread;
        return True;
    }
    if (!waits) return False;
    if (!may_wait(deadline, "the lock is held and no other thread can release it")) return {};
    return acquire_until(lock, deadline);
}
object release(ref self, const ref*, std::size_t, ref) {
    lock_object& lock = as_lock(self);
    if (is_recursive(lock)) {
        if (!lock.held || lock.owner != state.thread)
            return raise_error(RuntimeError_type, "cannot release un-acquired lock");
        if (--lock.held) return None;
    } else if (!lock.held) {
        return raise_error(RuntimeError_type, "release unlocked lock");
    }
    give_up(lock);
    return None;
}
object locked(ref self, const ref*, std::size_t, ref) { return boolean(as_lock(self).held > 0); }
object is_owned(ref self, const ref*, std::size_t, ref) {
    return boolean(as_lock(self).held > 0 && as_lock(self).owner == state.thread);
}
object enter(ref self, const ref*, std::size_t, ref) {
    const ref none[2] = {};
    return acquire(self, none, 2, {});
}
object exit(ref self, const ref*, std::size_t, ref) { return release(self, nullptr, 0, {}); }
object acquire_restore(ref self, const ref* args, std::size_t, ref) {
    std::int64_t count;
    if (!has_flag(args[0], is_tuple) || !args[0].as<tuple_object>()->size)
        return raise_error(TypeError_type, "_acquire_restore() argument 1 must be tuple, not %T", args[0]);
    if (!to_size(args[0].as<tuple_object>()->items[0], count)) return {};
    return acquire_until(as_lock(self), -1, count) ? object(None) : object();
}
object release_save(ref self, const ref*, std::size_t, ref) {
    lock_object& lock = as_lock(self);
    if (!lock.held) return raise_error(RuntimeError_type, "cannot release un-acquired lock");
    object saved = tuple(make_int(lock.held), make_int(static_cast<std::int64_t>(state.thread->ident)));
    give_up(lock);
    return saved;
}
object recursion_count(ref self, const ref*, std::size_t, ref) {
    return make_int(as_lock(self).owner == state.thread ? as_lock(self).held : 0);
}
object at_fork(ref self, const ref*, std::size_t, ref) {
    as_lock(self).held = 0;
    as_lock(self).owner = nullptr;
    return None;
}
object show(ref self) {
    char text[160];
    const lock_object& lock = as_lock(self);
    const char* how = lock.held ? "locked" : "unlocked";
    if (is_recursive(lock)) {
        std::snprintf(text, sizeof text, "<%s %.60s object owner=%llu count=%lld at %p>", how,
                      class_full_name(ref(self.type())).c_str(),
                      static_cast<unsigned long long>(lock.owner ? lock.owner->ident : 0),
                      static_cast<long long>(lock.held), static_cast<const void*>(&lock));
    } else {
        std::snprintf(text, sizeof text, "<%s _thread.lock object at %p>", how, static_cast<const void*>(&lock));
    }
    return make_str(text);
}
object lock_new(type_object& cls, const ref*, std::size_t count, ref) {
    if (count) return raise_error(TypeError_type, "lock expected 0 arguments, got %zu", count);
    return object::take(make<lock_object>(cls));
}
object rlock_new(type_object& cls, const ref*, std::size_t, ref) {
    return object::take(make_for<lock_object>(cls, cls));
}

constexpr const char* acquire_signature = "self, blocking=True, timeout=-1";
constexpr method_definition lock_methods[] = {
    {"acquire", acquire, acquire_signature},
    {"acquire_lock", acquire, acquire_signature},
    {"release", release, "self"},
    {"release_lock", release, "self"},
    {"locked", locked, "self"},
    {"locked_lock", locked, "self"},
    {"__enter__", enter, "self"},
    {"__exit__", exit, "self, *exc_info"},
    {"_at_fork_reinit", at_fork, "self"},
    {nullptr, nullptr},
};
constexpr method_definition rlock_methods[] = {
    {"acquire", acquire, acquire_signature},
    {"release", release, "self"},
    {"locked", locked, "self"},
    {"__enter__", enter, "self"},
    {"__exit__", exit, "self, *exc_info"},
    {"_is_owned", is_owned, "self"},
    {"_acquire_restore", acquire_restore, "self, state, /"},
    {"_release_save", release_save, "self"},
    {"_recursion_count", recursion_count, "self"},
    {"_at_fork_reinit", at_fork, "self"},
    {nullptr, nullptr},
};

constexpr void lock_slots(type_object& t) {
    t.instance_size = sizeof(lock_object);
    t.weakrefs_offset = __builtin_offsetof(lock_object, weakrefs);
    t.dealloc = [](header* h) noexcept { destroy<lock_object>(h); };
    t.repr = show;
}

}  // namespace

bool read_seconds(ref x, double& seconds) noexcept {
    if (!x.is_instance_exactly(float_type) && !has_index(x))
        return raise_error(TypeError_type, "'%T' object cannot be interpreted as an integer or float", x), false;
    if (!to_double(x, seconds)) return false;
    constexpr double most = 9223372036.854775807;
    if (__builtin_isnan(seconds)) return raise_error(ValueError_type, "Invalid value NaN (not a number)"), false;
    if (seconds >= most || seconds < -most)
        return raise_error(OverflowError_type, is_int(x) ? "timestamp too large to convert to C PyTime_t"
                                                         : "timestamp out of range for platform time_t"),
               false;
    return true;
}

bool read_wait(const ref* args, bool& waits, double& deadline) noexcept {
    const int blocking = args[0] ? truth_of(args[0]) : 1;
    double seconds = -1;
    if (blocking < 0 || (args[1] && !read_seconds(args[1], seconds))) return false;
    waits = blocking;
    if (!blocking && seconds != -1)
        return raise_error(ValueError_type, "can't specify a timeout for a non-blocking call"), false;
    if (seconds < 0 && seconds != -1)
        return raise_error(ValueError_type, "timeout value must be a non-negative number"), false;
    deadline = seconds < 0 ? -1 : monotonic_seconds() + seconds;
    return true;
}

bool may_wait(double deadline, const char* what) noexcept {
    if (deadline >= 0 || other_threads) return true;
    raise_error(RuntimeError_type, "deadlock: %s", what);
    return false;
}

constinit type_object lock_type{"_thread.lock", &object_type, type_has_weakrefs, [](type_object& t) {
                                    lock_slots(t);
                                    t.new_ = lock_new;
                                    t.methods = lock_methods;
                                }};
constinit type_object rlock_type{"_thread.RLock", &object_type, type_subclassable | type_has_weakrefs,
                                 [](type_object& t) {
                                     lock_slots(t);
                                     t.new_ = rlock_new;
                                     t.methods = rlock_methods;
                                 }};

}  // namespace cowith
