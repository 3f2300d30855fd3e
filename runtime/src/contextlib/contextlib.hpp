// The native contextlib; shared by the files of this folder. Behaviour: Lib/contextlib.py of CPython 3.14.
#pragma once
#include "cowith/binding.hpp"
#include "cowith/blocks.hpp"
#include "cowith/exceptions.hpp"
#include "cowith/gc.hpp"
#include "cowith/module.hpp"

namespace cowith::contextlib {

extern type_object context_decorator_type, async_context_decorator_type;
extern type_object generator_manager_type, async_generator_manager_type;

/// _GeneratorContextManager and _AsyncGeneratorContextManager: one use of a decorated generator function.
struct generator_manager : gc_header {
    object dict;
    gc_header* weakrefs = nullptr;
    object generator;
    object function, args, keywords;  // what made it, until it is entered; empty afterwards
    std::uint32_t given = 0;          // while `recallable`: how many arguments there were
    bool recallable = false;  // `function` and `args` are still to be taken from the generator, which has not begun
    using gc_header::gc_header;
};

/// functools.wraps(wrapped)(wrapper); false: failed.
bool copy_function_identity(ref wrapper, ref wrapped) noexcept;
/// raise error while `pending` is being cleaned up ... RuntimeError(text) from None, with the Stop(Async)Iteration as context.
failed_t raise_without_yield(type_object& stop) noexcept;

/// Fills in the module's names.
bool add_decorators(ref dict) noexcept;
bool add_generator_managers(ref dict) noexcept;
bool add_exit_stacks(ref dict) noexcept;
bool add_small_managers(ref dict) noexcept;
bool add_abstract_classes(ref dict) noexcept;

/// A deallocator, traversal and clearing for a struct that lists its objects in `each_object`.
template <class T> constexpr void use_layout(type_object& t) {
    t.instance_size = sizeof(T);
    t.dealloc = [](header* h) noexcept {
        if (defer_dealloc(h)) return;
        untrack(static_cast<T*>(h));
        each_object(*static_cast<T*>(h), [](object& o) { o.reset(); });
        destroy<T>(h);
    };
    t.traverse = [](header* h, visitor v, void* context) {
        each_object(*static_cast<T*>(h), [&](object& o) { visit(o, v, context); });
    };
    t.clear = [](header* h) { each_object(*static_cast<T*>(h), [](object& o) { o.reset(); }); };
}
/// The `new_` slot of such a struct; arguments are the business of `init`.
template <class T> object new_empty(type_object& cls, const ref*, std::size_t, ref) {
    T* made = make_for<T>(cls, &cls);
    track(made);
    return object::take(made);
}
/// A native type that Python code may patch and subclass.
inline constexpr std::uint32_t open_class =
    type_subclassable | type_gc | type_has_dict | type_has_weakrefs | type_python;
constexpr void allow_patching(type_object& t) { t.type_flags &= ~std::uint32_t(type_immutable); }

}  // namespace cowith::contextlib
