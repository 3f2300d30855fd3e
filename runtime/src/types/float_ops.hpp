// The arithmetic of doubles as Python defines it (Objects/floatobject.c).
#pragma once
#include "cowith/types.hpp"

namespace cowith {

std::int64_t hash_double(double v) noexcept;                                                // not for NaN
void float_floor_divide(double a, double b, double& quotient, double& remainder) noexcept;  // b != 0
object float_power(double a, double b) noexcept;
/// round(x, digits), half to even on the exact decimal value. Empty: OverflowError.
object float_round(double v, ref digits) noexcept;
/// x.hex() and float.fromhex(text)
std::string float_hex(double v) noexcept;
object float_from_hex(std::string_view text) noexcept;
/// complex ** complex
object complex_power(double real, double imaginary, double exponent_real, double exponent_imaginary) noexcept;

}  // namespace cowith
