// Named tuples of native modules (sys.version_info, time.struct_time, ...; Objects/structseq.c).
#pragma once
#include "../builtins/builtins.hpp"

#include <cowith/module.hpp>

namespace cowith {

/// struct_sequence<"sys.version_info", "major", "minor">::make({...}); its type is ::type.
template <fixed_text Name, fixed_text... Fields> struct struct_sequence {
    static constexpr std::size_t size = sizeof...(Fields);
    static constexpr const char* names[size] = {Fields.text...};

    template <std::size_t I> static object get(ref self, const ref*, std::size_t, ref) {
        return self.as<tuple_object>()->items[I];
    }
    static object show(ref self) {
        str_builder text;
        text.add(Name.text);
        text.add('(');
        for (std::size_t i = 0; i < size; ++i) {
            if (i) text.add(", ");
            text.add(names[i]);
            text.add('=');
            if (!text.add_repr(self.as<tuple_object>()->items[i])) return {};
        }
        text.add(')');
        return text.finish();
    }
    static object refuse(type_object&, const ref*, std::size_t, ref) {
        return raise_error(TypeError_type, "cannot create '%s' instances", Name.text);
    }

    struct method_table {
        method_definition entries[size + 1];
    };
    template <std::size_t... I> static constexpr method_table make_methods(std::index_sequence<I...>) {
        return {{{names[I], get<I>, "", method_getter}..., {nullptr, nullptr}}};
    }
    static constexpr method_table methods = make_methods(std::make_index_sequence<size>());
    static inline constinit type_object type{Name.text, &tuple_type, type_gc | is_tuple, [](type_object& t) {
                                                 t.repr = show, t.new_ = refuse, t.methods = methods.entries;
                                             }};

    static object make(std::initializer_list<ref> values) noexcept {
        ready(type);
        object result = make_tuple(values.begin(), values.size());
        result.heap()->type = &type;
        return result;
    }
};

}  // namespace cowith
