// Calls: one convention for everything callable (arguments, count, keyword names), and the sugar over it.
#pragma once
#include "code.hpp"

namespace cowith {

/// f(*args, **{names: rest of args}). Checks the stack; TypeError "'X' object is not callable". All borrowed.
object call_vector(ref callable, const ref* args, std::size_t count, ref names = {}) noexcept;
/// x.name(...): skips the bound method where the attribute is a function on the type. `name` may be what method_of() gave.
object call_method_vector(ref x, ref name, const ref* args, std::size_t count, ref names = {}) noexcept;
/// What an awaited call gives: the coroutine (or other awaitable) to await, or, when `over`, the result of the body that has run already
/// (empty: it failed).
class started {
  public:
    explicit started(object v, bool is_over = false) noexcept : value(std::move(v)), over(is_over) {}
    object value;
    bool over;
};
/// call_vector and call_method_vector as the operand of an await.
started start_vector(ref callable, const ref* args, std::size_t count, ref names = {}) noexcept;
started start_method_vector(ref x, ref name, const ref* args, std::size_t count, ref names = {}) noexcept;
/// For native methods of kind method_startable, first thing: true when the call is awaited on the spot. The method may then run at
/// once what it would have done as a coroutine, and return ran_at_once(result), the result empty if that failed.
bool start_at_once() noexcept;
object ran_at_once(object result) noexcept;
/// The method that x.name(...) calls, looked up before the arguments are evaluated: `auto m = method_of(x, name); x.call(m, ...)`.
object method_of(ref x, ref name) noexcept;
/// f(*args, **keywords) with a tuple and a dict (or empty).
object call_tuple(ref callable, ref args, ref keywords = {}) noexcept;

/// An operand, and the temporary that it came from, if it did: that dies with the operation.
struct marked_operand {
    template <class V> marked_operand(V&& v) noexcept : value(v) {
        if constexpr (std::is_same_v<V, object> || std::is_same_v<V, operand&>) temporary = &v;
    }
    void let_go() const noexcept {
        if (temporary) temporary->reset();
    }
    ref value;
    object* temporary = nullptr;
};
/// A keyword argument: f(kw("key", v)) - `name` is an interned str.
struct kw : marked_operand {
    template <class V> kw(ref n, V&& v) noexcept : marked_operand(std::forward<V>(v)), name(n) {}
    ref name;
};
/// f(*iterable) and f(**mapping).
struct star : marked_operand {
    using marked_operand::marked_operand;
};
struct star_star : marked_operand {
    using marked_operand::marked_operand;
};

/// The items of *iterable, and those of **mapping, where further arguments are evaluated behind them: a tuple or list, a dict.
object positional_items(ref iterable) noexcept;
/// [*x]: appends the items of x.
bool unpack_into(ref list, ref x) noexcept;
object keyword_items(ref mapping) noexcept;

/// Collects arguments of a call that has * or ** into a tuple and a dict (TypeErrors as CPython's), then calls.
class argument_builder {
  public:
    void add(ref v) noexcept;
    void add(kw k, ref callable) noexcept;
    void add(star s, ref callable) noexcept;
    void add(star_star s, ref callable) noexcept;
    object call(ref callable) noexcept;
    object call_method(ref x, ref name) noexcept;

  private:
    object positional_, keywords_;
    bool failed_ = false, passes_ = false;  // passes_: a value was missing already
};

namespace detail {
template <class T> inline constexpr bool is_kw = false;
template <> inline constexpr bool is_kw<kw> = true;
template <class T> inline constexpr bool is_star = false;
template <> inline constexpr bool is_star<star> = true;
template <> inline constexpr bool is_star<star_star> = true;
ref keyword_names(const ref* names, std::size_t count) noexcept;  // a tuple that lives for ever; `count` > 0
inline ref value_of(ref r) noexcept { return r; }
inline ref value_of(const kw& k) noexcept { return k.value; }

/// The names of the keyword arguments among these.
template <class... A> ref names_of(const A&... args) noexcept {
    ref list[sizeof...(A)];
    std::size_t n = 0;
    auto one = [&](const auto& a) {
        if constexpr (is_kw<std::decay_t<decltype(a)>>) list[n++] = a.name;
    };
    (one(args), ...);
    return keyword_names(list, n);
}

template <bool Method, class Result, class... A> Result dispatch(ref f, ref name, const A&... args) noexcept {
    if (!f) [[unlikely]]
        return Result(pass_on());
    if constexpr ((is_star<A> || ...)) {
        argument_builder b;
        auto one = [&](const auto& a) {
            using argument = std::decay_t<decltype(a)>;
            if constexpr (is_star<argument> || is_kw<argument>)
                b.add(a, f);
            else
                b.add(ref(a));
        };
        (one(args), ...);
        return Result(Method ? b.call_method(f, name) : b.call(f));
    } else {
        constexpr std::size_t total = sizeof...(A);
        constexpr std::size_t keywords = (0 + ... + (is_kw<A> ? 1 : 0));
        const ref values[total + 1] = {value_of(args)...};
        for (std::size_t i = 0; i < total; ++i)
            if (!values[i]) [[unlikely]]
                return Result(pass_on());
        ref names;
        if constexpr (keywords != 0) names = names_of(args...);
        if constexpr (std::is_same_v<Result, started>)
            return Method ? start_method_vector(f, name, values, total - keywords, names)
                          : start_vector(f, values, total - keywords, names);
        else
            return Method ? call_method_vector(f, name, values, total - keywords, names)
                          : call_vector(f, values, total - keywords, names);
    }
}
}  // namespace detail

template <class... A> object ref::operator()(A&&... args) const& {
    object result = detail::dispatch<false, object>(*this, ref(), args...);
    let_go_of(std::forward<A>(args)...);
    return result;
}
template <class... A> object ref::call(ref name, A&&... args) const& {
    object result = detail::dispatch<true, object>(*this, name, args...);
    let_go_of(std::forward<A>(args)...);
    return result;
}
template <class... A> started ref::start(A&&... args) const& {
    started result = detail::dispatch<false, started>(*this, ref(), args...);
    let_go_of(std::forward<A>(args)...);
    return result;
}
template <class... A> started ref::start_call(ref name, A&&... args) const& {
    started result = detail::dispatch<true, started>(*this, name, args...);
    let_go_of(std::forward<A>(args)...);
    return result;
}
template <class... A> started object::start(A&&... args) && noexcept {
    return ref(object(std::move(*this))).start(std::forward<A>(args)...);
}
template <class N, class... A> started object::start_call(const N& name, A&&... args) && noexcept {
    return ref(object(std::move(*this))).start_call(name, std::forward<A>(args)...);
}
template <class... A> started operand::start(A&&... args) noexcept { return dying().start(std::forward<A>(args)...); }
template <class N, class... A> started operand::start_call(const N& name, A&&... args) noexcept {
    return dying().start_call(name, std::forward<A>(args)...);
}

}  // namespace cowith
