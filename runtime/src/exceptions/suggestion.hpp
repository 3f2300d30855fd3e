// "Did you mean: 'x'?" behind NameError, AttributeError and ImportError.
#pragma once
#include "cowith/object.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cowith {

/// The text to append to the message ("" mostly); never fails.
std::string suggestion_for(ref exc) noexcept;

/// The candidate that `wrong` is most likely a misspelling of, or "" (_Py_CalculateSuggestions).
std::string closest_name(std::string_view wrong, const std::vector<std::string>& candidates);

}  // namespace cowith
