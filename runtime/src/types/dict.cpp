// dict: Objects/dictobject.c. The slots and what merges dicts.
#include "dict.hpp"

namespace cowith {

object raise_key_error(ref key) noexcept { return raise_with(KeyError_type, {key}); }

bool walks_as_dict(ref x) noexcept {
    return has_flag(x, is_dict) && (x.is_instance_exactly(dict_type) || x.type()->iter == dict_iter);
}

namespace {

void dict_dealloc(header* self) noexcept {
    if (defer_dealloc(self)) return;
    untrack(static_cast<gc_header*>(self));
    dict_clear(self);
    destroy<dict_object>(self);
}

void dict_traverse(header* self, visitor v, void* context) {
    const auto& dict = *static_cast<dict_object*>(self);
    for (std::uint32_t i = 0; i < dict.filled; ++i) {
        visit(dict.entries[i].key, v, context);
        visit(dict.entries[i].value, v, context);
    }
}

void dict_clear_slot(header* self) { dict_clear(self); }

object dict_new(type_object& cls, const ref*, std::size_t, ref) {
    auto* dict = make_for<dict_object>(cls);
    track(dict);
    return object::take(dict);
}

bool dict_init(ref self, const ref* args, std::size_t count, ref names) {
    if (!count_between("dict", count, 0, 1)) return false;
    if (count && !dict_update_from(self, args[0])) return false;
    return !names || set_keywords(self, args + count, names);
}

object dict_repr(ref self) {
    if (as_dict(self).used == 0) return make_str("{}");
    repr_guard guard(self);
    if (!guard) return make_str("{...}");
    str_builder text;
    text.add('{');
    bool first = true;
    ref key, value;
    for (std::size_t i = 0; dict_next(self, i, key, value);) {
        const object k = key, v = value;
        if (!first) text.add(", ");
        first = false;
        if (!text.add_repr(k)) return {};
        text.add(": ");
        if (!text.add_repr(v)) return {};
    }
    text.add('}');
    return text.finish();
}

/// a == b for dicts: -1 failed.
int dicts_equal(ref a, ref b) noexcept {
    if (as_dict(a).used != as_dict(b).used) return 0;
    for (std::size_t i = 0; i < as_dict(a).filled; ++i) {
        const dict_entry& e = as_dict(a).entries[i];
        if (!e.key) continue;
        const object key = e.key, value = e.value;
        const std::int64_t at = dict_table::find(as_dict(b), key, e.hash);
        if (at < 0) return at == dict_table::absent ? 0 : -1;
        const object other = as_dict(b).entries[at].value;
        const int same = equal_or_same(value, other);
        if (same <= 0) return same;
    }
    return 1;
}

object dict_richcompare(ref a, ref b, compare op) {
    if ((op != compare::eq && op != compare::ne) || !has_flag(a, is_dict) || !has_flag(b, is_dict))
        return NotImplemented;
    const int same = dicts_equal(a, b);
    if (same < 0) return {};
    return boolean(same == (op == compare::eq));
}

std::int64_t dict_length(ref self) { return as_dict(self).used; }

int dict_contains(ref self, ref key) {
    const std::int64_t hash = dict_table::hash_key(key);
    if (hash == -1) return -1;
    const std::int64_t at = dict_table::find(as_dict(self), key, hash);
    return at == dict_table::failed ? -1 : at != dict_table::absent;
}

object dict_getitem(ref self, ref key) {
    ref value = dict_get(self, key);
    if (value) [[likely]]
        return value;
    if (is_failed()) return {};
    if (!self.is_instance_exactly(dict_type)) {
        static const ref missing = intern("__missing__");
        object method = lookup_special(self, missing);
        if (method) return method(key);
        if (is_failed()) return {};
    }
    return raise_key_error(key);
}

bool dict_setitem(ref self, ref key, ref value) {
    if (value) return dict_set(self, key, value);
    object old;
    const int removed = dict_remove(self, key, &old);
    if (removed == 0) raise_key_error(key);
    return removed > 0;
}

object dict_or(ref a, ref b) {
    if (!has_flag(a, is_dict) || !has_flag(b, is_dict)) return NotImplemented;
    object result = dict_copy(a);
    if (!dict_update_from(result, b)) return {};
    return result;
}

object dict_ior(ref a, ref b) {
    if (!dict_update_from(a, b)) return {};
    return a;
}

/// Takes over the entries of a plain dict.
bool merge_dict(ref self, ref other) noexcept {
    if (self.is(other)) return true;
    dict_object &to = as_dict(self), &from = as_dict(other);
    if (to.used == 0) dict_table::reserve(to, from.used);
    for (std::uint32_t i = 0; i < from.filled; ++i) {
        const dict_entry& e = from.entries[i];
        if (!e.key) continue;
        const object key = e.key, value = e.value;
        const std::uint32_t used = from.used;
        if (!dict_table::set(to, key, e.hash, value)) return false;
        if (from.used != used) {
            raise_error(RuntimeError_type, "dict mutated during update");
            return false;
        }
    }
    return true;
}

bool is_iterable(ref x) noexcept {
    ready(*x.type());
    return x.type()->iter || x.type()->getitem;
}

/// Takes over whatever has keys() and [].
bool merge_keys(ref self, ref mapping, ref keys_method) noexcept {
    object given = keys_method();
    if (given && !is_iterable(given))
        return raise_error(TypeError_type, "%T.keys() returned a non-iterable (type %T)", mapping, ref(given)), false;
    object keys = given ? list_from(given) : object();  // all of them first: [] may change the mapping
    if (!keys) return false;
    for (std::size_t i = 0; i < keys.as<list_object>()->size; ++i) {
        const object key = keys.as<list_object>()->items[i];
        object value = get_item(mapping, key);
        if (!value || !dict_set(self, key, value)) return false;
    }
    return true;
}

bool merge_pairs(ref self, ref pairs) noexcept {
    object it = get_iterator(pairs);
    if (!it) return false;
    for (std::size_t i = 0;; ++i) {
        object item = next_value(it);
        if (!item) return !is_failed();
        object pair = tuple_from(item);
        if (!pair) {
            if (!pending_is(TypeError_type)) return false;
            clear_pending();
            raise_error(TypeError_type, "object is not iterable");
            str_builder note;
            note.add("Cannot convert dictionary update sequence element #");
            note.add_str(make_uint(i));
            note.add(" to a sequence");
            state.pending->notes = list(note.finish());
            return false;
        }
        auto* t = pair.as<tuple_object>();
        if (t->size != 2) {
            raise_error(ValueError_type, "dictionary update sequence element #%zu has length %zu; 2 is required", i,
                        static_cast<std::size_t>(t->size));
            return false;
        }
        if (!dict_set(self, t->items[0], t->items[1])) return false;
    }
}

}  // namespace

bool set_keywords(ref dict, const ref* values, ref names) noexcept {
    auto* t = names.as<tuple_object>();
    for (std::size_t i = 0; i < t->size; ++i)
        if (!dict_set(dict, t->items[i], values[i])) return false;
    return true;
}

bool dict_update_from(ref self, ref other) noexcept {
    if (!other) [[unlikely]]
        return pass_on(), false;
    if (walks_as_dict(other)) return merge_dict(self, other);
    static const ref keys_name = intern("keys");
    object keys = find_attribute(other, keys_name);
    if (keys) return merge_keys(self, other, keys);
    return !is_failed() && merge_pairs(self, other);
}

bool dict_update(ref self, ref mapping) noexcept {
    if (!mapping) [[unlikely]]
        return pass_on(), false;
    if (walks_as_dict(mapping)) return merge_dict(self, mapping);
    static const ref keys_name = intern("keys");
    object keys = find_attribute(mapping, keys_name);
    if (keys) return merge_keys(self, mapping, keys);
    if (!is_failed()) raise_error(TypeError_type, "'%T' object is not a mapping", mapping);
    return false;
}

constinit type_object
    dict_type("dict", &object_type, type_subclassable | type_gc | is_dict | type_mapping, [](type_object& t) {
        t.methods = dict_methods;
        t.instance_size = sizeof(dict_object);
        t.doc = "dict() -> new empty dictionary\n"
                "dict(mapping) -> new dictionary initialized from a mapping object's\n    (key, value) pairs\n"
                "dict(iterable) -> new dictionary initialized as if via:\n    d = {}\n    for k, v in iterable:\n"
                "        d[k] = v\n"
                "dict(**kwargs) -> new dictionary initialized with the name=value pairs\n"
                "    in the keyword argument list.  For example:  dict(one=1, two=2)";
        t.dealloc = dict_dealloc;
        t.traverse = dict_traverse;
        t.clear = dict_clear_slot;
        t.new_ = dict_new;
        t.init = dict_init;
        t.repr = dict_repr;
        t.hash = hash_not_implemented;
        t.richcompare = dict_richcompare;
        t.iter = dict_iter;
        t.length = dict_length;
        t.getitem = dict_getitem;
        t.setitem = dict_setitem;
        t.contains = dict_contains;
        t.set_number(number_op::bit_or, dict_or);
        t.set_number(number_op::ior, dict_ior);
    });

}  // namespace cowith
