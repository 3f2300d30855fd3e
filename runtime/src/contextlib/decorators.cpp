// ContextDecorator and AsyncContextDecorator.
#include "contextlib.hpp"

#pragma GCC diagnostic ignored "-Winvalid-offsetof"  // objects are no standard-layout classes; both compilers define it

namespace cowith::contextlib {

bool copy_function_identity(ref wrapper, ref wrapped) noexcept {
    for (const char* name : {"__module__", "__name__", "__qualname__", "__doc__", "__annotate__", "__type_params__"}) {
        object value = find_attribute(wrapped, intern(name));
        if (!value) {
            if (is_failed()) return false;
            continue;
        }
        if (std::string_view(name) == "__annotate__" && value.is(None)) continue;
        if (!set_attribute(wrapper, intern(name), value)) return false;
    }
    object attributes = find_attribute(wrapped, intern("__dict__"));
    if (!attributes && is_failed()) return false;
    if (attributes) {
        object own = wrapper.attr(intern("__dict__"));
        if (!own || !own.call(intern("update"), attributes)) return false;
    }
    return set_attribute(wrapper, intern("__wrapped__"), wrapped);
}

namespace {

/// def inner(*args, **kwds): with self._recreate_cm(): return func(*args, **kwds)
object sync_inner(ref args, ref keywords, ref function, ref manager) {
    static const code_object here{
        "inner", "ContextDecorator.__call__.<locals>.inner", "", "", "", nullptr, 0, nullptr, 0, nullptr, 0};
    const at at{here};
    with managing(at);
    {
        object fresh = (*manager).call(intern("_recreate_cm"));
        if (!managing.enter(fresh)) return {};
        object result = call_tuple(*function, args, keywords);
        if (!result) goto leave;
        managing.returns(std::move(result));
    }
leave:
    managing.leave(at(0));
    if (managing.reraises()) return {};
    if (managing.returned()) return managing.result();
    return object(None);
}
constinit code_object sync_inner_code{"inner",
                                      "ContextDecorator.__call__.<locals>.inner",
                                      "*args, **kwds",
                                      "",
                                      "func self",
                                      nullptr,
                                      0,
                                      nullptr,
                                      0,
                                      entry<sync_inner>,
                                      code_varargs | code_varkeywords};

/// async def inner(*args, **kwds): async with self._recreate_cm(): return await func(*args, **kwds)
coroutine async_inner(frame<5> at) {
    auto& [args, keywords, function, manager, result] = at.locals();
    {
        async_with managing(at);
        result = (*manager).call(intern("_recreate_cm"));
        result = co_await at(0)(managing.enter(result));
        {
            result = call_tuple(*function, args, keywords);
            result = co_await at(0).attempt(result);
            if (!result) goto leave;
            managing.returns(result);
        }
    leave:
        co_await at(0)(managing.leave());
        if (managing.reraises()) co_return failed;
        if (managing.returned()) co_return managing.result();
    }
    co_return None;
}
constinit code_object async_inner_code{"inner",
                                       "AsyncContextDecorator.__call__.<locals>.inner",
                                       "*args, **kwds",
                                       "| result",
                                       "func self",
                                       nullptr,
                                       0,
                                       nullptr,
                                       0,
                                       start<async_inner>,
                                       code_varargs | code_varkeywords | code_coroutine};

object decorate(code_object& code, ref manager, ref function) noexcept {
    object cells = tuple(new_cell(object(function)), new_cell(object(manager)));
    object inner = make_native_function(code, "contextlib", {}, {}, cells);
    return inner && copy_function_identity(inner, function) ? inner : object();
}
object decorate_sync(ref self, const ref* args, std::size_t, ref) { return decorate(sync_inner_code, self, args[0]); }
object decorate_async(ref self, const ref* args, std::size_t, ref) { return decorate(async_inner_code, self, args[0]); }
object recreate(ref self, const ref*, std::size_t, ref) { return object(self); }

constexpr method_definition sync_call{"ContextDecorator.__call__", decorate_sync, "self, func"};
constexpr method_definition async_call{"AsyncContextDecorator.__call__", decorate_async, "self, func"};
template <const method_definition& D> object call_slot(ref self, const ref* args, std::size_t count, ref names) {
    return call_bound(D, self, args, count, names);
}

constexpr method_definition sync_methods[] = {
    {"__call__", decorate_sync, "self, func"}, {"_recreate_cm", recreate, "self"}, {nullptr, nullptr}};
constexpr method_definition async_methods[] = {
    {"__call__", decorate_async, "self, func"}, {"_recreate_cm", recreate, "self"}, {nullptr, nullptr}};

}  // namespace

constinit type_object context_decorator_type{"contextlib.ContextDecorator", &object_type,
                                             type_subclassable | type_python, [](type_object& t) {
                                                 t.methods = sync_methods;
                                                 t.call = call_slot<sync_call>;
                                                 allow_patching(t);
                                             }};
constinit type_object async_context_decorator_type{"contextlib.AsyncContextDecorator", &object_type,
                                                   type_subclassable | type_python, [](type_object& t) {
                                                       t.methods = async_methods;
                                                       t.call = call_slot<async_call>;
                                                       allow_patching(t);
                                                   }};

bool add_decorators(ref dict) noexcept {
    return dict_set(dict, intern("ContextDecorator"), ref(&context_decorator_type)) &&
           dict_set(dict, intern("AsyncContextDecorator"), ref(&async_context_decorator_type));
}

}  // namespace cowith::contextlib
