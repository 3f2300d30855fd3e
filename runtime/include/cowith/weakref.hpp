// Weak references. A type whose instances can be referenced weakly has `weakrefs_offset`: there lies the head of the list of
// an object's weak references (a gc_header* that owns nothing).
#pragma once
#include "type.hpp"

namespace cowith {

struct weakref_object : gc_header {
    header* target;  // not owned; null once it is dead
    object callback;
    weakref_object* previous = nullptr;  // in the target's list
    weakref_object* next = nullptr;
    std::int64_t hash = -1;
    explicit weakref_object(type_object* t) noexcept : gc_header(t), target(nullptr) {}
};
extern type_object weakref_proxy_type, weakref_callable_proxy_type;

/// weakref.ref(x, callback): the one without a callback is shared. TypeError "cannot create weak reference to 'X' object".
object make_weakref(ref x, ref callback = {}) noexcept;
/// weakref.proxy(x, callback)
object make_weak_proxy(ref x, ref callback = {}) noexcept;
/// What it refers to, owned; None once that is dead.
object weakref_target(ref weak) noexcept;
/// The number of weak references to x.
std::size_t weakref_count(ref x) noexcept;
/// The head of x's list, or null when its type allows none.
inline weakref_object** weakref_list(header* x) noexcept {
    const std::int32_t offset = x->type->weakrefs_offset;
    return offset ? reinterpret_cast<weakref_object**>(reinterpret_cast<char*>(x) + offset) : nullptr;
}
/// Takes a weak reference out of its target's list and forgets the target.
void detach_weakref(weakref_object* w) noexcept;

}  // namespace cowith
