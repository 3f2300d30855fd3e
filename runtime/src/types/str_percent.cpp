// str % arguments and bytes % arguments (PyUnicode_Format, _PyBytes_FormatEx).
#include "types/bytes_object.hpp"
#include "types/format.hpp"
#include "types/int_object.hpp"
#include "types/text.hpp"
#include "types/unicode.hpp"

#include <cstdio>
#include <cstring>

namespace cowith {

namespace {

bool has_number_protocol(ref x) noexcept {
    if (is_int(x)) return true;
    type_object& type = *x.type();
    if (!(type.type_flags & type_ready)) ready(type);
    return type.as_index || type.as_int || type.as_float || is_subtype(&type, &complex_type);
}

/// The specifier after one '%'.
struct conversion {
    bool left = false, plus = false, blank = false, alternate = false, zero = false;
    std::int64_t width = -1, precision = -1;
    std::uint32_t type = 0;
};

class percent_formatter {
  public:
    percent_formatter(std::string_view format, bool bytes, ref arguments) noexcept
        : text_(format), bytes_(bytes), at_(text_.data()), end_(at_ + text_.size()), arguments_(arguments) {
        type_object& type = *arguments.type();
        if (!(type.type_flags & type_ready)) ready(type);
        if (has_flag(arguments, is_tuple)) {
            count_ = static_cast<std::int64_t>(arguments.as<tuple_object>()->size);
            next_ = 0;
        } else if (type.getitem && !is_str(arguments) &&
                   !(bytes && (is_bytes_object(arguments) || is_bytearray_object(arguments)))) {
            mapping_ = arguments;
        }
    }

    /// The formatted text (or bytes) is in text(); false: failed.
    bool run() noexcept {
        while (at_ < end_) {
            const void* percent = std::memchr(at_, '%', static_cast<std::size_t>(end_ - at_));
            const char* stop = percent ? static_cast<const char*>(percent) : end_;
            out_.append(at_, static_cast<std::size_t>(stop - at_));
            at_ = stop;
            if (at_ == end_) break;
            ++at_;
            if (!one()) return false;
        }
        if (next_ < count_ && !mapping_)
            return fail(TypeError_type, bytes_ ? "not all arguments converted during bytes formatting"
                                               : "not all arguments converted during string formatting");
        return true;
    }
    const std::string& text() const noexcept { return out_; }

  private:
    bool fail(type_object& type, const char* message) noexcept {
        raise_error(type, "%s", message);
        return false;
    }

    /// The next argument, borrowed from the tuple or from `held_`; empty: failed.
    ref next_argument() noexcept {
        if (next_ < count_) {
            const std::int64_t i = next_++;
            return count_ < 0 ? arguments_ : ref(arguments_.as<tuple_object>()->items[i]);
        }
        raise_error(TypeError_type, "not enough arguments for format string");
        return {};
    }

    /// Takes the next code point; 0 at the end, with "incomplete format".
    std::uint32_t take() noexcept {
        if (at_ == end_) {
            raise_error(ValueError_type, "incomplete format");
            return 0;
        }
        return bytes_ ? static_cast<unsigned char>(*at_++) : unicode::next(at_);
    }

    bool read_key() noexcept {
        if (!mapping_) return fail(TypeError_type, "format requires a mapping");
        const char* start = at_;
        int open = 1;
        while (open > 0) {
            if (at_ == end_) return fail(ValueError_type, "incomplete format key");
            const char c = *at_++;
            if (c == ')')
                --open;
            else if (c == '(')
                ++open;
        }
        const std::string_view name(start, static_cast<std::size_t>(at_ - 1 - start));
        const object key = bytes_ ? make_bytes(name) : make_str(name);
        held_ = get_item(mapping_, key);
        if (!held_) return false;
        arguments_ = held_;
        count_ = -1;
        next_ = -2;
        return true;
    }

    /// `*` or digits; `c` is the character looked at, and the next one after it.
    bool read_number(std::uint32_t& c, std::int64_t& out, std::int64_t limit, const char* too_big) noexcept {
        if (c == '*') {
            const ref v = next_argument();
            if (!v) return false;
            if (!is_int(v)) return fail(TypeError_type, "* wants int");
            if (!int_value(v, out) || out > limit || out < -limit) {
                raise_error(OverflowError_type, limit == INT32_MAX ? "Python int too large to convert to C int"
                                                                   : "Python int too large to convert to C ssize_t");
                return false;
            }
            c = take();
            return c || !is_failed();
        }
        if (c < '0' || c > '9') return true;
        out = 0;
        while (c >= '0' && c <= '9') {
            const auto digit = static_cast<std::int64_t>(c - '0');
            if (out > (limit - digit) / 10) return fail(ValueError_type, too_big);
            out = out * 10 + digit;
            c = take();
            if (!c && is_failed()) return false;
        }
        return true;
    }

