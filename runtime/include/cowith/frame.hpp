// Frames that can be suspended. A coroutine, generator or async generator object *is* its C++ coroutine frame: the promise begins
// with the object header, so reference counts, the collector, send/throw/close and tracebacks work on the frame itself.
//
//   async def rows(pool, keys):            py::coroutine rows(py::frame<4> at) {
//       conn = await pool.acquire()            auto& [pool, keys, conn, row] = at.locals();
//       async for row in conn.scan(keys):      conn = co_await at(2)(pool.call("acquire"_s));
//           ...
//
// * `at(line)(x)` awaits x; when x fails, the awaiter finishes this frame with the error without running it again ("bypass").
// * `at(line).attempt(x)`, inside try and with: the result is empty when x failed; test it with `at(line).failed(...)`.
// * Nested start: an awaited coroutine is resumed by an ordinary call at once; only when it really suspends is its awaiter linked to
//   it. The outermost frame knows its leaf, where values and exceptions (cancellation) are delivered.
// * Locals live in slots that the promise knows: parameters first, then locals in Python's order, then cells of free variables, then
//   temporaries that live across a suspension. They die from the last to the first when the frame returns, as from 3.14 on. A frame that fails keeps its locals
//   until its traceback dies; its temporaries and open blocks (loops, handlers) are released at once.
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
    /// The frame fails with the pending exception (already positioned): PEP 479, releases blocks and temporaries, keeps the locals.
    void fail() noexcept;
    /// An empty result: it failed.
    void return_value(object result) noexcept { result ? finish(std::move(result)) : fail(); }
    void return_value(ref result) noexcept { finish(object(result)); }
    void return_value(failed_t) noexcept { fail(); }

    /// Takes over the bound arguments; called by the promise's constructor.
    void adopt(function_object& f, object* bound, std::size_t count) noexcept;
};
inline object* frame_base::slots() const noexcept {  // see class promise
    return reinterpret_cast<object*>(const_cast<frame_base*>(this) + 1);
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
object yield_from(ref iterable) noexcept;

// ---- awaiting -------------------------------------------------------------------------------------------------------
enum class outcome : std::uint8_t { ready, failed, suspended, declined };

/// Starts to await `target` in `f`: nested start for coroutines, the first step for everything else.
outcome start_await(frame_base& f, object target) noexcept;
/// One step of `async for` over `iterator`, and what it came to: true and the item in `target`; false at the end or when it failed.
outcome start_next(frame_base& f, ref iterator) noexcept;
bool finish_next(frame_base& f, object& target) noexcept;
/// Awaits the `__aenter__` of a block's manager; its result is the result of the await.
class async_with;
outcome start_enter(frame_base& f, async_with& block, ref manager) noexcept;
/// Awaits the `__aexit__` of a block, and what it came to (suppressed, replaced or left as it was).
outcome start_leave(frame_base& f, async_with& block) noexcept;
void finish_leave(frame_base& f, async_with& block) noexcept;

/// The awaiter of `co_await at(line)(x)` and `co_await at(line).attempt(x)`.
template <on_failure Mode> class await_step {
  public:
    await_step(frame_base* f, std::uint32_t line, std::uint32_t operation, object target, bool over) noexcept
        : frame_(f), target_(std::move(target)), over_(over) {
        f->line = line;
        f->operation = static_cast<std::uint16_t>(operation);
    }
    bool await_ready() noexcept {
        frame_->mode = Mode;
        if (over_) {
            frame_->value = std::move(target_);
            outcome_ = frame_->value ? outcome::ready : outcome::failed;
        } else {
            outcome_ = start_await(*frame_, std::move(target_));
        }
        if constexpr (Mode == on_failure::attempt)
            return outcome_ != outcome::suspended;
        else
            return outcome_ == outcome::ready;
    }
    void await_suspend(std::coroutine_handle<>) noexcept {
        if (Mode == on_failure::bypass && outcome_ == outcome::failed)
            fail_at_await(*frame_);
        else
            frame_->state = frame_state::suspended;
    }
    object await_resume() noexcept {
        if (Mode == on_failure::attempt && state.pending) return {};
        return std::move(frame_->value);
    }
    static void fail_at_await(frame_base& f) noexcept;  // adds the traceback entry, then f.fail()

  private:
    frame_base* frame_;
    object target_;
    bool over_;  // target_ is the result already
    outcome outcome_ = outcome::suspended;
};

/// The awaiter of `co_yield at(line)(x)`: the result is what is sent in; an exception thrown in is a failure.
template <on_failure Mode> class yield_step {
  public:
    yield_step(frame_base* f, std::uint32_t line, std::uint32_t operation, object item) noexcept
        : frame_(f), item_(std::move(item)) {
        f->line = line;
        f->operation = static_cast<std::uint16_t>(operation);
    }
    bool await_ready() noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) noexcept {
        frame_->mode = Mode;
        frame_->state = frame_state::suspended;
        if (frame_->kind == frame_kind::async_generator) {
            frame_->value = std::move(item_);
            frame_->produced = true;
        } else {
            state.driving->set_leaf(frame_);
            state.driving->value = std::move(item_);
        }
    }
    object await_resume() noexcept {
        if (Mode == on_failure::attempt && state.pending) return {};
        return std::move(frame_->value);
    }

  private:
    frame_base* frame_;
    object item_;
};

