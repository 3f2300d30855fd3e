// collections.abc.
#pragma once
#include "modules/native_code.hpp"

namespace cowith {

/// One of the abstract base classes by name ("Mapping"), made with all the others when first asked for; empty: failed.
object collections_abc_class(std::string_view name) noexcept;

}  // namespace cowith
