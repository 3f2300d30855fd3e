// What the hand-written C++20 equivalents share: a task, an event loop without sockets, and the primitives that the
// Python programs use. Plain C++ as one writes it by hand, exceptions included; nothing of cowith is in here.
#pragma once

#include <chrono>
#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <exception>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace bench {

using handle = std::coroutine_handle<>;

/// The ready queue and the timers.
class event_loop {
  public:
    void call_soon(handle h) { ready_.push_back(h); }

    using timer = std::multimap<double, handle>::iterator;
    timer call_at(double when, handle h) { return timers_.emplace(when, h); }
    void cancel(timer t) { timers_.erase(t); }

    static double now() {
        return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
    }

    void run() {
        while (!ready_.empty()) {
            const handle next = ready_.front();
            ready_.pop_front();
            next.resume();
        }
    }

  private:
    std::deque<handle> ready_;
    std::multimap<double, handle> timers_;
};

inline event_loop& loop() {
    static event_loop the_loop;
    return the_loop;
}

template <class T> class task;

namespace detail {

struct final_awaiter {
    bool await_ready() const noexcept { return false; }
    template <class P> handle await_suspend(std::coroutine_handle<P> done) const noexcept {
        const handle waiting = done.promise().waiting;
        return waiting ? waiting : handle(std::noop_coroutine());
    }
    void await_resume() const noexcept {}
};

struct promise_base {
    handle waiting;
    std::exception_ptr error;

    std::suspend_always initial_suspend() const noexcept { return {}; }
    final_awaiter final_suspend() const noexcept { return {}; }
    void unhandled_exception() { error = std::current_exception(); }
};

template <class T> struct promise : promise_base {
    std::optional<T> value;
    task<T> get_return_object();
    void return_value(T result) { value.emplace(std::move(result)); }
    T take() {
        if (error) std::rethrow_exception(error);
        return std::move(*value);
    }
};

template <> struct promise<void> : promise_base {
    task<void> get_return_object();
    void return_void() const noexcept {}
    void take() const {
        if (error) std::rethrow_exception(error);
    }
};

}  // namespace detail

