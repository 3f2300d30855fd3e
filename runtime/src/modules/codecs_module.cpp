// _codecs: the handlers of encoding errors, which str.encode and bytes.decode ask (Python/codecs.c).
#include "types/codecs.hpp"

#include <cowith/binding.hpp>
#include <cowith/exceptions.hpp>
#include <cowith/native_modules.hpp>

namespace cowith {
namespace {

object register_error(ref, const ref* args, std::size_t, ref) {
    if (!is_str(args[0]))
        return raise_error(TypeError_type, "register_error() argument 1 must be str, not %T", args[0]);
    if (!args[1].is_heap() || !args[1].type()->call) return raise_error(TypeError_type, "handler must be callable");
    register_handler(args[0], args[1]);
    return None;
}
/// None: none was registered under that name.
object registered_error(ref, const ref* args, std::size_t, ref) {
    const ref found = registered_handler(args[0]);
    return found ? object(found) : object(None);
}
constexpr method_definition functions[] = {
    {"register_error", register_error, "errors, handler, /"},
    {"_registered_error", registered_error, "name, /"},
    {nullptr, nullptr},
};
bool fill(ref dict) { return add_functions(dict, functions, "_codecs"); }

}  // namespace

native_module native_modules::codecs_("_codecs", fill);

}  // namespace cowith
