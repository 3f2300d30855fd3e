#include <cowith/host/convert.hpp>

namespace cowith::detail {

void raise_unfit(const char* function, const char* parameter, ref value, const std::string& wanted) noexcept {
    if (is_failed()) return;
    const std::string what = !function   ? "value"
                             : parameter ? std::string(function) + "() argument '" + parameter + "'"
                                         : std::string(function) + "() result";
    if (value)
        raise_error(TypeError_type, "%s must be %s, not %T", what.c_str(), wanted.c_str(), value);
    else
        raise_error(TypeError_type, "%s must be %s, and holds nothing", what.c_str(), wanted.c_str());
}

bool raise_too_big(const char* type) noexcept {
    raise_error(OverflowError_type, "Python int too large to convert to C++ %s", type);
    return false;
}

bool read_int(ref value, std::int64_t& into) noexcept {
    if (!is_int(value)) return false;
    return int_value(value, into) || raise_too_big("std::int64_t");
}

bool read_uint(ref value, std::uint64_t& into) noexcept {
    std::int64_t narrow = 0;
    if (!is_int(value)) return false;
    if (int_value(value, narrow)) {
        if (narrow < 0) {
            raise_error(OverflowError_type, "can't convert negative int to unsigned");
            return false;
        }
        into = static_cast<std::uint64_t>(narrow);
        return true;
    }
    // Two halves: what is left above 64 bits is too big.
    const object high = object(value) >> object(32);
    std::int64_t upper = 0, lower = 0;
    const object mask = make_uint(0xffffffffU);
    const object low = object(value) & mask;
    if (!high || !low || !int_value(high, upper) || !int_value(low, lower) || upper < 0 || upper > 0xffffffffLL) {
        if (is_failed()) clear_pending();
        return raise_too_big("std::uint64_t");
    }
    into = static_cast<std::uint64_t>(upper) << 32 | static_cast<std::uint64_t>(lower);
    return true;
}

bool read_float(ref value, double& into) noexcept {
    if (value.is_heap() && value.type() == &float_type) {
        into = value.as<float_object>()->value;
        return true;
    }
    if (!has_type(value, float_type) && !is_int(value)) return false;  // an int is welcome where a float is (PEP 484)
    return to_double(value, into);
}

bool raise_out_of_range(const char* what) noexcept {
    raise_error(OverflowError_type, "%s out of range", what);
    return false;
}

bool read_path(ref value, std::string& into) noexcept {
    object text = object(value);
    if (!is_str(value)) {
        static const ref fspath = intern("__fspath__");
        object method = lookup_special(value, fspath);
        if (!method) return false;
        text = method();
        if (!text) return false;
        if (!is_str(text)) return false;
    }
    into = std::string(text_of(text));
    return true;
}

}  // namespace cowith::detail
