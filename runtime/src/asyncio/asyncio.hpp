// The native event loop, futures and tasks; shared by the files of this folder.
#pragma once
#include "cowith/context.hpp"
#include "cowith/exceptions.hpp"
#include "cowith/frame.hpp"
#include "cowith/gc.hpp"
#include "cowith/module.hpp"
#include "ready_queue.hpp"

#include <csignal>

namespace cowith::asyncio {

extern type_object future_type, task_type, abstract_loop_type, base_loop_type, loop_type, handle_type,
    timer_handle_type;
// asyncio.exceptions; asyncio.TimeoutError is the builtin one.
extern type_object CancelledError_type, InvalidStateError_type, QueueEmpty_type, QueueFull_type, QueueShutDown_type,
    BrokenBarrierError_type;

struct loop_object;
struct task_object;

enum class future_state : std::uint8_t { pending, cancelled, finished };

/// What few futures have.
struct future_extra {
    object failure_traceback;  // of the exception, at the time of set_exception
    object cancel_message;
    object cancelled_error;  // the CancelledError to hand out once
    std::vector<work> more;  // callbacks behind the first
};

/// asyncio.Future (Modules/_asynciomodule.c, FutureObj).
struct future_object : gc_header {
    object dict;
    gc_header* weakrefs = nullptr;
    object loop;
    object result;   // set when finished without an exception
    object failure;  // the exception set by set_exception
    work first;      // who is told when it is done: most futures have one callback
    future_extra* extra = nullptr;
    future_state status = future_state::pending;
    bool blocking : 1 = false;            // _asyncio_future_blocking
    bool log_traceback : 1 = false;       // an exception that nobody has retrieved yet
    bool must_cancel : 1 = false;         // of tasks: the next step throws CancelledError in
    bool log_destroy_pending : 1 = true;  // of tasks
    std::int32_t cancel_requests = 0;     // of tasks
    using gc_header::gc_header;
    ~future_object() { delete extra; }

