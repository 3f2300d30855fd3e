// Slots as Python sees them: the table of dunders, and wrapper descriptors (`<slot wrapper '__repr__' of 'list' objects>`).
#pragma once
#include "attributes.hpp"

namespace cowith {

/// Calls a slot function with Python arguments (self is checked already).
using slot_caller = object (*)(void* slot, ref self, const ref* args, std::size_t count, ref names, const char* name);

struct slot_definition {
    const char* name;
    std::uint16_t offset;  // of the slot in type_object
    void* generic;         // the slot function that calls the dunder
    slot_caller caller;
    number_op op = number_op::count_;  // of number slots
    bool reflected = false;
    mutable ref interned_name{};
};
extern const slot_definition slot_definitions[];
extern const std::size_t slot_definition_count;

inline void*& slot_at(type_object& type, std::uint16_t offset) noexcept {
    return *reinterpret_cast<void**>(reinterpret_cast<char*>(&type) + offset);
}

struct wrapper_descriptor : header {
    type_object* owner;  // builtin: immortal
    const slot_definition* definition;
    void* slot;
    wrapper_descriptor(type_object* t, const slot_definition* d, void* s) noexcept;
};
extern type_object wrapper_descriptor_type, method_wrapper_type;

}  // namespace cowith
