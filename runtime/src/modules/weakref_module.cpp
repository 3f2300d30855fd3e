// The weakref module: references, proxies, weak containers. WeakMethod and finalize stand in modules/_weakref_more.py,
// WeakSet in modules/_weakrefset.py.
#include "../builtins/builtins.hpp"
#include "weak_containers.hpp"

#include <cowith/exceptions.hpp>
#include <cowith/native_modules.hpp>
#include <cowith/weakref.hpp>

namespace cowith {

using namespace literals;

namespace {

object proxy(ref, const ref* args, std::size_t, ref) { return make_weak_proxy(args[0], args[1]); }
object getweakrefcount(ref, const ref* args, std::size_t, ref) {
    return static_cast<std::int64_t>(weakref_count(args[0]));
}
object getweakrefs(ref, const ref* args, std::size_t, ref) {
    object list = make_list();
    if (!args[0].is_heap()) return list;
    if (weakref_object** head = weakref_list(args[0].heap()))
        for (weakref_object* w = *head; w; w = w->next) list_append(list, ref(w));
    return list;
}
/// finalize, WeakMethod and WeakSet: their modules are imported when a program comes to one of them.
object module_getattr(ref, const ref* args, std::size_t, ref) {
    for (ref name : {"finalize"_s, "WeakMethod"_s, "WeakSet"_s}) {
        if (!args[0].is(name) && !(is_str(args[0]) && text_of(args[0]) == text_of(name))) continue;
        object module = import_module(name.is("WeakSet"_s) ? "_weakrefset"_s : "_weakref_more"_s);
        object found = module ? module.attr(name) : object();
        if (found) native_modules::weakref.module.set(name, found);
        return found;
    }
    return raise_error(AttributeError_type, "module 'weakref' has no attribute %R", args[0]);
}
constexpr method_definition functions[] = {{"__getattr__", module_getattr, "module, name, /"},
                                           {"proxy", proxy, "object, callback=None, /"},
                                           {"getweakrefcount", getweakrefcount, "object, /"},
                                           {"getweakrefs", getweakrefs, "object, /"},
                                           {nullptr, nullptr}};

bool fill(ref dict) noexcept {
    return add_functions(dict, functions, "_weakref"_s) && add_type(dict, "ref", weakref_type) &&
           add_type(dict, "ReferenceType", weakref_type) && add_type(dict, "ProxyType", weakref_proxy_type) &&
           add_type(dict, "CallableProxyType", weakref_callable_proxy_type) &&
           add_type(dict, "WeakValueDictionary", weak_value_dictionary_type) &&
           add_type(dict, "WeakKeyDictionary", weak_key_dictionary_type) &&
           dict_set(dict, "ProxyTypes"_s, tuple(ref(&weakref_proxy_type), ref(&weakref_callable_proxy_type)));
}

}  // namespace

native_module native_modules::weakref("weakref", fill);

}  // namespace cowith
