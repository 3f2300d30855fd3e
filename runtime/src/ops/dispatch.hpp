// Helpers shared by the operator dispatchers.
#pragma once
#include <cowith/types.hpp>

namespace cowith {

/// The type of x with its inherited slots in place.
inline type_object* readied_type(ref x) noexcept {
    type_object* type = x.type();
    if (!(type->type_flags & type_ready)) [[unlikely]] ready(*type);
    return type;
}

/// True for the `+`, `*`, `+=`, `*=` of sequences (CPython's sq_concat, sq_repeat...), which are asked only after every
/// __add__, __radd__ and so on of both operands. `slot` stands in `type.number[op]`.
bool is_sequence_slot(number_op op, binary_slot slot) noexcept;

}  // namespace cowith
