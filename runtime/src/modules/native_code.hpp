// Python functions whose bodies are C++: what native decorators and class factories put into classes. Unlike builtin functions they
// bind to instances, and their signatures are checked with the TypeErrors of `def`.
#pragma once
#include "builtins/builtins.hpp"

#include <cowith/binding.hpp>
#include <cowith/code.hpp>
#include <cowith/module.hpp>

#include <string>

namespace cowith {

struct native_code {
    std::string name, qualname;
    std::string signature;  // as code_object's: "self, /, x, y=, *, key="
    entry_point entry;      // gets the bound parameters, as any entry point
};

/// A function object. `data`: what the body finds with function_data(); `defaults`: tuple, `keyword_defaults`: dict, or empty.
object make_code_function(const native_code& code, ref data = {}, ref defaults = {}, ref keyword_defaults = {},
                          ref module_name = {}) noexcept;
inline ref function_data(const function_object& f) noexcept {
    return f.closure.as<tuple_object>()->items[0].as<cell_object>()->value;
}

/// name of a class: cls.__qualname__ as C++ text.
std::string class_qualname(ref cls) noexcept;
/// f"{cls.__module__}.{cls.__qualname__}" without "builtins."
std::string class_full_name(ref cls) noexcept;

/// The __dict__ of instances of a native type with a dict_offset: a method_getter.
object dict_of_instance(ref self, const ref* args, std::size_t count, ref names);

/// True for `__name__`-like names.
inline bool is_dunder_text(std::string_view s) noexcept {
    return s.size() > 4 && s.starts_with("__") && s.ends_with("__") && s[2] != '_' && s[s.size() - 3] != '_';
}

}  // namespace cowith
