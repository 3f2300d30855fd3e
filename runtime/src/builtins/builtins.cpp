#include "builtins.hpp"

#include "lazy.hpp"

namespace cowith {

bool add_functions(ref dict, const method_definition* functions, ref module_name, call_style style) noexcept {
    for (; functions->name; ++functions)
        if (!dict_set(dict, intern(functions->name), make_native_function(*functions, module_name, {}, style)))
            return false;
    return true;
}

bool add_type(ref dict, const char* name, type_object& type) noexcept {
    ready(type);
    return dict_set(dict, intern(name), &type);
}

#define COWITH_EXCEPTION(name) &name##_type,
type_object* const builtin_types[] = {
    &object_type,    &type_type,      &int_type,         &bool_type,         &float_type,    &complex_type, &str_type,
    &bytes_type,     &bytearray_type, &memoryview_type,  &list_type,         &tuple_type,    &dict_type,    &set_type,
    &frozenset_type, &range_type,     &slice_type,       &enumerate_type,    &reversed_type, &zip_type,     &map_type,
    &filter_type,    &property_type,  &classmethod_type, &staticmethod_type, &super_type,
#include <cowith/exceptions.def>
    nullptr};
#undef COWITH_EXCEPTION

bool fill_builtins(ref dict) noexcept {
    const ref module_name = intern("builtins");
    for (const method_definition* table :
         {object_functions, iteration_functions, number_functions, io_functions, site_functions})
        if (!add_functions(dict, table, module_name)) return false;

    // Types are readied when something looks at them.
    for (type_object* const* type = builtin_types; *type; ++type)
        if (!dict_set(dict, intern((*type)->name), ref(*type))) return false;
    if (!dict_set(dict, intern("EnvironmentError"), ref(&OSError_type)) ||
        !dict_set(dict, intern("IOError"), ref(&OSError_type)))
        return false;

    return dict_set(dict, intern("None"), None) && dict_set(dict, intern("True"), True) &&
           dict_set(dict, intern("False"), False) && dict_set(dict, intern("Ellipsis"), Ellipsis) &&
           add_quitters(dict) && dict_set(dict, intern("NotImplemented"), NotImplemented) &&
           dict_set(dict, intern("__debug__"), True);
}

}  // namespace cowith