    bool read(conversion& spec) noexcept {
        std::uint32_t c = take();
        if (is_failed()) return false;
        if (c == '(') {
            if (!read_key()) return false;
            c = take();
            if (is_failed()) return false;
        }
        for (;; c = take()) {
            if (c == '-')
                spec.left = true;
            else if (c == '+')
                spec.plus = true;
            else if (c == ' ')
                spec.blank = true;
            else if (c == '#')
                spec.alternate = true;
            else if (c == '0')
                spec.zero = true;
            else
                break;
        }
        if (is_failed()) return false;
        const bool starred = c == '*';
        if (!read_number(c, spec.width, INT64_MAX, "width too big")) return false;
        if (starred && spec.width < 0) {
            spec.left = true;
            spec.width = -spec.width;
        }
        if (c == '.') {
            spec.precision = 0;
            c = take();
            if (is_failed() || !read_number(c, spec.precision, INT32_MAX, "precision too big")) return false;
            if (spec.precision < 0) spec.precision = 0;
        }
        if (c == 'h' || c == 'l' || c == 'L') c = take();
        spec.type = c;
        return !is_failed();
    }

    bool one() noexcept {
        if (at_ < end_ && *at_ == '%') {
            out_.push_back('%');
            ++at_;
            return true;
        }
        conversion spec;
        if (!read(spec)) return false;
        const object value = next_argument();
        if (!value) return false;
        switch (spec.type) {
        case 'b':
            if (bytes_) return byte_text(spec, value);
            break;
        case 's':
            if (bytes_) return byte_text(spec, value);
            return shown(spec, value);
        case 'r':
        case 'a': return shown(spec, value);
        case 'd':
        case 'i':
        case 'u':
        case 'o':
        case 'x':
        case 'X': return integer(spec, value);
        case 'e':
        case 'E':
        case 'f':
        case 'F':
        case 'g':
        case 'G': return floating(spec, value);
        case 'c': return bytes_ ? byte(spec, value) : character(spec, value);
        default: break;
        }
        const auto letter = spec.type >= 31 && spec.type <= 126 ? static_cast<int>(spec.type) : '?';
        const auto before = static_cast<std::size_t>(at_ - text_.data());
        const std::size_t index = (bytes_ ? before : unicode::count_points(text_.substr(0, before))) - 1;
        char code[16];
        std::snprintf(code, sizeof code, "%x", spec.type);
        raise_error(ValueError_type, "unsupported format character '%c' (0x%s) at index %zd", letter, code, index);
        return false;
    }

    bool shown(const conversion& spec, ref value) noexcept {
        const object text = spec.type == 's'              ? to_str(value)
                            : spec.type == 'r' && !bytes_ ? repr(value)
                                                          : ascii_repr(value);
        if (!text) return false;
        std::string_view body = text_of(text);
        std::int64_t length = text.as<str_object>()->length;
        if (spec.precision >= 0 && spec.precision < length) {
            body = unicode::first_points(body, static_cast<std::size_t>(spec.precision));
            length = spec.precision;
        }
        return pad(spec, body, length);
    }

    /// %b and %s of bytes
    bool byte_text(const conversion& spec, ref value) noexcept {
        static const ref conversion_method = intern("__bytes__");
        std::string_view body;
        object made;
        if (!find_bytes_of(value, body)) {
            if (is_failed()) return false;
            const object method = lookup_special(value, conversion_method);
            if (!method) {
                if (!is_failed())
                    raise_error(TypeError_type,
                                "%%b requires a bytes-like object, or an object that implements __bytes__, not '%T'",
                                value);
                return false;
            }
            made = method();
            if (!made) return false;
            if (!is_bytes_object(made)) {
                raise_error(TypeError_type, "%T.__bytes__() must return a bytes, not %T", value, ref(made));
                return false;
            }
            body = made.as<bytes_object>()->view();
        }
        if (spec.precision >= 0) body = body.substr(0, static_cast<std::size_t>(spec.precision));
        return pad(spec, body, static_cast<std::int64_t>(body.size()));
    }

    /// %c of bytes
    bool byte(const conversion& spec, ref value) noexcept {
        std::string_view body;
        if (is_bytes_object(value) || is_bytearray_object(value)) {
            find_bytes_of(value, body);
            if (body.size() == 1) return pad(spec, body, 1);
            raise_error(TypeError_type,
                        "%%c requires an integer in range(256) or a single byte, not a %T object of length %zd", value,
                        body.size());
            return false;
        }
        if (!has_index(value)) {
            raise_error(TypeError_type, "%%c requires an integer in range(256) or a single byte, not %T", value);
            return false;
        }
        const object index = index_of(value);
        if (!index) return false;
        std::int64_t number;
        if (!int_value(index, number) || number < 0 || number > 255)
            return fail(OverflowError_type, "%c arg not in range(256)");
        const char one = static_cast<char>(number);
        return pad(spec, {&one, 1}, 1);
    }

