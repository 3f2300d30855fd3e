// The module collections.
#include "collections.hpp"

#include <cowith/native_modules.hpp>

namespace cowith {
namespace {

constexpr method_definition functions[] = {
    {"namedtuple", namedtuple_function, "typename, field_names, *, rename=False, defaults=None, module=None"},
    {nullptr, nullptr},
};

bool fill(ref dict) {
    return add_functions(dict, functions, "collections") && add_type(dict, "deque", deque_type) &&
           add_type(dict, "defaultdict", defaultdict_type) && add_type(dict, "OrderedDict", ordered_dict_type) &&
           add_type(dict, "Counter", counter_type);
}

}  // namespace

native_module native_modules::collections_("_collections", fill);

}  // namespace cowith
