// The Python object in a coroutine frame, and how such frames are driven; see frame.hpp.
#pragma once
#include "call.hpp"
#include "gc.hpp"
#include "types.hpp"

#include <coroutine>

namespace cowith {

enum class frame_kind : std::uint8_t { coroutine, generator, async_generator };
enum class frame_state : std::uint8_t { created, suspended, running, finished };
/// What happens in a suspended frame when what it awaits fails.
enum class on_failure : std::uint8_t { bypass, attempt };
/// What a frame awaits its child for: its result, one step of `async for`, or the step of a generator that a native
/// context manager enters or leaves with (managing.hpp).
enum class await_purpose : std::uint8_t { result, item, entering, leaving };

class block;

struct frame_base;

/// A place in the list of an event loop's async generators (async_generator_list); linked to itself: in none.
struct async_generator_link {
    async_generator_link *previous = this, *next = this;
    async_generator_link() noexcept = default;
    async_generator_link(const async_generator_link&) = delete;
    async_generator_link& operator=(const async_generator_link&) = delete;
    ~async_generator_link() { unlink(); }
    void unlink() noexcept {
        previous->next = next;
        next->previous = previous;
        previous = next = this;
    }
};

/// What few frames have: names of their own. Owned by the frame.
struct frame_details {
    object name, qualname;  // empty: as the code says
};

/// What an async generator knows beyond its frame; part of it.
struct async_generator_state : frame_details, async_generator_link {
    frame_base* frame;
    object finalizer;      // the hook that was current at its first step (sys.set_asyncgen_hooks)
    bool running = false;  // a step (anext, asend, athrow, aclose) is under way
    bool closed = false;
    bool hooked = false;
    explicit async_generator_state(frame_base* f) noexcept : frame(f) {}
};

/// The part of the promise that doesn't depend on the function: the Python object.
struct frame_base : gc_header {
    object callee;              // the function that it runs; once it has finished, that function's code
    handled_exception handled;  // what this frame handles; `previous` leads to the awaiter's or driver's
    frame_base* link =
        nullptr;  // `awaited`: the frame that awaits this one (and owns it through `awaiting`). Else, while suspended: the
                  // frame where the chain sleeps
    object awaiting;                   // what this frame awaits: a frame, a future, an iterator from __await__
    object value;                      // sent in, yielded, or returned
    block* blocks = nullptr;           // open loops, handlers, with statements, innermost first
    frame_details* details = nullptr;  // an async_generator_state in async generators; seldom there in others
    gc_header* weakrefs = nullptr;
    std::uint32_t line = 0;  // where it is
    std::uint16_t operation = 1;
    std::uint16_t slot_count = 0;
    frame_kind kind;
    frame_state state = frame_state::created;
    on_failure mode = on_failure::bypass;
    await_purpose purpose = await_purpose::result;
    bool produced = false;  // async generator: suspended at a `yield`, the item is in `value`
    bool failed = false;    // finished by an exception
    bool awaited = false;
    std::uint8_t step = 0;  // of a plain_frame

    code_object* code() const noexcept {
        header* h = callee.heap();
        return h->type == &code_type ? static_cast<code_object*>(h) : static_cast<function_object*>(h)->code;
    }
    bool iterable_coroutine() const noexcept {
        return code()->code_flags & code_iterable_coroutine;
    }  // types.coroutine
    /// The frame that awaits this one; null at the outermost.
    frame_base* awaiter() const noexcept { return awaited ? link : nullptr; }
    void set_awaiter(frame_base* f) noexcept {
        link = f;
        awaited = f != nullptr;
    }
    /// Outermost only, while suspended: the frame where the chain sleeps.
    frame_base* leaf() const noexcept { return awaited ? nullptr : link; }
    void set_leaf(frame_base* f) noexcept {
        if (!awaited) link = f;
    }

    frame_base(type_object* t, frame_kind k) noexcept : gc_header(t), kind(k) {}
    static void* operator new(std::size_t size) {
        ++detail::counts.frames_made;
        ++detail::counts.live_frames;
        return allocate(size);
    }
    static void operator delete(void* memory, std::size_t size) noexcept {
        --detail::counts.live_frames;
        release(memory, size);
    }
    /// Parameters first, then locals in Python's order, then cells of free variables, then temporaries.
    inline object* slots() const noexcept;

