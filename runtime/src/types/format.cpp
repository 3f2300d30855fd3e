// __format__ of int, float, complex and str; format(), and the fields of f-strings.
#include "types/format.hpp"

#include "types/format_spec.hpp"
#include "types/int_object.hpp"
#include "types/text.hpp"
#include "types/unicode.hpp"

#include <cmath>

namespace cowith {

namespace {

/// Widths beyond this don't fit a str.
constexpr std::int64_t greatest_width = INT64_C(0xfffffff0);

bool width_fits(const format_spec& spec) noexcept {
    if (spec.width <= greatest_width) return true;
    raise_error(MemoryError_type, "");
    return false;
}

object format_char(ref x, const format_spec& spec) noexcept {
    if (spec.sign) return raise_error(ValueError_type, "Sign not allowed with integer format specifier 'c'");
    if (spec.alternate)
        return raise_error(ValueError_type, "Alternate form (#) not allowed with integer format specifier 'c'");
    std::int64_t point;
    if (!int_value(x, point)) return raise_error(OverflowError_type, "Python int too large to convert to C long");
    if (point < 0 || point > unicode::last_point)
        return raise_error(OverflowError_type, "%%c arg not in range(0x110000)");
    std::string character, out;
    unicode::append(character, static_cast<std::uint32_t>(point));
    format_spec padding = spec;
    if (padding.align == '=') padding.align = '>';
    append_padded(out, character, 1, padding, '>');
    return make_str(out);
}

bool is_float_code(std::uint32_t type) noexcept {
    return type == 'e' || type == 'E' || type == 'f' || type == 'F' || type == 'g' || type == 'G' || type == '%';
}

object format_double(double v, const format_spec& spec) noexcept {
    if (spec.precision > INT32_MAX - 100) return raise_error(ValueError_type, "precision too big");
    if (!width_fits(spec)) return failed;
    auto type = static_cast<char>(spec.type);
    auto precision = static_cast<int>(spec.precision);
    const bool add_dot_0 = type == 0, percent = type == '%';
    int default_precision = 6;
    if (type == 0) {
        type = 'r';
        default_precision = 0;
    }
    if (type == 'n') type = 'g';
    if (percent) {
        type = 'f';
        v *= 100;
    }
    if (precision < 0)
        precision = default_precision;
    else if (type == 'r')
        type = 'g';
    std::string text = double_to_text(v, type, precision, spec.alternate, add_dot_0);
    if (spec.no_negative_zero && text[0] == '-' && text.find_first_not_of("-0.eE+") == text.npos) text.erase(0, 1);
    if (percent) text.push_back('%');
    std::string out;
    append_number(out, split_number(text), spec);
    return make_str(out);
}

}  // namespace

object format_int(ref x, std::string_view text) noexcept {
    if (text.empty()) return to_str(x);
    format_spec spec;
    if (!parse_format_spec(text, 'd', '>', x, spec)) return failed;
    if (is_float_code(spec.type)) {
        double v;
        return to_double(x, v) ? format_double(v, spec) : object();
    }
    int base = 10;
    std::string_view prefix;
    switch (spec.type) {
    case 'b': base = 2, prefix = "0b"; break;
    case 'o': base = 8, prefix = "0o"; break;
    case 'x': base = 16, prefix = "0x"; break;
    case 'X': base = 16, prefix = "0X"; break;
    case 'c':
    case 'd':
    case 'n': break;
    default: return raise_unknown_format_code(spec.type, x);
    }
    if (spec.precision != -1) return raise_error(ValueError_type, "Precision not allowed in integer format specifier");
    if (spec.no_negative_zero)
        return raise_error(ValueError_type, "Negative zero coercion (z) not allowed in integer format specifier");
    if (!width_fits(spec)) return failed;
    if (spec.type == 'c') return format_char(x, spec);
    std::string digits, out;
    if (!int_to_text(x, base, digits)) return failed;
    if (spec.type == 'X') {
        for (char& c : digits)
            if (c >= 'a') c = static_cast<char>(c - 32);
    }
    number_parts parts;
    parts.digits = digits;
    if (digits[0] == '-') {
        parts.sign = '-';
        parts.digits.remove_prefix(1);
    }
    if (spec.alternate) parts.prefix = prefix;
    append_number(out, parts, spec);
    return make_str(out);
}

object format_float(double v, std::string_view text, ref x) noexcept {
    if (text.empty()) return to_str(x);
    format_spec spec;
    if (!parse_format_spec(text, 0, '>', x, spec)) return failed;
    if (spec.type != 0 && spec.type != 'n' && !is_float_code(spec.type)) return raise_unknown_format_code(spec.type, x);
    return format_double(v, spec);
}

object format_complex(double real, double imaginary, std::string_view text, ref x) noexcept {
    if (text.empty()) return to_str(x);
    format_spec spec;
    if (!parse_format_spec(text, 0, '>', x, spec)) return failed;
    if (spec.type != 0 && spec.type != 'n' && (!is_float_code(spec.type) || spec.type == '%'))
        return raise_unknown_format_code(spec.type, x);
    if (spec.precision > INT32_MAX - 100) return raise_error(ValueError_type, "precision too big");
    if (spec.fill == '0')
        return raise_error(ValueError_type, "Zero padding is not allowed in complex format specifier");
    if (spec.align == '=')
        return raise_error(ValueError_type, "'=' alignment flag is not allowed in complex format specifier");
    if (!width_fits(spec)) return failed;
    auto type = static_cast<char>(spec.type);
    auto precision = static_cast<int>(spec.precision);
    int default_precision = 6;
    bool skip_real = false, parentheses = false;
    if (type == 0) {
        type = 'r';
        default_precision = 0;
        skip_real = real == 0 && !std::signbit(real);
        parentheses = !skip_real;
    }
    if (type == 'n') type = 'g';
    if (precision < 0)
        precision = default_precision;
    else if (type == 'r')
        type = 'g';
    format_spec bare = spec;  // each part by itself: signs and grouping, no padding
    bare.width = -1;
    bare.fill = ' ';
    bare.align = '<';
    std::string body, out;
    if (parentheses) body.push_back('(');
    if (!skip_real) {
        append_number(body, split_number(double_to_text(real, type, precision, spec.alternate, false)), bare);
        bare.sign = '+';
    }
    append_number(body, split_number(double_to_text(imaginary, type, precision, spec.alternate, false)), bare);
    body.push_back('j');
    if (parentheses) body.push_back(')');
    append_padded(out, body, static_cast<std::int64_t>(body.size()), spec, '>');
    return make_str(out);
}

object format_str(ref x, std::string_view text) noexcept {
    if (text.empty()) return to_str(x);
    format_spec spec;
    if (!parse_format_spec(text, 's', '<', x, spec)) return failed;
    if (spec.type != 's') return raise_unknown_format_code(spec.type, x);
    if (spec.sign)
        return raise_error(ValueError_type, spec.sign == ' ' ? "Space not allowed in string format specifier"
                                                             : "Sign not allowed in string format specifier");
    if (spec.no_negative_zero)
        return raise_error(ValueError_type, "Negative zero coercion (z) not allowed in string format specifier");
    if (spec.alternate)
        return raise_error(ValueError_type, "Alternate form (#) not allowed in string format specifier");
    if (spec.align == '=') return raise_error(ValueError_type, "'=' alignment not allowed in string format specifier");
    if (!width_fits(spec)) return failed;
    std::string_view shown = text_of(x);
    std::int64_t length = x.as<str_object>()->length;
    if (spec.precision >= 0 && spec.precision < length) {
        shown = unicode::first_points(shown, static_cast<std::size_t>(spec.precision));
        length = spec.precision;
    }
    if (length >= spec.width) return make_str_of_length(shown, static_cast<std::size_t>(length));
    std::string out;
    append_padded(out, shown, length, spec, '<');
    return make_str(out);
}

object format_value(ref x, ref spec) noexcept {
    if (!x) [[unlikely]]
        return pass_on();
    static const ref method_name = intern("__format__");
    const bool plain = !spec || text_of(spec).empty();
    if (plain) {
        if (x.is_small() || x.type() == &int_type || x.type() == &str_type) return to_str(x);
    }
    const object method = lookup_special(x, method_name);
    if (!method)
        return is_failed() ? object() : object(raise_error(TypeError_type, "Type %T doesn't define __format__", x));
    object result = method(plain ? empty_str() : spec);
    if (!result || is_str(result)) return result;
    return raise_error(TypeError_type, "__format__ must return a str, not %T", ref(result));
}

object format_field(ref value, char conversion, ref spec) noexcept {
    // A spec of its own may have failed: an empty one with an exception pending is not "no spec".
    if (!value || (!spec && is_failed())) [[unlikely]]
        return pass_on();
    object converted;
    switch (conversion) {
    case 'r': converted = repr(value); break;
    case 's': converted = to_str(value); break;
    case 'a': converted = ascii_repr(value); break;
    default:
        if (!spec && value.is_heap() && value.type() == &str_type) return value;
        return format_value(value, spec);
    }
    if (!converted || !spec) return converted;
    return format_value(converted, spec);
}

}  // namespace cowith
