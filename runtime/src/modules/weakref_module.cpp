// The weakref module: references, proxies, weak containers. (WeakMethod and finalize are not there yet.)
#include "../builtins/builtins.hpp"
#include "weak_containers.hpp"

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
constexpr method_definition functions[] = {{"proxy", proxy, "object, callback=None, /"},
                                           {"getweakrefcount", getweakrefcount, "object, /"},
                                           {"getweakrefs", getweakrefs, "object, /"},
                                           {nullptr, nullptr}};

bool fill(ref dict) noexcept {
    return add_functions(dict, functions, "_weakref"_s) && add_type(dict, "ref", weakref_type) &&
           add_type(dict, "ReferenceType", weakref_type) && add_type(dict, "ProxyType", weakref_proxy_type) &&
           add_type(dict, "CallableProxyType", weakref_callable_proxy_type) &&
           add_type(dict, "WeakValueDictionary", weak_value_dictionary_type) &&
           add_type(dict, "WeakKeyDictionary", weak_key_dictionary_type) && add_type(dict, "WeakSet", weak_set_type) &&
           dict_set(dict, "ProxyTypes"_s, tuple(ref(&weakref_proxy_type), ref(&weakref_callable_proxy_type)));
}

}  // namespace

native_module native_modules::weakref("weakref", fill);

}  // namespace cowith
