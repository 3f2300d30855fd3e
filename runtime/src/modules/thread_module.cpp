// _thread: locks and the identity of the one thread (Modules/_threadmodule.c). Programs run in one thread: a lock that is
// waited for without a limit would never come free, and a second thread can't be started yet; both are errors.
#include "modules/native_code.hpp"

#include <cowith/exceptions.hpp>
#include <cowith/native_modules.hpp>

#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <ctime>

namespace cowith {

extern type_object lock_type, rlock_type;

namespace {

struct lock_object : header {
    std::int64_t held = 0;  // how many times; at most once for a plain lock
    gc_header* weakrefs = nullptr;
    explicit lock_object(type_object& t) noexcept : header(&t) {}
};
lock_object& as_lock(ref x) noexcept { return *x.as<lock_object>(); }

bool read_wait(const ref* args, bool& waits, double& seconds) noexcept {
    const int blocking = args[0] ? truth_of(args[0]) : 1;
    seconds = -1;
    if (blocking < 0 || (args[1] && !to_double(args[1], seconds))) return false;
    waits = blocking;
    if (!blocking && seconds != -1)
        return raise_error(ValueError_type, "can't specify a timeout for a non-blocking call"), false;
    if (seconds < 0 && seconds != -1)
        return raise_error(ValueError_type, "timeout value must be a non-negative number"), false;
    return true;
}

object acquire(ref self, const ref* args, std::size_t, ref) {
    bool waits;
    double seconds;
    if (!read_wait(args, waits, seconds)) return {};
    lock_object& lock = as_lock(self);
    if (!lock.held || self.type() == &rlock_type) {
        ++lock.held;
        return True;
    }
    if (!waits) return False;
    if (seconds < 0)
        return raise_error(RuntimeError_type, "deadlock: the lock is held and no other thread can release it");
    timespec left{static_cast<time_t>(seconds), static_cast<long>((seconds - __builtin_floor(seconds)) * 1e9)};
    while (::nanosleep(&left, &left) < 0 && errno == EINTR)
        if (is_failed()) return {};
    return False;
}
object release(ref self, const ref*, std::size_t, ref) {
    lock_object& lock = as_lock(self);
    if (!lock.held)
        return raise_error(RuntimeError_type,
                           self.type() == &rlock_type ? "cannot release un-acquired lock" : "release unlocked lock");
    --lock.held;
    return None;
}
object locked(ref self, const ref*, std::size_t, ref) { return boolean(as_lock(self).held > 0); }
object is_owned(ref self, const ref*, std::size_t, ref) { return boolean(as_lock(self).held > 0); }
object enter(ref self, const ref*, std::size_t, ref) {
    const ref none[2] = {};
    return acquire(self, none, 2, {});
}
object exit(ref self, const ref*, std::size_t, ref) { return release(self, nullptr, 0, {}); }
object acquire_restore(ref self, const ref* args, std::size_t, ref) {
    std::int64_t count;
    if (!has_flag(args[0], is_tuple) || !to_size(args[0].as<tuple_object>()->items[0], count)) return {};
    as_lock(self).held = count;
    return None;
}
object release_save(ref self, const ref*, std::size_t, ref) {
    if (!as_lock(self).held) return raise_error(RuntimeError_type, "cannot release un-acquired lock");
    return tuple(make_int(std::exchange(as_lock(self).held, 0)), make_int(::getpid()));
}
object recursion_count(ref self, const ref*, std::size_t, ref) { return make_int(as_lock(self).held); }
object at_fork(ref self, const ref*, std::size_t, ref) {
    as_lock(self).held = 0;
    return None;
}
object show(ref self) {
    char text[160];
    const lock_object& lock = as_lock(self);
    const char* state = lock.held ? "locked" : "unlocked";
    if (self.type() == &rlock_type)
        std::snprintf(text, sizeof text, "<%s _thread.RLock object owner=%ld count=%lld at %p>", state,
                      lock.held ? ::syscall(SYS_gettid) : 0L, static_cast<long long>(lock.held),
                      static_cast<const void*>(&lock));
    else
        std::snprintf(text, sizeof text, "<%s _thread.lock object at %p>", state, static_cast<const void*>(&lock));
    return make_str(text);
}
object lock_new(type_object& cls, const ref*, std::size_t count, ref) {
    if (count) return raise_error(TypeError_type, "lock() takes no arguments (%zu given)", count);
    return object::take(make<lock_object>(cls));
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

object get_ident(ref, const ref*, std::size_t, ref) { return make_int(::getpid()); }
object get_native_id(ref, const ref*, std::size_t, ref) { return make_int(::syscall(SYS_gettid)); }
object allocate_lock(ref, const ref*, std::size_t, ref) { return lock_new(lock_type, nullptr, 0, {}); }
object thread_count(ref, const ref*, std::size_t, ref) { return 0; }
object nothing(ref, const ref*, std::size_t, ref) { return None; }
object start_thread(ref, const ref*, std::size_t, ref) {
    return raise_error(RuntimeError_type, "can't start new thread: translated programs run in one thread so far");
}
object stack_size(ref, const ref*, std::size_t, ref) { return 0; }
object interrupt_main(ref, const ref*, std::size_t, ref) { return raise_error(KeyboardInterrupt_type, ""); }

constexpr method_definition functions[] = {
    {"allocate_lock", allocate_lock, "module"},
    {"allocate", allocate_lock, "module"},
    {"get_ident", get_ident, "module"},
    {"get_native_id", get_native_id, "module"},
    {"_count", thread_count, "module"},
    {"_set_sentinel", allocate_lock, "module"},
    {"daemon_threads_allowed", nothing, "module"},
    {"start_new_thread", start_thread, "module, function, args, kwargs=None, /"},
    {"start_new", start_thread, "module, function, args, kwargs=None, /"},
    {"start_joinable_thread", start_thread, "module, function, handle=None, daemon=True"},
    {"stack_size", stack_size, "module, size=0, /"},
    {"interrupt_main", interrupt_main, "module, signum=None, /"},
    {nullptr, nullptr},
};

bool fill(ref dict) {
    return add_functions(dict, functions, "_thread") && add_type(dict, "LockType", lock_type) &&
           add_type(dict, "lock", lock_type) && add_type(dict, "RLock", rlock_type) &&
           dict_set(dict, intern("error"), ref(&RuntimeError_type)) &&
           dict_set(dict, intern("TIMEOUT_MAX"), make_float(9223372036.0));
}

constexpr void lock_slots(type_object& t) {
    t.instance_size = sizeof(lock_object);
    t.weakrefs_offset = __builtin_offsetof(lock_object, weakrefs);
    t.dealloc = [](header* h) noexcept { destroy<lock_object>(h); };
    t.new_ = lock_new;
    t.repr = show;
}

}  // namespace

constinit type_object lock_type{"_thread.lock", &object_type, type_has_weakrefs, [](type_object& t) {
                                    lock_slots(t);
                                    t.methods = lock_methods;
                                }};
constinit type_object rlock_type{"_thread.RLock", &object_type, type_subclassable | type_has_weakrefs,
                                 [](type_object& t) {
                                     lock_slots(t);
                                     t.methods = rlock_methods;
                                 }};

native_module native_modules::thread_("_thread", fill);

}  // namespace cowith
