// What becomes an int, by __int__, __index__ or as text (PyNumber_Long, PyNumber_Index), and native doubles.
#include "../objects/attributes.hpp"
#include "types/int_object.hpp"
#include "types/text.hpp"

#include <cowith/exceptions.hpp>
#include <cowith/warning.hpp>

namespace cowith {

namespace {

const type_object& readied(ref x) noexcept {
    type_object& type = *x.type();
    if (!(type.type_flags & type_ready)) ready(type);
    return type;
}

}  // namespace

object checked_int(object result, const char* method) noexcept {
    if (!result || result.is_small() || result.type() == &int_type) return result;
    if (!is_int(result)) return raise_error(TypeError_type, "%s returned non-int (type %T)", method, ref(result));
    issue_warning(DeprecationWarning_type,
                  std::string(method) + " returned non-int (type " + name_of(result.type()) +
                      ").  The ability to return an instance of a strict subclass of int is deprecated, and may be "
                      "removed in a future version of Python.");
    return is_failed() ? object() : exact_int(result);
}

object int_from(ref x) noexcept {
    if (x.is_small() || x.type() == &int_type) return x;
    const type_object& type = readied(x);
    if (type.as_int) return checked_int(type.as_int(x), "__int__");
    if (type.as_index) return checked_int(type.as_index(x), "__index__");
    if (is_str(x)) return int_from_text(text_of(x), 10, x);
    std::string_view data;
    if (is_bytes_or_bytearray(x, data)) return int_from_text(data, 10, x);
    return raise_error(TypeError_type,
                       "int() argument must be a string, a bytes-like object or a real number, not '%T'", x);
}

object index_of(ref x) noexcept {
    if (x.is_small() || x.type() == &int_type) return x;
    if (is_int(x)) return exact_int(x);
    const type_object& type = readied(x);
    if (!type.as_index) return raise_error(TypeError_type, "'%T' object cannot be interpreted as an integer", x);
    return checked_int(type.as_index(x), "__index__");
}

bool to_double(ref x, double& out) noexcept {
    if (x.is_small()) {
        out = static_cast<double>(x.small());
        return true;
    }
    if (x.type() == &float_type || is_subtype(x.type(), &float_type)) {
        out = x.as<float_object>()->value;
        return true;
    }
    if (is_int(x)) {
        const int_operand v(x);
        if (int_to_double(*v.get(), out)) return true;
        raise_error(OverflowError_type, "int too large to convert to float");
        return false;
    }
    const type_object& type = readied(x);
    if (type.as_float) {
        const object result = type.as_float(x);
        if (!result) return false;
        if (!has_type(result, float_type)) {
            raise_error(TypeError_type, "%T.__float__ returned non-float (type %T)", x, ref(result));
            return false;
        }
        out = result.as<float_object>()->value;
        return true;
    }
    if (type.as_index) {
        const object index = index_of(x);
        return index && to_double(index, out);
    }
    raise_error(TypeError_type, "must be real number, not %T", x);
    return false;
}

}  // namespace cowith
