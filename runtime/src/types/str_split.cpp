// str: splitting, partitioning, joining.
#include "types/search.hpp"
#include "types/str_object.hpp"
#include "types/text.hpp"
#include "types/unicode.hpp"

#include <cstring>

namespace cowith {

namespace {

bool append_piece(ref list, std::string_view piece) noexcept {
    const object s = make_str(piece);
    return s && list_append(list, s);
}

/// The same for text known to be ASCII.
bool append_ascii(ref list, std::string_view piece) noexcept {
    const object s = make_str_of_length(piece, piece.size());
    return s && list_append(list, s);
}

bool split_ascii_blanks(ref list, std::string_view text, std::int64_t limit) noexcept {
    constexpr auto blank = [](char c) { return c == ' ' || (c >= 9 && c <= 13) || (c >= 0x1c && c <= 0x1f); };
    for (std::size_t i = 0;;) {
        while (i < text.size() && blank(text[i])) ++i;
        if (i == text.size()) return true;
        std::size_t end = i;
        if (limit-- == 0) end = text.size();
        while (end < text.size() && !blank(text[end])) ++end;
        if (!append_ascii(list, text.substr(i, end - i))) return false;
        i = end;
    }
}

/// The separator (empty: blanks) and the limit of split and rsplit; false: failed.
bool read_arguments(const ref* args, std::string_view& separator, bool& blanks, std::int64_t& limit) noexcept {
    limit = -1;
    if (args[1] && !to_index(args[1], limit)) return false;
    if (limit < 0) limit = INT64_MAX;
    blanks = !args[0] || args[0].is(None);
    if (blanks) return true;
    if (!is_str(args[0])) {
        raise_error(TypeError_type, "must be str or None, not %T", args[0]);
        return false;
    }
    separator = text_of(args[0]);
    if (!separator.empty()) return true;
    raise_error(ValueError_type, "empty separator");
    return false;
}

bool split_blanks(ref list, std::string_view text, std::int64_t limit) noexcept {
    const char *p = text.data(), *end = p + text.size();
    for (;;) {
        const char* start = p;
        while (p < end) {
            start = p;
            if (!unicode::is_space(unicode::next(p))) break;
            start = p;
        }
        if (start == end) return true;
        // What is left keeps its trailing blanks.
        if (limit-- == 0) return append_piece(list, {start, static_cast<std::size_t>(end - start)});
        const char* stop = p;
        while (p < end) {
            stop = p;
            if (unicode::is_space(unicode::next(p))) break;
            stop = p;
        }
        if (!append_piece(list, {start, static_cast<std::size_t>(stop - start)})) return false;
    }
}

bool rsplit_blanks(ref list, std::string_view text, std::int64_t limit) noexcept {
    const char *first = text.data(), *p = first + text.size();
    for (;;) {
        const char* stop = p;
        while (p > first) {
            stop = p;
            if (!unicode::is_space(unicode::previous(p))) break;
            stop = p;
        }
        if (stop == first) return true;
        if (limit-- == 0) return append_piece(list, {first, static_cast<std::size_t>(stop - first)});
        const char* start = p;
        while (p > first) {
            const char* before = p;
            if (unicode::is_space(unicode::previous(before))) break;
            p = before;
        }
        start = p;
        if (!append_piece(list, {start, static_cast<std::size_t>(stop - start)})) return false;
    }
}

void reverse(ref list) noexcept {
    auto& l = *list.as<list_object>();
    for (std::size_t i = 0, j = l.size; i + 1 < j; ++i) {
        --j;
        object held = static_cast<object&&>(l.items[i]);
        l.items[i] = static_cast<object&&>(l.items[j]);
        l.items[j] = static_cast<object&&>(held);
    }
}

object make_parts(std::string_view before, ref middle, std::string_view after) noexcept {
    return tuple(make_str(before), middle, make_str(after));
}

/// The separator of partition; false: failed.
bool read_separator(ref x, std::string_view& separator) noexcept {
    if (!is_str(x)) {
        raise_error(TypeError_type, "must be str, not %T", x);
        return false;
    }
    separator = text_of(x);
    if (!separator.empty()) return true;
    raise_error(ValueError_type, "empty separator");
    return false;
}

}  // namespace

object str_split(ref self, const ref* args, std::size_t, ref) {
    std::string_view separator, text = text_of(self);
    bool blanks;
    std::int64_t limit;
    if (!read_arguments(args, separator, blanks, limit)) return failed;
    object pieces = make_list();
    const bool ascii = self.as<str_object>()->is_ascii();
    if (blanks) return (ascii ? split_ascii_blanks : split_blanks)(pieces, text, limit) ? pieces : object();
    const auto append = ascii ? append_ascii : append_piece;
    for (std::size_t at; limit-- > 0 && (at = find_bytes(text, separator)) != not_found;) {
        if (!append(pieces, text.substr(0, at))) return failed;
        text.remove_prefix(at + separator.size());
    }
    return append(pieces, text) ? pieces : object();
}

object str_rsplit(ref self, const ref* args, std::size_t, ref) {
    std::string_view separator, text = text_of(self);
    bool blanks;
    std::int64_t limit;
    if (!read_arguments(args, separator, blanks, limit)) return failed;
    object pieces = make_list();
    if (blanks) {
        if (!rsplit_blanks(pieces, text, limit)) return failed;
    } else {
        for (std::size_t at; limit-- > 0 && (at = rfind_bytes(text, separator)) != not_found;) {
            if (!append_piece(pieces, text.substr(at + separator.size()))) return failed;
            text = text.substr(0, at);
        }
        if (!append_piece(pieces, text)) return failed;
    }
    reverse(pieces);
    return pieces;
}

object str_splitlines(ref self, const ref* args, std::size_t, ref) {
    const bool keep = args[0] && truth(args[0]);
    if (is_failed()) return failed;
    object lines = make_list();
    const std::string_view text = text_of(self);
    for (const char *p = text.data(), *end = p + text.size(); p < end;) {
        const char *start = p, *stop = p;
        while (p < end) {
            stop = p;
            const std::uint32_t c = unicode::next(p);
            if (unicode::is_line_break(c)) {
                if (c == '\r' && p < end && *p == '\n') ++p;
                break;
            }
            stop = p;
        }
        if (!append_piece(lines, {start, static_cast<std::size_t>((keep ? p : stop) - start)})) return failed;
    }
    return lines;
}

object str_partition(ref self, const ref* args, std::size_t, ref) {
    std::string_view separator;
    if (!read_separator(args[0], separator)) return failed;
    const std::string_view text = text_of(self);
    const std::size_t at = find_bytes(text, separator);
    if (at == not_found) return tuple(substring(self, 0, self.as<str_object>()->length), empty_str(), empty_str());
    return make_parts(text.substr(0, at), args[0], text.substr(at + separator.size()));
}

object str_rpartition(ref self, const ref* args, std::size_t, ref) {
    std::string_view separator;
    if (!read_separator(args[0], separator)) return failed;
    const std::string_view text = text_of(self);
    const std::size_t at = rfind_bytes(text, separator);
    if (at == not_found) return tuple(empty_str(), empty_str(), substring(self, 0, self.as<str_object>()->length));
    return make_parts(text.substr(0, at), args[0], text.substr(at + separator.size()));
}

object str_join(ref self, const ref* args, std::size_t, ref) {
    object sequence;
    const ref* items;
    std::size_t count;
    ref x = args[0];
    if (!has_flag(x, is_list) && !has_flag(x, is_tuple)) {
        sequence = list_from(x);
        if (!sequence) {
            // What isn't iterable at all gets join's own words; errors of its iteration pass.
            type_object& type = *x.type();
            if (pending_is(TypeError_type) && !type.iter && !type.getitem) {
                clear_pending();
                return raise_error(TypeError_type, "can only join an iterable");
            }
            return failed;
        }
        x = sequence;
    }
    if (has_flag(x, is_list)) {
        items = x.as<list_object>()->items;
        count = x.as<list_object>()->size;
    } else {
        items = x.as<tuple_object>()->items;
        count = x.as<tuple_object>()->size;
    }
    if (count == 0) return empty_str();
    if (count == 1 && items[0].is_heap() && items[0].type() == &str_type) return items[0];
    const auto& separator = *self.as<str_object>();
    std::size_t size = 0, length = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (!is_str(items[i]))
            return raise_error(TypeError_type, "sequence item %zd: expected str instance, %T found", i, items[i]);
        size += items[i].as<str_object>()->size;
        length += items[i].as<str_object>()->length;
    }
    size += separator.size * (count - 1);
    length += std::size_t{separator.length} * (count - 1);
    if (size == 0) return empty_str();
    str_object* result = new_str(size, length);
    if (!result) return failed;
    char* out = result->text;
    for (std::size_t i = 0; i < count; ++i) {
        if (i && separator.size) {
            std::memcpy(out, separator.text, separator.size);
            out += separator.size;
        }
        const auto& piece = *items[i].as<str_object>();
        std::memcpy(out, piece.text, piece.size);
        out += piece.size;
    }
    return object::take(result);
}

}  // namespace cowith
