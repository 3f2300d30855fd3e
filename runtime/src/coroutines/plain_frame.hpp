// Native coroutines of a few steps, without the compiler's coroutine frame: smaller and quicker to make.
#pragma once
#include "cowith/frame.hpp"

namespace cowith {

/// A flag of functions that may give `bare_yield`, or run at once, when they are awaited on the spot (start_at_once in call.hpp).
inline constexpr std::uint32_t function_startable = flag_user << 1;
/// Its code runs without a frame (code_object::plain) and takes its arguments as they stand: positional parameters only, no cells.
inline constexpr std::uint32_t function_plain = flag_user << 2;

/// What such a function gives for `await sleep(0)`: its awaiter suspends once and gets None, without a coroutine in between.
extern header bare_yield;
/// Puts a coroutine in the place of the bare yield that `f` awaits, for who looks at it.
extern void (*show_bare_yield)(frame_base& f) noexcept;

/// A coroutine object whose steps are a plain function. It begins as every coroutine frame does, with g++ and clang alike (two pointers,
/// then the promise), so that std::coroutine_handle resumes and destroys it. The function is called for each step and ends it with one of
/// finish, fail, yield_none and await; `base.step` is its own.
template <std::size_t N> struct plain_frame {
    using steps = void (*)(plain_frame* f);

    steps resume;
    steps destroy;
    frame_base base;
    object slots[N];  // where frame_base::slots() looks for them

    /// A new coroutine, not yet started, as if `function` had been called.
    template <class... A> static object make(function_object& function, steps run, A&&... arguments) noexcept {
        static_assert(sizeof...(A) <= N);
        auto* f = ::new (frame_base::operator new(sizeof(plain_frame))) plain_frame(function, run);
        object* place = f->slots;
        (::new (place++) object(std::forward<A>(arguments)), ...);
        track(&f->base);
        return object::take(&f->base);
    }

    void finish(object result) noexcept {
        for (std::size_t i = N; i-- > 0;) slots[i].reset();
        base.callee = object(ref(base.code()));
        base.value = std::move(result);
        base.state = frame_state::finished;
    }
    void fail() noexcept { base.fail(); }
    /// What co_yield at(0)(None) does.
    void yield_none() noexcept {
        base.mode = on_failure::bypass;
        base.state = frame_state::suspended;
        state.driving->set_leaf(&base);
        state.driving->value = None;
    }
    /// Like co_await at(0).attempt(target): true: it is over, with the result in `base.value` or a failure pending; false: suspended, and
    /// over when the next step begins.
    bool await(object target) noexcept {
        base.mode = on_failure::attempt;
        if (start_await(base, std::move(target)) != outcome::suspended) return true;
        base.state = frame_state::suspended;
        return false;
    }

  private:
    plain_frame(function_object& function, steps run) noexcept
        : resume(run), destroy([](plain_frame* f) {
              f->~plain_frame();
              frame_base::operator delete(f, sizeof(plain_frame));
          }),
          base(&coroutine_type, frame_kind::coroutine) {
        static_assert(__builtin_offsetof(plain_frame, base) == 2 * sizeof(void*));
        static_assert(__builtin_offsetof(plain_frame, slots) == 2 * sizeof(void*) + sizeof(frame_base));
        ::new (&base.callee) object(ref(&function));
        base.slot_count = N;
    }
};

namespace detail {
template <std::size_t N, void (*Run)(plain_frame<N>*)> object start_plain(function_object& f, object* bound) {
    object made = plain_frame<N>::make(f, Run);
    object* slots = made.as<frame_base>()->slots();
    for (std::size_t i = 0; i < f.code->parameter_count; ++i) slots[i] = ref(bound[i]);
    return made;
}
}  // namespace detail

/// The code of such a coroutine: `constinit plain_code<2, wait_steps> wait_code{"wait", "Event.wait", "self"};`
template <std::size_t N, void (*Run)(plain_frame<N>*)> struct plain_code : code_object {
    constexpr plain_code(const char* name, const char* qualname, const char* signature) noexcept
        : code_object(name, qualname, signature, "", "", nullptr, 0, nullptr, 0, detail::start_plain<N, Run>,
                      code_coroutine) {}
    /// The coroutine, from all its arguments.
    template <class... A> object operator()(A&&... arguments) noexcept {
        if (!first_function) [[unlikely]]
            first_function = make_function(*this, {});
        return plain_frame<N>::make(*first_function.as<function_object>(), Run, std::forward<A>(arguments)...);
    }
};

}  // namespace cowith
