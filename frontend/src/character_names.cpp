// Characters by their Unicode names, for \N{...}.

#include "literals.hpp"

namespace cowith::frontend {

bool character_by_name(std::string_view name, std::uint32_t& code) {
    (void)name;
    (void)code;
    return false;
}

} // namespace cowith::frontend
