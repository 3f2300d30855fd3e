// Characters by their Unicode names, for \N{...}.

#include "literals.hpp"

#include <unicode/uchar.h>

namespace cowith::frontend {

bool character_by_name(std::string_view name, std::uint32_t& code) {
    const std::string text(name);
    for (const auto kind : {U_UNICODE_CHAR_NAME, U_CHAR_NAME_ALIAS}) {
        UErrorCode status = U_ZERO_ERROR;
        const UChar32 c = u_charFromName(kind, text.c_str(), &status);
        if (U_SUCCESS(status)) {
            code = static_cast<std::uint32_t>(c);
            return true;
        }
    }
    return false;
}

}  // namespace cowith::frontend
