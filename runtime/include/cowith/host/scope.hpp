// Python's scopes for C++: `async with`, and the exit stack that C++ lacks. Entering, leaving, suppressing and chaining are Python's own:
// the C++ code stands where the body of an `async with` stands.
//
//     co_await cowith::with(orders::lease(pool), [](orders::Connection c) -> cowith::task<void> {
//         co_await c.execute("...");
//     });
#pragma once
#include "iterate.hpp"

namespace cowith {

/// An asynchronous context manager whose `as` value is a T: what a typed header gives for an @asynccontextmanager.
template <class T> class async_manager : public instance {
  public:
    using entered_type = T;
    using instance::instance;
};
template <class T> struct conversion<async_manager<T>> {
    static std::string name() { return "an asynchronous context manager"; }
    static object to(const async_manager<T>& value) { return object(value.python()); }
    static bool from(ref value, async_manager<T>& into) {
        into = async_manager<T>(object(value));
        return true;
    }
};

/// A synchronous one: what a typed header gives for a @contextmanager.
template <class T> class manager : public instance {
  public:
    using entered_type = T;
    using instance::instance;
};
template <class T> struct conversion<manager<T>> {
    static std::string name() { return "a context manager"; }
    static object to(const manager<T>& value) { return object(value.python()); }
    static bool from(ref value, manager<T>& into) {
        into = manager<T>(object(value));
        return true;
    }
};

/// A class of a typed header whose objects are managers: with `__aenter__` and `__aexit__`, or `__enter__` and `__exit__`.
template <class C>
concept async_manager_class = std::derived_from<C, instance> && requires { typename C::async_entered_type; };
template <class C>
concept manager_class = std::derived_from<C, instance> && requires { typename C::with_entered_type; };

/// How a body under `with` ended: with its result, or with an exception that a manager suppressed.
template <class R> class scope_outcome {
  public:
    scope_outcome() = default;
    explicit scope_outcome(R value) : value_(std::move(value)) {}
    bool suppressed() const noexcept { return !value_; }
    explicit operator bool() const noexcept { return value_.has_value(); }
    R& operator*() { return *value_; }
    const R& operator*() const { return *value_; }
    R* operator->() { return &*value_; }
    R& value() { return value_.value(); }

  private:
    std::optional<R> value_;
};
template <> class scope_outcome<void> {
  public:
    explicit scope_outcome(bool completed = false) noexcept : completed_(completed) {}
    bool suppressed() const noexcept { return !completed_; }
    explicit operator bool() const noexcept { return completed_; }

  private:
    bool completed_;
};

namespace detail {
object make_exit_stack() noexcept;

template <class R> struct body_result {
    using type = R;
};
template <class T> struct body_result<task<T>> {
    using type = T;
};

/// f's outcome for Python: an awaitable, a value, None.
template <class F, class... A> object outcome_of(F& f, A&&... arguments) {
    using R = std::invoke_result_t<F&, A...>;
    if constexpr (std::is_void_v<R>) {
        f(std::forward<A>(arguments)...);
        return None;
    } else if constexpr (is_task<R>) {
        return object(f(std::forward<A>(arguments)...).python());
    } else {
        return carried(f(std::forward<A>(arguments)...));
    }
}
/// std::function wants to copy: what it calls is shared.
template <class F> auto shared(F f) { return std::make_shared<F>(std::move(f)); }

template <class T, class F> object body_callable(F f) {
    return make_callable([f = shared(std::move(f))](ref argument) -> object {
        return guarded([&]() -> object {
            T entered{};
            if (!conversion<T>::from(argument, entered)) {
                raise_unfit("with", nullptr, argument, conversion<T>::name());
                return {};
            }
            return outcome_of(*f, std::move(entered));
        });
    });
}
}  // namespace detail

namespace detail {
template <class C> auto as_async_manager(const C& c) {
    const interpreter_lock lock;
    return async_manager<typename C::async_entered_type>(object(c.python()));
}
template <class C> auto as_manager(const C& c) {
    const interpreter_lock lock;
    return manager<typename C::with_entered_type>(object(c.python()));
}
template <class F, class T> constexpr bool gives_task = false;
template <class F, class T>
    requires std::invocable<F&, T>
constexpr bool gives_task<F, T> = is_task<std::invoke_result_t<F&, T>>;
}  // namespace detail

template <class R> struct conversion<scope_outcome<R>> {
    static std::string name() { return "the outcome of a body"; }
    static object to(const scope_outcome<R>& value) {
        if (value.suppressed()) return None;
        if constexpr (std::is_void_v<R>)
            return tuple(None);
        else
            return tuple(conversion<R>::to(*value));
    }
    static bool from(ref value, scope_outcome<R>& into) {
        if (value.is(None)) return true;
        const object item = value[0];
        if constexpr (std::is_void_v<R>) {
            into = scope_outcome<R>(true);
            return true;
        } else {
            auto outcome = detail::uncarried<R>(item);
            if (!outcome) {
                object raised(outcome.exception().value());
                reraise(static_cast<exception*>(raised.give()));
                return false;
            }
            into = scope_outcome<R>(std::move(*outcome));
            return true;
        }
    }
};
/// async with manager as value: body(value). The body gives a task (which is awaited) or a value.
template <class T, class F> auto with(const async_manager<T>& manager, F body) {
    using R = std::invoke_result_t<F&, T>;
    using value_type = typename detail::body_result<R>::type;
    const interpreter_lock lock;
    object run = detail::host_function_named(detail::is_task<R> ? "with_awaited" : "with_called");
    object awaitable = run ? run(manager.python(), detail::body_callable<T>(std::move(body))) : object();
    if (!awaitable) detail::raise_exception(detail::pending_exception());
    return task<scope_outcome<value_type>>(std::move(awaitable));
}

/// with manager as value: body(value), at once; what is thrown passes through the manager first.
template <class T, class F> auto with(as_result_t, const manager<T>& manager, F body) {
    using R = std::invoke_result_t<F&, T>;
    static_assert(!detail::is_task<R>, "a body that is a coroutine: co_await cowith::with(manager, body)");
    const interpreter_lock lock;
    const object run = detail::host_function_named("with_sync");
    return detail::taken<scope_outcome<R>>(
        {.name = "with"}, run ? run(manager.python(), detail::body_callable<T>(std::move(body))) : object());
}
/// The same, throwing. A body that gives a task makes it a coroutine of `with`: to be awaited.
template <class T, class F> auto with(const manager<T>& manager, F body) {
    using R = std::invoke_result_t<F&, T>;
    if constexpr (detail::is_task<R>) {
        const interpreter_lock lock;
        const object run = detail::host_function_named("with_sync_awaited");
        object awaitable = run ? run(manager.python(), detail::body_callable<T>(std::move(body))) : object();
        if (!awaitable) detail::raise_exception(detail::pending_exception());
        return task<scope_outcome<typename detail::body_result<R>::type>>(std::move(awaitable));
    } else {
        return with(as_result, manager, std::move(body)).value();
    }
}

/// An object that is a manager. One that is both: `async with` when the body gives a task, `with` otherwise.
template <class C, class F>
    requires async_manager_class<C> || manager_class<C>
auto with(const C& object_, F body) {
    if constexpr (!manager_class<C>) {
        return with(detail::as_async_manager(object_), std::move(body));
    } else if constexpr (!async_manager_class<C>) {
        return with(detail::as_manager(object_), std::move(body));
    } else if constexpr (detail::gives_task<F, typename C::async_entered_type>) {
        return with(detail::as_async_manager(object_), std::move(body));
    } else {
        return with(detail::as_manager(object_), std::move(body));
    }
}
template <manager_class C, class F> auto with(as_result_t, const C& object_, F body) {
    return with(as_result, detail::as_manager(object_), std::move(body));
}

/// contextlib.AsyncExitStack for C++: managers and callbacks are added as they come, and run in reverse when the stack is left, however
/// that happens; each may suppress or replace the exception. A handle: copies are the same stack.
class async_exit_stack : public instance {
  public:
    async_exit_stack() {
        const interpreter_lock lock;
        *this = async_exit_stack(detail::make_exit_stack());
    }
    explicit async_exit_stack(object stack) : instance(std::move(stack)) {}

