// Function objects: parts that stand in different files.
#pragma once
#include <cowith/code.hpp>
#include <cowith/error.hpp>

namespace cowith {

extern const method_definition function_methods[];  // function_attributes.cpp
/// What a call of `code` gave. If it failed, its traceback entry keeps the parameters alive.
inline object keeping_parameters(const code_object& code, object result, const ref* values,
                                 std::size_t count) noexcept {
    if (!result && state.pending && state.pending->traceback) [[unlikely]]
        if (state.pending->traceback.as<traceback_object>()->code == &code) keep_for_traceback(values, count);
    return result;
}
/// A bound method.
object make_method(ref function, ref self) noexcept;
ref method_function_of(ref method) noexcept;
ref method_self_of(ref method) noexcept;

}  // namespace cowith
