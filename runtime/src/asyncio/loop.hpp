// The event loop's own data.
#pragma once
#include "../coroutines/async_generator.hpp"
#include "asyncio.hpp"
#include "waiter.hpp"
#include "watches.hpp"

#include <cstdlib>
#include <vector>

namespace cowith::asyncio {

/// asyncio.Handle: a callback that can be cancelled.
struct handle_object : gc_header {
    object callback, args, context, loop;
    const method_definition* native = nullptr;  // a callback in C++ whose receiver is `callback`
    bool cancelled = false;
    gc_header* weakrefs = nullptr;
    explicit handle_object(type_object* t) noexcept : gc_header(t) {}
};
/// asyncio.TimerHandle
struct timer_object : handle_object {
    double when = 0;
    bool scheduled = false;
    using handle_object::handle_object;
};

/// PYTHONASYNCIODEBUG (coroutines._is_debug_mode).
inline bool debug_from_environment() noexcept {
    const char* wanted = std::getenv("PYTHONASYNCIODEBUG");
    return wanted && *wanted;
}

struct loop_object : gc_header {
    object dict;
    gc_header* weakrefs = nullptr;
    ready_queue ready;
    std::vector<object>
        timers;  // a heap of timer_objects by `when`, with heapq's algorithm: the same order among equals
    std::size_t cancelled_timers = 0;
    task_object* current = nullptr;  // the task that runs; kept by whoever steps it
    object exception_handler, task_factory;
    async_generator_list async_generators;
    object executor;  // the default one
    bool executor_shut_down = false;
    struct cowith::thread_record* thread = nullptr;  // that runs it
    wait_set waiter;
    watch_list watches;                   // before it ends the waiter
    std::uint64_t turn = 1;               // runs of run_once
    double slow_callback_duration = 0.1;  // seconds: what debug mode says something of
    bool running = false, stopping = false, closed = false, debug = debug_from_environment(),
         generators_shut_down = false;
    using gc_header::gc_header;
};
inline loop_object& as_loop(ref x) noexcept { return *x.as<loop_object>(); }
inline bool is_loop(ref x) noexcept {
    return x.is_heap() && (x.type() == &loop_type || is_subtype(x.type(), &base_loop_type));
}

/// loop.create_task(coro) or, with a context, loop.create_task(coro, context=context).
object create_task(ref loop, ref coroutine, ref context = {}) noexcept;
/// BaseEventLoop.create_task: with the task factory if there is one. Arguments as in create_task_with.
object create_task_in(loop_object& loop, const ref* args, ref names) noexcept;
/// async def _cancel_and_wait(fut): cancels it and waits until it is done.
object start_cancel_and_wait(ref future) noexcept;
/// A coroutine that awaits any awaitable (tasks._wrap_awaitable).
object wrap_awaitable(ref awaitable) noexcept;
/// "<coroutine object f at 0x...>" as tasks and handles show it: "<f() running at file.py:12>".
object coroutine_repr(ref coroutine) noexcept;
/// loop.call_at(when, ...) with a method of `receiver` as the callback; `soon`: loop.call_soon.
object call_native_at(ref loop, double when, bool soon, const method_definition& method, ref receiver) noexcept;
/// No later than loop_time(), and quicker: what is due after it by more than clock_slack seconds isn't due yet.
double coarse_time() noexcept;
inline constexpr double clock_slack = 0.05;
/// Runs what is ready and the timers that are due, waiting for them if nothing is ready; false: failed (through run_forever).
bool run_once(loop_object& loop) noexcept;
bool run_forever(loop_object& loop) noexcept;
/// Debug mode: a callback, or the step of a task, took that long.
void report_slow(ref callback, double seconds) noexcept;
/// What Ctrl-C does: asked for by the runner while it drives the main task.
void check_signals(loop_object& loop) noexcept;

/// A Handle that isn't scheduled.
object make_handle(ref loop, ref callback, const ref* args, std::size_t count) noexcept;
extern const method_definition loop_methods[];
// Of them, those in watches.cpp.
object add_signal_handler(ref self, const ref* args, std::size_t count, ref names);
object remove_signal_handler(ref self, const ref* args, std::size_t count, ref names);
object add_reader(ref self, const ref* args, std::size_t count, ref names);
object add_writer(ref self, const ref* args, std::size_t count, ref names);
object remove_reader(ref self, const ref* args, std::size_t count, ref names);
object remove_writer(ref self, const ref* args, std::size_t count, ref names);
// Methods in loop_methods.cpp use these.
void timer_cancelled(loop_object& loop) noexcept;
bool check_closed(loop_object& loop) noexcept;

}  // namespace cowith::asyncio
