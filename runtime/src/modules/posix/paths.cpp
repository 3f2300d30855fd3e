// Path arguments and errors of the posix module (Modules/posixmodule.c: path_converter, path_error).
#include "posix.hpp"
#include "types/text.hpp"

#include <climits>

namespace cowith::posix {

std::string file_name_bytes(std::string_view text) {
    if (text.find('\xed') == std::string_view::npos) return std::string(text);
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[i + k]); };
        // U+DC80 to U+DCFF: ED B2 80 to ED B3 BF
        if (byte(0) == 0xed && i + 2 < text.size() && (byte(1) == 0xb2 || byte(1) == 0xb3)) {
            out += static_cast<char>((byte(1) == 0xb2 ? 0x80 : 0xc0) + (byte(2) & 0x3f));
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

object make_file_name(std::string_view name, bool is_bytes_name) noexcept {
    return is_bytes_name ? make_bytes(name) : make_str_from_utf8(name);
}

bool read_int(ref x, int& out) noexcept {
    std::int64_t value;
    object index = to_index_object(x);
    if (!index) return false;
    if (!int_value(index, value) || value > INT_MAX || value < INT_MIN) {
        const bool negative = less(index, 0);
        raise_error(OverflowError_type, "signed integer is %s than %s", negative ? "less" : "greater",
                    negative ? "minimum" : "maximum");
        return false;
    }
    out = static_cast<int>(value);
    return true;
}

bool read_path(ref x, path_argument& out, const char* function, unsigned allowed, const char* parameter) noexcept {
    out.given = x;
    if (!x || x.is(None)) {
        if (allowed & allow_none) {
            out.text = ".";
            out.is_none = true;
            out.given = {};
            return true;
        }
    }
    const auto refuse = [&](ref value) {
        const bool fd = allowed & allow_fd, none = allowed & allow_none;
        raise_error(TypeError_type, "%s: %s should be %s, not %T", function, parameter,
                    fd && none ? "string, bytes, os.PathLike, integer or None"
                    : fd       ? "string, bytes, os.PathLike or integer"
                    : none     ? "string, bytes, os.PathLike or None"
                               : "string, bytes or os.PathLike",
                    value);
        return false;
    };
    object path = x ? object(x) : object(None);
    if (!is_str(path) && !has_flag(path, is_bytes)) {
        if ((allowed & allow_fd) && has_index(path)) return read_int(path, out.fd);
        static const ref fspath = intern("__fspath__");
        object method = lookup_special(path, fspath);
        if (!method) return is_failed() ? false : refuse(path);
        object plain = method();
        if (!plain) return false;
        if (!is_str(plain) && !has_flag(plain, is_bytes)) {
            raise_error(TypeError_type, "expected %T.__fspath__() to return str or bytes, not %T", ref(path),
                        ref(plain));
            return false;
        }
        path = plain;
    }
    out.is_bytes = !is_str(path);
    out.text = out.is_bytes ? std::string(path.as<bytes_object>()->view()) : file_name_bytes(text_of(path));
    if (out.text.find('\0') == std::string::npos) return true;
    raise_error(ValueError_type, "%s: embedded null character in %s", function, parameter);
    return false;
}

object done_or_error(int result, ref filename) noexcept {
    if (result >= 0) return None;
    return is_failed() ? object() : raise_os_error(errno, filename);
}

object two_path_error(ref first, ref second) noexcept {
    const int number = errno;
    raise_os_error(number, first);
    if (is_failed()) {
        object e = take_pending();
        object text = e.attr(intern("strerror"));
        return raise_with(OSError_type, {make_int(number), text, first, None, second});
    }
    return {};
}

}  // namespace cowith::posix
