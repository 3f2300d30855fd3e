// str: stripping, padding, tabs, translation.
#include "types/int_object.hpp"
#include "types/str_object.hpp"
#include "types/text.hpp"
#include "types/unicode.hpp"

#include <cstring>

namespace cowith {

namespace {

const str_object& str_of(ref x) noexcept { return *x.as<str_object>(); }

bool contains_point(std::string_view set, std::uint32_t c) noexcept {
    for (std::uint32_t member : unicode::points(set))
        if (member == c) return true;
    return false;
}

object stripped(ref self, ref characters, bool left, bool right) noexcept {
    const bool blanks = !characters || characters.is(None);
    if (!blanks && !is_str(characters))
        return raise_error(TypeError_type, "%s arg must be None or str",
                           left && right ? "strip"
                           : left        ? "lstrip"
                                         : "rstrip");
    const std::string_view set = blanks ? std::string_view() : text_of(characters);
    auto goes = [&](std::uint32_t c) { return blanks ? unicode::is_space(c) : contains_point(set, c); };
    const auto& s = str_of(self);
    const char *first = s.text, *last = first + s.size;
    while (left && first < last) {
        const char* p = first;
        if (!goes(unicode::next(p))) break;
        first = p;
    }
    while (right && first < last) {
        const char* p = last;
        if (!goes(unicode::previous(p))) break;
        last = p;
    }
    if (first == s.text && last == s.text + s.size) return substring(self, 0, s.length);
    return make_str({first, static_cast<std::size_t>(last - first)});
}

/// The width and the fill character of center, ljust and rjust; false: failed.
bool read_padding(const ref* args, std::int64_t& width, std::string_view& fill) noexcept {
    if (!to_index(args[0], width)) return false;
    fill = " ";
    if (!args[1]) return true;
    if (!is_str(args[1])) {
        raise_error(TypeError_type, "The fill character must be a unicode character, not %T", args[1]);
        return false;
    }
    if (str_of(args[1]).length != 1) {
        raise_error(TypeError_type, "The fill character must be exactly one character long");
        return false;
    }
    fill = text_of(args[1]);
    return true;
}

object padded(ref self, std::int64_t left, std::int64_t right, std::string_view fill) noexcept {
    const auto& s = str_of(self);
    if (left <= 0 && right <= 0) return substring(self, 0, s.length);
    if (left + right > INT64_C(0xfffffff0)) return raise_error(MemoryError_type, "");
    const auto before = static_cast<std::size_t>(left), after = static_cast<std::size_t>(right);
    str_object* result = new_str(s.size + (before + after) * fill.size(), s.length + before + after);
    if (!result) return failed;
    char* out = result->text;
    auto put_fill = [&](std::size_t n) {
        for (; n; --n, out += fill.size()) std::memcpy(out, fill.data(), fill.size());
    };
    put_fill(before);
    std::memcpy(out, s.text, s.size);
    out += s.size;
    put_fill(after);
    return object::take(result);
}

}  // namespace

object str_strip(ref self, const ref* args, std::size_t, ref) { return stripped(self, args[0], true, true); }
object str_lstrip(ref self, const ref* args, std::size_t, ref) { return stripped(self, args[0], true, false); }
object str_rstrip(ref self, const ref* args, std::size_t, ref) { return stripped(self, args[0], false, true); }

object str_center(ref self, const ref* args, std::size_t, ref) {
    std::int64_t width;
    std::string_view fill;
    if (!read_padding(args, width, fill)) return failed;
    const std::int64_t missing = width - str_of(self).length;
    if (missing <= 0) return padded(self, 0, 0, fill);
    const std::int64_t left = missing / 2 + (missing & width & 1);
    return padded(self, left, missing - left, fill);
}

object str_ljust(ref self, const ref* args, std::size_t, ref) {
    std::int64_t width;
    std::string_view fill;
    if (!read_padding(args, width, fill)) return failed;
    return padded(self, 0, width - str_of(self).length, fill);
}

object str_rjust(ref self, const ref* args, std::size_t, ref) {
    std::int64_t width;
    std::string_view fill;
    if (!read_padding(args, width, fill)) return failed;
    return padded(self, width - str_of(self).length, 0, fill);
}

object str_zfill(ref self, const ref* args, std::size_t, ref) {
    std::int64_t width;
    if (!to_index(args[0], width)) return failed;
    const auto& s = str_of(self);
    const std::int64_t missing = width - s.length;
    object result = padded(self, missing, 0, "0");
    if (!result || missing <= 0 || s.size == 0 || (s.text[0] != '+' && s.text[0] != '-')) return result;
    char* text = result.as<str_object>()->text;  // ours alone: the sign moves to the front
    text[missing] = '0';
    text[0] = s.text[0];
    return result;
}

object str_expandtabs(ref self, const ref* args, std::size_t, ref) {
    std::int64_t tab = 8;
    if (args[0] && !to_index(args[0], tab)) return failed;
    std::string out;
    std::int64_t column = 0;
    for (const char *p = str_of(self).text, *end = p + str_of(self).size; p < end;) {
        const char* at = p;
        const std::uint32_t c = unicode::next(p);
        if (c == '\t') {
            if (tab <= 0) continue;
            const std::int64_t blanks = tab - column % tab;
            if (static_cast<std::int64_t>(out.size()) + blanks > INT64_C(0xfffffff0))
                return raise_error(OverflowError_type, "new string is too long");
            out.append(static_cast<std::size_t>(blanks), ' ');
            column += blanks;
            continue;
        }
        out.append(at, static_cast<std::size_t>(p - at));
        column = c == '\n' || c == '\r' ? 0 : column + 1;
    }
    return make_str(out);
}

object str_maketrans(ref, const ref* args, std::size_t, ref) {
    object table = make_dict();
    auto point_of = [](const char*& p) { return ref(static_cast<std::int64_t>(unicode::next(p))); };
    if (!args[1]) {
        if (!args[0].is_heap() || args[0].type() != &dict_type)
            return raise_error(TypeError_type, "if you give only one argument to maketrans it must be a dict");
        ref key, value;
        for (std::size_t i = 0; dict_next(args[0], i, key, value);) {
            if (is_str(key)) {
                if (str_of(key).length != 1)
                    return raise_error(ValueError_type, "string keys in translate table must be of length 1");
                const char* p = str_of(key).text;
                key = point_of(p);
            } else if (!is_int(key)) {
                return raise_error(TypeError_type, "keys in translate table must be strings or integers");
            }
            if (!dict_set(table, key, value)) return failed;
        }
        return table;
    }
    if (!is_str(args[0]))
        return raise_error(TypeError_type, "first maketrans argument must be a string if there is a second argument");
    for (int i = 1; i < 3; ++i)
        if (args[i] && !is_str(args[i]))
            return raise_error(TypeError_type, "maketrans() argument %d must be str, not %T", i + 1, args[i]);
    if (str_of(args[0]).length != str_of(args[1]).length)
        return raise_error(ValueError_type, "the first two maketrans arguments must have equal length");
    for (const char *from = str_of(args[0]).text, *to = str_of(args[1]).text, *end = from + str_of(args[0]).size;
         from < end;) {
        const ref key = point_of(from);
        if (!dict_set(table, key, point_of(to))) return failed;
    }
    if (args[2]) {
        for (const char *p = str_of(args[2]).text, *end = p + str_of(args[2]).size; p < end;)
            if (!dict_set(table, point_of(p), None)) return failed;
    }
    return table;
}

object str_translate(ref self, const ref* args, std::size_t, ref) {
    std::string out;
    for (std::uint32_t c : unicode::points(text_of(self))) {
        object to = get_item(args[0], static_cast<std::int64_t>(c));
        if (!to) {
            if (!pending_is(LookupError_type)) return failed;
            clear_pending();
            unicode::append(out, c);
            continue;
        }
        if (to.is(None)) continue;
        if (is_str(to)) {
            out.append(text_of(to));
            continue;
        }
        if (!is_int(to)) return raise_error(TypeError_type, "character mapping must return integer, None or str");
        std::int64_t point;
        if (!int_value(to, point) || point < 0 || point > unicode::last_point)
            return raise_error(ValueError_type, "character mapping must be in range(0x110000)");
        unicode::append(out, static_cast<std::uint32_t>(point));
    }
    return make_str(out);
}

}  // namespace cowith
