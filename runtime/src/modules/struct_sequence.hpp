// Named tuples of native modules (sys.version_info, time.struct_time, ...; Objects/structseq.c).
#pragma once
#include "../builtins/builtins.hpp"

#include <cowith/module.hpp>

namespace cowith {

/// What all of them do; `hidden` fields have names, and stand behind the tuple's own items.
struct struct_sequence_layout {
    const char* type_name;
    const char* const* names;
    std::size_t size, hidden;
    bool can_be_made;  ///< by calling the class

    /// `cls(sequence, dict={})`: structseq_new.
    object make(type_object& cls, const ref* args, std::size_t count, ref names_given) const noexcept;
    object show(ref self) const noexcept;
    /// (cls, (items, {hidden names: values}))
    object reduce(ref self) const noexcept;
    /// A copy with other values for some names (PEP 681's __replace__).
    object replace(ref self, ref changes) const noexcept;
    /// n_fields and its kin, __match_args__.
    bool add_attributes(type_object& type) const noexcept;
    /// Of size + hidden values.
    object make_of(type_object& cls, const ref* values) const noexcept;
};
void struct_sequence_dealloc(header* self, std::size_t items) noexcept;
void struct_sequence_traverse(header* self, std::size_t items, visitor v, void* context);

/// struct_sequence<"sys.version_info", "major", "minor">::make({...}); its type is ::type.
template <fixed_text Name, std::size_t Hidden, bool CanBeMade, fixed_text... Fields> struct struct_sequence_of {
    static constexpr std::size_t all = sizeof...(Fields);
    static constexpr const char* names[all] = {Fields.text...};
    static constexpr struct_sequence_layout layout{Name.text, names, all - Hidden, Hidden, CanBeMade};

    template <std::size_t I> static object get(ref self, const ref*, std::size_t, ref) {
        return self.as<tuple_object>()->items[I];
    }
    static object reduce(ref self, const ref*, std::size_t, ref) { return layout.reduce(self); }
    static object replace(ref self, const ref* args, std::size_t, ref) { return layout.replace(self, args[0]); }

    struct method_table {
        method_definition entries[all + 3];
    };
    template <std::size_t... I> static constexpr method_table make_methods(std::index_sequence<I...>) {
        return {{{names[I], get<I>, "", method_getter}...,
                 {"__reduce__", reduce, "self, /"},
                 {"__replace__", replace, "self, /, **changes"},
                 {nullptr, nullptr}}};
    }
    static constexpr method_table methods = make_methods(std::make_index_sequence<all>());
    static inline constinit type_object type{
        Name.text, &tuple_type, type_gc | is_tuple, [](type_object& t) {
            t.repr = [](ref self) { return layout.show(self); };
            t.new_ = [](type_object& cls, const ref* args, std::size_t count, ref keywords) {
                return layout.make(cls, args, count, keywords);
            };
            t.methods = methods.entries;
            if constexpr (Hidden > 0) {
                t.dealloc = [](header* self) noexcept { struct_sequence_dealloc(self, all); };
                t.traverse = [](header* self, visitor v, void* context) {
                    struct_sequence_traverse(self, all, v, context);
                };
            }
        }};

    static object make(std::initializer_list<ref> values) noexcept {
        ready(type);
        return layout.make_of(type, values.begin());
    }
    /// The class as an attribute of its module.
    static bool add_to(ref dict, const char* name) noexcept {
        return add_type(dict, name, type) && layout.add_attributes(type);
    }
};
template <fixed_text Name, fixed_text... Fields> using struct_sequence = struct_sequence_of<Name, 0, false, Fields...>;

}  // namespace cowith
