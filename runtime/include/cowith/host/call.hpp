// Calls from C++ into a translated module; what the typed headers are made of.
#pragma once
#include "../module.hpp"
#include "convert.hpp"

namespace cowith {

/// A parameter whose default only Python knows: left out, the function's own default counts.
template <class T> class or_default {
  public:
    or_default() = default;
    or_default(T value) : value_(std::move(value)) {}
    template <class U>
        requires(std::convertible_to<U, T> && !std::same_as<std::decay_t<U>, or_default>)
    or_default(U&& value) : value_(T(std::forward<U>(value))) {}
    const std::optional<T>& value() const noexcept { return value_; }

  private:
    std::optional<T> value_;
};
struct by_default_t {
    template <class T> operator or_default<T>() const { return {}; }
};
/// Explicitly nothing.
inline constexpr by_default_t by_default{};

/// Python's *args and **kwargs.
using more_arguments = std::vector<held>;
using more_keywords = std::map<std::string, held>;

namespace detail {

/// What is called: a function of a module, or a method of an object.
struct callee {
    module_object* module = nullptr;
    const char* name;          // of the function or method, also for messages
    const char* of = nullptr;  // of the class that the module has it in (constructors, static and class methods)
    ref self = {};             // of methods
    bool has_self = false;
};

template <class T> struct positional {
    const char* name;
    const T& value;
};
template <class T> struct keyword {
    const char* name;
    const T& value;
};
template <class T> positional(const char*, const T&) -> positional<T>;
template <class T> keyword(const char*, const T&) -> keyword<T>;
struct more {
    const more_arguments& values;
};
struct more_by_name {
    const more_keywords& values;
};

/// Collects the arguments of one call; from the first failure on it does nothing.
class outgoing_call {
  public:
    explicit outgoing_call(const callee& c) noexcept;
    template <class T> void add(const positional<T>& p) { place(p.name, conversion<T>::to(p.value), false); }
    template <class T> void add(const keyword<T>& p) { place(p.name, conversion<T>::to(p.value), true); }
    template <class T> void add(const positional<or_default<T>>& p) { add(keyword<or_default<T>>{p.name, p.value}); }
    template <class T> void add(const keyword<or_default<T>>& p) {
        if (p.value.value()) place(p.name, conversion<T>::to(*p.value.value()), true);
    }
    void add(const more& m) {
        for (const held& value : m.values) place("*", object(value.get()), false);
    }
    void add(const more_by_name& m) {
        for (const auto& [name, value] : m.values) place(name.c_str(), object(value.get()), true);
    }
    /// The result; empty: failed.
    object run() noexcept;

  private:
    void place(const char* name, object value, bool by_name) noexcept;
    const callee& callee_;
    std::vector<object> values_, named_;
    std::vector<object> names_;
    bool failed_ = false;
};

template <class R> result<R> taken(const callee& c, object value) {
    if (!value) return pending_exception();
    if constexpr (std::is_void_v<R>) {
        return {};
    } else {
        R into{};
        if (conversion<R>::from(value, into)) return into;
        raise_unfit(c.name, nullptr, value, conversion<R>::name());
        return pending_exception();
    }
}

/// The call, its outcome as a result.
template <class R, class... P> result<R> call(const callee& c, const P&... parameters) {
    const interpreter_lock lock;
    outgoing_call call(c);
    (call.add(parameters), ...);
    return taken<R>(c, call.run());
}
/// x.name, and x.name = value
template <class R> result<R> get(ref x, const char* name) {
    const interpreter_lock lock;
    return taken<R>({.name = name}, x ? x.attr(intern(name)) : raise_error(TypeError_type, "%s of nothing", name));
}
template <class T> result<void> set(ref x, const char* name, const T& value) {
    const interpreter_lock lock;
    const object v = conversion<T>::to(value);
    if (v && x && x.set_attr(intern(name), v)) return {};
    if (!is_failed()) raise_unfit(name, "value", v, conversion<T>::name());
    return pending_exception();
}
/// A module's global variable.
template <class R> result<R> global_of(module_object& module, const char* name) {
    const interpreter_lock lock;
    const object m = import_module(intern(module.name));
    return taken<R>({.name = name}, m ? m.attr(intern(name)) : object());
}
template <class R> result<R> class_attribute(module_object& module, const char* class_name, const char* name) {
    const interpreter_lock lock;
    const object m = import_module(intern(module.name));
    return taken<R>({.name = name}, m ? m.attr(intern(class_name)).attr(intern(name)) : object());
}
/// True when x is an instance of the module's class of that name.
bool is_instance_of(ref x, module_object& module, const char* class_name) noexcept;
/// Python's `==`; nothing is equal to nothing.
result<bool> equals(ref a, ref b) noexcept;

}  // namespace detail

/// The base of the C++ classes in typed headers: a handle to an instance. An empty handle (default made, moved from) is a TypeError
/// where it is used.
class instance {
  public:
    instance() = default;
    explicit instance(object value) : value_(std::move(value)) {}
    explicit instance(held value) : value_(std::move(value)) {}
    /// Borrowed; use it with the lock held.
    ref python() const noexcept { return value_.get(); }
    explicit operator bool() const noexcept { return static_cast<bool>(value_); }
    /// Python's `is`.
    bool is(const instance& other) const noexcept { return python().is(other.python()); }
#if defined(__cpp_exceptions)
    /// Python's `==`; throws what that raises.
    friend bool operator==(const instance& a, const instance& b) {
        return detail::equals(a.python(), b.python()).value();
    }
#endif

  private:
    held value_;
};

template <class T> std::optional<T> python_exception::as() const {
    const interpreter_lock lock;
    T found{};
    return conversion<T>::from(value(), found) ? std::optional<T>(std::move(found)) : std::nullopt;
}

/// Conversions of such a class: `template <> struct cowith::conversion<orders::Order> : cowith::instance_conversion<orders::Order> {};`
template <class T> struct instance_conversion {
    static std::string name() { return T::python_name; }
    static object to(const T& value) {
        if (!value) return raise_error(TypeError_type, "a %s that holds nothing", T::python_name);
        return object(value.python());
    }
    static bool from(ref value, T& into) {
        if (!detail::is_instance_of(value, T::python_module(), T::python_name)) return false;
        into = T(object(value));
        return true;
    }
};

}  // namespace cowith
