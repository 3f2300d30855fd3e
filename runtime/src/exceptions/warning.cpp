// The default output of warnings.
#include "cowith/warning.hpp"

#include <cstdio>

#include "cowith/exceptions.hpp"

namespace cowith {

void issue_warning(type_object& category, const std::string& message) noexcept {
    std::fflush(stdout);
    std::fprintf(stderr, "sys:1: %s: %s\n", type_name(&category).c_str(), message.c_str());
}

}  // namespace cowith
