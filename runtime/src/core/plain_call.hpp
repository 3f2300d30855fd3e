// Calls of functions over arguments that fit as they stand: without binding, and for async functions that never suspend without a
// coroutine.
#pragma once
#include "../coroutines/plain_frame.hpp"
#include "../objects/function_attributes.hpp"

namespace cowith {

/// The code of a function over borrowed arguments. It may be the last to know the function: nothing of it is used afterwards.
inline object run_directly(function_object& f, entry_point entry, const ref* args, std::size_t count) noexcept {
    const code_object& code = *f.code;
    return keeping_parameters(code, entry(f, reinterpret_cast<object*>(const_cast<ref*>(args))), args, count);
}

/// Whether `await callable(...)` with that many positional arguments may be run_plainly(): it can't suspend, nobody else has to have
/// their turn, and there is stack left.
inline bool runs_plainly(ref callable, std::size_t count) noexcept {
    if (callable.type() != &function_type) return false;
    const auto& f = *callable.as<function_object>();
    return f.flags & function_plain && f.direct && f.code->positional == count && !at_stack_limit();
}
/// The result of awaiting such a call; empty: failed.
inline object run_plainly(ref callable, const ref* args, std::size_t count) noexcept {
    auto& f = *callable.as<function_object>();
    object result = run_directly(f, f.code->plain, args, count);
    if (!result) [[unlikely]]
        convert_stop_iteration(frame_kind::coroutine);
    return result;
}

}  // namespace cowith
