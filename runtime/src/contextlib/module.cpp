// The contextlib module.
#include "contextlib.hpp"

#include <cowith/native_modules.hpp>

namespace cowith {
namespace contextlib {
static bool fill(ref dict) {
    if (!add_abstract_classes(dict) || !add_decorators(dict) || !add_generator_managers(dict) ||
        !add_exit_stacks(dict) || !add_small_managers(dict))
        return false;
    static constexpr const char* names[] = {"asynccontextmanager",
                                            "contextmanager",
                                            "closing",
                                            "nullcontext",
                                            "AbstractContextManager",
                                            "AbstractAsyncContextManager",
                                            "AsyncExitStack",
                                            "ContextDecorator",
                                            "ExitStack",
                                            "redirect_stdout",
                                            "redirect_stderr",
                                            "suppress",
                                            "aclosing",
                                            "chdir"};
    object all = make_list();
    for (const char* name : names)
        if (!list_append(all, intern(name))) return false;
    return dict_set(dict, intern("__all__"), all);
}
}  // namespace contextlib
native_module native_modules::contextlib("contextlib", contextlib::fill);
}  // namespace cowith
