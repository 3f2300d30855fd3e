// The constructor of complex: from numbers, and from text.
#include "cowith/warning.hpp"
#include "types/arguments.hpp"
#include "types/complex_object.hpp"
#include "types/text.hpp"
#include "types/unicode.hpp"

#include <cmath>

namespace cowith {

namespace {

bool is_complex(ref x) noexcept { return x.is_heap() && has_type(x, complex_type); }

/// The longest float at the front of the text; 0: none.
std::size_t float_length(std::string_view text) noexcept {
    std::size_t i = 0;
    auto digits = [&] {
        const std::size_t start = i;
        while (i < text.size() && text[i] >= '0' && text[i] <= '9') ++i;
        return i - start;
    };
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
    auto word = [&](std::string_view w) {
        for (std::size_t k = 0; k < w.size(); ++k)
            if (i + k >= text.size() || (text[i + k] | 32) != w[k]) return false;
        i += w.size();
        return true;
    };
    if (word("infinity") || word("inf") || word("nan")) return i;
    std::size_t count = digits();
    if (i < text.size() && text[i] == '.') {
        ++i;
        count += digits();
    }
    if (count == 0) return 0;
    const std::size_t mantissa = i;
    if (i < text.size() && (text[i] | 32) == 'e') {
        ++i;
        if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
        if (digits() == 0) i = mantissa;
    }
    return i;
}

bool parse(std::string_view text, double& real, double& imaginary) noexcept {
    auto blank = [](char c) { return unicode::is_space(static_cast<unsigned char>(c)); };
    auto trim = [&] {
        while (!text.empty() && blank(text.front())) text.remove_prefix(1);
        while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    };
    trim();
    if (!text.empty() && text.front() == '(') {
        if (text.back() != ')' || text.size() < 2) return false;
        text = text.substr(1, text.size() - 2);
        trim();
    }
    real = imaginary = 0;
    auto is_unit = [](char c) { return c == 'j' || c == 'J'; };
    /// A float, or a bare sign before the j.
    auto take = [&](double& value) {
        const std::size_t length = float_length(text);
        if (length) {
            if (!double_from_text(text.substr(0, length), value)) return false;
            text.remove_prefix(length);
            return true;
        }
        value = 1;
        if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
            if (text[0] == '-') value = -1;
            text.remove_prefix(1);
        }
        return !text.empty() && is_unit(text[0]);
    };
    double first, second;
    if (!take(first)) return false;
    if (text.empty()) {
        real = first;
        return true;
    }
    if (is_unit(text[0])) {
        imaginary = first;
        text.remove_prefix(1);
        return text.empty();
    }
    if (text[0] != '+' && text[0] != '-') return false;
    if (!take(second) || text.empty() || !is_unit(text[0])) return false;
    text.remove_prefix(1);
    real = first;
    imaginary = second;
    return text.empty();
}

object make_for_class(type_object& cls, double real, double imaginary) noexcept {
    if (&cls == &complex_type) return make_complex(real, imaginary);
    return object::take(make_for<complex_object>(cls, real, imaginary));
}

/// x.__complex__() where there is one: 1 taken, 0 none, -1 failed.
int by_method(ref x, double& real, double& imaginary) noexcept {
    static const ref name = intern("__complex__");
    const object method = lookup_special(x, name);
    if (!method) return is_failed() ? -1 : 0;
    const object result = method();
    if (!result) return -1;
    if (!is_complex(result)) {
        raise_error(TypeError_type, "%T.__complex__() must return a complex, not %T", x, ref(result));
        return -1;
    }
    real = result.as<complex_object>()->real;
    imaginary = result.as<complex_object>()->imaginary;
    return 1;
}

bool has_float(ref x) noexcept {
    if (is_int(x) || (x.is_heap() && has_type(x, float_type))) return true;
    type_object& type = *x.type();
    if (!(type.type_flags & type_ready)) ready(type);
    return type.as_float || type.as_index;
}

/// One of two arguments; a complex one is allowed with a DeprecationWarning.
bool read_part(ref x, const char* name, double& real, double& imaginary) noexcept {
    if (is_complex(x)) {
        real = x.as<complex_object>()->real;
        imaginary = x.as<complex_object>()->imaginary;
        issue_warning(DeprecationWarning_type,
                      std::string("complex() argument '") + name + "' must be a real number, not complex");
        return !is_failed();
    }
    if (is_str(x) || !has_float(x)) {
        raise_error(TypeError_type, "complex() argument '%s' must be a real number, not %T", name, x);
        return false;
    }
    return to_double(x, real);
}

}  // namespace

bool complex_number(ref x, double& real, double& imaginary) noexcept {
    if (is_complex(x)) {
        real = x.as<complex_object>()->real;
        imaginary = x.as<complex_object>()->imaginary;
        return true;
    }
    const int state = by_method(x, real, imaginary);
    return state != 0 ? state > 0 : to_double(x, real);
}

object new_complex(type_object& cls, const ref* args, std::size_t count, ref names) {
    ref real_argument, imaginary_argument;
    if (count + keyword_count(names) > 2)
        return raise_error(TypeError_type, "complex() takes at most 2 arguments (%zd given)",
                           count + keyword_count(names));
    if (count > 0) real_argument = args[0];
    if (count > 1) imaginary_argument = args[1];
    for (std::size_t i = 0; i < keyword_count(names); ++i) {
        const std::string_view name = text_of(keyword_name(names, i));
        ref& target = name == "real" ? real_argument : imaginary_argument;
        if (name != "real" && name != "imag")
            return raise_error(TypeError_type, "complex() got an unexpected keyword argument '%S'",
                               keyword_name(names, i));
        if (target)
            return raise_error(TypeError_type, "argument for complex() given by name ('%s') and position (%d)",
                               name == "real" ? "real" : "imag", name == "real" ? 1 : 2);
        target = args[count + i];
    }
    double real = 0, imaginary = 0;
    if (!imaginary_argument) {
        if (!real_argument) return make_for_class(cls, 0, 0);
        if (real_argument.is_instance_exactly(complex_type) && &cls == &complex_type) return real_argument;
        if (is_str(real_argument)) {
            std::string ascii;
            std::string_view text = text_of(real_argument);
            if (!unicode::is_ascii(text)) text = ascii = unicode::decimal_to_ascii(text);
            std::string plain;
            if (text.find('_') != text.npos) {
                if (!without_underscores(text, plain))
                    return raise_error(ValueError_type, "could not convert string to complex: %R", real_argument);
                text = plain;
            }
            if (!parse(text, real, imaginary))
                return raise_error(ValueError_type, "complex() arg is a malformed string");
            return make_for_class(cls, real, imaginary);
        }
        if (is_complex(real_argument)) {
            real = real_argument.as<complex_object>()->real;
            imaginary = real_argument.as<complex_object>()->imaginary;
            return make_for_class(cls, real, imaginary);
        }
        const int state = by_method(real_argument, real, imaginary);
        if (state < 0) return failed;
        if (state == 0) {
            if (!has_float(real_argument))
                return raise_error(TypeError_type, "complex() argument must be a string or a number, not %T",
                                   real_argument);
            if (!to_double(real_argument, real)) return failed;
        }
        return make_for_class(cls, real, imaginary);
    }
    double real_i = -0.0, imaginary_i = 0;  // zeros that leave signs alone
    if (real_argument && !read_part(real_argument, "real", real, real_i)) return failed;
    if (!read_part(imaginary_argument, "imag", imaginary, imaginary_i)) return failed;
    return make_for_class(cls, real - imaginary_i, imaginary + real_i);
}

}  // namespace cowith