    bool character(const conversion& spec, ref value) noexcept {
        if (is_str(value)) {
            if (value.as<str_object>()->length == 1) return pad(spec, text_of(value), 1);
            raise_error(TypeError_type, "%%c requires an int or a unicode character, not a string of length %zd",
                        static_cast<std::size_t>(value.as<str_object>()->length));
            return false;
        }
        if (!has_index(value)) {
            raise_error(TypeError_type, "%%c requires an int or a unicode character, not %T", value);
            return false;
        }
        const object index = index_of(value);
        if (!index) return false;
        std::int64_t point;
        if (!int_value(index, point) || point < 0 || point > unicode::last_point)
            return fail(OverflowError_type, "%c arg not in range(0x110000)");
        std::string body;
        unicode::append(body, static_cast<std::uint32_t>(point));
        return pad(spec, body, 1);
    }

    bool wrong_type(const conversion& spec, ref value) noexcept {
        const bool exact = spec.type == 'o' || spec.type == 'x' || spec.type == 'X';
        raise_error(TypeError_type,
                    exact ? "%%%c format: an integer is required, not %T"
                          : "%%%c format: a real number is required, not %T",
                    static_cast<int>(spec.type), value);
        return false;
    }

    bool integer(const conversion& spec, ref value) noexcept {
        if (!has_number_protocol(value)) return wrong_type(spec, value);
        object number = value;
        const bool exact = spec.type == 'o' || spec.type == 'x' || spec.type == 'X';
        if (!is_int(value)) {
            number = exact ? index_of(value) : int_from(value);
            if (!number) {
                if (!pending_is(TypeError_type)) return false;
                clear_pending();
                return wrong_type(spec, value);
            }
        }
        std::string digits;
        if (!int_to_text(number, spec.type == 'o' ? 8 : exact ? 16 : 10, digits)) return false;
        const bool negative = digits[0] == '-';
        if (negative) digits.erase(0, 1);
        if (static_cast<std::int64_t>(digits.size()) < spec.precision)
            digits.insert(0, static_cast<std::size_t>(spec.precision) - digits.size(), '0');
        if (spec.type == 'X') {
            for (char& c : digits)
                if (c >= 'a') c = static_cast<char>(c - 32);
        }
        const char* prefix = !spec.alternate || !exact ? "" : spec.type == 'o' ? "0o" : spec.type == 'x' ? "0x" : "0X";
        return number_text(spec, negative, prefix, digits);
    }

    bool floating(const conversion& spec, ref value) noexcept {
        double v;
        if (!to_double(value, v)) return false;
        const int precision = spec.precision < 0 ? 6 : static_cast<int>(spec.precision);
        std::string digits = double_to_text(v, static_cast<char>(spec.type), precision, spec.alternate, false);
        const bool negative = digits[0] == '-';
        if (negative) digits.erase(0, 1);
        return number_text(spec, negative, "", digits);
    }

    bool number_text(const conversion& spec, bool negative, std::string_view prefix, std::string_view digits) noexcept {
        const char sign = negative ? '-' : spec.plus ? '+' : spec.blank ? ' ' : '\0';
        const std::int64_t length = static_cast<std::int64_t>(digits.size() + prefix.size()) + (sign ? 1 : 0);
        const std::int64_t missing = spec.width > length ? spec.width - length : 0;
        if (!fits(missing)) return false;
        const auto blanks = static_cast<std::size_t>(missing);
        if (!spec.left && !spec.zero) out_.append(blanks, ' ');
        if (sign) out_.push_back(sign);
        out_.append(prefix);
        if (!spec.left && spec.zero) out_.append(blanks, '0');
        out_.append(digits);
        if (spec.left) out_.append(blanks, ' ');
        return true;
    }

    bool fits(std::int64_t more) noexcept {
        if (static_cast<std::int64_t>(out_.size()) + more < INT64_C(0xfffffff0)) return true;
        return fail(MemoryError_type, "");
    }

    bool pad(const conversion& spec, std::string_view body, std::int64_t length) noexcept {
        const std::int64_t missing = spec.width > length ? spec.width - length : 0;
        if (!fits(missing)) return false;
        if (!spec.left) out_.append(static_cast<std::size_t>(missing), ' ');
        out_.append(body);
        if (spec.left) out_.append(static_cast<std::size_t>(missing), ' ');
        return true;
    }

    std::string_view text_;
    bool bytes_;
    const char *at_, *end_;
    ref arguments_, mapping_;
    object held_;                          // the value of the last %(key)
    std::int64_t count_ = -1, next_ = -2;  // -1, -2: one argument that is no tuple, not yet used
    std::string out_;
};

}  // namespace

object percent_format(ref format, ref arguments) noexcept {
    percent_formatter f(text_of(format), false, arguments);
    return f.run() ? make_str(f.text()) : object();
}

object percent_format_bytes(ref format, ref arguments) noexcept {
    std::string_view data;
    find_bytes_of(format, data);
    const std::string copy(data);  // formatting may run code that changes a bytearray
    percent_formatter f(copy, true, arguments);
    return f.run() ? like(format, f.text()) : object();
}

}  // namespace cowith
