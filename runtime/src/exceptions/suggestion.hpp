// "Did you mean: 'x'?" behind NameError, AttributeError and ImportError.
#pragma once
#include <string>

#include "cowith/object.hpp"

namespace cowith {

/// The text to append to the message ("" mostly); never fails.
std::string suggestion_for(ref exc) noexcept;

}  // namespace cowith
