// collections.namedtuple: tuple subclasses with named items.
#pragma once
#include "modules/native_code.hpp"

namespace cowith {

/// namedtuple(name, fields, module=module) for native modules.
object make_namedtuple(const char* name, std::initializer_list<const char*> fields, const char* module) noexcept;
/// The class: `fields` a tuple of str (valid names already), `defaults` a tuple for the last fields. `extra`: dict of further attributes
/// (typing.NamedTuple's methods), or empty.
object make_namedtuple_class(ref name, ref fields, ref defaults, ref module, ref extra = {},
                             ref extra_bases = {}) noexcept;
/// collections.namedtuple(typename, field_names, *, rename, defaults, module)
object namedtuple_function(ref, const ref* args, std::size_t count, ref names);
/// ValueErrors of namedtuple for a wrong or repeated name; false: failed.
bool check_namedtuple_names(ref name, ref fields) noexcept;

/// Python's keywords (keyword.kwlist).
bool is_keyword(std::string_view word) noexcept;

}  // namespace cowith
