// Constructors of native types that bind their arguments by a text signature (method_definition in type.hpp).
#pragma once
#include "types.hpp"

namespace cowith {

/// Binds the call by d.signature, with CPython's TypeErrors, and runs d.function with one entry per parameter.
object call_bound(const method_definition& d, ref self, const ref* args, std::size_t count, ref names) noexcept;

/// A type's `init` slot: `t.init = init_with<future_init>`, where future_init is a method_definition named after the type.
template <const method_definition& D> bool init_with(ref self, const ref* args, std::size_t count, ref names) {
    return static_cast<bool>(call_bound(D, self, args, count, names));
}
/// A type's `new_` slot: the function gets the class as `self`.
template <const method_definition& D> object new_with(type_object& cls, const ref* args, std::size_t count, ref names) {
    return call_bound(D, ref(&cls), args, count, names);
}

/// cls[item] as types.GenericAlias: the `__class_getitem__` of generic native types.
object make_generic_alias(ref origin, ref item) noexcept;
/// A method_definition entry: {"__class_getitem__", class_getitem, "cls, item, /", method_class}.
object class_getitem(ref cls, const ref* args, std::size_t count, ref names);

}  // namespace cowith
