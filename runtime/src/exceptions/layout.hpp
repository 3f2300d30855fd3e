// How exception objects are made and die; shared by the exception types.
#pragma once
#include "cowith/exceptions.hpp"
#include "cowith/gc.hpp"

namespace cowith {

/// Calls `f` with every object field of an exception of layout S.
template <class S, class F> void each_own_field(S& e, F&& f) {
    if constexpr (std::is_same_v<S, stop_iteration_exception>) f(e.value);
    if constexpr (std::is_same_v<S, system_exit_exception>) f(e.code);
    if constexpr (std::is_same_v<S, os_error_exception>) f(e.number), f(e.text), f(e.filename), f(e.filename2);
    if constexpr (std::is_same_v<S, import_error_exception>) f(e.message), f(e.name), f(e.path), f(e.name_from);
    if constexpr (std::is_same_v<S, attribute_error_exception>) f(e.name), f(e.owner);
    if constexpr (std::is_same_v<S, name_error_exception>) f(e.name);
    if constexpr (std::is_same_v<S, syntax_error_exception>)
        f(e.message), f(e.filename), f(e.line), f(e.offset), f(e.text), f(e.end_line), f(e.end_offset);
    if constexpr (std::is_same_v<S, unicode_error_exception>)
        f(e.encoding), f(e.subject), f(e.start), f(e.end), f(e.reason);
    if constexpr (std::is_same_v<S, group_exception>) f(e.message), f(e.exceptions);
}
template <class S, class F> void each_field(S& e, F&& f) {
    f(e.dict), f(e.args), f(e.notes), f(e.traceback), f(e.cause), f(e.context);
    each_own_field(e, f);
}

template <class S> void exception_traverse(header* h, visitor v, void* context) {
    each_field(*static_cast<S*>(h), [&](object& o) { visit(o, v, context); });
}
template <class S> void exception_clear(header* h) {
    each_field(*static_cast<S*>(h), [](object& o) { o.reset(); });
}
template <class S> void exception_dealloc(header* h) noexcept {
    if (defer_dealloc(h)) return;
    S& e = *static_cast<S*>(h);
    untrack(&e);
    if (any_held(e.dict, e.notes, e.cause, e.context) || !std::is_same_v<S, exception>) {
        const saved_error keep;
        exception_clear<S>(h);
    } else {
        e.args.reset();
        if (e.traceback) {
            const saved_error keep;
            e.traceback.reset();
        }
    }
    destroy_emptied<S>(h);
}

/// BaseException.__new__ for layout S: args are kept as they are.
template <class S> object exception_new(type_object& cls, const ref* args, std::size_t count, ref) {
    S* e = make_for<S>(cls, &cls);
    e->args = make_tuple(args, count);
    track(e);
    return object::take(e);
}

/// BaseException.__init__: args again, which `exception_new` has put there already.
bool exception_init(ref self, const ref* args, std::size_t count, ref names);

}  // namespace cowith
