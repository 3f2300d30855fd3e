// bytes and bytearray: finding, splitting, joining, replacing.
#include "types/bounds.hpp"
#include "types/bytes_object.hpp"
#include "types/search.hpp"

#include <cstring>

namespace cowith {

namespace {

std::string_view view_of(ref self) noexcept {
    return is_bytearray_object(self) ? self.as<bytearray_object>()->view() : self.as<bytes_object>()->view();
}

/// The argument of find and its kin: bytes-like, or an int for one byte (put into `byte`).
bool read_needle(ref x, char& byte, std::string_view& what) noexcept {
    if (find_bytes_of(x, what)) return true;
    if (is_failed()) return false;
    if (has_index(x)) {
        unsigned char value;
        if (!read_byte(x, value)) return false;
        byte = static_cast<char>(value);
        what = {&byte, 1};
        return true;
    }
    raise_error(TypeError_type, "argument should be integer or bytes-like object, not '%T'", x);
    return false;
}

/// -1: not there, -2: failed.
std::int64_t find_in(ref self, const ref* args, bool backward) noexcept {
    char byte;
    std::string_view what;
    std::int64_t start, stop;
    if (!read_needle(args[0], byte, what)) return -2;
    if (!adjust_bounds(args[1], args[2], bytes_length(self), start, stop)) return -2;
    if (start > stop) return -1;
    const std::string_view text =
        view_of(self).substr(static_cast<std::size_t>(start), static_cast<std::size_t>(stop - start));
    const std::size_t at = backward ? rfind_bytes(text, what) : find_bytes(text, what);
    return at == not_found ? -1 : start + static_cast<std::int64_t>(at);
}

object place_of(std::int64_t at) noexcept { return at == -2 ? object() : object(at); }
object place_or_error(std::int64_t at) noexcept {
    if (at == -1) return raise_error(ValueError_type, "subsection not found");
    return place_of(at);
}

object has_affix(ref self, const ref* args, const char* function, bool at_end) noexcept {
    std::int64_t start, stop;
    if (!adjust_bounds(args[1], args[2], bytes_length(self), start, stop)) return failed;
    const std::string_view text =
        start > stop ? std::string_view()
                     : view_of(self).substr(static_cast<std::size_t>(start), static_cast<std::size_t>(stop - start));
    auto matches = [&](std::string_view affix) {
        if (start > stop || affix.size() > text.size()) return false;
        return (at_end ? text.substr(text.size() - affix.size()) : text.substr(0, affix.size())) == affix;
    };
    std::string_view affix;
    if (has_flag(args[0], is_tuple)) {
        const auto& affixes = *args[0].as<tuple_object>();
        for (std::size_t i = 0; i < affixes.size; ++i) {
            if (!require_bytes(affixes.items[i], affix)) return failed;
            if (matches(affix)) return True;
        }
        return False;
    }
    if (!find_bytes_of(args[0], affix)) {
        if (is_failed()) return failed;
        return raise_error(TypeError_type, "%s first arg must be bytes or a tuple of bytes, not %T", function, args[0]);
    }
    return boolean(matches(affix));
}

bool is_blank(char c) noexcept { return c == ' ' || (c >= 9 && c <= 13); }

bool append_piece(ref self, ref list, std::string_view piece) noexcept {
    const object b = like(self, piece);
    return b && list_append(list, b);
}

bool read_split(const ref* args, std::string_view& separator, bool& blanks, std::int64_t& limit) noexcept {
    limit = -1;
    if (args[1] && !to_index(args[1], limit)) return false;
    if (limit < 0) limit = INT64_MAX;
    blanks = !args[0] || args[0].is(None);
    if (blanks) return true;
    if (!require_bytes(args[0], separator)) return false;
    if (!separator.empty()) return true;
    raise_error(ValueError_type, "empty separator");
    return false;
}

bool read_separator(ref x, std::string_view& separator) noexcept {
    if (!require_bytes(x, separator)) return false;
    if (!separator.empty()) return true;
    raise_error(ValueError_type, "empty separator");
    return false;
}

}  // namespace

object bytes_method_find(ref self, const ref* args, std::size_t, ref) { return place_of(find_in(self, args, false)); }
object bytes_method_rfind(ref self, const ref* args, std::size_t, ref) { return place_of(find_in(self, args, true)); }
object bytes_method_index(ref self, const ref* args, std::size_t, ref) {
    return place_or_error(find_in(self, args, false));
}
object bytes_method_rindex(ref self, const ref* args, std::size_t, ref) {
    return place_or_error(find_in(self, args, true));
}

object bytes_method_count(ref self, const ref* args, std::size_t, ref) {
    char byte;
    std::string_view what;
    std::int64_t start, stop;
    if (!read_needle(args[0], byte, what)) return failed;
    if (!adjust_bounds(args[1], args[2], bytes_length(self), start, stop)) return failed;
    if (start > stop) return 0;
    const std::string_view text =
        view_of(self).substr(static_cast<std::size_t>(start), static_cast<std::size_t>(stop - start));
    return static_cast<std::int64_t>(what.empty() ? text.size() + 1 : count_bytes(text, what));
}

object bytes_method_startswith(ref self, const ref* args, std::size_t, ref) {
    return has_affix(self, args, "startswith", false);
}
object bytes_method_endswith(ref self, const ref* args, std::size_t, ref) {
    return has_affix(self, args, "endswith", true);
}

object bytes_method_removeprefix(ref self, const ref* args, std::size_t, ref) {
    std::string_view prefix, text = view_of(self);
    if (!require_bytes(args[0], prefix)) return failed;
    if (text.substr(0, prefix.size()) == prefix) text.remove_prefix(prefix.size());
    return like_or_self(self, text);
}

object bytes_method_removesuffix(ref self, const ref* args, std::size_t, ref) {
    std::string_view suffix, text = view_of(self);
    if (!require_bytes(args[0], suffix)) return failed;
    if (text.size() >= suffix.size() && text.substr(text.size() - suffix.size()) == suffix)
        text.remove_suffix(suffix.size());
    return like_or_self(self, text);
}

object bytes_method_split(ref self, const ref* args, std::size_t, ref) {
    std::string_view separator, text = view_of(self);
    bool blanks;
    std::int64_t limit;
    if (!read_split(args, separator, blanks, limit)) return failed;
    object pieces = make_list();
    if (!blanks) {
        for (std::size_t at; limit-- > 0 && (at = find_bytes(text, separator)) != not_found;) {
            if (!append_piece(self, pieces, text.substr(0, at))) return failed;
            text.remove_prefix(at + separator.size());
        }
        return append_piece(self, pieces, text) ? pieces : object();
    }
    for (std::size_t i = 0;;) {
        while (i < text.size() && is_blank(text[i])) ++i;
        if (i == text.size()) return pieces;
        std::size_t end = i;
        if (limit-- == 0) end = text.size();
        while (end < text.size() && !is_blank(text[end])) ++end;
        if (!append_piece(self, pieces, text.substr(i, end - i))) return failed;
        i = end;
    }
}

object bytes_method_rsplit(ref self, const ref* args, std::size_t, ref) {
    static const ref reverse = intern("reverse");
    std::string_view separator, text = view_of(self);
    bool blanks;
    std::int64_t limit;
    if (!read_split(args, separator, blanks, limit)) return failed;
    object pieces = make_list();
    if (!blanks) {
        for (std::size_t at; limit-- > 0 && (at = rfind_bytes(text, separator)) != not_found;) {
            if (!append_piece(self, pieces, text.substr(at + separator.size()))) return failed;
            text = text.substr(0, at);
        }
        if (!append_piece(self, pieces, text)) return failed;
    } else {
        for (std::size_t end = text.size();;) {
            while (end > 0 && is_blank(text[end - 1])) --end;
            if (end == 0) break;
            std::size_t start = end;
            if (limit-- == 0) start = 0;
            while (start > 0 && !is_blank(text[start - 1])) --start;
            if (!append_piece(self, pieces, text.substr(start, end - start))) return failed;
            end = start;
        }
    }
    return pieces.call(reverse) ? pieces : object();
}

object bytes_method_splitlines(ref self, const ref* args, std::size_t, ref) {
    const bool keep = args[0] && truth(args[0]);
    if (is_failed()) return failed;
    const std::string_view text = view_of(self);
    object lines = make_list();
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i;
        while (end < text.size() && text[end] != '\n' && text[end] != '\r') ++end;
        std::size_t next = end;
        if (next < text.size()) next += text[next] == '\r' && next + 1 < text.size() && text[next + 1] == '\n' ? 2 : 1;
        if (!append_piece(self, lines, text.substr(i, (keep ? next : end) - i))) return failed;
        i = next;
    }
    return lines;
}

