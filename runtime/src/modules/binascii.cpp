// binascii: bytes as hexadecimal and base 64, and checksums (Modules/binascii.c).
#include "modules/native_code.hpp"
#include "types/memoryview.hpp"
#include "types/text.hpp"

#include <cowith/native_modules.hpp>

namespace cowith {
namespace {

object error_type;  // binascii.Error

/// The bytes of a bytes-like argument, or with `text` of an ASCII str; `copy` holds what has no bytes of its own.
bool read_bytes(ref x, std::string_view& data, std::string& copy, bool text = false) noexcept {
    if (text && is_str(x)) {
        if (!x.as<str_object>()->is_ascii())
            return raise_error(ValueError_type, "string argument should contain only ASCII characters"), false;
        data = text_of(x);
        return true;
    }
    if (is_bytes_or_bytearray(x, data)) return true;
    if (copy_memoryview(x, copy)) {
        data = copy;
        return true;
    }
    if (is_failed()) return false;
    raise_error(TypeError_type,
                text ? "argument should be bytes, buffer or ASCII string, not '%T'"
                     : "a bytes-like object is required, not '%T'",
                x);
    return false;
}

failed_t raise_binascii(const std::string& message) noexcept {
    object exc = error_type(make_str(message));
    if (exc) raise(exc);
    return failed;
}

object hexlify(ref, const ref* args, std::size_t, ref) {
    std::string_view data;
    std::string copy;
    if (!read_bytes(args[0], data, copy)) return {};
    if (args[1]) {
        static const ref hex = intern("hex");
        object text =
            args[2] ? ref(make_bytes(data)).call(hex, args[1], args[2]) : ref(make_bytes(data)).call(hex, args[1]);
        return text ? make_bytes(text_of(text)) : object();
    }
    std::string out;
    for (const char c : data) {
        const auto byte = static_cast<unsigned char>(c);
        out += "0123456789abcdef"[byte >> 4];
        out += "0123456789abcdef"[byte & 15];
    }
    return make_bytes(out);
}

int hex_digit(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}
object unhexlify(ref, const ref* args, std::size_t, ref) {
    std::string_view data;
    std::string copy, out;
    if (!read_bytes(args[0], data, copy, true)) return {};
    if (data.size() % 2) return raise_binascii("Odd-length string");
    for (std::size_t i = 0; i < data.size(); i += 2) {
        const int high = hex_digit(data[i]), low = hex_digit(data[i + 1]);
        if (high < 0 || low < 0) return raise_binascii("Non-hexadecimal digit found");
        out += static_cast<char>(high * 16 + low);
    }
    return make_bytes(out);
}

constexpr std::string_view base64_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

object b2a_base64(ref, const ref* args, std::size_t, ref) {
    std::string_view data;
    std::string copy, out;
    const int newline = args[1] ? truth_of(args[1]) : 1;
    if (newline < 0 || !read_bytes(args[0], data, copy)) return {};
    for (std::size_t i = 0; i < data.size(); i += 3) {
        unsigned n = 0;
        const std::size_t have = std::size_t(3) < data.size() - i ? std::size_t(3) : data.size() - i;
        for (std::size_t k = 0; k < 3; ++k) n = n << 8 | (k < have ? static_cast<unsigned char>(data[i + k]) : 0u);
        for (std::size_t k = 0; k < 4; ++k) out += k <= have ? base64_digits[n >> (18 - 6 * k) & 63] : '=';
    }
    if (newline) out += '\n';
    return make_bytes(out);
}

object a2b_base64(ref, const ref* args, std::size_t, ref) {
    std::string_view data;
    std::string copy, out;
    const int strict = args[1] ? truth_of(args[1]) : 0;
    if (strict < 0 || !read_bytes(args[0], data, copy, true)) return {};
    if (strict && !data.empty() && data[0] == '=') return raise_binascii("Leading padding not allowed");
    int have = 0, pads = 0;
    unsigned left = 0;
    for (std::size_t i = 0; i < data.size(); ++i) {
        const char c = data[i];
        if (c == '=') {
            if (have >= 2 && have + ++pads >= 4) {
                if (strict && i + 1 < data.size()) return raise_binascii("Excess data after padding");
                return make_bytes(out);
            }
            if (strict && have == 0) return raise_binascii("Excess padding not allowed");
            continue;
        }
        const auto digit = base64_digits.find(c);
        if (digit == base64_digits.npos) {
            if (strict) return raise_binascii("Only base64 data is allowed");
            continue;
        }
        if (strict && pads) return raise_binascii("Discontinuous padding not allowed");
        pads = 0;
        left = left << 6 | static_cast<unsigned>(digit);
        if (have == 0) {
            have = 1;
            continue;
        }
        const int bits = 6 - 2 * have;  // what of this digit belongs to the next byte
        out += static_cast<char>(left >> (bits < 0 ? 0 : bits) & 0xff);
        have = (have + 1) % 4;
    }
    if (have == 1)
        return raise_binascii("Invalid base64-encoded string: number of data characters (" +
                              std::to_string(out.size() / 3 * 4 + 1) + ") cannot be 1 more than a multiple of 4");
    return have ? object(raise_binascii("Incorrect padding")) : make_bytes(out);
}

object crc32(ref, const ref* args, std::size_t, ref) {
    std::string_view data;
    std::string copy;
    std::int64_t start = 0;
    if (!read_bytes(args[0], data, copy) || (args[1] && !to_size(args[1], start))) return {};
    auto crc = ~static_cast<std::uint32_t>(start);
    for (const char c : data) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0u);
    }
    return make_uint(~crc & 0xffffffffu);
}

constexpr method_definition functions[] = {
    {"hexlify", hexlify, "module, data, sep=None, bytes_per_sep=1"},
    {"b2a_hex", hexlify, "module, data, sep=None, bytes_per_sep=1"},
    {"unhexlify", unhexlify, "module, hexstr, /"},
    {"a2b_hex", unhexlify, "module, hexstr, /"},
    {"b2a_base64", b2a_base64, "module, data, /, *, newline=True"},
    {"a2b_base64", a2b_base64, "module, data, /, *, strict_mode=False"},
    {"crc32", crc32, "module, data, crc=0, /"},
    {nullptr, nullptr},
};

object make_error(const char* name, type_object& base) noexcept {
    object ns = dict(intern("__module__"), make_str("binascii"));
    return make_class(ref(&type_type), make_str(name), tuple(ref(&base)), ns, {});
}

bool fill(ref dict) {
    error_type = make_error("Error", ValueError_type);
    object incomplete = make_error("Incomplete", Exception_type);
    return error_type && incomplete && add_functions(dict, functions, "binascii") &&
           dict_set(dict, intern("Error"), error_type) && dict_set(dict, intern("Incomplete"), incomplete);
}

}  // namespace

native_module native_modules::binascii("binascii", fill);

}  // namespace cowith
