// Coroutines in C++ that are Python's at the same time: they await what Python awaits, Python awaits them, tasks and cancellation
// work through both.
//
//     cowith::task<std::int64_t> total(std::string pool) {
//         auto rows = co_await orders::fetch(pool);         // async def fetch(pool: str) -> list[int]
//         co_return std::accumulate(rows.begin(), rows.end(), std::int64_t{0});
//     }
//     std::int64_t sum = cowith::run(total("main"));          // plain C++
//
// A failed await throws python_error in the coroutine; `co_await std::move(x).as_result()` gives the outcome as a value.
#pragma once
#include "../frame.hpp"
#include "call.hpp"

namespace cowith {

template <class T> class task;
template <class T> struct host_promise;

namespace detail {
function_object& host_function() noexcept;
/// A C++ value that Python only carries: what has no conversion.
object box_value(void* value, void (*destroy)(void*)) noexcept;
void* boxed_value(ref box) noexcept;

template <class T>
concept has_conversion = requires { sizeof(conversion<T>); };
template <class T> object carried(T&& value) {
    using plain = std::decay_t<T>;
    if constexpr (has_conversion<plain>)
        return conversion<plain>::to(value);
    else
        return box_value(new plain(std::forward<T>(value)), [](void* p) { delete static_cast<plain*>(p); });
}
template <class T> result<T> uncarried(object value) {
    if constexpr (std::is_void_v<T> || has_conversion<T>) {
        return taken<T>({.name = "await"}, std::move(value));
    } else {
        if (!value) return pending_exception();
        if (void* boxed = boxed_value(value)) return std::move(*static_cast<T*>(boxed));
        raise_unfit("await", nullptr, value, "the C++ value of its coroutine");
        return pending_exception();
    }
}

/// Asks for the outcome of an await as a value.
template <class T> struct awaited_result {
    object target;
};

template <class T, bool Throws> class host_await {
  public:
    host_await(frame_base* f, object target) noexcept : step_(f, 0, 0, std::move(target), false) {}
    bool await_ready() noexcept { return step_.await_ready(); }
    void await_suspend(std::coroutine_handle<> h) noexcept { step_.await_suspend(h); }
    auto await_resume() {
        if constexpr (Throws)
            return uncarried<T>(step_.await_resume()).value();
        else
            return uncarried<T>(step_.await_resume());
    }

  private:
    await_step<on_failure::attempt> step_;
};
}  // namespace detail

/// An awaitable whose result is a T: what a typed header gives for an `async def`, and what a C++ coroutine returns. Nothing runs
/// before it is awaited, run, or spawned on a loop; a task that none of this happens to is dropped as Python drops a coroutine.
template <class T> class [[nodiscard]] task {
  public:
    using promise_type = host_promise<T>;
    using value_type = T;
    task() = default;
    explicit task(object awaitable) : awaitable_(std::move(awaitable)) {}
    /// The Python awaitable, borrowed.
    ref python() const noexcept { return awaitable_.get(); }
    /// co_await std::move(t).as_result()
    detail::awaited_result<T> as_result() && {
        const interpreter_lock lock;
        return {object(awaitable_.get())};
    }

  private:
    held awaitable_;
};

template <class T> struct conversion<task<T>> {
    static std::string name() { return "an awaitable"; }
    static object to(const task<T>& value) { return object(value.python()); }
    static bool from(ref value, task<T>& into) {
        into = task<T>(object(value));
        return true;
    }
};

namespace detail {
template <class T> inline constexpr bool is_task = false;
template <class T> inline constexpr bool is_task<task<T>> = true;
}  // namespace detail

/// The promise is the coroutine's Python object, as in translated code (frame.hpp).
template <class T> struct host_promise_base : frame_base {
    host_promise_base() noexcept : frame_base(&coroutine_type, frame_kind::coroutine) {
        adopt(detail::host_function(), nullptr, 0);
    }
    task<T> get_return_object() { return task<T>(object::take(this)); }
    static void* operator new(std::size_t size) {
        const interpreter_lock lock;
        return frame_base::operator new(size);
    }
    static void operator delete(void* memory, std::size_t size) noexcept { frame_base::operator delete(memory, size); }
    void unhandled_exception() noexcept {
#if defined(__cpp_exceptions)
        detail::set_pending_from_exception();
#endif
        fail();
    }
#if defined(__cpp_exceptions)
    template <class U> detail::host_await<U, true> await_transform(const task<U>& t) noexcept {
        return {this, object(t.python())};
    }
    /// Any awaitable of Python's.
    detail::host_await<object, true> await_transform(ref awaitable) noexcept { return {this, object(awaitable)}; }
#endif
    template <class U> detail::host_await<U, false> await_transform(detail::awaited_result<U> r) noexcept {
        return {this, std::move(r.target)};
    }
};
template <class T> struct host_promise : host_promise_base<T> {
    template <class U>
        requires std::convertible_to<U, T>
    void return_value(U&& value) {
        object carried = detail::carried(T(std::forward<U>(value)));
        carried ? this->finish(std::move(carried)) : this->fail();
    }
    /// A failed coroutine without exceptions: `co_return outcome.exception();`
    void return_value(const python_exception& e) noexcept {
        object raised(e.value());
        reraise(static_cast<exception*>(raised.give()));
        this->fail();
    }
};
template <> struct host_promise<void> : host_promise_base<void> {
    void return_void() noexcept { finish(object(None)); }
};

/// asyncio.run(): a new event loop, which is closed behind it. Throws python_error.
object run_awaitable(ref awaitable) noexcept;  // the core; with the lock held
template <class T> result<T> run(as_result_t, const task<T>& t) {
    const interpreter_lock lock;
    return detail::uncarried<T>(run_awaitable(t.python()));
}
template <class T> T run(const task<T>& t) { return run(as_result, t).value(); }

}  // namespace cowith
