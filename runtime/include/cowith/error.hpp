// Errors are values. An operation that fails returns an empty object (or false, or -1) and leaves the exception in
// `state.pending`; whoever called it tests the result, records its own position in the traceback, and passes it on.
// An operation given a failed operand returns "failed" at once (passes it on), so that a chain needs one test behind it.
#pragma once
#include "state.hpp"
#include "type.hpp"

#include <initializer_list>
#include <type_traits>

namespace cowith {

struct code_object;
struct tuple_object;

/// BaseException's instances (PyBaseExceptionObject). User subclasses add their dict and fields (instance.hpp).
struct exception : gc_header {
    object args;                    // tuple
    object context;                 // __context__
    object cause;                   // __cause__
    object traceback;               // __traceback__: traceback object or None/empty
    object notes;                   // __notes__ list, or empty
    object dict;                    // the instance's __dict__, or empty
    gc_header* weakrefs = nullptr;  // weakref.hpp
    bool suppress_context = false;
    explicit exception(type_object* t) noexcept : gc_header(t) {}
};
// Subclasses with fields of their own: see exceptions.hpp (StopIteration.value, SystemExit.code, OSError, ...).

/// One link of __traceback__: where in which function. `frame` is the failed coroutine's frame (keeps its locals alive), or empty.
struct traceback_object : gc_header {
    object next;  // towards the place where it was raised
    const code_object* code;
    object
        frame;  // frame_base of a coroutine or generator; of a plain function its frame object, once somebody has seen it
    object variables;  // what a plain function's variables held when it failed: a tuple, or empty
    std::uint32_t line;
    std::uint16_t
        operation;  // the last operation of what was evaluated (0: the last one of its line), and how many of those before it
    std::uint16_t passed;  // have passed the failure on: the one that failed lies so far in front
    static constexpr std::uint16_t no_operation = UINT16_MAX;
    traceback_object(object n, const code_object* c, std::uint32_t l, std::uint16_t o, std::uint16_t p) noexcept
        : gc_header(&traceback_type), next(std::move(n)), code(c), line(l), operation(o), passed(p) {}
};

/// What a function gives that failed: converts to every result type that can say "failed".
struct failed_t {
    operator object() const noexcept { return {}; }
    explicit operator bool() const noexcept { return true; }
};
inline constexpr failed_t failed{};

/// Those of a plain function that has just failed live on with its traceback entry, as CPython's frames do. `values` are parameters and
/// locals; called with the locals first.
void keep_for_traceback(const ref* values, std::size_t count) noexcept;

/// True when an operation has just failed (used after those that return a bool).
inline bool is_failed() noexcept { return state.pending != nullptr; }

/// `x`, passing on: called by operations that find an operand empty. Returns an empty object.
inline object pass_on() noexcept {
    ++state.passed;
    return {};
}

// ---- raising: all set `state.pending`, link __context__ to the exception being handled (as _PyErr_SetObject), and return `failed`.
/// raise exc: an exception instance or class; TypeError "exceptions must derive from BaseException" otherwise.
failed_t raise(ref exc) noexcept;
/// raise exc from cause
failed_t raise_from(ref exc, ref cause) noexcept;
/// Sets an instance that already has its context (re-raise): no linking, no new traceback entry.
failed_t reraise(exception* owned) noexcept;
/// A bare `raise`: RuntimeError "No active exception to reraise" when nothing is being handled.
failed_t raise_again() noexcept;
/// raise T(message) for native code; %-style like PyErr_Format: %s text, %R repr of a ref, %S str of a ref, %T type name of a ref,
/// %N fully qualified type name of a ref (as %T of 3.13's PyErr_Format), %d int, %lld std::int64_t, %zd/%zu sizes, %c, %%. The format
/// must live for ever (a literal): the text of one without arguments is made only once.
struct format_argument {
    enum { text, number, value } kind;
    union {
        const char* text_;
        long long number_;
        std::uint64_t bits_;
    };
    format_argument(const char* t) noexcept : kind(text), text_(t) {}
    template <class I>
        requires std::is_integral_v<I>
    format_argument(I n) noexcept : kind(number), number_(static_cast<long long>(n)) {}
    format_argument(ref r) noexcept : kind(value), bits_(r.bits()) {}
};
failed_t raise_formatted(type_object& type, const char* format, const format_argument* args,
                         std::size_t count) noexcept;
template <class... A> failed_t raise_error(type_object& type, const char* format, const A&... args) noexcept {
    const format_argument list[sizeof...(A) + 1] = {format_argument(args)..., format_argument("")};
    return raise_formatted(type, format, list, sizeof...(A));
}
/// raise T(*args) with any arguments.
failed_t raise_with(type_object& type, std::initializer_list<ref> args) noexcept;

/// Takes the pending exception out of the slot (owned object); the slot is empty then.
inline object take_pending() noexcept {
    exception* e = state.pending;
    state.pending = nullptr;
    return object::take(e);
}
inline exception* give_pending() noexcept { return std::exchange(state.pending, nullptr); }
/// True when the pending exception is an instance of `type`.
inline bool pending_is(const type_object& type) noexcept {
    return state.pending && is_subtype(state.pending->type, &type);
}
/// Drops the pending exception.
inline void clear_pending() noexcept { take_pending(); }

/// Makes the exception being handled the context of `raised`, as raising it does.
void chain_to_handled(exception* raised) noexcept;
/// The exception being handled now (sys.exception()), borrowed; null if none.
exception* current_exception() noexcept;

/// Saves the pending exception around code that may run Python (finalizers, deallocators), restores it after.
class saved_error {
  public:
    saved_error() noexcept : saved_(give_pending()), passed_(state.passed) {}
    ~saved_error() { restore(); }
    saved_error(const saved_error&) = delete;
    saved_error& operator=(const saved_error&) = delete;

  private:
    void restore() noexcept {  // an exception that arose meanwhile and was not dealt with is dropped
        if (state.pending) [[unlikely]]
            clear_pending();
        state.pending = saved_;
        state.passed = passed_;
    }
    exception* saved_;
    std::uint32_t passed_;
};

/// Adds an entry to the pending exception's traceback (PyTraceBack_Here): for `operation` of that line, or for an earlier one whose failure
/// it and others have passed on.
void add_traceback(const code_object* code, std::uint32_t line, std::uint32_t operation) noexcept;

/// Drops the pending exception after sys.unraisablehook has seen it, or after printing it; `doing` says what nobody can catch it from:
/// "Exception ignored while calling deallocator", followed by `where`, if that is given.
void write_unraisable(ref where, const char* doing) noexcept;
/// sys.unraisablehook's default; message and where may be None.
void print_unraisable(ref exc, ref message, ref where) noexcept;

/// `except matcher`: isinstance by type, a tuple of types or nested tuples; -1 failed with
/// TypeError "catching classes that do not inherit from BaseException is not allowed".
int exception_matches(ref exc, ref matcher) noexcept;

/// Makes an instance without raising it: T(message).
object new_exception(type_object& type, ref message) noexcept;

#define COWITH_EXCEPTION(name) extern type_object name##_type;
#include "exceptions.def"
#undef COWITH_EXCEPTION

}  // namespace cowith
