// Constructors of native types that bind their arguments by a text signature (method_definition in type.hpp).
#pragma once
#include "code.hpp"
#include "types.hpp"

namespace cowith {

/// Binds the call by d.signature, with CPython's TypeErrors, and runs d.function with one entry per parameter.
object call_bound(const method_definition& d, ref self, const ref* args, std::size_t count, ref names) noexcept;
/// The same with the TypeErrors of a function made by `def`.
object call_bound_python(const method_definition& d, ref self, const ref* args, std::size_t count, ref names) noexcept;

/// The same with a place that remembers the parsed signature.
object call_bound(const method_definition& d, const void*& signature, ref self, const ref* args, std::size_t count,
                  ref names) noexcept;

/// A type's `init` slot: `t.init = init_with<future_init>`, where future_init is a method_definition named after the type.
template <const method_definition& D> bool init_with(ref self, const ref* args, std::size_t count, ref names) {
    static const void* signature = nullptr;
    return static_cast<bool>(call_bound(D, signature, self, args, count, names));
}
/// A type's `new_` slot: the function gets the class as `self`.
template <const method_definition& D> object new_with(type_object& cls, const ref* args, std::size_t count, ref names) {
    static const void* signature = nullptr;
    return call_bound(D, signature, ref(&cls), args, count, names);
}

/// A builtin function object; `self` (may be empty) is the receiver that its function gets.
object make_native(const method_definition& d, ref self) noexcept;
/// The same as a method of a class that is being made: classmethod() and instances bind it.
object make_native_method(const method_definition& d) noexcept;
/// Puts the functions of a table (it ends with a null name) into a native module's dict.
bool add_functions(ref module_dict, const method_definition* table, const char* module_name,
                   call_style style = call_style::c) noexcept;
/// A function object for a native function that has a code object (coroutines written in C++): binds and shows like Python's.
object make_native_function(code_object& code, const char* module_name, ref defaults = {}, ref keyword_defaults = {},
                            ref closure = {}) noexcept;
/// Starts a native coroutine with all its parameters given: the coroutine object.
object start_native(code_object& code, std::initializer_list<ref> arguments) noexcept;
/// " at 0x7f...", as default reprs have it.
std::string address_text(ref x);
/// The names of keyword arguments and their values as a dict; empty when there are none.
object keywords_dict(const ref* values, ref names) noexcept;
/// Writes to sys.stderr (the one that Python code may have replaced).
void write_stderr(std::string_view text) noexcept;

/// A method_definition entry: {"__class_getitem__", class_getitem, "cls, item, /", method_class}.
object class_getitem(ref cls, const ref* args, std::size_t count, ref names);

}  // namespace cowith
