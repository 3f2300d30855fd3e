// update_wrapper, wraps, reduce, and the module itself.
#include "functools.hpp"

#include <cowith/native_modules.hpp>

namespace cowith::functools {
namespace {

object names_tuple(std::initializer_list<const char*> names) noexcept {
    object result = make_list();
    for (const char* name : names) list_append(result, intern(name));
    return list_to_tuple(result);
}

ref assignments() noexcept {
    static auto& names = *new object(
        names_tuple({"__module__", "__name__", "__qualname__", "__doc__", "__annotate__", "__type_params__"}));
    return names;
}
ref updates() noexcept {
    static auto& names = *new object(names_tuple({"__dict__"}));
    return names;
}

bool update(ref wrapper, ref wrapped, ref assigned, ref updated) noexcept {
    object it = get_iterator(assigned);
    if (!it) return false;
    while (object name = next_value(it)) {
        object value = find_attribute(wrapped, name);
        if (!value && is_failed()) return false;
        if (value && !set_attribute(wrapper, name, value)) return false;
    }
    if (is_failed() || !(it = get_iterator(updated))) return false;
    while (object name = next_value(it)) {
        object target = get_attribute(wrapper, name);
        if (!target) return false;
        object source = find_attribute(wrapped, name);
        if (!source) {
            if (is_failed()) return false;
            continue;
        }
        static const ref update_name = intern("update");
        if (!target.call(update_name, source)) return false;
    }
    static const ref wrapped_name = intern("__wrapped__");
    return !is_failed() && set_attribute(wrapper, wrapped_name, wrapped);
}

constexpr method_definition c_functions[] = {
    {"reduce", reduce, "function, iterable, /, initial=<unrepresentable>"},
    {"cmp_to_key", cmp_to_key, "mycmp"},
    {nullptr, nullptr},
};
constexpr method_definition python_functions[] = {
    {"update_wrapper", update_wrapper_function, "wrapper, wrapped, assigned=None, updated=None"},
    {"wraps", wraps, "wrapped, assigned=None, updated=None"},
    {"lru_cache", lru_cache, "maxsize=128, typed=False"},
    {"cache", cache, "user_function, /"},
    {"total_ordering", total_ordering, "module, cls"},
    {"singledispatch", singledispatch, "func"},
    {nullptr, nullptr},
};

bool fill(ref dict) {
    return add_functions(dict, c_functions, intern("_functools")) &&
           add_functions(dict, python_functions, intern("functools"), call_style::python) &&
           add_type(dict, "partial", partial_type) && add_type(dict, "partialmethod", partialmethod_type) &&
           add_type(dict, "cached_property", cached_property_type) &&
           add_type(dict, "singledispatchmethod", singledispatchmethod_type) &&
           dict_set(dict, intern("Placeholder"), ref(&placeholder)) &&
           dict_set(dict, intern("WRAPPER_ASSIGNMENTS"), assignments()) &&
           dict_set(dict, intern("WRAPPER_UPDATES"), updates());
}

}  // namespace

bool update_wrapper(ref wrapper, ref wrapped) noexcept { return update(wrapper, wrapped, assignments(), updates()); }

object update_wrapper_function(ref, const ref* args, std::size_t, ref) {
    if (!update(args[0], args[1], args[2] ? args[2] : assignments(), args[3] ? args[3] : updates())) return {};
    return args[0];
}

object wraps(ref, const ref* args, std::size_t, ref) {
    static auto& function =
        *new object(make_native_function(python_functions[0], intern("functools"), {}, call_style::python));
    static const ref names[] = {intern("wrapped"), intern("assigned"), intern("updated")};
    object keywords = make_dict();
    const ref values[] = {args[0], args[1] ? args[1] : assignments(), args[2] ? args[2] : updates()};
    for (std::size_t i = 0; i < 3; ++i) dict_set(keywords, names[i], values[i]);
    return make_partial(function, nullptr, 0, keywords);
}

object reduce(ref, const ref* args, std::size_t, ref) {
    object it = get_iterator(args[1]);
    if (!it) {
        if (!pending_is(TypeError_type)) return {};
        clear_pending();
        return raise_error(TypeError_type, "reduce() arg 2 must support iteration");
    }
    object result = args[2] ? object(args[2]) : next_value(it);
    if (!result)
        return is_failed() ? failed : raise_error(TypeError_type, "reduce() of empty iterable with no initial value");
    while (object item = next_value(it)) {
        result = args[0](result, item);
        if (!result) return {};
    }
    return is_failed() ? object() : result;
}

}  // namespace cowith::functools

namespace cowith {
native_module native_modules::functools("functools", functools::fill);
}
