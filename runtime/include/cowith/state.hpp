// What belongs to the thread that is running Python code. One lock a process (one thread runs at a time), so this is
// one plain global that is saved and loaded when the lock changes hands: no thread_local on the hot paths.
#pragma once
#include "object.hpp"

namespace cowith {

struct frame_base;
struct code_object;

/// The exception that one frame is handling (inside `except` or `finally`), linked to its caller's or awaiter's.
/// `sys.exc_info`, a bare `raise` and `__context__` look along this chain, so tasks never see each other's.
struct handled_exception {
    exception* value = nullptr;  // borrowed: the handler that set it owns it
    handled_exception* previous = nullptr;
};

/// A line of a Python function.
struct source_place {
    const code_object* code = nullptr;
    std::uint32_t line = 0;
};

/// A Python function that is running just now, on the C++ stack: sys._getframe and what is built on it walk along these. A plain function
/// notes the line of each of its statements here; a suspendable one does in its frame.
class running_call {
  public:
    explicit running_call(const code_object* code) noexcept;
    explicit running_call(frame_base* frame) noexcept;
    running_call(const running_call&) = delete;
    ~running_call();

    running_call* previous;
    const code_object* code;  // null: see `frame`
    frame_base* frame = nullptr;
    header* view = nullptr;  // the frame object that somebody has asked for: it is told when the function returns
    mutable std::uint32_t line = 0;

  private:
    void leave_view() noexcept;
};

struct thread_state {
    exception* pending = nullptr;          // owned; the exception that is on its way. Empty at every suspension.
    std::uint32_t passed = 0;              // how many operations have passed the pending failure on since it arose
    handled_exception* handled = nullptr;  // innermost first
    frame_base* driving = nullptr;         // the outermost frame that is being driven just now
    running_call* calls = nullptr;         // innermost first
    source_place dropping;  // where a value is being let go of just now; a warning that this causes names it
    const char* stack_limit = nullptr;     // below this address a call is a RecursionError
    header* running_loop = nullptr;        // asyncio's running event loop, borrowed
    header* context = nullptr;             // the current contextvars.Context, owned; null until asked for
    header* asyncgen_firstiter = nullptr;  // sys.set_asyncgen_hooks, owned
    header* asyncgen_finalizer = nullptr;
    class async_generator_list* asyncgen_list = nullptr;  // the running loop's, while firstiter is the loop's own hook
    std::uint64_t thread_id = 0;
};
extern thread_state state;

inline running_call::running_call(const code_object* c) noexcept : previous(state.calls), code(c) {
    state.calls = this;
}
inline running_call::running_call(frame_base* f) noexcept : previous(state.calls), code(nullptr), frame(f) {
    state.calls = this;
}
inline running_call::~running_call() {
    state.calls = previous;
    if (view) [[unlikely]]
        leave_view();
}

/// True when calls have used up the stack that Python code may use; sets a pending RecursionError then.
bool stack_exhausted_slow() noexcept;
inline bool stack_exhausted() noexcept {
    // Not the address of a local: the address sanitizer keeps those elsewhere.
    return static_cast<const char*>(__builtin_frame_address(0)) < state.stack_limit && stack_exhausted_slow();
}

}  // namespace cowith
