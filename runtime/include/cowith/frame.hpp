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
#include "awaiters.hpp"

namespace cowith {

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
    /// An empty result: it failed.
    void return_value(object result) noexcept { finish(std::move(result), N); }
    void return_value(ref result) noexcept { finish(object(result), N); }
    void return_value(failed_t) noexcept { fail(); }
    typename handle_of<Kind>::type get_return_object() noexcept { return typename handle_of<Kind>::type(this); }

    // No await_transform: `at(...)` makes the awaiter, and g++ 12 would copy what a reference leads to.
    template <on_failure Mode> yield_step<Mode> yield_value(await_step<Mode>&& made) noexcept {
        return yield_step<Mode>(made);
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
