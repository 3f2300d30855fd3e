// What the debugger's script (runtime/debugger/cowith_gdb.py) has to know of the layouts: a table that it finds by its symbol, so that
// values can be shown in programs and core dumps whose runtime has no debug information.
#include "../types/int_object.hpp"

#include <cowith/class.hpp>
#include <cowith/frame.hpp>

#include <cstddef>

namespace cowith {
namespace {

struct debug_entry {
    const char* name;  // null: the end
    std::int64_t value = 0;
    const void* address = nullptr;
};

}  // namespace

extern "C" {
extern const debug_entry cowith_debug_layout[];
[[gnu::used, gnu::retain]] const debug_entry cowith_debug_layout[] = {
#define COWITH_OFFSET(type, member) {#type "." #member, static_cast<std::int64_t>(offsetof(type, member))}
    COWITH_OFFSET(header, type),
    COWITH_OFFSET(type_object, name),
    COWITH_OFFSET(type_object, type_flags),
    COWITH_OFFSET(type_object, dict_offset),
    COWITH_OFFSET(type_object, fields_offset),
    COWITH_OFFSET(type_object, field_count),
    COWITH_OFFSET(type_object, field_names),
    COWITH_OFFSET(instance_fields, order),
    COWITH_OFFSET(instance_fields, values),
    COWITH_OFFSET(str_object, size),
    COWITH_OFFSET(str_object, text),
    COWITH_OFFSET(bytes_object, size),
    COWITH_OFFSET(bytes_object, data),
    COWITH_OFFSET(float_object, value),
    {"int_object.used", static_cast<std::int64_t>(offsetof(int_object, value) + offsetof(mp_int, used))},
    {"int_object.sign", static_cast<std::int64_t>(offsetof(int_object, value) + offsetof(mp_int, sign))},
    {"int_object.digits", static_cast<std::int64_t>(offsetof(int_object, value) + offsetof(mp_int, dp))},
    COWITH_OFFSET(tuple_object, size),
    COWITH_OFFSET(tuple_object, items),
    COWITH_OFFSET(list_object, size),
    COWITH_OFFSET(list_object, items),
    COWITH_OFFSET(dict_object, entries),
    COWITH_OFFSET(dict_object, filled),
    {"sizeof.dict_entry", sizeof(dict_entry)},
    COWITH_OFFSET(set_object, table),
    COWITH_OFFSET(set_object, mask),
    {"sizeof.set_entry", sizeof(set_entry)},
    COWITH_OFFSET(exception, args),
    COWITH_OFFSET(function_object, code),
    COWITH_OFFSET(code_object, name),
    COWITH_OFFSET(code_object, qualname),
    COWITH_OFFSET(cell_object, value),
    COWITH_OFFSET(module_object, name),
    COWITH_OFFSET(frame_base, callee),
    COWITH_OFFSET(frame_base, line),
    {"is_long", is_long},
    {"is_list", is_list},
    {"is_tuple", is_tuple},
    {"is_bytes", is_bytes},
    {"is_string", is_string},
    {"is_dict", is_dict},
    {"is_exception", is_exception},
    {"is_type", is_type},
    {"type_heap", type_heap},
    {"true_object", 0, &true_object},
    {nullptr},
#undef COWITH_OFFSET
};
}

}  // namespace cowith