    future_extra& with_extra() noexcept {
        if (!extra) extra = new future_extra;
        return *extra;
    }
    ref cancel_message() const noexcept { return extra ? ref(extra->cancel_message) : ref(); }
    void set_cancel_message(ref message) noexcept {
        if (message || extra) with_extra().cancel_message = message ? object(message) : object();
    }
    ref failure_traceback() const noexcept { return extra ? ref(extra->failure_traceback) : ref(); }
};
inline bool is_future(ref x) noexcept {
    return x.is_heap() && (x.type() == &future_type || x.type() == &task_type || is_subtype(x.type(), &future_type));
}
inline future_object& as_future(ref x) noexcept { return *x.as<future_object>(); }

/// asyncio.Task (TaskObj).
struct task_object : future_object {
    object coroutine;
    object waiter;  // the future it waits for, or empty
    object name;    // str; a number until somebody asks for "Task-<number>"
    object context;
    using future_object::future_object;
};
inline bool is_task(ref x) noexcept {
    return x.is_heap() && (x.type() == &task_type || is_subtype(x.type(), &task_type));
}

// ---- futures
object new_future(ref loop) noexcept;
/// set_result and set_exception; false: failed (InvalidStateError, TypeError for StopIteration ...).
bool set_result(future_object& f, object result) noexcept;
bool set_exception(future_object& f, ref exc) noexcept;
/// future.cancel(msg); false: it was done already. Nothing fails.
bool cancel_future(future_object& f, ref message) noexcept;
/// task.cancel() for tasks, cancel_future for plain futures, the method for subclasses and others; -1: failed.
int cancel(ref future, ref message = {}) noexcept;
bool is_done(ref future) noexcept;
/// future.result(): failed with its exception, CancelledError or InvalidStateError.
object future_result(future_object& f) noexcept;
/// future.exception(): the exception or None; failed when cancelled or not done.
object future_exception(future_object& f) noexcept;
/// A new CancelledError (or the one kept), with the message.
object make_cancelled_error(future_object& f) noexcept;
bool add_done_callback(ref future, ref callback, ref context = {}) noexcept;
/// Has `w` done when the future is done.
void add_work(future_object& f, work w) noexcept;
/// add_done_callback(callable_of(w)); while there are no context variables, without making the callable.
bool add_own_callback(ref future, work w) noexcept;
/// What a callback is to Python: for repr() and messages.
object callable_of(const work& w) noexcept;
std::size_t remove_done_callback(future_object& f, ref callback) noexcept;
void release_future_fields(future_object& f) noexcept;
void traverse_future(header* h, visitor v, void* context);
object future_repr(ref self);
/// "f() at file.py:12", as reprs and messages name a callback.
std::string callback_source(ref callback, const ref* args = nullptr, std::size_t count = 0) noexcept;
/// " cb=[f() at file.py:12]", or nothing.
std::string describe_callbacks(const future_object& f) noexcept;
/// Appends " result=1" or " exception=E()" of a finished future; false: failed.
bool describe_outcome(const future_object& f, std::string& out) noexcept;
extern const method_definition future_methods[];

// ---- tasks
/// Task(coro, loop=loop, ...): TypeError "a coroutine was expected, got ...". `eager`: the first step runs now if the loop is running.
object new_task(ref coroutine, ref loop, ref name = {}, ref context = {}, bool eager = false) noexcept;
/// loop.create_task(coro, **kwargs) as Python calls it: `args` holds one coroutine, then the values of the keywords in `names`.
object create_task_with(ref loop, const ref* args, ref names) noexcept;
/// One step of a task, as the loop's ready queue runs it: sends None, or throws what the awaited future came to.
bool step_task(task_object& t, ref woken_by) noexcept;
bool cancel_task(task_object& t, ref message) noexcept;
ref current_task(ref loop) noexcept;  // borrowed, or empty
object all_tasks(ref loop) noexcept;
bool is_coroutine(ref x) noexcept;  // asyncio.iscoroutine
/// A task for a coroutine or awaitable, or the future itself (asyncio.ensure_future).
object ensure_future(ref awaitable, ref loop = {}) noexcept;

// ---- loops
/// The running loop, borrowed; empty with RuntimeError "no running event loop" pending.
ref running_loop() noexcept;
/// The running loop, or the one that set_event_loop set (events.get_event_loop of 3.14: RuntimeError when there is none); borrowed.
ref event_loop() noexcept;
object new_event_loop() noexcept;
void set_event_loop(ref loop) noexcept;
/// A function of _asyncio_threads, what asyncio has to do with threads; empty: failed.
object threads_function(const char* name) noexcept;
/// threading.current_thread().name, or MainThread while nothing has imported threading.
object thread_name() noexcept;
/// A child of gather()'s future, or a task of a TaskGroup, is done. False: failed.
void child_done(ref outer, future_object& child) noexcept;
bool group_task_done(ref group, ref task) noexcept;
object child_done_callable(ref outer) noexcept;
object group_task_done_callable(ref group) noexcept;
/// asyncio.gather(*arguments, return_exceptions=...), `arguments` a tuple.
object gather(ref arguments, bool return_exceptions) noexcept;
/// loop.call_soon(callback, *args): gives the Handle.
object call_soon(ref loop, ref callback, const ref* args, std::size_t count, ref context = {}) noexcept;
object call_at(ref loop, double when, ref callback, const ref* args, std::size_t count, ref context = {}) noexcept;
object call_later(ref loop, double delay, ref callback, const ref* args, std::size_t count, ref context = {}) noexcept;
double loop_time() noexcept;  // CLOCK_MONOTONIC, seconds
bool cancel_handle(ref handle) noexcept;
/// The loop's ready queue, for what never becomes a Handle (task steps, wake-ups, done callbacks).
ready_queue& ready_of(ref loop) noexcept;
/// loop.call_exception_handler(context dict).
void report(ref loop, ref context) noexcept;
object run_until_complete(ref loop, ref future) noexcept;
bool close_loop(ref loop) noexcept;

/// What the default exception handler prints.
void default_report(ref context) noexcept;

// ---- Ctrl-C
/// While a runner drives its main task: SIGINT cancels that task, a second one raises KeyboardInterrupt.
class interrupt_scope {
  public:
    explicit interrupt_scope(ref task) noexcept;
    ~interrupt_scope();
    interrupt_scope(const interrupt_scope&) = delete;
    interrupt_scope& operator=(const interrupt_scope&) = delete;
    bool interrupted() const noexcept { return count_ > 0; }
    void deliver() noexcept;

  private:
    object task_;
    interrupt_scope* outer_;
    bool active_;
    struct sigaction previous_;
    int count_ = 0;
};
/// Acts on signals that have arrived; an exception may be pending afterwards.
void deliver_signals() noexcept;

/// Fills in the asyncio module's names; one per file that has any.
bool add_submodules(ref dict) noexcept;
/// asyncio's attributes that are its submodules: importing asyncio imports them, here when one is asked for. Empty: there is none.
object find_submodule(ref name) noexcept;
bool add_core(ref module_dict) noexcept;
bool add_tasks(ref module_dict) noexcept;    // gather, sleep, create_task ...
bool add_waiting(ref module_dict) noexcept;  // wait, as_completed, shield
bool add_locks(ref module_dict) noexcept;
bool add_queues(ref module_dict) noexcept;
bool add_timeouts(ref module_dict) noexcept;
bool add_task_group(ref module_dict) noexcept;
bool add_runners(ref module_dict) noexcept;

}  // namespace cowith::asyncio