/// The operand of `bool more = co_await at(line)(rows.next(row))`; see async_loop in blocks.hpp.
struct next_operand {
    object iterator;
    object* target;  // assigned only when there is an item
};
/// The awaiter of one step of `async for`: false at the end and when it failed (test `at(line).failed()` behind the loop).
class next_step {
  public:
    next_step(frame_base* f, std::uint32_t line, std::uint32_t operation, next_operand o) noexcept
        : frame_(f), iterator_(std::move(o.iterator)), target_(o.target) {
        f->line = line;
        f->operation = static_cast<std::uint16_t>(operation);
    }
    bool await_ready() noexcept {
        frame_->mode = on_failure::attempt;
        if (!iterator_) [[unlikely]]
            return pass_on(), true;  // aiter() has failed
        return start_next(*frame_, iterator_) != outcome::suspended;
    }
    void await_suspend(std::coroutine_handle<>) noexcept { frame_->state = frame_state::suspended; }
    bool await_resume() noexcept { return iterator_ && finish_next(*frame_, *target_); }

  private:
    frame_base* frame_;
    object iterator_;
    object* target_;
};

/// The operand of `x = co_await at(line)(managing.enter(manager))`: see async_with in blocks.hpp.
struct enter_operand {
    async_with* block;
    ref manager;
    enter_operand(async_with* b, ref m) noexcept : block(b), manager(m) {}
};
template <on_failure Mode> class enter_step {
  public:
    enter_step(frame_base* f, std::uint32_t line, std::uint32_t operation, enter_operand o) noexcept
        : frame_(f), operand_(o) {
        f->line = line;
        f->operation = static_cast<std::uint16_t>(operation);
    }
    bool await_ready() noexcept {
        frame_->mode = Mode;
        outcome_ = start_enter(*frame_, *operand_.block, operand_.manager);
        if constexpr (Mode == on_failure::attempt)
            return outcome_ != outcome::suspended;
        else
            return outcome_ == outcome::ready;
    }
    void await_suspend(std::coroutine_handle<>) noexcept {
        if (Mode == on_failure::bypass && outcome_ == outcome::failed)
            await_step<Mode>::fail_at_await(*frame_);
        else
            frame_->state = frame_state::suspended;
    }
    object await_resume() noexcept {
        if (Mode == on_failure::attempt && state.pending) return {};
        return std::move(frame_->value);
    }

  private:
    frame_base* frame_;
    enter_operand operand_;
    outcome outcome_ = outcome::suspended;
};

/// The operand of `co_await at(line)(managing.leave())`: see async_with in blocks.hpp. Never fails by itself: what happens is in the block.
struct leave_operand {
    async_with* block;
};
class leave_step {
  public:
    leave_step(frame_base* f, std::uint32_t line, std::uint32_t operation, leave_operand o) noexcept
        : frame_(f), block_(o.block) {
        f->line = line;
        f->operation = static_cast<std::uint16_t>(operation);
    }
    bool await_ready() noexcept {
        frame_->mode = on_failure::attempt;
        return start_leave(*frame_, *block_) != outcome::suspended;
    }
    void await_suspend(std::coroutine_handle<>) noexcept { frame_->state = frame_state::suspended; }
    void await_resume() noexcept { finish_leave(*frame_, *block_); }

  private:
    frame_base* frame_;
    async_with* block_;
};

// What `at(...)(x)` gives as an operand of co_await or co_yield. All have constructors: g++ 12 destroys aggregate temporaries twice.
struct placed {
    std::uint32_t line, operation;
    object target;
    bool over;
    placed(std::uint32_t l, std::uint32_t o, object t, bool is_over = false) noexcept
        : line(l), operation(o), target(std::move(t)), over(is_over) {}
};
struct placed_next {
    std::uint32_t line, operation;
    next_operand target;
    placed_next(std::uint32_t l, std::uint32_t o, next_operand t) noexcept
        : line(l), operation(o), target(std::move(t)) {}
};
struct placed_enter {
    std::uint32_t line, operation;
    enter_operand target;
    placed_enter(std::uint32_t l, std::uint32_t o, enter_operand t) noexcept : line(l), operation(o), target(t) {}
};
struct placed_leave {
    std::uint32_t line, operation;
    leave_operand target;
    placed_leave(std::uint32_t l, std::uint32_t o, leave_operand t) noexcept : line(l), operation(o), target(t) {}
};

