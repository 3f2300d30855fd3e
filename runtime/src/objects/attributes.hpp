// Attribute look-up shared by the object machinery: the method cache, and errors.
#pragma once
#include <cowith/gc.hpp>
#include <cowith/module.hpp>

#include <cstddef>

#pragma GCC diagnostic ignored                                                                                         \
    "-Winvalid-offsetof"  // objects are no standard-layout classes; both compilers define it all the same

namespace cowith {

/// A function or method descriptor: called with the receiver in front.
inline bool is_method_function(ref x) noexcept { return x.is_heap() && x.type()->type_flags & type_method_descriptor; }

/// What the class side of a look-up says: the attribute found along the MRO (borrowed, may be empty), and the index of the
/// inline field of that name in instances, or -1.
struct class_entry {
    ref value;
    std::int32_t field;
};
/// An attribute of a native module by its interned name, borrowed; empty: look for it in the usual way.
ref native_member(struct module_object& m, ref name) noexcept;
class_entry find_in_class_slow(type_object* type, ref interned_name) noexcept;

/// The global cache of look-ups. A type whose version is current owns `value`.
struct class_cache_entry {
    std::uint32_t version = 0;
    std::int32_t field = -1;
    const header* name = nullptr;
    ref value;
};
constexpr std::size_t class_cache_size = 4096;
extern class_cache_entry class_cache[class_cache_size];
inline class_cache_entry& class_cache_place(std::uint32_t version, const header* name) noexcept {
    return class_cache[(version * 2654435761u ^
                        static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(name) >> 4)) &
                       (class_cache_size - 1)];
}
inline class_entry find_in_class(type_object* type, ref interned_name) noexcept {
    if (type->version) [[likely]] {
        const class_cache_entry& entry = class_cache_place(type->version, interned_name.heap());
        if (entry.version == type->version && entry.name == interned_name.heap()) [[likely]]
            return {entry.value, entry.field};
    }
    return find_in_class_slow(type, interned_name);
}

/// `name` as an interned str; an empty handle and a TypeError ("attribute name must be string, not 'X'") when it is none.
ref attribute_name_slow(ref name) noexcept;
inline ref attribute_name(ref name) noexcept {
    if (name.is_heap() && name.type() == &str_type && name.heap()->flags & flag_interned) [[likely]]
        return name;
    return attribute_name_slow(name);
}
inline ref interned(ref name) noexcept { return name.heap()->flags & flag_interned ? name : intern_str(name); }

inline bool is_data_descriptor(ref descriptor) noexcept { return descriptor.is_heap() && descriptor.type()->descr_set; }
/// descriptor.__get__(x, owner), or the value itself when it is no descriptor.
inline object bind_descriptor(ref descriptor, ref x, type_object* owner) {
    auto get = descriptor.is_heap() ? descriptor.type()->descr_get : nullptr;
    return get ? get(descriptor, x, ref(owner)) : object(descriptor);
}

/// AttributeError with `name` and `obj` set; `format` as raise_error's.
template <class... A> failed_t raise_attribute_error(ref x, ref name, const char* format, const A&... args) noexcept;
failed_t set_attribute_error_fields(ref x, ref name) noexcept;
/// "'X' object has no attribute 'y'"
failed_t raise_no_attribute(ref x, ref name) noexcept;

template <class... A> failed_t raise_attribute_error(ref x, ref name, const char* format, const A&... args) noexcept {
    raise_error(AttributeError_type, format, args...);
    return set_attribute_error_fields(x, name);
}

/// What id() shows, for "at 0x..." texts.
inline void* address_of(ref x) noexcept { return reinterpret_cast<void*>(x.bits()); }

/// The name of a type as messages show it (tp_name): builtin "list", user "Pool".
const char* name_of(const type_object* type) noexcept;

// ---- slots (slots.cpp)
/// Puts wrapper descriptors (`__repr__`, ...) for the slots that a builtin type sets itself into its dict.
void add_slot_wrappers(type_object& type) noexcept;
/// Copies slots that are null from `base`.
void inherit_slots(type_object& type, const type_object& base) noexcept;
/// Sets the slots of a heap type from the dunders along its MRO; `name`: only those of that dunder (empty: all).
void update_slots(type_object& type, ref name = {}) noexcept;
bool is_dunder(ref name) noexcept;
object generic_new(type_object& cls, const ref* args, std::size_t count, ref names);

// ---- types
struct subclass_list;
void add_subclass(type_object& base, type_object& derived) noexcept;
void remove_subclass(type_object& base, type_object& derived) noexcept;
object subclasses_of(type_object& type) noexcept;
/// The C3 linearisation of a type with these bases: a list whose first item is `type`; empty: failed.
object compute_mro(type_object& type, ref bases) noexcept;
/// The builtin type whose layout and deallocator instances of `type` have.
inline type_object* builtin_base(type_object* type) noexcept {
    while (type->type_flags & type_heap || (type->base && type->dealloc == type->base->dealloc)) type = type->base;
    return type;
}
/// The type that fixes the instance layout: the nearest one that adds more than a dict and weak references.
type_object* solid_base(type_object* type) noexcept;
/// The base whose layout a class with these bases extends; null: failed.
type_object* best_base(ref bases) noexcept;
/// A read-only view of a mapping.
object make_mappingproxy(ref mapping) noexcept;
object method_descriptor_for(type_object& owner, const method_definition& definition) noexcept;

// ---- object's own slots (object_type.cpp)
object object_new(type_object& cls, const ref* args, std::size_t count, ref names);
bool object_init(ref self, const ref* args, std::size_t count, ref names);
/// A new instance of a heap type over `object` (zeroed), tracked; no checks.
object new_instance(type_object& cls) noexcept;

// ---- instances (instance.cpp)
void instance_dealloc(header* h) noexcept;
void instance_traverse(header* h, visitor v, void* context);
void instance_clear(header* h);
void instance_finalize(header* h);

}  // namespace cowith
