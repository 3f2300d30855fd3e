// The methods of dict.
#include "dict.hpp"
#include "set.hpp"

namespace cowith {
namespace {

object clear(ref self, const ref*, std::size_t, ref) {
    dict_clear(self);
    return None;
}

object copy(ref self, const ref*, std::size_t, ref) { return dict_copy(self); }

object fromkeys(ref cls, const ref* args, std::size_t, ref) {
    const ref value = args[1] ? args[1] : None;
    object dict = cls();
    if (!dict) return {};
    const bool plain = dict.is_instance_exactly(dict_type);
    if (plain && is_any_set(args[0]) && !dict_size(dict)) {
        // Their hashes are known.
        for (std::size_t i = 0; const set_entry* e = set_table::next(as_set(args[0]), i);) {
            const object key = e->key;
            if (!dict_table::set(as_dict(dict), key, e->hash, value)) return {};
        }
        return dict;
    }
    if (plain && args[0].is_instance_exactly(dict_type) && !dict_size(dict)) {
        for (std::size_t i = 0; i < as_dict(args[0]).filled; ++i) {
            const dict_entry& e = as_dict(args[0]).entries[i];
            const std::int64_t hash = e.hash;
            const object key = e.key;
            if (key && !dict_table::set(as_dict(dict), key, hash, value)) return {};
        }
        return dict;
    }
    object it = get_iterator(args[0]);
    if (!it) return {};
    while (object key = next_value(it))
        if (plain ? !dict_set(dict, key, value) : !set_item(dict, key, value)) return {};
    if (is_failed()) return {};
    return dict;
}

object get(ref self, const ref* args, std::size_t, ref) {
    ref value = dict_get(self, args[0]);
    if (value) return value;
    if (is_failed()) return {};
    return args[1] ? args[1] : None;
}

object items(ref self, const ref*, std::size_t, ref) { return dict_items(self); }
object keys(ref self, const ref*, std::size_t, ref) { return dict_keys(self); }
object values(ref self, const ref*, std::size_t, ref) { return dict_values(self); }

object pop(ref self, const ref* args, std::size_t, ref) {
    object old;
    const int removed = dict_remove(self, args[0], &old);
    if (removed < 0) return {};
    if (removed) return old;
    return args[1] ? object(args[1]) : raise_key_error(args[0]);
}

object popitem(ref self, const ref*, std::size_t, ref) {
    dict_object& dict = as_dict(self);
    if (dict.used == 0) return raise_error(KeyError_type, "popitem(): dictionary is empty");
    dict_entry gone = dict_table::remove_last(dict);
    return tuple(gone.key, gone.value);
}

object setdefault(ref self, const ref* args, std::size_t, ref) {
    const ref value = args[1] ? args[1] : None;
    const std::int64_t hash = dict_table::hash_key(args[0]);
    if (hash == -1) return {};
    const std::int64_t at = dict_table::find(as_dict(self), args[0], hash);
    if (at >= 0) return as_dict(self).entries[at].value;
    if (at == dict_table::failed) return {};
    dict_table::append(as_dict(self), args[0], hash, value);
    return value;
}

object update(ref self, const ref* args, std::size_t count, ref names) {
    if (!count_between("update", count, 0, 1)) return {};
    if (count && !dict_update_from(self, args[0])) return {};
    if (names && !set_keywords(self, args + count, names)) return {};
    return None;
}

object reversed(ref self, const ref*, std::size_t, ref) {
    return make_dict_iterator(dict_reversekeyiterator_type, self);
}

}  // namespace

const method_definition dict_methods[] = {
    {"clear", clear, "self, /"},
    {"copy", copy, "self, /"},
    {"fromkeys", fromkeys, "$type, iterable, value=None, /", method_class},
    {"get", get, "self, key, default=None, /"},
    {"items", items, "self, /"},
    {"keys", keys, "self, /"},
    {"pop", pop, "self, key, default=<unrepresentable>, /"},
    {"popitem", popitem, "self, /"},
    {"setdefault", setdefault, "self, key, default=None, /"},
    {"update", update},
    {"values", values, "self, /"},
    {"__reversed__", reversed, "self, /"},
    {"__class_getitem__", class_getitem, class_getitem_signature, method_class},
    {nullptr, nullptr},
};

}  // namespace cowith
