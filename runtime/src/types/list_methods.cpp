// The methods of list.
#include "list.hpp"

namespace cowith {
namespace {

object append(ref self, const ref* args, std::size_t, ref) {
    list_append(self, args[0]);
    return None;
}

object clear(ref self, const ref*, std::size_t, ref) {
    list_assign_slice(self, 0, static_cast<std::int64_t>(as_list(self).size), nullptr, 0);
    return None;
}

object copy(ref self, const ref*, std::size_t, ref) {
    return make_list(reinterpret_cast<const ref*>(as_list(self).items), as_list(self).size);
}

object count(ref self, const ref* args, std::size_t, ref) {
    std::int64_t found = 0;
    for (std::size_t i = 0; i < as_list(self).size; ++i) {
        object item = as_list(self).items[i];
        const int same = equal_or_same(item, args[0]);
        if (same < 0) return {};
        found += same;
    }
    return found;
}

object extend(ref self, const ref* args, std::size_t, ref) {
    if (!list_extend_plain(self, args[0])) return {};
    return None;
}

object index(ref self, const ref* args, std::size_t, ref) {
    const auto size = static_cast<std::int64_t>(as_list(self).size);
    std::int64_t start = 0, stop = INT64_MAX;
    if (args[1] && !search_bound(args[1], size, start)) return {};
    if (args[2] && !search_bound(args[2], size, stop)) return {};
    for (std::int64_t i = start; i < stop && i < static_cast<std::int64_t>(as_list(self).size); ++i) {
        object item = as_list(self).items[i];
        const int same = equal_or_same(item, args[0]);
        if (same < 0) return {};
        if (same) return i;
    }
    return raise_error(ValueError_type, "list.index(x): x not in list");
}

object insert(ref self, const ref* args, std::size_t, ref) {
    std::int64_t at;
    if (!to_size(args[0], at)) return {};
    const auto size = static_cast<std::int64_t>(as_list(self).size);
    if (at < 0) at = at + size < 0 ? 0 : at + size;
    list_insert(as_list(self), static_cast<std::size_t>(at > size ? size : at), args[1]);
    return None;
}

object pop(ref self, const ref* args, std::size_t, ref) {
    list_object& list = as_list(self);
    std::int64_t at = -1;
    if (args[0] && !to_size(args[0], at)) return {};
    if (list.size == 0) return raise_error(IndexError_type, "pop from empty list");
    if (at < 0) at += static_cast<std::int64_t>(list.size);
    if (static_cast<std::uint64_t>(at) >= list.size) return raise_error(IndexError_type, "pop index out of range");
    object item = list.items[at];
    list_assign_slice(self, at, at + 1, nullptr, 0);
    return item;
}

object remove(ref self, const ref* args, std::size_t, ref) {
    for (std::size_t i = 0; i < as_list(self).size; ++i) {
        object item = as_list(self).items[i];
        const int same = equal_or_same(item, args[0]);
        if (same < 0) return {};
        if (!same) continue;
        const auto at = static_cast<std::int64_t>(i);
        if (i < as_list(self).size) list_assign_slice(self, at, at + 1, nullptr, 0);
        return None;
    }
    return raise_error(ValueError_type, "list.remove(x): x not in list");
}

object reverse(ref self, const ref*, std::size_t, ref) {
    list_object& list = as_list(self);
    for (std::size_t i = 0, j = list.size; i + 1 < j; ++i) std::swap(list.items[i], list.items[--j]);
    return None;
}

object reversed(ref self, const ref*, std::size_t, ref) { return make_list_reverse_iterator(self); }

object sort(ref self, const ref* args, std::size_t, ref) {
    int reverse = 0;
    if (args[1] && (reverse = truth_of(args[1])) < 0) return {};
    if (!list_sort(self, args[0], reverse)) return {};
    return None;
}

}  // namespace

const method_definition list_methods[] = {
    {"append", append, "self, object, /"},
    {"clear", clear, "self, /"},
    {"copy", copy, "self, /"},
    {"count", count, "self, value, /"},
    {"extend", extend, "self, iterable, /"},
    {"index", index, "self, value, start=0, stop=sys.maxsize, /"},
    {"insert", insert, "self, index, object, /"},
    {"pop", pop, "self, index=-1, /"},
    {"remove", remove, "self, value, /"},
    {"reverse", reverse, "self, /"},
    {"sort", sort, "self, /, *, key=None, reverse=False"},
    {"__reversed__", reversed, "self, /"},
    {"__class_getitem__", class_getitem, class_getitem_signature, method_class},
    {nullptr, nullptr},
};

}  // namespace cowith
