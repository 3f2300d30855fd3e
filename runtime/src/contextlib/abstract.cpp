// AbstractContextManager and AbstractAsyncContextManager: abstract base classes that recognise any class with both methods.
#include "contextlib.hpp"

#include <cowith/native_modules.hpp>

namespace cowith::contextlib {
namespace {

object enter_self(ref self) { return object(self); }
constinit code_object enter_code{"__enter__", "AbstractContextManager.__enter__",
                                 "self",      "",
                                 "",          nullptr,
                                 0,           nullptr,
                                 0,           entry<enter_self>,
                                 0,           "Return `self` upon entering the runtime context."};
object exit_nothing(ref, ref, ref, ref) { return object(None); }
constinit code_object exit_code{"__exit__",
                                "AbstractContextManager.__exit__",
                                "self, exc_type, exc_value, traceback",
                                "",
                                "",
                                nullptr,
                                0,
                                nullptr,
                                0,
                                entry<exit_nothing>,
                                0,
                                "Raise any exception triggered within the runtime context."};
coroutine async_enter_self(frame<1> at) {
    auto& [self] = at.locals();
    co_return self;
}
constinit code_object async_enter_code{"__aenter__",
                                       "AbstractAsyncContextManager.__aenter__",
                                       "self",
                                       "",
                                       "",
                                       nullptr,
                                       0,
                                       nullptr,
                                       0,
                                       start<async_enter_self>,
                                       code_coroutine,
                                       "Return `self` upon entering the runtime context."};
coroutine async_exit_nothing(frame<4>) { co_return None; }
constinit code_object async_exit_code{"__aexit__",
                                      "AbstractAsyncContextManager.__aexit__",
                                      "self, exc_type, exc_value, traceback",
                                      "",
                                      "",
                                      nullptr,
                                      0,
                                      nullptr,
                                      0,
                                      start<async_exit_nothing>,
                                      code_coroutine,
                                      "Raise any exception triggered within the runtime context."};

/// AbstractContextManager and AbstractAsyncContextManager, borrowed from the module once made.
ref root[2];

/// _collections_abc._check_methods: every name is found along the MRO and isn't None.
object has_methods(ref cls, std::initializer_list<const char*> names) noexcept {
    for (const char* name : names) {
        ref found = lookup(cls.as<type_object>(), intern(name));
        if (!found || found.is(None)) return object(NotImplemented);
    }
    return object(True);
}
/// @classmethod __subclasshook__(cls, C): only the abstract class itself answers.
template <bool Async> object subclass_hook(ref, const ref* args, std::size_t, ref) {
    const ref cls = args[0], candidate = args[1];
    if (!cls.is(root[Async])) return object(NotImplemented);
    return Async ? has_methods(candidate, {"__aenter__", "__aexit__"})
                 : has_methods(candidate, {"__enter__", "__exit__"});
}
constexpr method_definition sync_hook{"__subclasshook__", subclass_hook<false>, "klass, C, /"};
constexpr method_definition async_hook{"__subclasshook__", subclass_hook<true>, "klass, C, /"};
object getitem_of_class(ref, const ref* args, std::size_t, ref) { return make_generic_alias(args[0], args[1]); }
constexpr method_definition getitem{"__class_getitem__", getitem_of_class, "klass, item, /"};

/// classmethod(native function that gets the class as receiver).
object class_method(const method_definition& d) noexcept {
    object function = make_native_method(d);
    return function ? call_vector(ref(&classmethod_type), &static_cast<const ref&>(function), 1) : object();
}

object make_abstract(const char* name, code_object& enter, code_object& exit, const method_definition& hook,
                     const char* doc) noexcept {
    object abc = import_module(intern(native_modules::abc.module.name));
    object metaclass = abc.attr(intern("ABCMeta"));
    object mark = abc.attr(intern("abstractmethod"));
    if (!metaclass || !mark) return {};
    object exit_function = mark(make_native_function(exit, "contextlib"));
    object enter_function = make_native_function(enter, "contextlib");
    object hook_method = class_method(hook), getitem_method = class_method(getitem);
    if (!exit_function || !enter_function || !hook_method || !getitem_method) return {};
    object ns =
        dict(intern("__slots__"), new_tuple(0), intern("__module__"), intern("contextlib"), intern("__qualname__"),
             intern(name), intern("__doc__"), intern(doc), intern(&enter == &enter_code ? "__enter__" : "__aenter__"),
             enter_function, intern(&enter == &enter_code ? "__exit__" : "__aexit__"), exit_function,
             intern("__subclasshook__"), hook_method, intern("__class_getitem__"), getitem_method);
    object bases = tuple();
    object made = metaclass(intern(name), bases, ns);
    root[&enter == &async_enter_code] = made;
    return made;
}

}  // namespace

bool add_abstract_classes(ref dict) noexcept {
    object sync = make_abstract("AbstractContextManager", enter_code, exit_code, sync_hook,
                                "An abstract base class for context managers.");
    if (!sync) return false;
    object async = make_abstract("AbstractAsyncContextManager", async_enter_code, async_exit_code, async_hook,
                                 "An abstract base class for asynchronous context managers.");
    return async && dict_set(dict, intern("AbstractContextManager"), sync) &&
           dict_set(dict, intern("AbstractAsyncContextManager"), async);
}

}  // namespace cowith::contextlib
