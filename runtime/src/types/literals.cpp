// Number literals of generated code: 1.5_py, 123456789012345678901_py.
#include "types/int_object.hpp"
#include "types/text.hpp"

namespace cowith::detail {

object number_from_literal(const char* spelling) noexcept {
    std::string plain;
    for (const char* p = spelling; *p; ++p)
        if (*p != '\'') plain.push_back(*p);
    const bool hexadecimal = plain.size() > 1 && (plain[1] == 'x' || plain[1] == 'X');
    double value;
    if (!hexadecimal && plain.find_first_of(".eE") != plain.npos && double_from_text(plain, value))
        return make_float(value);
    // A literal is part of the program: the limit on digits is for text that comes from outside.
    const int limit = int_max_str_digits;
    int_max_str_digits = 0;
    object result = parse_int(plain, hexadecimal || (plain.size() > 1 && plain[1] == 'b') ? 0 : 10);
    int_max_str_digits = limit;
    return result;
}

}  // namespace cowith::detail
