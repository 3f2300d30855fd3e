// __future__: its features are all on, or have no effect; only the names exist (Lib/__future__.py).
#include "cowith/module.hpp"
#include "cowith/native_modules.hpp"

namespace cowith {
namespace {

bool fill(ref dict) {
    static constexpr const char* names[] = {"nested_scopes",  "generators",     "division",         "absolute_import",
                                            "with_statement", "print_function", "unicode_literals", "barry_as_FLUFL",
                                            "generator_stop", "annotations"};
    object all = make_list();
    for (const char* name : names)
        if (!list_append(all, intern(name)) || !dict_set(dict, intern(name), True)) return false;
    return dict_set(dict, intern("all_feature_names"), all);
}

}  // namespace

native_module native_modules::future_("__future__", fill);

}  // namespace cowith
