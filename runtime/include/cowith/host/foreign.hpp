// Awaitables of other C++ coroutine libraries, awaited by Python.
#pragma once
#include "loop.hpp"

#include <coroutine>

namespace cowith {

namespace detail {
template <class A>
concept awaiter = requires(A& a) {
    a.await_ready();
    a.await_resume();
};
template <class A> decltype(auto) awaiter_of(A&& awaitable) {
    if constexpr (requires { std::forward<A>(awaitable).operator co_await(); })
        return std::forward<A>(awaitable).operator co_await();
    else if constexpr (requires { operator co_await(std::forward<A>(awaitable)); })
        return operator co_await(std::forward<A>(awaitable));
    else
        return std::forward<A>(awaitable);
}
template <class A> using awaited_type = decltype(awaiter_of(std::declval<A>()).await_resume());

/// Runs by itself: starts at once and goes when it is done.
struct detached {
    struct promise_type {
        detached get_return_object() noexcept { return {}; }
        std::suspend_never initial_suspend() noexcept { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }
        void return_void() noexcept {}
        void unhandled_exception() noexcept { std::terminate(); }
    };
};

template <class A> detached bridge(A awaitable, held future) {
    using R = awaited_type<A>;
    try {
        if constexpr (std::is_void_v<R>) {
            co_await std::move(awaitable);
            const interpreter_lock lock;
            finish_future(future, None);
        } else {
            auto value = co_await std::move(awaitable);
            const interpreter_lock lock;
            finish_future(future, carried(std::move(value)));
        }
    } catch (...) {
        const interpreter_lock lock;
        set_pending_from_exception();
        finish_future(future, {});
    }
}
}  // namespace detail

/// Anything that `co_await` takes, but for tasks, which are Python's already.
template <class A>
concept foreign_awaitable = !detail::is_task<A> && std::is_class_v<A> && requires(A a) {
    requires detail::awaiter<std::remove_cvref_t<decltype(detail::awaiter_of(std::move(a)))>>;
};

/// An awaitable of another library as a task of Python's. Its coroutine is resumed by whoever resumes it, in any thread.
template <class A>
    requires(!std::is_void_v<detail::awaited_type<A>>)
task<std::decay_t<detail::awaited_type<A>>> await_foreign(A awaitable) {
    const held future(detail::new_loop_future());
    detail::bridge(std::move(awaitable), future);
    co_return co_await task<std::decay_t<detail::awaited_type<A>>>(object(future.get()));
}
template <class A>
    requires std::is_void_v<detail::awaited_type<A>>
task<void> await_foreign(A awaitable) {
    const held future(detail::new_loop_future());
    detail::bridge(std::move(awaitable), future);
    co_await task<void>(object(future.get()));
}

}  // namespace cowith
