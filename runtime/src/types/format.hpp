// The format-specification mini language (PEP 3101; Python/formatter_unicode.c).
#pragma once
#include "cowith/types.hpp"

namespace cowith {

object format_int(ref x, std::string_view spec) noexcept;
object format_float(double v, std::string_view spec, ref x) noexcept;
object format_complex(double real, double imaginary, std::string_view spec, ref x) noexcept;
object format_str(ref x, std::string_view spec) noexcept;

/// A double by one of e E f F g G n % r with a precision (-1 for 'r'): digits without grouping. `alternate`: the point stays;
/// `add_dot_0`: "1" becomes "1.0" ('r' and none).
std::string double_to_text(double v, char type, int precision, bool alternate, bool add_dot_0) noexcept;

/// text % arguments
object percent_format(ref format, ref arguments) noexcept;
/// format.format(*args, **keywords): args an array, `keywords` a mapping (or empty).
object format_fields(ref format, const ref* args, std::size_t count, ref names, ref mapping) noexcept;

}  // namespace cowith
