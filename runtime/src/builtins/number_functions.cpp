// Builtin functions about numbers and characters: Python/bltinmodule.c.
#include "builtins.hpp"

namespace cowith {
namespace {

object abs(ref, const ref* args, std::size_t, ref) { return absolute(args[0]); }

object in_base(ref x, const char* spec) noexcept {
    object value = to_index_object(x);
    return value ? format_value(value, intern(spec)) : object();
}
object bin(ref, const ref* args, std::size_t, ref) { return in_base(args[0], "#b"); }
object oct(ref, const ref* args, std::size_t, ref) { return in_base(args[0], "#o"); }
object hex(ref, const ref* args, std::size_t, ref) { return in_base(args[0], "#x"); }

object chr(ref, const ref* args, std::size_t, ref) {
    object value = to_index_object(args[0]);
    std::int64_t point;
    if (!value) return {};

    if (!int_value(value, point) || point < 0 || point > 0x10FFFF)
        return raise_error(ValueError_type, "chr() arg not in range(0x110000)");
    str_builder text;
    text.add_point(static_cast<std::uint32_t>(point));
    return text.finish();
}

object divmod(ref, const ref* args, std::size_t, ref) { return binary(number_op::divmod, args[0], args[1]); }

/// The one code point of a str of length 1.
std::int64_t code_point(std::string_view text) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    if (text.size() == 1) return byte(0);
    std::int64_t point = byte(0) & (0xFF >> (text.size() + 1));
    for (std::size_t i = 1; i < text.size(); ++i) point = (point << 6) | (byte(i) & 0x3F);
    return point;
}

object ord(ref, const ref* args, std::size_t, ref) {
    std::size_t size;
    if (is_str(args[0])) {
        size = args[0].as<str_object>()->length;
        if (size == 1) return code_point(text_of(args[0]));
    } else if (has_flag(args[0], is_bytes)) {
        size = args[0].as<bytes_object>()->size;
        if (size == 1) return static_cast<int>(args[0].as<bytes_object>()->data[0]);
    } else if (has_type(args[0], bytearray_type)) {
        size = static_cast<std::size_t>(length_of(args[0]));
        if (size == 1) return get_item(args[0], 0);
    } else {
        return raise_error(TypeError_type, "ord() expected string of length 1, but %T found", args[0]);
    }
    return raise_error(TypeError_type, "ord() expected a character, but string of length %zu found", size);
}

object pow(ref, const ref* args, std::size_t, ref) { return power(args[0], args[1], args[2] ? args[2] : None); }

object round(ref, const ref* args, std::size_t, ref) {
    static const ref name = intern("__round__");
    object method = lookup_special(args[0], name);
    if (!method)
        return is_failed() ? failed : raise_error(TypeError_type, "type %T doesn't define __round__ method", args[0]);
    return args[1] && !args[1].is(None) ? method(args[1]) : method();
}

}  // namespace

const method_definition number_functions[] = {
    {"abs", abs, "number, /"},
    {"bin", bin, "number, /"},
    {"chr", chr, "i, /"},
    {"divmod", divmod, "x, y, /"},
    {"hex", hex, "number, /"},
    {"oct", oct, "number, /"},
    {"ord", ord, "character, /"},
    {"pow", pow, "base, exp, mod=None"},
    {"round", round, "number, ndigits=None"},
    {nullptr, nullptr},
};

}  // namespace cowith
