// _json: reading and writing JSON text; modules/json is the rest.
#pragma once
#include "modules/native_code.hpp"

namespace cowith::json {

/// scan(text, start, whole, strict, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant, fail)
object scan(ref, const ref* args, std::size_t, ref);
/// write(x, default, ascii, check_circular, allow_nan, indent, item separator, key separator, sort_keys, skipkeys)
object write(ref, const ref* args, std::size_t, ref);

}  // namespace cowith::json
