// bytes and bytearray: case, tests, padding, stripping, translation, hexadecimal text, decoding.
#include "types/bytes_object.hpp"
#include "types/codecs.hpp"
#include "types/text.hpp"
#include "types/unicode.hpp"

namespace cowith {

namespace {

std::string_view view_of(ref self) noexcept {
    return is_bytearray_object(self) ? self.as<bytearray_object>()->view() : self.as<bytes_object>()->view();
}

bool lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
bool upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
bool letter(char c) noexcept { return lower(c) || upper(c); }
bool digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool blank(char c) noexcept { return c == ' ' || (c >= 9 && c <= 13); }
char to_lower(char c) noexcept { return upper(c) ? static_cast<char>(c + 32) : c; }
char to_upper(char c) noexcept { return lower(c) ? static_cast<char>(c - 32) : c; }

template <class F> object mapped(ref self, F f) noexcept {
    std::string out(view_of(self));
    for (char& c : out) c = f(c);
    return like(self, out);
}

template <class F> object all(ref self, F f) noexcept {
    const std::string_view text = view_of(self);
    for (char c : text)
        if (!f(c)) return False;
    return boolean(!text.empty());
}

/// islower and isupper: some letter of this case and none of the other.
object one_case(ref self, bool (*good)(char), bool (*bad)(char)) noexcept {
    bool seen = false;
    for (char c : view_of(self)) {
        if (bad(c)) return False;
        seen = seen || good(c);
    }
    return boolean(seen);
}

object stripped(ref self, ref characters, bool left, bool right) noexcept {
    std::string_view set;
    const bool blanks = !characters || characters.is(None);
    if (!blanks && !require_bytes(characters, set)) return failed;
    std::string_view text = view_of(self);
    auto goes = [&](char c) { return blanks ? blank(c) : set.find(c) != set.npos; };
    while (left && !text.empty() && goes(text.front())) text.remove_prefix(1);
    while (right && !text.empty() && goes(text.back())) text.remove_suffix(1);
    return like_or_self(self, text);
}

bool read_padding(const ref* args, const char* function, std::int64_t& width, char& fill) noexcept {
    if (!to_index(args[0], width)) return false;
    fill = ' ';
    if (!args[1]) return true;
    if (!is_bytes_object(args[1]) && !is_bytearray_object(args[1])) {
        raise_error(TypeError_type, "%s() argument 2 must be a byte string of length 1, not %T", function, args[1]);
        return false;
    }
    const std::string_view data = view_of(args[1]);
    if (data.size() != 1) {
        raise_error(TypeError_type, "%s(): argument 2 must be a byte string of length 1, not a %s object of length %zd",
                    function, is_bytes_object(args[1]) ? "bytes" : "bytearray", data.size());
        return false;
    }
    fill = data[0];
    return true;
}

object padded(ref self, std::int64_t left, std::int64_t right, char fill) noexcept {
    const std::string_view text = view_of(self);
    if (left <= 0 && right <= 0) return like_or_self(self, text);
    if (left + right > INT64_C(1) << 36) return raise_error(MemoryError_type, "");
    std::string out(static_cast<std::size_t>(left > 0 ? left : 0), fill);
    out.append(text).append(static_cast<std::size_t>(right > 0 ? right : 0), fill);
    return like(self, out);
}

int hex_value(std::uint32_t c) noexcept {
    return c >= '0' && c <= '9'                 ? static_cast<int>(c - '0')
           : (c | 32) >= 'a' && (c | 32) <= 'f' ? static_cast<int>((c | 32) - 'a' + 10)
                                                : -1;
}

}  // namespace

object bytes_method_lower(ref self, const ref*, std::size_t, ref) { return mapped(self, to_lower); }
object bytes_method_upper(ref self, const ref*, std::size_t, ref) { return mapped(self, to_upper); }
object bytes_method_swapcase(ref self, const ref*, std::size_t, ref) {
    return mapped(self, [](char c) { return upper(c) ? to_lower(c) : to_upper(c); });
}
object bytes_method_capitalize(ref self, const ref*, std::size_t, ref) {
    bool first = true;
    return mapped(self, [&](char c) { return std::exchange(first, false) ? to_upper(c) : to_lower(c); });
}
object bytes_method_title(ref self, const ref*, std::size_t, ref) {
    bool inside = false;
    return mapped(self, [&](char c) {
        const char result = inside ? to_lower(c) : to_upper(c);
        inside = letter(c);
        return result;
    });
}

object bytes_method_isalpha(ref self, const ref*, std::size_t, ref) { return all(self, letter); }
object bytes_method_isdigit(ref self, const ref*, std::size_t, ref) { return all(self, digit); }
object bytes_method_isspace(ref self, const ref*, std::size_t, ref) { return all(self, blank); }
object bytes_method_isalnum(ref self, const ref*, std::size_t, ref) {
    return all(self, [](char c) { return letter(c) || digit(c); });
}
object bytes_method_isascii(ref self, const ref*, std::size_t, ref) {
    return boolean(unicode::is_ascii(view_of(self)));
}
object bytes_method_islower(ref self, const ref*, std::size_t, ref) { return one_case(self, lower, upper); }
object bytes_method_isupper(ref self, const ref*, std::size_t, ref) { return one_case(self, upper, lower); }
object bytes_method_istitle(ref self, const ref*, std::size_t, ref) {
    bool cased = false, after = false;
    for (char c : view_of(self)) {
        if ((upper(c) && after) || (lower(c) && !after)) return False;
        after = letter(c);
        cased = cased || after;
    }
    return boolean(cased);
}

object bytes_method_strip(ref self, const ref* args, std::size_t, ref) { return stripped(self, args[0], true, true); }
object bytes_method_lstrip(ref self, const ref* args, std::size_t, ref) { return stripped(self, args[0], true, false); }
object bytes_method_rstrip(ref self, const ref* args, std::size_t, ref) { return stripped(self, args[0], false, true); }

object bytes_method_center(ref self, const ref* args, std::size_t, ref) {
    std::int64_t width;
    char fill;
    if (!read_padding(args, "center", width, fill)) return failed;
    const std::int64_t missing = width - bytes_length(self);
    if (missing <= 0) return padded(self, 0, 0, fill);
    const std::int64_t left = missing / 2 + (missing & width & 1);
    return padded(self, left, missing - left, fill);
}
object bytes_method_ljust(ref self, const ref* args, std::size_t, ref) {
    std::int64_t width;
    char fill;
    return read_padding(args, "ljust", width, fill) ? padded(self, 0, width - bytes_length(self), fill) : object();
}
object bytes_method_rjust(ref self, const ref* args, std::size_t, ref) {
    std::int64_t width;
    char fill;
    return read_padding(args, "rjust", width, fill) ? padded(self, width - bytes_length(self), 0, fill) : object();
}
object bytes_method_zfill(ref self, const ref* args, std::size_t, ref) {
    std::int64_t width;
    if (!to_index(args[0], width)) return failed;
    const std::string_view text = view_of(self);
    const std::int64_t missing = width - static_cast<std::int64_t>(text.size());
    if (missing <= 0) return like_or_self(self, text);
    if (missing > INT64_C(1) << 36) return raise_error(MemoryError_type, "");
    const std::size_t sign = !text.empty() && (text[0] == '+' || text[0] == '-') ? 1 : 0;
    std::string out(text.substr(0, sign));
    out.append(static_cast<std::size_t>(missing), '0').append(text.substr(sign));
    return like(self, out);
}

object bytes_method_expandtabs(ref self, const ref* args, std::size_t, ref) {
    std::int64_t tab = 8;
    if (args[0] && !to_index(args[0], tab)) return failed;
    std::string out;
    std::int64_t column = 0;
    for (char c : view_of(self)) {
        if (c != '\t') {
            out.push_back(c);
            column = c == '\n' || c == '\r' ? 0 : column + 1;
        } else if (tab > 0) {
            const std::int64_t blanks = tab - column % tab;
            if (blanks > INT64_C(1) << 36) return raise_error(OverflowError_type, "result too long");
            out.append(static_cast<std::size_t>(blanks), ' ');
            column += blanks;
        }
    }
    return like(self, out);
}

object bytes_method_maketrans(ref, const ref* args, std::size_t, ref) {
    std::string_view from, to;
    if (!require_bytes(args[0], from) || !require_bytes(args[1], to)) return failed;
    if (from.size() != to.size()) return raise_error(ValueError_type, "maketrans arguments must have same length");
    std::string table;
    for (int i = 0; i < 256; ++i) table.push_back(static_cast<char>(i));
    for (std::size_t i = 0; i < from.size(); ++i) table[static_cast<unsigned char>(from[i])] = to[i];
    return make_bytes(table);
}

object bytes_method_translate(ref self, const ref* args, std::size_t, ref) {
    std::string_view table, removed;
    const bool identity = args[0].is(None);
    if (!identity && !require_bytes(args[0], table)) return failed;
    if (!identity && table.size() != 256)
        return raise_error(ValueError_type, "translation table must be 256 characters long");
    if (args[1] && !require_bytes(args[1], removed)) return failed;
    std::string out;
    for (char c : view_of(self)) {
        if (removed.find(c) != removed.npos) continue;
        out.push_back(identity ? c : table[static_cast<unsigned char>(c)]);
    }
    return like(self, out);
}

object bytes_method_decode(ref self, const ref* args, std::size_t, ref) {
    static constexpr const char* parameters[] = {"encoding", "errors"};
    for (int i = 0; i < 2; ++i)
        if (args[i] && !is_str(args[i]))
            return raise_error(TypeError_type, "decode() argument '%s' must be str, not %T", parameters[i], args[i]);
    return decode(view_of(self), args[0], args[1], self);
}

object hex_text(std::string_view data, ref separator, ref group_size) noexcept {
    std::int64_t group = 1;
    if (group_size && !to_index(group_size, group)) return failed;
    char between = 0;
    if (separator) {
        const std::int64_t length = length_of(separator);
        if (length < 0) return failed;
        if (length != 1) return raise_error(ValueError_type, "sep must be length 1.");
        std::string_view bytes;
        if (is_str(separator))
            bytes = text_of(separator);
        else if (!find_bytes_of(separator, bytes))
            return raise_error(TypeError_type, "sep must be str or bytes.");
        if (bytes.size() != 1 || (bytes[0] & 0x80)) return raise_error(ValueError_type, "sep must be ASCII.");
        between = bytes[0];
    }
    if (group == 0) between = 0;
    const auto step = static_cast<std::size_t>(group < 0 ? -group : group);
    std::string out;
    out.reserve(data.size() * 3);
    for (std::size_t i = 0; i < data.size(); ++i) {
        // Groups are counted from the right; from the left when the size is negative.
        if (between && i && (group > 0 ? (data.size() - i) % step : i % step) == 0) out.push_back(between);
        const auto byte = static_cast<unsigned char>(data[i]);
        out.push_back("0123456789abcdef"[byte >> 4]);
        out.push_back("0123456789abcdef"[byte & 15]);
    }
    return make_str(out);
}

object bytes_method_hex(ref self, const ref* args, std::size_t, ref) {
    return hex_text(view_of(self), args[0], args[1]);
}

object bytes_method_fromhex(ref cls, const ref* args, std::size_t, ref) {
    std::string_view text;
    if (is_str(args[0]))
        text = text_of(args[0]);
    else if (!find_bytes_of(args[0], text)) {
        if (is_failed()) return failed;
        return raise_error(TypeError_type, "fromhex() argument must be str or bytes-like, not %T", args[0]);
    }
    std::string out;
    auto wrong = [&](std::size_t at) {
        return raise_error(ValueError_type, "non-hexadecimal number found in fromhex() arg at position %zd",
                           is_str(args[0]) ? unicode::count_points(text.substr(0, at)) : at);
    };
    for (std::size_t i = 0; i < text.size();) {
        if (blank(text[i])) {
            ++i;
            continue;
        }
        const int high = hex_value(static_cast<unsigned char>(text[i]));
        if (high < 0) return wrong(i);
        if (i + 1 == text.size())
            return raise_error(ValueError_type, "fromhex() arg must contain an even number of hexadecimal digits");
        const int low = hex_value(static_cast<unsigned char>(text[i + 1]));
        if (low < 0) return wrong(i + 1);
        out.push_back(static_cast<char>(high << 4 | low));
        i += 2;
    }
    if (cls.is(ref(&bytes_type))) return make_bytes(out);
    if (cls.is(ref(&bytearray_type))) return make_bytearray(out);
    const object value = make_bytes(out);
    return cls(value);
}

}  // namespace cowith
