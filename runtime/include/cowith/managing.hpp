// How `async with` enters and leaves a native manager without the coroutines of its `__aenter__` and `__aexit__`.
#pragma once
#include "frame.hpp"

namespace cowith {

/// A type's way around its own `__aenter__` and `__aexit__` (type_object::managing): the same steps on behalf of the frame that holds
/// the `async with`. Forgotten as soon as somebody assigns one of the two to the class; subclasses don't have it.
struct async_managing {
    /// Like start_await for the result of `__aenter__`. `declined`: take the method (nothing has happened).
    outcome (*enter)(frame_base& f, async_with& block, ref manager) noexcept;
    /// The same for `__aexit__`, even if the class has got another one meanwhile; the block knows the exception. Never `declined`.
    outcome (*leave)(frame_base& f, async_with& block) noexcept;
    /// A generator that one of the two has started for `f` has produced an item, finished or failed: what comes of it.
    outcome (*entered)(frame_base& f, async_with& block, frame_base& child) noexcept;
    outcome (*left)(frame_base& f, async_with& block, frame_base& child) noexcept;
};

/// Runs `child`, a generator of ours, on behalf of `f`: with None sent in, or with what is pending thrown in. When it stops,
/// `entered` or `left` of the innermost block of `f` tells what comes of it.
outcome step_child(frame_base& f, ref child, await_purpose purpose) noexcept;
/// True when an async generator can take a step by step_child: nobody else steps it, and it hasn't finished.
bool can_step(ref generator, frame_state expected) noexcept;

}  // namespace cowith