    /// Enters a manager now; it is left with the stack.
    template <class T> task<T> enter(const async_manager<T>& manager) {
        return call<task<T>>("enter_async_context", manager);
    }
    template <class T> T enter(const manager<T>& manager) { return call<T>("enter_context", manager); }
    /// The same for objects; one that is both kinds is entered with `enter_async`, or `enter`, which doesn't wait.
    template <manager_class C> auto enter(const C& c) { return enter(detail::as_manager(c)); }
    template <async_manager_class C>
        requires(!manager_class<C>)
    auto enter(const C& c) {
        return enter_async(c);
    }
    template <async_manager_class C> auto enter_async(const C& c) { return enter(detail::as_async_manager(c)); }
    /// Calls `f()` when the stack is left; it may give a task.
    template <class F> void callback(F f) {
        using R = std::invoke_result_t<F&>;
        const interpreter_lock lock;
        object callable = detail::make_callable([f = detail::shared(std::move(f))](ref) {
            return detail::guarded([&] { return detail::outcome_of(*f); });
        });
        // What runs holds on to the C++ callable: it is popped before it is called.
        if (detail::is_task<R>) callable = detail::host_function_named("callback_awaited")(callable);
        call<object>(detail::is_task<R> ? "push_async_callback" : "callback", callable);
    }
    /// Calls `exit(std::optional<python_exception>)` when the stack is left, empty: without an exception. True, or a task of true, suppresses the exception; what it
    /// throws takes its place.
    template <class F> void push(F exit) {
        using R = std::invoke_result_t<F&, std::optional<python_exception>>;
        const interpreter_lock lock;
        object callable = detail::make_callable([exit = detail::shared(std::move(exit))](ref raised) {
            return detail::guarded([&]() -> object {
                std::optional<python_exception> e;
                if (!raised.is(None)) e.emplace(object(raised));
                return detail::outcome_of(*exit, std::move(e));
            });
        });
        object adapter = detail::host_function_named(detail::is_task<R> ? "exit_awaited" : "exit_called");
        if (adapter) adapter = adapter(callable);
        call<object>("push_async_exit", adapter);
    }
    /// Leaves the stack now.
    task<void> close() { return call<task<void>>("aclose"); }
    /// Moves all that is pending to a new stack: this one has nothing left to do.
    async_exit_stack pop_all() { return async_exit_stack(call<object>("pop_all")); }

  private:
    template <class R, class... A> R call(const char* name, const A&... arguments) {
        return detail::call<R>({.name = name, .self = python(), .has_self = true},
                               detail::positional<A>{"argument", arguments}...)
            .value();
    }
};
template <> struct conversion<async_exit_stack> {
    static std::string name() { return "AsyncExitStack"; }
    static object to(const async_exit_stack& value) { return object(value.python()); }
    static bool from(ref value, async_exit_stack& into) {
        into = async_exit_stack(object(value));
        return true;
    }
};

/// async with stack: body(stack)
template <class F> auto with(const async_exit_stack& stack, F body) {
    const interpreter_lock lock;
    return with(async_manager<async_exit_stack>(object(stack.python())), std::move(body));
}

}  // namespace cowith