object bytes_method_partition(ref self, const ref* args, std::size_t, ref) {
    std::string_view separator;
    if (!read_separator(args[0], separator)) return failed;
    const std::string_view text = view_of(self);
    const std::size_t at = find_bytes(text, separator);
    if (at == not_found) return tuple(like_or_self(self, text), like(self, {}), like(self, {}));
    return tuple(like(self, text.substr(0, at)), like(self, separator), like(self, text.substr(at + separator.size())));
}

object bytes_method_rpartition(ref self, const ref* args, std::size_t, ref) {
    std::string_view separator;
    if (!read_separator(args[0], separator)) return failed;
    const std::string_view text = view_of(self);
    const std::size_t at = rfind_bytes(text, separator);
    if (at == not_found) return tuple(like(self, {}), like(self, {}), like_or_self(self, text));
    return tuple(like(self, text.substr(0, at)), like(self, separator), like(self, text.substr(at + separator.size())));
}

object bytes_method_join(ref self, const ref* args, std::size_t, ref) {
    object pieces = args[0];
    if (!has_flag(pieces, is_list) && !has_flag(pieces, is_tuple)) {
        type_object& type = *args[0].type();
        pieces = list_from(args[0]);
        if (!pieces) {
            if (pending_is(TypeError_type) && !type.iter && !type.getitem) {
                clear_pending();
                return raise_error(TypeError_type, "can only join an iterable");
            }
            return failed;
        }
    }
    const bool is_a_list = has_flag(pieces, is_list);
    const std::size_t count = is_a_list ? pieces.as<list_object>()->size : pieces.as<tuple_object>()->size;
    const object* items = is_a_list ? pieces.as<list_object>()->items : pieces.as<tuple_object>()->items;
    std::string joined;
    const std::string_view separator = view_of(self);
    for (std::size_t i = 0; i < count; ++i) {
        std::string_view piece;
        if (!find_bytes_of(items[i], piece)) {
            if (is_failed()) return failed;
            return raise_error(TypeError_type, "sequence item %zd: expected a bytes-like object, %T found", i,
                               ref(items[i]));
        }
        if (i) joined.append(separator);
        joined.append(piece);
    }
    return like(self, joined);
}

object bytes_method_replace(ref self, const ref* args, std::size_t, ref) {
    std::string_view old, with;
    if (!require_bytes(args[0], old) || !require_bytes(args[1], with)) return failed;
    std::int64_t limit = -1;
    if (args[2] && !to_index(args[2], limit)) return failed;
    if (limit < 0) limit = INT64_MAX;
    std::string_view text = view_of(self);
    std::string out;
    if (old.empty()) {
        for (std::size_t i = 0; i <= text.size(); ++i) {
            if (limit-- > 0) out.append(with);
            if (i < text.size()) out.push_back(text[i]);
        }
        return like(self, out);
    }
    for (std::size_t at; limit-- > 0 && (at = find_bytes(text, old)) != not_found;) {
        out.append(text.substr(0, at)).append(with);
        text.remove_prefix(at + old.size());
    }
    out.append(text);
    return like(self, out);
}

}  // namespace cowith
