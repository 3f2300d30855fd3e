// Python's iterators and generators as ranges of C++.
//
//     for (const std::string& name : shop::names(3)) ...
//     while (auto row = co_await rows.next()) ...
#pragma once
#include "loop.hpp"

#include <iterator>

namespace cowith {

namespace detail {
/// The next value; an empty optional at the end.
template <class T> result<std::optional<T>> next_of(ref iterator) {
    const interpreter_lock lock;
    if (!iterator) {
        raise_error(TypeError_type, "iteration over an object that holds nothing");
        return pending_exception();
    }
    object value = next_value(iterator);
    if (!value) {
        if (is_failed()) return pending_exception();
        return std::optional<T>();
    }
    auto taken = detail::taken<T>({.name = "next"}, std::move(value));
    if (!taken) return taken.exception();
    return std::optional<T>(std::move(*taken));
}
/// close() of a generator; other iterators have none.
result<void> close_iterator(ref iterator) noexcept;
/// A function of the module _cowith_host.
object host_function_named(const char* name) noexcept;
/// What such a function gives for one argument; throws python_error.
object host_call(const char* name, ref argument);
object host_call(const char* name, ref argument, ref given);
/// Such a function of a generator and what goes into it. Empty: failed.
object resume(const char* name, ref generator, ref given) noexcept;
#if defined(__cpp_exceptions)
/// A C++ exception as Python's.
template <class E> object as_python(const E& e) {
    try {
        throw e;
    } catch (...) {
        set_pending_from_exception();
    }
    return take_pending();
}
#endif
}  // namespace detail

/// An iterator, most often a generator: a range that is gone through once. What the generator raises is thrown where its next value is asked
/// for. A generator that nobody holds any longer is closed, as in Python.
template <class T> class range_of : public instance {
  public:
    using value_type = T;
    using instance::instance;

    /// The next value; empty at the end.
    result<std::optional<T>> next(as_result_t) const { return detail::next_of<T>(python()); }
    /// Ends a generator: its `finally` blocks run now.
    result<void> close(as_result_t) const { return detail::close_iterator(python()); }
    /// generator.send(value): what `yield` gives inside; then the next value. None (cowith::None) starts a generator.
    template <class V> result<std::optional<T>> send(as_result_t, const V& value) const {
        const interpreter_lock lock;
        return resumed("sent", conversion<V>::to(value));
    }
    /// generator.throw(e): raised where it waits; then the next value.
    result<std::optional<T>> throw_in(as_result_t, const python_exception& e) const {
        const interpreter_lock lock;
        return resumed("thrown", object(e.value()));
    }

#if defined(__cpp_exceptions)
    std::optional<T> next() const { return next(as_result).value(); }
    void close() const { close(as_result).value(); }
    template <class V> std::optional<T> send(const V& value) const { return send(as_result, value).value(); }
    std::optional<T> throw_in(const python_exception& e) const { return throw_in(as_result, e).value(); }
    /// A C++ exception, which becomes Python's as those of coroutines do.
    template <class E>
        requires std::derived_from<E, std::exception>
    std::optional<T> throw_in(const E& e) const {
        const interpreter_lock lock;
        return throw_in(python_exception(detail::as_python(e)));
    }

    class iterator {
      public:
        using value_type = T;
        using difference_type = std::ptrdiff_t;
        using iterator_concept = std::input_iterator_tag;

        explicit iterator(range_of of) : of_(std::move(of)), value_(of_.next()) {}
        iterator(iterator&&) = default;
        iterator& operator=(iterator&&) = default;
        T& operator*() const { return *value_; }
        iterator& operator++() {
            value_ = of_.next();
            return *this;
        }
        void operator++(int) { ++*this; }
        friend bool operator==(const iterator& i, std::default_sentinel_t) { return !i.value_; }

      private:
        range_of of_;
        mutable std::optional<T> value_;
    };
    /// Asks for the first value.
    iterator begin() const { return iterator(*this); }
    std::default_sentinel_t end() const noexcept { return {}; }
#endif

  private:
    result<std::optional<T>> resumed(const char* how, object with) const;
};
template <class T> struct conversion<range_of<T>> {
    static std::string name() { return "an iterable"; }
    static object to(const range_of<T>& value) { return object(value.python()); }
    /// Whatever Python can iterate over.
    static bool from(ref value, range_of<T>& into) {
        object iterator = get_iterator(value);
        if (!iterator) return false;
        into = range_of<T>(std::move(iterator));
        return true;
    }
};

namespace detail {
/// (value,), or None at the end
template <class T> struct next_item {
    std::optional<T> value;
};
}  // namespace detail
template <class T> struct conversion<detail::next_item<T>> {
    static std::string name() { return conversion<T>::name(); }
    static object to(const detail::next_item<T>& item) {
        return item.value ? tuple(conversion<T>::to(*item.value)) : object(None);
    }
    static bool from(ref value, detail::next_item<T>& into) {
        return value.is(None) || conversion<T>::from(object(value[0]), into.value.emplace());
    }
};

template <class T> result<std::optional<T>> range_of<T>::resumed(const char* how, object with) const {
    auto item = detail::taken<detail::next_item<T>>({.name = how}, detail::resume(how, python(), with));
    if (!item) return item.exception();
    return std::move(item->value);
}

/// The same for an asynchronous generator; `co_await rows.next()`.
template <class T> class async_range_of : public instance {
  public:
    using value_type = T;
    using instance::instance;

    /// The next value; empty at the end.
    task<std::optional<T>> next() const {
        const interpreter_lock lock;
        return next_of(task<detail::next_item<T>>(detail::host_call("next_item", python())));
    }
    /// Ends the generator: its `finally` blocks run now.
    task<void> close() const {
        const interpreter_lock lock;
        return task<void>(detail::host_call("close_asynchronously", python()));
    }
    /// generator.asend(value): what `yield` gives inside; then the next value. None (cowith::None) starts a generator.
    template <class V> task<std::optional<T>> send(const V& value) const {
        const interpreter_lock lock;
        const object given = conversion<V>::to(value);
        return next_of(task<detail::next_item<T>>(detail::host_call("sent_asynchronously", python(), given)));
    }
    /// generator.athrow(e): raised where it waits; then the next value.
    task<std::optional<T>> throw_in(const python_exception& e) const {
        const interpreter_lock lock;
        return next_of(task<detail::next_item<T>>(detail::host_call("thrown_asynchronously", python(), e.value())));
    }
#if defined(__cpp_exceptions)
    /// A C++ exception, which becomes Python's as those of coroutines do.
    template <class E>
        requires std::derived_from<E, std::exception>
    task<std::optional<T>> throw_in(const E& e) const {
        const interpreter_lock lock;
        return throw_in(python_exception(detail::as_python(e)));
    }
#endif

  private:
    static task<std::optional<T>> next_of(task<detail::next_item<T>> next) {
        auto item = co_await std::move(next).as_result();
        if (!item) co_return item.exception();
        co_return std::move(item->value);
    }
};
template <class T> struct conversion<async_range_of<T>> {
    static std::string name() { return "an asynchronous iterator"; }
    static object to(const async_range_of<T>& value) { return object(value.python()); }
    static bool from(ref value, async_range_of<T>& into) {
        const object function = detail::host_function_named("async_iterator");
        object iterator = function ? function(value) : object();
        if (!iterator) return false;
        into = async_range_of<T>(std::move(iterator));
        return true;
    }
};

}  // namespace cowith
