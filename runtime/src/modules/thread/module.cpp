// _thread: starting threads and waiting for them (Modules/_threadmodule.c, Python/thread_pthread.h).
#include "../import.hpp"
#include "../program.hpp"
#include "thread.hpp"

#include <cowith/native_modules.hpp>

#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <vector>

namespace cowith {

using namespace literals;

namespace {

constexpr std::size_t usual_stack_size = 8 * 1024 * 1024, least_stack_size = 1024 * 1024;
std::size_t wanted_stack_size = 0;

/// A thread that can be waited for (_thread._ThreadHandle).
struct handle_object : header {
    std::uint64_t ident = 0;
    bool started = false, done = false;
    thread_record* thread = nullptr;  // while it runs
    thread_line joining;
    handle_object() noexcept : header(&thread_handle_type) {}
};
handle_object& as_handle(ref x) noexcept { return *x.as<handle_object>(); }

/// The handles of threads that the end of the program waits for.
std::vector<object>& awaited_at_end() noexcept {
    static auto& list = *new std::vector<object>;
    return list;
}
void forget_awaited(ref handle) noexcept {
    auto& list = awaited_at_end();
    for (std::size_t i = 0; i < list.size(); ++i)
        if (list[i].is(handle)) {
            object dropped = std::move(list[i]);
            list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
            return;
        }
}

void set_done(ref handle) noexcept {
    handle_object& h = as_handle(handle);
    h.done = true;
    h.thread = nullptr;
    h.joining.wake_all();
    forget_awaited(handle);
}

struct job {
    object function, args, keywords, handle;
};

/// Lets go of what the thread has of its own.
void clear_thread_state() noexcept {
    drop_thread_locals();
    object::take(std::exchange(state.context, nullptr)).reset();
    object::take(std::exchange(state.asyncgen_firstiter, nullptr)).reset();
    object::take(std::exchange(state.asyncgen_finalizer, nullptr)).reset();
    object::take(std::exchange(state.event_loop, nullptr)).reset();
    drop_thread_locals();  // what finalizers made anew
    forget_shown_objects();
    clear_pending();
}

void run_job(void* data) {
    job* work = static_cast<job*>(data);
    object handle = std::move(work->handle);
    if (handle) as_handle(handle).ident = state.thread->ident;
    object result = call_tuple(work->function, work->args, work->keywords);
    if (!result) {
        if (pending_is(SystemExit_type)) {
            clear_pending();
        } else {
            write_unraisable(work->function, "Exception ignored in thread started by");
        }
    }
    result.reset();
    delete work;
    clear_thread_state();
    if (handle) set_done(handle);
    handle.reset();
    clear_pending();
}

bool start(job* work, bool daemon) noexcept {
    if (program.finalizing) {
        delete work;
        raise_error(PythonFinalizationError_type, "can't create new thread at interpreter shutdown");
        return false;
    }
    auto* record = new thread_record;
    record->daemon = daemon;
    object handle = work->handle;
    if (handle) {
        as_handle(handle).started = true;
        as_handle(handle).thread = record;
        if (!daemon) awaited_at_end().push_back(handle);
    }
    if (start_thread(*record, run_job, work, wanted_stack_size ? wanted_stack_size : usual_stack_size)) {
        if (handle) as_handle(handle).ident = record->ident;
        return true;
    }
    delete record;
    delete work;
    if (handle) {
        as_handle(handle).started = false;
        as_handle(handle).thread = nullptr;
        forget_awaited(handle);
    }
    raise_error(RuntimeError_type, "can't start new thread");
    return false;
}

bool is_callable(ref x) noexcept {
    ready(*x.type());
    return x.is_heap() && x.type()->call;
}

object start_new_thread(ref, const ref* args, std::size_t, ref) {
    if (!is_callable(args[0])) return raise_error(TypeError_type, "first arg must be callable");
    if (!has_flag(args[1], is_tuple)) return raise_error(TypeError_type, "2nd arg must be a tuple");
    if (args[2] && !has_flag(args[2], is_dict))
        return raise_error(TypeError_type, "optional 3rd arg must be a dictionary");
    auto* handle = ::new (allocate(sizeof(handle_object))) handle_object;
    object keep = object::take(handle);
    if (!start(new job{args[0], args[1], args[2] ? object(args[2]) : object(), keep}, true)) return {};
    return make_int(static_cast<std::int64_t>(handle->ident));
}
object start_joinable_thread(ref, const ref* args, std::size_t, ref) {
    if (!is_callable(args[0])) return raise_error(TypeError_type, "thread function must be callable");
    object handle = args[1] && !args[1].is(None) ? object(args[1])
                                                 : object::take(::new (allocate(sizeof(handle_object))) handle_object);
    if (handle.type() != &thread_handle_type) return raise_error(TypeError_type, "'handle' must be a _ThreadHandle");
    if (as_handle(handle).started) return raise_error(RuntimeError_type, "thread already started");
    const int daemon = args[2] ? truth_of(args[2]) : 1;
    if (daemon < 0) return {};
    if (!start(new job{args[0], make_tuple(nullptr, 0), {}, handle}, daemon)) return {};
    return handle;
}

// ---- handles
object handle_ident(ref self, const ref*, std::size_t, ref) {
    return make_int(static_cast<std::int64_t>(as_handle(self).ident));
}
object handle_is_done(ref self, const ref*, std::size_t, ref) { return boolean(as_handle(self).done); }
object handle_set_done(ref self, const ref*, std::size_t, ref) {
    if (!as_handle(self).started) return raise_error(RuntimeError_type, "thread not started");
    set_done(self);
    return None;
}
/// False: a KeyboardInterrupt is pending.
bool join_until(handle_object& h, double deadline) noexcept {
    const object keep(&h);
    thread_line::place place{state.thread, 0};
    while (!h.done) switch (h.joining.wait(place, deadline)) {
        case thread_line::end::timed_out: return true;
        case thread_line::end::interrupted:
            if (interrupt_arrived()) return false;
            break;
        case thread_line::end::woken: break;
        }
    return true;
}
object handle_join(ref self, const ref* args, std::size_t, ref) {
    handle_object& h = as_handle(self);
    double deadline = -1;
    if (args[0] && !args[0].is(None)) {
        double seconds;
        if (!read_seconds(args[0], seconds)) return {};
        if (seconds >= 0) deadline = monotonic_seconds() + seconds;
    }
    if (!h.started) return raise_error(RuntimeError_type, "thread not started");
    if (h.thread == state.thread) return raise_error(RuntimeError_type, "Cannot join current thread");
    return join_until(h, deadline) ? object(None) : object();
}
object handle_repr(ref self) {
    return make_str("<_ThreadHandle object: ident=" + std::to_string(as_handle(self).ident) + ">");
}
object make_handle(ref, const ref* args, std::size_t, ref) {
    std::int64_t ident = 0;
    if (!to_size(args[0], ident)) return {};
    auto* handle = ::new (allocate(sizeof(handle_object))) handle_object;
    handle->ident = static_cast<std::uint64_t>(ident);
    handle->started = true;
    if (state.thread->ident == handle->ident) handle->thread = state.thread;
    return object::take(handle);
}
object handle_new(type_object&, const ref*, std::size_t, ref) {
    return object::take(::new (allocate(sizeof(handle_object))) handle_object);
}
constexpr method_definition handle_methods[] = {
    {"ident", handle_ident, "", method_getter},
    {"join", handle_join, "self, timeout=None, /"},
    {"is_done", handle_is_done, "self"},
    {"_set_done", handle_set_done, "self"},
    {nullptr, nullptr},
};

// ---- functions
object get_ident(ref, const ref*, std::size_t, ref) { return make_int(static_cast<std::int64_t>(state.thread->ident)); }
object main_ident(ref, const ref*, std::size_t, ref) {
    return make_int(static_cast<std::int64_t>(main_thread().ident));
}
object get_native_id(ref, const ref*, std::size_t, ref) { return make_int(::syscall(SYS_gettid)); }
object allocate_lock(ref, const ref*, std::size_t, ref) { return call_vector(ref(&lock_type), nullptr, 0); }
object thread_count(ref, const ref*, std::size_t, ref) { return make_int(other_threads); }
object yes(ref, const ref*, std::size_t, ref) { return True; }
object leave(ref, const ref*, std::size_t, ref) { return raise_with(SystemExit_type, {}); }
object interrupt_main(ref, const ref*, std::size_t, ref) {
    request_interrupt(true);
    return None;
}
object set_stack_size(ref, const ref* args, std::size_t, ref) {
    std::int64_t size = 0;
    if (args[0] && !to_size(args[0], size)) return {};
    if (size < 0) return raise_error(ValueError_type, "size must be 0 or a positive value");
    if (size && size < 32768)
        return raise_error(ValueError_type, "size not valid: %lld bytes", static_cast<long long>(size));
    object before = make_int(static_cast<std::int64_t>(wanted_stack_size));
    if (args[0])
        wanted_stack_size = size && static_cast<std::size_t>(size) < least_stack_size ? least_stack_size
                                                                                      : static_cast<std::size_t>(size);
    return before;
}
object set_name(ref, const ref* args, std::size_t, ref) {
    if (!is_str(args[0])) return raise_error(TypeError_type, "set_name() argument 'name' must be str, not %T", args[0]);
    const std::string name(text_of(args[0]).substr(0, 15));
    ::prctl(PR_SET_NAME, name.c_str(), 0, 0, 0);
    return None;
}
/// Waits for every thread that isn't a daemon.
object wait_for_threads(ref, const ref*, std::size_t, ref) {
    while (!awaited_at_end().empty()) {
        object handle = awaited_at_end().front();
        if (as_handle(handle).thread == state.thread) {
            forget_awaited(handle);
            continue;
        }
        if (!join_until(as_handle(handle), -1)) return {};
    }
    return None;
}
/// "Exception in thread NAME:" and what print_exception prints; SystemExit is no exception for a thread.
object print_thread_exception(ref, const ref* args, std::size_t, ref) {
    if (args[0].is(None)) return None;
    const std::string name = args[1].is(None) ? std::to_string(state.thread->ident) : std::string(text_of(args[1]));
    write_stderr("Exception in thread " + name + ":\n");
    print_exception(args[0]);
    return None;
}

constexpr method_definition functions[] = {
    {"allocate_lock", allocate_lock, "module"},
    {"allocate", allocate_lock, "module"},
    {"get_ident", get_ident, "module"},
    {"get_native_id", get_native_id, "module"},
    {"_get_main_thread_ident", main_ident, "module"},
    {"_count", thread_count, "module"},
    {"daemon_threads_allowed", yes, "module"},
    {"_is_main_interpreter", yes, "module"},
    {"start_new_thread", start_new_thread, "module, function, args, kwargs=None, /"},
    {"start_new", start_new_thread, "module, function, args, kwargs=None, /"},
    {"start_joinable_thread", start_joinable_thread, "module, function, handle=None, daemon=True"},
    {"_make_thread_handle", make_handle, "module, ident, /"},
    {"_shutdown", wait_for_threads, "module"},
    {"_print_exception", print_thread_exception, "module, exception, name, /"},
    {"exit", leave, "module"},
    {"exit_thread", leave, "module"},
    {"stack_size", set_stack_size, "module, size=0, /"},
    {"set_name", set_name, "module, name"},
    {"interrupt_main", interrupt_main, "module, signum=None, /"},
    {nullptr, nullptr},
};

/// What the end of the program does first (wait_for_thread_shutdown in Python/pylifecycle.c).
void end_threads() noexcept {
    ref threading = dict_get(module_table(), "threading"_s);
    object keep = threading;
    object result = threading && threading.type() == &module_type ? keep.call("_shutdown"_s) : object(None);
    if (result) return;
    write_unraisable(keep, "Exception ignored on threading shutdown");
}

bool fill(ref dict) {
    wait_for_other_threads = end_threads;
    return add_functions(dict, functions, "_thread") && add_type(dict, "LockType", lock_type) &&
           add_type(dict, "lock", lock_type) && add_type(dict, "RLock", rlock_type) &&
           add_type(dict, "_local", local_type) && add_type(dict, "_ThreadHandle", thread_handle_type) &&
           dict_set(dict, intern("error"), ref(&RuntimeError_type)) &&
           dict_set(dict, intern("TIMEOUT_MAX"), make_float(9223372036.0));
}

}  // namespace

constinit type_object thread_handle_type{"_thread._ThreadHandle", &object_type, 0, [](type_object& t) {
                                             t.instance_size = sizeof(handle_object);
                                             t.dealloc = [](header* h) noexcept { destroy<handle_object>(h); };
                                             t.new_ = handle_new;
                                             t.repr = handle_repr;
                                             t.methods = handle_methods;
                                         }};

native_module native_modules::thread_("_thread", fill);

}  // namespace cowith
