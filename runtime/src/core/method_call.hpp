// Methods without a bound method on the way: which function x.name(...) calls.
#pragma once
#include "../objects/attributes.hpp"
#include "../objects/instance_layout.hpp"

namespace cowith {

/// The function on x's class that x.name(...) calls with x in front; empty: it takes an ordinary attribute look-up.
inline ref function_for_method(ref x, type_object* type, ref name) noexcept {
    const class_entry entry = find_in_class(type, name);
    if (!entry.value || !is_method_function(entry.value)) return {};
    if (type->dict_offset) {
        const object& dict = dict_of(x.heap());
        const bool shadowed = dict ? static_cast<bool>(dict_get_interned(dict, name))
                                   : entry.field >= 0 && fields_of(x.heap())->values[entry.field];
        if (shadowed) return {};
    }
    return entry.value;
}

inline auto attribute_getter(type_object* type) noexcept {
    if (!type->getattr) [[unlikely]]
        ready(*type);
    return type->getattr;
}

}  // namespace cowith