/// A lazy coroutine that is awaited once.
template <class T = void> class [[nodiscard]] task {
  public:
    using promise_type = detail::promise<T>;

    explicit task(std::coroutine_handle<promise_type> h) : frame_(h) {}
    task(task&& other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {}
    task(const task&) = delete;
    task& operator=(task&&) = delete;
    ~task() {
        if (frame_) frame_.destroy();
    }

    bool await_ready() const noexcept { return false; }
    handle await_suspend(handle waiting) const noexcept {
        frame_.promise().waiting = waiting;
        return frame_;
    }
    T await_resume() const { return frame_.promise().take(); }

    handle frame() const { return frame_; }
    T result() const { return frame_.promise().take(); }

  private:
    std::coroutine_handle<promise_type> frame_;
};

namespace detail {
template <class T> task<T> promise<T>::get_return_object() {
    return task<T>(std::coroutine_handle<promise>::from_promise(*this));
}
inline task<void> promise<void>::get_return_object() {
    return task<void>(std::coroutine_handle<promise>::from_promise(*this));
}
}  // namespace detail

/// Runs a coroutine and everything that it starts.
template <class T> T run(task<T> main) {
    loop().call_soon(main.frame());
    loop().run();
    return main.result();
}

/// asyncio.sleep(0)
struct next_turn {
    bool await_ready() const noexcept { return false; }
    void await_suspend(handle h) const { loop().call_soon(h); }
    void await_resume() const noexcept {}
};

/// A set of running coroutines that can be waited for: create_task with gather or a TaskGroup.
class group {
  public:
    void start(task<> work) {
        tasks_.push_back(watch(std::move(work))), loop().call_soon(tasks_.back().frame()), ++running_;
    }

    bool await_ready() const noexcept { return running_ == 0; }
    void await_suspend(handle waiting) noexcept { waiting_ = waiting; }
    void await_resume() const {
        if (error_) std::rethrow_exception(error_);
    }

  private:
    task<> watch(task<> work) {
        try {
            co_await work;
        } catch (...) {
            if (!error_) error_ = std::current_exception();
        }
        if (--running_ == 0 && waiting_) loop().call_soon(waiting_);
    }

    std::vector<task<>> tasks_;
    std::size_t running_ = 0;
    handle waiting_;
    std::exception_ptr error_;
};

/// Coroutines in the order in which they came.
class waiters {
  public:
    struct wait {
        waiters& line;
        bool await_ready() const noexcept { return false; }
        void await_suspend(handle h) const { line.waiting_.push_back(h); }
        void await_resume() const noexcept {}
    };
    wait join() { return wait{*this}; }
    bool wake_one() {
        if (waiting_.empty()) return false;
        loop().call_soon(waiting_.front());
        waiting_.pop_front();
        return true;
    }

  private:
    std::deque<handle> waiting_;
};

/// A semaphore that is handed over in order; with one slot it is a lock.
class semaphore {
  public:
    explicit semaphore(int slots) : free_(slots) {}

    struct acquire_awaiter {
        semaphore& owner;
        waiters::wait turn;
        bool await_ready() const noexcept {
            if (owner.free_ == 0) return false;
            --owner.free_;
            return true;
        }
        void await_suspend(handle h) const { turn.await_suspend(h); }
        void await_resume() const noexcept {}
    };
    acquire_awaiter acquire() { return acquire_awaiter{*this, line_.join()}; }
    void release() {
        if (!line_.wake_one()) ++free_;
    }

  private:
    int free_;
    waiters line_;
};

/// An async generator; its consumer awaits next() until that is empty.
template <class T> class async_generator {
  public:
    struct promise_type {
        handle consumer;
        std::optional<T> value;
        std::exception_ptr error;

        struct give {
            bool await_ready() const noexcept { return false; }
            handle await_suspend(std::coroutine_handle<promise_type> h) const noexcept { return h.promise().consumer; }
            void await_resume() const noexcept {}
        };

        async_generator get_return_object() {
            return async_generator(std::coroutine_handle<promise_type>::from_promise(*this));
        }
        std::suspend_always initial_suspend() const noexcept { return {}; }
        give final_suspend() const noexcept { return {}; }
        give yield_value(T next) {
            value.emplace(std::move(next));
            return {};
        }
        void return_void() { value.reset(); }
        void unhandled_exception() {
            value.reset();
            error = std::current_exception();
        }
    };

    explicit async_generator(std::coroutine_handle<promise_type> h) : frame_(h) {}
    async_generator(const async_generator&) = delete;
    async_generator& operator=(const async_generator&) = delete;
    ~async_generator() { frame_.destroy(); }

    struct next_awaiter {
        std::coroutine_handle<promise_type> frame;
        bool await_ready() const noexcept { return false; }
        handle await_suspend(handle consumer) const noexcept {
            frame.promise().consumer = consumer;
            return frame;
        }
        std::optional<T> await_resume() const {
            if (frame.promise().error) std::rethrow_exception(frame.promise().error);
            return std::move(frame.promise().value);
        }
    };
    next_awaiter next() { return next_awaiter{frame_}; }

  private:
    std::coroutine_handle<promise_type> frame_;
};

/// Times the body of a benchmark and prints its line.
class stopwatch {
  public:
    stopwatch() : start_(std::chrono::steady_clock::now()) {}
    void print(const char* name, double operations) const {
        const std::chrono::duration<double, std::nano> elapsed = std::chrono::steady_clock::now() - start_;
        std::printf("%s\t%.2f\n", name, elapsed.count() / operations);
    }

  private:
    std::chrono::steady_clock::time_point start_;
};

inline void check(bool right) {
    if (!right) std::abort();
}

}  // namespace bench
