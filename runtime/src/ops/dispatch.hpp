// Helpers shared by the operator dispatchers.
#pragma once
#include <cowith/types.hpp>

namespace cowith {

/// The type of x with its inherited slots in place.
inline type_object* readied_type(ref x) noexcept {
    type_object* type = x.type();
    if (!(type->type_flags & type_ready)) [[unlikely]]
        ready(*type);
    return type;
}

/// True for the `+`, `*`, `+=`, `*=` of sequences (CPython's sq_concat, sq_repeat...), which are asked only after every
/// __add__, __radd__ and so on of both operands. Tells of the slot in `type->number[op]`.
bool is_sequence_slot(const type_object* type, number_op op) noexcept;

}  // namespace cowith
