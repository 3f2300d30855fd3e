// What belongs to the thread that is running Python code. One lock a process (one thread runs at a time), so this is
// one plain global that is saved and loaded when the lock changes hands: no thread_local on the hot paths.
#pragma once
#include "object.hpp"

namespace cowith {

struct frame_base;
struct code_object;
struct gc_header;

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

/// An address that signal handlers and other threads may change at any time.
class shared_address {
  public:
    constexpr shared_address(const char* address = nullptr) noexcept : address_(address) {}
    shared_address(const shared_address& o) noexcept : address_(o) {}
    shared_address& operator=(const shared_address& o) noexcept { return *this = static_cast<const char*>(o); }
    shared_address& operator=(const char* address) noexcept {
        __atomic_store_n(&address_, address, __ATOMIC_SEQ_CST);
        return *this;
    }
    operator const char*() const noexcept { return __atomic_load_n(&address_, __ATOMIC_RELAXED); }

  private:
    const char* address_;
};

/// What an awaited call asks of a function that may run at once, and its answer (start_at_once in call.hpp).
enum class start_request : std::uint8_t { none, asked, done };

/// Deallocation of deep structures without recursion: beyond a depth, dead containers wait in a list (core/trashcan.hpp).
struct trashcan_state {
    static constexpr std::uint32_t deepest = 50;
    std::uint32_t depth = 0;       // nested deallocations
    gc_header* waiting = nullptr;  // linked through gc_next
};

struct thread_state {
    exception* pending = nullptr;          // owned; the exception that is on its way. Empty at every suspension.
    std::uint32_t passed = 0;              // how many operations have passed the pending failure on since it arose
    handled_exception* handled = nullptr;  // innermost first
    frame_base* driving = nullptr;         // the outermost frame that is being driven just now
    running_call* calls = nullptr;         // innermost first
    source_place dropping;             // where a value is being let go of just now; a warning that this causes names it
    shared_address stack_limit;        // below this address a call must look: no stack left, a signal, another thread
    const char* real_limit = nullptr;  // below this address a call is a RecursionError
    start_request starting = start_request::none;
    trashcan_state trashcan;
    class shown_objects* shown = nullptr;  // what repr() is busy with, owned; null until asked for
    header* running_loop = nullptr;        // asyncio's running event loop, borrowed
    header* context = nullptr;             // the current contextvars.Context, owned; null until asked for
    header* asyncgen_firstiter = nullptr;  // sys.set_asyncgen_hooks, owned
    header* asyncgen_finalizer = nullptr;
    class async_generator_list* asyncgen_list = nullptr;  // the running loop's, while firstiter is the loop's own hook
    header* event_loop = nullptr;                         // asyncio.set_event_loop, owned
    struct thread_record* thread = nullptr;               // whose state this is (core/threads.hpp)
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

/// True when a call has to look closer: what follows is stack_exhausted_slow().
inline bool at_stack_limit() noexcept {
    // Not the address of a local: the address sanitizer keeps those elsewhere.
    return static_cast<const char*>(__builtin_frame_address(0)) < state.stack_limit;
}
/// True when calls have used up the stack that Python code may use, with a pending RecursionError; or when a signal has come in, with
/// a pending KeyboardInterrupt.
bool stack_exhausted_slow() noexcept;
inline bool stack_exhausted() noexcept { return at_stack_limit() && stack_exhausted_slow(); }

/// At the back edge of a loop: lets another thread run if one wants to. False: a KeyboardInterrupt is pending.
bool attend_slow() noexcept;
inline bool attend() noexcept {
    if (static_cast<const char*>(state.stack_limit) == reinterpret_cast<const char*>(~std::uintptr_t{0})) [[unlikely]]
        return attend_slow();
    return true;
}

}  // namespace cowith