    std::coroutine_handle<frame_base> handle() noexcept {
        return std::coroutine_handle<frame_base>::from_promise(*this);
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    struct final_awaiter {
        bool await_ready() noexcept { return false; }
        template <class P> void await_suspend(std::coroutine_handle<P> h) noexcept {
            h.promise().state = frame_state::finished;
        }
        void await_resume() noexcept {}
    };
    final_awaiter final_suspend() noexcept { return {}; }
    void unhandled_exception() noexcept { __builtin_trap(); }

    /// `co_return x`: releases blocks, temporaries, parameters and locals in Python's order.
    void finish(object result) noexcept;
    /// The same for a frame of `count` slots, when nothing is open or on its way.
    inline void finish(object result, std::size_t count) noexcept;
    /// The frame fails with the pending exception (already positioned): PEP 479, releases blocks and temporaries, keeps the locals.
    void fail() noexcept;

    /// Takes over the bound arguments; called by the promise's constructor.
    inline void adopt(function_object& f, object* bound, std::size_t count) noexcept;

  private:
    /// What few functions have: cells, a name that has been assigned to.
    void adopt_cells(object* bound) noexcept;
    void adopt_names(const function_object& f) noexcept;
};
inline object* frame_base::slots() const noexcept {  // see class promise
    return reinterpret_cast<object*>(const_cast<frame_base*>(this) + 1);
}
inline void frame_base::adopt(function_object& f, object* bound, std::size_t count) noexcept {
    const code_object* const code = f.code;
    ::new (&callee) object(ref(&f));  // all of these are empty still
    slot_count = static_cast<std::uint16_t>(count);
    object* places = slots();
    for (std::size_t i = 0; i < code->parameter_count; ++i) ::new (places + i) object(ref(bound[i]));
    if (code->free_count) [[unlikely]]
        adopt_cells(bound);
    if (f.flags & function_renamed) [[unlikely]]
        adopt_names(f);
    track(this);
}
inline void frame_base::finish(object result, std::size_t count) noexcept {
    if (!result || blocks || cowith::state.pending) [[unlikely]]
        return finish(std::move(result));
    object* places = slots();
    for (std::size_t i = count; i-- > 0;) places[i].reset();
    handled.value = nullptr;
    callee = object(ref(code()));
    value = std::move(result);
}

/// Drops the locals of a frame that has failed, when its traceback entry dies.
void release_failed_frame(frame_base& f) noexcept;

inline bool is_frame(ref x) noexcept {
    return x.is_heap() &&
           (x.type() == &coroutine_type || x.type() == &generator_type || x.type() == &async_generator_type);
}

/// Drives a frame from outside (send, throw, a task's step): gives what it yields, returns, or fails with. `thrown` (owned) or null.
/// For an async generator `yielded` means an awaitable of the chain yielded, or, with `produced` set, that it produced an item.
step drive(frame_base& outermost, object value, exception* thrown, object& result) noexcept;
/// PEP 479 for what leaves a function of that kind: a pending StopIteration (in an async generator also StopAsyncIteration) becomes a
/// RuntimeError.
void convert_stop_iteration(frame_kind kind) noexcept;
/// close(): GeneratorExit from the leaf outwards, level by level as in CPython; false: failed ("coroutine ignored GeneratorExit", or
/// what it raised). `result`: what a generator returned while closing.
bool close_frame(frame_base& f, object* result = nullptr) noexcept;

/// The operand of `yield from x` in a generator and of an await on types.coroutine generators: iterates x, sending values in.
object delegate_to(ref iterable) noexcept;
template <class T> object yield_from(T&& iterable) noexcept {
    object iterator = delegate_to(iterable);
    let_go(std::forward<T>(iterable));
    return iterator;
}

// ---- awaiting -------------------------------------------------------------------------------------------------------
enum class outcome : std::uint8_t { ready, failed, suspended, declined };

/// Starts to await `target` in `f`: nested start for coroutines, the first step for everything else.
outcome start_await(frame_base& f, object target) noexcept;
/// One step of `async for` over `iterator`, and what it came to: true and the item in `target`; false at the end or when it failed.
outcome start_next(frame_base& f, ref iterator) noexcept;
bool finish_next(frame_base& f, object& target) noexcept;
/// Awaits the `__aenter__` of a block's manager; its result is the result of the await.
class async_with;
outcome start_enter(frame_base& f, async_with& block, object manager) noexcept;
/// Awaits the `__aexit__` of a block, and what it came to (suppressed, replaced or left as it was).
outcome start_leave(frame_base& f, async_with& block) noexcept;
void finish_leave_raising(frame_base& f, async_with& block) noexcept;

}  // namespace cowith
