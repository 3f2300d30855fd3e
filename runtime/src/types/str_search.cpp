// str: finding, counting, replacing.
#include "types/bounds.hpp"
#include "types/search.hpp"
#include "types/str_object.hpp"
#include "types/text.hpp"
#include "types/unicode.hpp"

#include <cstring>

namespace cowith {

namespace {

const str_object& str_of(ref x) noexcept { return *x.as<str_object>(); }

/// Checks that argument `position` is a str.
bool require_str(ref x, const char* function, int position) noexcept {
    if (is_str(x)) return true;
    raise_error(TypeError_type, "%s() argument %d must be str, not %T", function, position, x);
    return false;
}

/// What find, index, count and startswith look through: self[start:end] as bytes, and where it begins.
struct window {
    std::string_view text;
    std::size_t offset = 0;  // of the window, in bytes
    bool outside = false;    // start lies behind the end: not even "" is found
};

bool open_window(ref self, const ref* bounds, window& out) noexcept {
    const auto& s = str_of(self);
    std::int64_t start = 0, stop = s.length;
    if (!adjust_bounds(bounds[0], bounds[1], s.length, start, stop)) return false;
    out.outside = start > stop;
    if (out.outside) return true;
    out.offset = offset_of(s, static_cast<std::size_t>(start));
    out.text = s.view().substr(out.offset, offset_of(s, static_cast<std::size_t>(stop)) - out.offset);
    return true;
}

enum class direction { forward, backward };

/// The index as a code point, -1 when it isn't there, -2 when it failed.
std::int64_t find_in(ref self, const ref* args, const char* function, direction way) noexcept {
    if (!require_str(args[0], function, 1)) return -2;
    window w;
    if (!open_window(self, args + 1, w)) return -2;
    if (w.outside) return -1;
    const std::size_t at =
        way == direction::forward ? find_bytes(w.text, text_of(args[0])) : rfind_bytes(w.text, text_of(args[0]));
    if (at == not_found) return -1;
    return static_cast<std::int64_t>(index_at(str_of(self), w.offset + at));
}

object found_or_minus_one(std::int64_t at) noexcept { return at == -2 ? object() : object(at); }
object found_or_error(std::int64_t at) noexcept {
    if (at == -1) return raise_error(ValueError_type, "substring not found");
    return found_or_minus_one(at);
}

/// startswith and endswith.
object has_affix(ref self, const ref* args, const char* function, bool at_end) noexcept {
    window w;
    if (!open_window(self, args + 1, w)) return failed;
    auto matches = [&](ref affix) {
        const std::string_view text = text_of(affix);
        if (w.outside || text.size() > w.text.size()) return false;
        const char* place = at_end ? w.text.data() + (w.text.size() - text.size()) : w.text.data();
        return std::memcmp(place, text.data(), text.size()) == 0;
    };
    if (is_str(args[0])) return boolean(matches(args[0]));
    if (!has_flag(args[0], is_tuple))
        return raise_error(TypeError_type, "%s first arg must be str or a tuple of str, not %T", function, args[0]);
    const auto& affixes = *args[0].as<tuple_object>();
    for (std::size_t i = 0; i < affixes.size; ++i) {
        if (!is_str(affixes.items[i]))
            return raise_error(TypeError_type, "tuple for %s must only contain str, not %T", function,
                               ref(affixes.items[i]));
        if (matches(affixes.items[i])) return True;
    }
    return False;
}

/// s.replace("", x): x before each code point and at the end.
object interleave(const str_object& s, std::string_view with, std::int64_t limit) noexcept {
    std::string out;
    std::int64_t done = 0;
    for (const char *p = s.text, *end = p + s.size; p < end;) {
        if (done < limit) {
            out.append(with);
            ++done;
        }
        const unsigned size = unicode::sequence_length(static_cast<unsigned char>(*p));
        out.append(p, size);
        p += size;
    }
    if (done < limit) out.append(with);
    return make_str(out);
}

}  // namespace

object str_find(ref self, const ref* args, std::size_t, ref) {
    return found_or_minus_one(find_in(self, args, "find", direction::forward));
}
object str_rfind(ref self, const ref* args, std::size_t, ref) {
    return found_or_minus_one(find_in(self, args, "rfind", direction::backward));
}
object str_index(ref self, const ref* args, std::size_t, ref) {
    return found_or_error(find_in(self, args, "index", direction::forward));
}
object str_rindex(ref self, const ref* args, std::size_t, ref) {
    return found_or_error(find_in(self, args, "rindex", direction::backward));
}

object str_count(ref self, const ref* args, std::size_t, ref) {
    if (!require_str(args[0], "count", 1)) return failed;
    window w;
    if (!open_window(self, args + 1, w)) return failed;
    if (w.outside) return 0;
    const auto& sub = str_of(args[0]);
    if (sub.size == 0) {
        std::int64_t points = 1;
        for (char c : w.text) points += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
        return points;
    }
    return static_cast<std::int64_t>(count_bytes(w.text, sub.view()));
}

object str_startswith(ref self, const ref* args, std::size_t, ref) {
    return has_affix(self, args, "startswith", false);
}
object str_endswith(ref self, const ref* args, std::size_t, ref) { return has_affix(self, args, "endswith", true); }

object str_removeprefix(ref self, const ref* args, std::size_t, ref) {
    if (!is_str(args[0])) return raise_error(TypeError_type, "removeprefix() argument must be str, not %T", args[0]);
    const std::string_view text = text_of(self), prefix = text_of(args[0]);
    if (!prefix.empty() && text.substr(0, prefix.size()) == prefix) return make_str(text.substr(prefix.size()));
    return substring(self, 0, str_of(self).length);
}

object str_removesuffix(ref self, const ref* args, std::size_t, ref) {
    if (!is_str(args[0])) return raise_error(TypeError_type, "removesuffix() argument must be str, not %T", args[0]);
    const std::string_view text = text_of(self), suffix = text_of(args[0]);
    if (!suffix.empty() && text.size() >= suffix.size() && text.substr(text.size() - suffix.size()) == suffix)
        return make_str(text.substr(0, text.size() - suffix.size()));
    return substring(self, 0, str_of(self).length);
}

object str_replace(ref self, const ref* args, std::size_t, ref) {
    if (!require_str(args[0], "replace", 1) || !require_str(args[1], "replace", 2)) return failed;
    std::int64_t limit = -1;
    if (args[2] && !to_index(args[2], limit)) return failed;
    if (limit < 0) limit = INT64_MAX;
    const auto& s = str_of(self);
    const auto &old = str_of(args[0]), &with = str_of(args[1]);
    if (limit == 0 || old.size > s.size) return substring(self, 0, s.length);
    if (old.size == 0) return interleave(s, with.view(), limit);
    const std::string_view text = s.view();
    std::size_t at = find_bytes(text, old.view());
    if (at == not_found) return substring(self, 0, s.length);
    // Counted first, so that the result is made once and fits.
    std::int64_t count = 0;
    for (std::size_t from = 0, next = at; next != not_found && count < limit;) {
        ++count;
        from += next + old.size;
        next = find_bytes(text.substr(from), old.view());
    }
    const auto times = static_cast<std::size_t>(count);
    const std::size_t size = s.size - times * old.size + times * with.size;
    if (size == 0) return empty_str();
    str_object* result = new_str(size, s.length - times * old.length + times * with.length);
    if (!result) return failed;
    char* out = result->text;
    auto put = [&out](std::string_view piece) {
        if (!piece.empty()) std::memcpy(out, piece.data(), piece.size());
        out += piece.size();
    };
    std::string_view rest = text;
    for (std::int64_t i = 0; i < count; ++i) {
        put(rest.substr(0, at));
        put(with.view());
        rest.remove_prefix(at + old.size);
        at = i + 1 < count ? find_bytes(rest, old.view()) : 0;
    }
    put(rest);
    return object::take(result);
}

}  // namespace cowith