/// A place in a suspendable function: `at(12).failed(x = f(y))`, `at(12)(x)` and `at(12).attempt(x)`.
class frame_spot {
  public:
    constexpr frame_spot(frame_base* f, std::uint32_t line, std::uint32_t operation) noexcept
        : frame_(f), line_(line), operation_(operation) {}
    bool failed(ref result) const noexcept {
        if (result) [[likely]]
            return false;
        return note();
    }
    /// The same for a statement that drops the value: what its end causes (a warning about a coroutine) happens here.
    bool failed(object&& dropped) const noexcept {
        if (!dropped) [[unlikely]]
            return note();
        if (dropped.is_heap() && dropped.heap()->refs == 1) [[unlikely]]
            drop(dropped);
        return false;
    }
    /// del variable
    void drop(object& variable) const noexcept { drop_at(here(), variable); }
    source_place here() const noexcept { return {frame_->code(), line_}; }
    frame_base& frame() const noexcept { return *frame_; }
    std::uint32_t line() const noexcept { return line_; }
    /// Where the frame notes the line that it is at.
    std::uint32_t* noted() const noexcept { return &frame_->line; }
    bool failed(bool ok) const noexcept {
        if (ok) [[likely]]
            return false;
        return note();
    }
    bool failed() const noexcept {
        if (!state.pending) [[likely]]
            return false;
        return note();
    }
    object checked(object result) const noexcept {
        if (!result) [[unlikely]]
            note();
        return result;
    }
    bool holds(bool condition) const noexcept {
        if (!condition && state.pending) [[unlikely]]
            note();
        return condition;
    }
    failed_t raised(failed_t) const noexcept {
        note();
        return {};
    }
    /// Await (co_await) or yield (co_yield) where a failure finishes the frame.
    placed operator()(object target) const noexcept { return placed(line_, operation_, std::move(target)); }
    placed operator()(started s) const noexcept { return placed(line_, operation_, std::move(s.value), s.over); }
    placed_next operator()(next_operand o) const noexcept { return placed_next(line_, operation_, std::move(o)); }
    placed_enter operator()(enter_operand o) const noexcept { return placed_enter(line_, operation_, o); }
    placed_leave operator()(leave_operand o) const noexcept { return placed_leave(line_, operation_, o); }
    /// Await (co_await) or yield (co_yield) inside try or with: empty when it failed.
    struct attempted {
        frame_base* frame;
        std::uint32_t line, operation;
        object target;
        bool over;
        attempted(frame_base* f, std::uint32_t l, std::uint32_t o, object t, bool is_over = false) noexcept
            : frame(f), line(l), operation(o), target(std::move(t)), over(is_over) {}
    };
    attempted attempt(object target) const noexcept { return attempted(frame_, line_, operation_, std::move(target)); }
    attempted attempt(started target) const noexcept {
        return attempted(frame_, line_, operation_, std::move(target.value), target.over);
    }
    struct attempted_enter {
        frame_base* frame;
        std::uint32_t line, operation;
        enter_operand target;
        attempted_enter(frame_base* f, std::uint32_t l, std::uint32_t o, enter_operand t) noexcept
            : frame(f), line(l), operation(o), target(t) {}
    };
    attempted_enter attempt(enter_operand target) const noexcept {
        return attempted_enter(frame_, line_, operation_, target);
    }

  private:
    bool note() const noexcept;
    frame_base* frame_;
    std::uint32_t line_, operation_;
};

namespace detail {
/// What a frame starts with, on its way from the entry point to the promise.
struct starting_call {
    function_object* function;
    object* bound;
};
inline starting_call starting;
}  // namespace detail

/// The parameter `at` of a suspendable function with N slots: its frame, and how it names places.
template <std::size_t N> class frame {
  public:
    frame(function_object& f, object* bound) noexcept { detail::starting = {&f, bound}; }
    /// The slots, for a structured binding that names them.
    object (&locals() const noexcept)[N] { return *reinterpret_cast<object(*)[N]>(self_->slots()); }
    frame_spot operator()(std::uint32_t line, std::uint32_t operation = 0) const noexcept {
        self_->line = line;
        return {self_, line, operation};
    }
    operator frame_base&() const noexcept { return *self_; }
    frame_base* self() const noexcept { return self_; }

  private:
    template <frame_kind, std::size_t> friend class promise;
    frame_base* self_ = nullptr;
};

