// x[key], x[key] = value, del x[key], and index conversion: Objects/abstract.c.
#include "../types/int_object.hpp"
#include "dispatch.hpp"

namespace cowith {

object get_item(ref x, ref key) noexcept {
    if (!x || !key) [[unlikely]]
        return pass_on();
    if (auto getitem = readied_type(x)->getitem) return getitem(x, key);
    if (has_flag(x, is_type)) {
        if (x.is(ref(&type_type))) return make_generic_alias(x, key);
        static const ref class_getitem = intern("__class_getitem__");
        object method = find_attribute(x, class_getitem);
        if (method && !method.is(None)) return method(key);
        if (is_failed()) return {};
        return raise_error(TypeError_type, "type '%s' is not subscriptable", x.as<type_object>()->name);
    }
    return raise_error(TypeError_type, "'%T' object is not subscriptable", x);
}

bool set_item(ref x, ref key, ref value) noexcept {
    if (!x || !key) [[unlikely]]
        return pass_on(), false;
    if (auto setitem = readied_type(x)->setitem) return setitem(x, key, value);
    raise_error(TypeError_type, "'%T' object does%s support item %s", x, value ? " not" : "n't",
                value ? "assignment" : "deletion");
    return false;
}

object to_index_object(ref x) noexcept {
    if (!x) [[unlikely]]
        return pass_on();
    if (is_int(x)) return x;
    auto as_index = readied_type(x)->as_index;
    if (!as_index) return raise_error(TypeError_type, "'%T' object cannot be interpreted as an integer", x);
    return checked_int(as_index(x), "__index__");
}

bool has_index(ref x) noexcept { return is_int(x) || readied_type(x)->as_index; }

bool to_index(ref x, std::int64_t& out) noexcept {
    if (x.is_small()) {
        out = x.small();
        return true;
    }
    object value = to_index_object(x);
    if (!value) return false;
    if (int_value(value, out)) return true;
    raise_error(IndexError_type, "cannot fit '%T' into an index-sized integer", x);
    return false;
}

bool to_size(ref x, std::int64_t& out) noexcept {
    if (x.is_small()) {
        out = x.small();
        return true;
    }
    object value = to_index_object(x);
    if (!value) return false;
    if (int_value(value, out)) return true;
    raise_error(OverflowError_type, "Python int too large to convert to C ssize_t");
    return false;
}

bool to_index_clipped(ref x, std::int64_t& out) noexcept {
    if (x.is_small()) {
        out = x.small();
        return true;
    }
    object value = to_index_object(x);
    if (!value) return false;
    if (!int_value(value, out)) out = less(value, 0) ? INT64_MIN : INT64_MAX;
    return true;
}

}  // namespace cowith
