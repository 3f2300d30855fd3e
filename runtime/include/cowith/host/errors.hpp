// How a Python exception reaches a C++ host: thrown, or as a value.
#pragma once
#include "../error.hpp"
#include "../lock.hpp"

#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace cowith {

/// A Python value that C++ may keep and drop in any thread: copying and dropping take the lock.
class held {
  public:
    held() noexcept = default;
    explicit held(object value) noexcept : value_(std::move(value)) {}
    held(const held& o) noexcept {
        if (!o.value_) return;
        const interpreter_lock lock;
        value_ = o.value_;
    }
    held(held&& o) noexcept : value_(std::move(o.value_)) {}
    held& operator=(held o) noexcept {
        std::swap(value_, o.value_);
        return *this;
    }
    ~held() {
        if (!value_.is_heap()) return;
        const interpreter_lock lock;
        value_.reset();
    }
    /// Borrowed; use it with the lock held.
    ref get() const noexcept { return value_; }
    explicit operator bool() const noexcept { return static_cast<bool>(value_); }

  private:
    object value_;
};

/// A Python exception.
class python_exception {
  public:
    python_exception() = default;
    explicit python_exception(object exception) : value_(std::move(exception)) {}
    /// "KeyError", or "orders.OutOfStock"
    std::string type() const;
    /// str(exception)
    std::string message() const;
    /// What CPython prints of it when nobody catches it: chain, traceback, type and message.
    std::string traceback() const;
    /// isinstance() by the name of a class, as type() gives it: the exception's own or one of its bases.
    bool is(std::string_view type) const;
    /// As an object of a typed header's class, if it is one: `if (auto e = error.as<shop::OutOfStock>()) e->item()`.
    template <class T> std::optional<T> as() const;
    ref value() const noexcept { return value_.get(); }

  private:
    held value_;
};

/// A Python exception on its way through C++.
class python_error : public std::exception {
  public:
    explicit python_error(python_exception e) : exception_(std::move(e)), text_(describe()) {}
    /// "KeyError: 'tea'"
    const char* what() const noexcept override;
    const python_exception& exception() const noexcept { return exception_; }
    std::string type() const { return exception_.type(); }
    std::string message() const { return exception_.message(); }
    std::string traceback() const { return exception_.traceback(); }
    bool is(std::string_view type) const { return exception_.is(type); }
    template <class T> std::optional<T> as() const { return exception_.as<T>(); }

  private:
    std::string describe() const;
    python_exception exception_;
    std::string text_;
};

/// As the first argument of a call: the outcome comes as a `result`, and nothing is thrown.
struct as_result_t {};
inline constexpr as_result_t as_result{};

namespace detail {
/// Throws python_error. In a library of its own (libcowith_host.a), the only part that is compiled with exceptions.
[[noreturn]] void throw_exception(const python_exception& e);
/// The C++ exception being handled becomes Python's pending one; `translate_own` (of bind.hpp) knows a header's own classes.
extern bool (*translate_own)() noexcept;
void set_pending_from_exception() noexcept;
/// The pending exception, taken.
inline python_exception pending_exception() noexcept { return python_exception(take_pending()); }
[[noreturn]] inline void raise_exception(const python_exception& e) {
#if defined(__cpp_exceptions)
    throw_exception(e);
#else
    (void)e;
    __builtin_trap();  // value() of a failed result: test it first
#endif
}
}  // namespace detail

/// A value, or the exception that is in its place.
template <class T> class [[nodiscard]] result {
  public:
    result(T value) : value_(std::move(value)) {}
    result(python_exception e) : exception_(std::move(e)) {}
    explicit operator bool() const noexcept { return value_.has_value(); }
    bool has_value() const noexcept { return value_.has_value(); }
    /// The value; a failed result throws python_error (without exceptions: ends the program).
    T& value() & {
        if (!value_) detail::raise_exception(exception_);
        return *value_;
    }
    T value() && {
        if (!value_) detail::raise_exception(exception_);
        return std::move(*value_);
    }
    T& operator*() { return *value_; }
    T* operator->() { return &*value_; }
    const python_exception& exception() const noexcept { return exception_; }

  private:
    std::optional<T> value_;
    python_exception exception_;
};
template <> class [[nodiscard]] result<void> {
  public:
    result() = default;
    result(python_exception e) : exception_(std::move(e)) {}
    explicit operator bool() const noexcept { return !exception_.value(); }
    bool has_value() const noexcept { return !exception_.value(); }
    void value() const {
        if (!has_value()) detail::raise_exception(exception_);
    }
    const python_exception& exception() const noexcept { return exception_; }

  private:
    python_exception exception_;
};

}  // namespace cowith
