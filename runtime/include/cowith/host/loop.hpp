// An event loop that a host owns: runs by itself, is polled, or runs inside another loop (uv.hpp, asio.hpp).
#pragma once
#include "task.hpp"

#include <functional>
#include <memory>

namespace cowith {

/// What is spawned: an asyncio.Task.
template <class T> class future {
  public:
    future() = default;
    explicit future(held task) : task_(std::move(task)) {}
    bool done() const {
        return static_cast<bool>(task_) &&
               detail::call<bool>({.name = "done", .self = task_.get(), .has_self = true}).value();
    }
    /// Throws CancelledError in where it waits; false: it was done already.
    bool cancel() { return detail::call<bool>({.name = "cancel", .self = task_.get(), .has_self = true}).value(); }
    /// The outcome of a task that is done (else InvalidStateError).
    result<T> get(as_result_t) const {
        const interpreter_lock lock;
        return detail::uncarried<T>(task_.get() ? task_.get().call(intern("result"))
                                                : raise_error(TypeError_type, "a future that holds nothing"));
    }
    T get() const { return get(as_result).value(); }
    /// The same as something to await.
    task<T> wait() const { return task<T>(object(task_.get())); }
    /// Calls `f` from the loop when it is done.
    void then(std::function<void(const future&)> f) const;
    ref python() const noexcept { return task_.get(); }

  private:
    held task_;
};

class event_loop {
  public:
    event_loop();
    /// As asyncio.run() ends: cancels what is left, shuts async generators down, closes.
    ~event_loop();
    event_loop(const event_loop&) = delete;
    event_loop& operator=(const event_loop&) = delete;

    /// Runs until `t` is done.
    template <class T> result<T> run(as_result_t, const task<T>& t) {
        const interpreter_lock lock;
        return detail::uncarried<T>(run_core(t.python()));
    }
    template <class T> T run(const task<T>& t) { return run(as_result, t).value(); }
    /// Makes it a task of this loop, which runs when the loop does. From any thread that doesn't run the loop: wakes it.
    template <class T> future<T> spawn(const task<T>& t) {
        const interpreter_lock lock;
        object made = spawn_core(t.python());
        if (!made) detail::raise_exception(detail::pending_exception());
        if (on_work_) on_work_();
        return future<T>(held(std::move(made)));
    }
    /// Called by spawn(): for who runs this loop inside another one.
    void on_work(std::function<void()> f) { on_work_ = std::move(f); }
    /// Runs what is ready now, without waiting; false: an exception left the loop (SystemExit, KeyboardInterrupt), in `failure`.
    bool poll(python_exception* failure = nullptr);
    /// Seconds until poll() has something to do: 0: now; negative: nothing is planned.
    double timeout() const;
    /// The asyncio loop, borrowed.
    ref python() const noexcept { return loop_.get(); }

  private:
    object run_core(ref awaitable) noexcept;
    object spawn_core(ref awaitable) noexcept;
    held loop_;
    std::function<void()> on_work_;
};

namespace detail {
/// A Python callable around a C++ one: called with one argument, or none (then `argument` is empty).
using callback = std::function<object(ref argument)>;
object make_callable(callback f) noexcept;
/// A future of the running loop; done with a value or with what is pending (then `value` is empty), from any thread.
object new_loop_future() noexcept;
/// From now on threads that Python knows nothing of may want the lock.
void expect_threads_of_host() noexcept;
void finish_future(const held& future, object value) noexcept;
/// Runs C++ of the host's for Python: what it throws becomes the pending exception.
template <class F> object guarded(const F& f) noexcept {
#if defined(__cpp_exceptions)
    try {
        return f();
    } catch (...) {
        set_pending_from_exception();
        return {};
    }
#else
    return f();
#endif
}
}  // namespace detail

template <class T> void future<T>::then(std::function<void(const future&)> f) const {
    const interpreter_lock lock;
    const future self = *this;
    object callable = detail::make_callable([f = std::move(f), self](ref) {
        return detail::guarded([&] {
            f(self);
            return object(None);
        });
    });
    if (!task_.get().call(intern("add_done_callback"), callable)) detail::raise_exception(detail::pending_exception());
}

}  // namespace cowith