template <frame_kind Kind> struct handle_of;
/// What a suspendable function returns to C++: its object, not yet started.
class coroutine : public object {
  public:
    explicit coroutine(frame_base* owned) noexcept : object(object::take(owned)) {}
};
class generator : public object {
  public:
    explicit generator(frame_base* owned) noexcept : object(object::take(owned)) {}
};
class async_generator : public object {
  public:
    explicit async_generator(frame_base* owned) noexcept : object(object::take(owned)) {}
};
template <> struct handle_of<frame_kind::coroutine> {
    using type = coroutine;
};
template <> struct handle_of<frame_kind::generator> {
    using type = generator;
};
template <> struct handle_of<frame_kind::async_generator> {
    using type = async_generator;
};
template <frame_kind K>
inline type_object& frame_type_of = K == frame_kind::coroutine   ? coroutine_type
                                    : K == frame_kind::generator ? generator_type
                                                                 : async_generator_type;

/// What a frame of that kind has behind its common part.
template <frame_kind Kind> struct frame_extra {
    explicit frame_extra(frame_base*) noexcept {}
};
template <> struct frame_extra<frame_kind::async_generator> {
    async_generator_state state;
    explicit frame_extra(frame_base* f) noexcept : state(f) { f->details = &state; }
};

template <frame_kind Kind, std::size_t N> class promise : public frame_base {
  public:
    explicit promise(frame<N>& f) noexcept : frame_base(&frame_type_of<Kind>, Kind), extra_(this) {
        static_assert(sizeof(frame_base) % alignof(object) == 0);
        for (object& slot : storage_) ::new (&slot) object();
        adopt(*detail::starting.function, detail::starting.bound, N);
        f.self_ = this;
    }
    ~promise() {}
    typename handle_of<Kind>::type get_return_object() noexcept { return typename handle_of<Kind>::type(this); }

    await_step<on_failure::bypass> await_transform(placed p) noexcept {
        return {this, p.line, p.operation, std::move(p.target), p.over};
    }
    await_step<on_failure::attempt> await_transform(frame_spot::attempted p) noexcept {
        return {this, p.line, p.operation, std::move(p.target), p.over};
    }
    next_step await_transform(placed_next p) noexcept { return {this, p.line, p.operation, std::move(p.target)}; }
    enter_step<on_failure::bypass> await_transform(placed_enter p) noexcept {
        return {this, p.line, p.operation, p.target};
    }
    enter_step<on_failure::attempt> await_transform(frame_spot::attempted_enter p) noexcept {
        return {this, p.line, p.operation, p.target};
    }
    leave_step await_transform(placed_leave p) noexcept { return {this, p.line, p.operation, p.target}; }
    yield_step<on_failure::bypass> yield_value(placed p) noexcept {
        return {this, p.line, p.operation, std::move(p.target)};
    }
    yield_step<on_failure::attempt> yield_value(frame_spot::attempted p) noexcept {
        return {this, p.line, p.operation, std::move(p.target)};
    }

  private:
    union {  // directly behind frame_base; emptied when the frame finishes or is deallocated
        object storage_[N > 0 ? N : 1];
    };
    [[no_unique_address]] frame_extra<Kind> extra_;
};

namespace detail {
template <class F> struct starter;
template <class R, std::size_t N> struct starter<R (*)(frame<N>)> {
    template <R (*F)(frame<N>)> static object run(function_object& self, object* bound) {
        return F(frame<N>(self, bound));
    }
};
}  // namespace detail
namespace detail {
/// A coroutine around a plain function.
template <class F> struct plain_starter;
template <class... R> struct plain_starter<object (*)(R...)> {
    template <auto F, std::size_t... I> static object call(object* slots, std::index_sequence<I...>) {
        return F(ref(slots[I])...);
    }
    template <auto F> static coroutine body(frame<sizeof...(R)> at) {
        object result = call<F>(&at.locals()[0], std::index_sequence_for<R...>{});
        co_return result;
    }
    template <auto F> static object run(function_object& self, object* bound) {
        return body<F>(frame<sizeof...(R)>(self, bound));
    }
};
}  // namespace detail
/// The entry point of an `async def` that never suspends, written as a plain function.
template <auto F> object start_plain(function_object& self, object* bound) {
    return detail::plain_starter<decltype(F)>::template run<F>(self, bound);
}
/// The entry point of a suspendable function: `py::start<rows>`.
template <auto F> object start(function_object& self, object* bound) {
    return detail::starter<decltype(F)>::template run<F>(self, bound);
}

}  // namespace cowith

template <std::size_t N> struct std::coroutine_traits<cowith::coroutine, cowith::frame<N>> {
    using promise_type = cowith::promise<cowith::frame_kind::coroutine, N>;
};
template <std::size_t N> struct std::coroutine_traits<cowith::generator, cowith::frame<N>> {
    using promise_type = cowith::promise<cowith::frame_kind::generator, N>;
};
template <std::size_t N> struct std::coroutine_traits<cowith::async_generator, cowith::frame<N>> {
    using promise_type = cowith::promise<cowith::frame_kind::async_generator, N>;
};
