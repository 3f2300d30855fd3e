// Readying builtin types: MRO, inherited slots, and a dict filled from their slots and method tables.
#include "attributes.hpp"
#include "type_layout.hpp"

#include <cstring>

namespace cowith {
namespace {

object make_bases(type_object& type) noexcept {
    if (!type.base) return make_tuple(nullptr, 0);
    const ref bases[] = {type.base, type.second_base};
    return make_tuple(bases, type.second_base ? 2 : 1);
}

/// What types say through flags and offsets rather than through slots.
void inherit_layout(type_object& type, const type_object& base) noexcept {
    constexpr std::uint32_t inherited = type_gc | type_has_dict | type_has_weakrefs | is_long | is_list | is_tuple |
                                        is_bytes | is_string | is_dict | is_exception | is_type | type_sequence |
                                        type_mapping;
    type.type_flags |= base.type_flags & inherited;
    if (!type.instance_size) type.instance_size = base.instance_size;
    if (!type.dict_offset) type.dict_offset = base.dict_offset;
    if (!type.weakrefs_offset) type.weakrefs_offset = base.weakrefs_offset;
}

/// "module.name" in a builtin type's name.
void set_names(type_object& type) noexcept {
    const char* dot = std::strrchr(type.name, '.');
    type.qualname = intern(dot ? dot + 1 : type.name);
    type.module =
        dot ? intern(std::string_view(type.name, static_cast<std::size_t>(dot - type.name))) : intern("builtins");
}

}  // namespace

void ready(type_object& type) noexcept {
    if (type.type_flags & type_ready) return;
    if (type.base) ready(*type.base);
    if (type.second_base) ready(*type.second_base);
    type.type_flags |= type_ready;
    set_names(type);
    type.attributes = make_dict();
    type.bases = make_bases(type);
    if (type.second_base) {
        type.mro = list_to_tuple(compute_mro(type, type.bases));
    } else if (type.base) {
        const auto* inherited = type.base->mro.as<tuple_object>();
        object mro = new_tuple(inherited->size + 1);
        auto* items = mro.as<tuple_object>()->items;
        items[0] = ref(&type);
        for (std::size_t i = 0; i < inherited->size; ++i) items[i + 1] = inherited->items[i];
        type.mro = std::move(mro);
    } else {
        type.mro = tuple(ref(&type));
    }
    add_slot_wrappers(type);
    for (const method_definition* m = type.methods; m && m->name; ++m) {
        object descriptor = method_descriptor_for(type, *m);
        dict_set(type.attributes, intern(m->name), descriptor);
    }
    if (type.dict_offset && !(type.type_flags & is_type) && !dict_get_interned(type.attributes, intern("__dict__")))
        dict_set(type.attributes, intern("__dict__"), method_descriptor_for(type, dict_getter));
    const ref doc_name = intern("__doc__");
    if (!dict_get_interned(type.attributes, doc_name))
        dict_set(type.attributes, doc_name, type.doc ? object(make_str(type.doc)) : object(None));
    if (type.base) {
        inherit_layout(type, *type.base);
        inherit_slots(type, *type.base);
        if (type.second_base) inherit_slots(type, *type.second_base);
        add_subclass(*type.base, type);
        if (type.second_base) add_subclass(*type.second_base, type);
    }
    type_modified(type);
}

}  // namespace cowith
