// The views of a dict (keys(), values(), items()) and the iterators over it.
#include "../objects/reduce.hpp"
#include "dict.hpp"
#include "modules/collections/collections.hpp"

namespace cowith {
namespace {

struct view_object : gc_header {
    object dict;
    view_object(type_object& t, ref d) noexcept : gc_header(&t), dict(d) {}
};
ref dict_of(ref view) noexcept { return view.as<view_object>()->dict; }

object make_view(type_object& type, ref dict) noexcept {
    auto* view = make<view_object>(type, dict);
    track(view);
    return object::take(view);
}

void view_dealloc(header* self) noexcept {
    if (defer_dealloc(self)) return;
    untrack(static_cast<gc_header*>(self));
    destroy<view_object>(self);
}
void view_traverse(header* self, visitor v, void* context) { visit(static_cast<view_object*>(self)->dict, v, context); }

std::int64_t view_length(ref self) { return as_dict(dict_of(self)).used; }

object view_repr(ref self) {
    repr_guard guard(self);
    if (!guard) return make_str("...");
    object values = list_from(self);
    if (!values) return {};
    str_builder text;
    const type_object* owner = dict_of(self).type();
    while (owner->type_flags & type_heap) owner = owner->base;
    const std::string_view name = self.type()->name;
    if (std::string_view(owner->name) == "collections.OrderedDict") text.add('o');
    text.add(text.text().empty() ? name : name.substr(name.find('d')));
    text.add('(');
    if (!text.add_repr(values)) return {};
    text.add(')');
    return text.finish();
}

object view_mapping(ref self, const ref*, std::size_t, ref) { return make_mappingproxy(dict_of(self)); }

// ---- the set operations of keys and items

bool set_like(ref x) noexcept {
    return x.is_instance_exactly(dict_keys_type) || x.is_instance_exactly(dict_items_type) || has_type(x, set_type) ||
           has_type(x, frozenset_type);
}
bool is_view(ref x) noexcept { return x.is_instance_exactly(dict_keys_type) || x.is_instance_exactly(dict_items_type); }

/// -1 failed: whether every item of x is in y.
int all_in(ref x, ref y) noexcept {
    object it = get_iterator(x);
    if (!it) return -1;
    while (object item = next_value(it)) {
        const int found = contains(y, item);
        if (found <= 0) return found;
    }
    return is_failed() ? -1 : 1;
}

object view_richcompare(ref a, ref b, compare op) {
    if (!is_view(a) || !set_like(b)) return NotImplemented;
    const std::int64_t left = length_of(a), right = length_of(b);
    if (left < 0 || right < 0) return {};
    int result = 0;
    switch (op) {
    case compare::eq:
    case compare::ne:
        result = left == right ? all_in(a, b) : 0;
        if (op == compare::ne && result >= 0) result = !result;
        break;
    case compare::lt: result = left < right ? all_in(a, b) : 0; break;
    case compare::le: result = left <= right ? all_in(a, b) : 0; break;
    case compare::gt: result = left > right ? all_in(b, a) : 0; break;
    case compare::ge: result = left >= right ? all_in(b, a) : 0; break;
    }
    if (result < 0) return {};
    return boolean(result);
}

object combine(ref a, ref b, const char* method) noexcept {
    object result = set_from(a);
    if (!result) return {};
    if (!result.call(intern(method), b)) return {};
    return result;
}

object view_sub(ref a, ref b) { return combine(a, b, "difference_update"); }
object view_or(ref a, ref b) { return combine(a, b, "update"); }
object view_xor(ref a, ref b) { return combine(a, b, "symmetric_difference_update"); }
object view_and(ref a, ref b) {
    if (!is_view(a)) std::swap(a, b);
    object result = make_set();
    object it = get_iterator(b);
    if (!it) return {};
    while (object item = next_value(it)) {
        const int found = contains(a, item);
        if (found < 0 || (found && !set_add(result, item))) return {};
    }
    if (is_failed()) return {};
    return result;
}

object isdisjoint(ref self, const ref* args, std::size_t, ref) {
    object it = get_iterator(args[0]);
    if (!it) return {};
    while (object item = next_value(it)) {
        const int found = contains(self, item);
        if (found < 0) return {};
        if (found) return False;
    }
    if (is_failed()) return {};
    return True;
}

int keys_contains(ref self, ref key) { return contains(dict_of(self), key); }

int items_contains(ref self, ref item) {
    if (!has_flag(item, is_tuple) || item.as<tuple_object>()->size != 2) return 0;
    const object* pair = item.as<tuple_object>()->items;
    const object found = dict_get(dict_of(self), pair[0]);
    if (!found) return is_failed() ? -1 : 0;
    return equal_or_same(found, pair[1]);
}

object keys_iter(ref self) { return make_dict_iterator(dict_keyiterator_type, dict_of(self)); }
object values_iter(ref self) { return make_dict_iterator(dict_valueiterator_type, dict_of(self)); }
object items_iter(ref self) { return make_dict_iterator(dict_itemiterator_type, dict_of(self)); }
object keys_reversed(ref self, const ref*, std::size_t, ref) {
    return make_dict_iterator(dict_reversekeyiterator_type, dict_of(self));
}
object values_reversed(ref self, const ref*, std::size_t, ref) {
    return make_dict_iterator(dict_reversevalueiterator_type, dict_of(self));
}
object items_reversed(ref self, const ref*, std::size_t, ref) {
    return make_dict_iterator(dict_reverseitemiterator_type, dict_of(self));
}

constexpr method_definition keys_methods[] = {
    {"isdisjoint", isdisjoint, "self, other, /"},
    {"mapping", view_mapping, "", method_getter},
    {"__reversed__", keys_reversed, "self, /"},
    {nullptr, nullptr},
};
constexpr method_definition values_methods[] = {
    {"mapping", view_mapping, "", method_getter},
    {"__reversed__", values_reversed, "self, /"},
    {nullptr, nullptr},
};
constexpr method_definition items_methods[] = {
    {"isdisjoint", isdisjoint, "self, other, /"},
    {"mapping", view_mapping, "", method_getter},
    {"__reversed__", items_reversed, "self, /"},
    {nullptr, nullptr},
};

constexpr void fill_view(type_object& t) noexcept {
    t.dealloc = view_dealloc;
    t.traverse = view_traverse;
    t.repr = view_repr;
    t.length = view_length;
}
constexpr void fill_set_view(type_object& t) noexcept {
    fill_view(t);
    t.hash = hash_not_implemented;
    t.richcompare = view_richcompare;
    t.set_number(number_op::sub, view_sub);
    t.set_number(number_op::bit_and, view_and);
    t.set_number(number_op::bit_or, view_or);
    t.set_number(number_op::bit_xor, view_xor);
}

// ---- iterators

enum class part : std::uint8_t { key, value, item };

struct dict_iterator : gc_header {
    object dict;         // empty when exhausted
    std::size_t place;   // next entry; backwards: one behind it
    std::uint32_t used;  // the dict's size when the iteration began
    std::uint32_t left;
    std::uint32_t filled;  // its entries then: an OrderedDict's iterator notices each change of the order
    dict_iterator(type_object& t, ref d, std::size_t from) noexcept
        : gc_header(&t), dict(d), place(from), used(as_dict(d).used), left(as_dict(d).used), filled(as_dict(d).filled) {
    }
};

/// False when an OrderedDict has changed and there was something left (Objects/odictobject.c, odictiter_nextkey).
bool order_kept(dict_iterator& it, const dict_object& d) noexcept {
    if (it.used == d.used && it.filled == d.filled) return true;
    if (it.left == 0) return it.dict.reset(), false;
    it.filled = UINT32_MAX;  // once changed it stays so
    return raise_error(RuntimeError_type, "OrderedDict mutated during iteration"), false;
}

void iterator_dealloc(header* self) noexcept {
    untrack(static_cast<gc_header*>(self));
    destroy<dict_iterator>(self);
}
void iterator_traverse(header* self, visitor v, void* context) {
    visit(static_cast<dict_iterator*>(self)->dict, v, context);
}

template <part Part, bool Backwards> object iterator_next(ref self) {
    auto& it = *self.as<dict_iterator>();
    if (!it.dict) return {};
    const dict_object& d = as_dict(it.dict);
    if (has_type(it.dict, ordered_dict_type)) {
        if (!order_kept(it, d)) return {};
    } else if (it.used != d.used) {
        it.used = UINT32_MAX;  // once changed it stays so
        return raise_error(RuntimeError_type, "dictionary changed size during iteration");
    }
    const dict_entry* found = nullptr;
    if constexpr (Backwards) {
        if (it.place > d.filled) it.place = d.filled;
        while (it.place && !found)
            if (d.entries[--it.place].key) found = &d.entries[it.place];
    } else {
        while (it.place < d.filled && !found)
            if (d.entries[it.place++].key) found = &d.entries[it.place - 1];
    }
    if (!found) {
        it.dict.reset();
        return {};
    }
    if (it.left == 0) {
        it.dict.reset();
        return raise_error(RuntimeError_type, "dictionary keys changed during iteration");
    }
    --it.left;
    if constexpr (Part == part::key)
        return found->key;
    else if constexpr (Part == part::value)
        return found->value;
    else
        return tuple(found->key, found->value);
}

object iterator_hint(ref self, const ref*, std::size_t, ref) {
    const auto& it = *self.as<dict_iterator>();
    if (!it.dict || it.used != as_dict(it.dict).used) return 0;
    return static_cast<std::int64_t>(it.left);
}
/// Walks a copy of the iterator.
object iterator_reduce(ref self, const ref*, std::size_t, ref) {
    const auto& it = *self.as<dict_iterator>();
    if (!it.dict) return reduce_to_list(make_list());
    auto* copy = make<dict_iterator>(*self.type(), it.dict, it.place);
    copy->used = it.used;
    copy->left = it.left;
    track(copy);
    return reduce_to_list(object::take(copy));
}
constexpr method_definition iterator_methods[] = {
    {"__reduce__", iterator_reduce, "self, /"},
    {"__length_hint__", iterator_hint, "self, /"},
    {nullptr, nullptr},
};

template <part Part, bool Backwards> constexpr void fill_iterator(type_object& t) noexcept {
    t.methods = iterator_methods;
    t.dealloc = iterator_dealloc;
    t.traverse = iterator_traverse;
    t.iter = self_iter;
    t.next = iterator_next<Part, Backwards>;
}

}  // namespace

object dict_keys(ref dict) noexcept { return make_view(dict_keys_type, dict); }
object dict_values(ref dict) noexcept { return make_view(dict_values_type, dict); }
object dict_items(ref dict) noexcept { return make_view(dict_items_type, dict); }

object make_dict_iterator(type_object& type, ref dict) noexcept {
    const bool backwards = &type == &dict_reversekeyiterator_type || &type == &dict_reversevalueiterator_type ||
                           &type == &dict_reverseitemiterator_type;
    auto* it = make<dict_iterator>(type, dict, backwards ? as_dict(dict).filled : 0);
    track(it);
    return object::take(it);
}
object dict_iter(ref dict) { return make_dict_iterator(dict_keyiterator_type, dict); }

constinit type_object dict_keys_type("dict_keys", &object_type, type_gc, [](type_object& t) {
    fill_set_view(t);
    t.methods = keys_methods;
    t.iter = keys_iter;
    t.contains = keys_contains;
});
constinit type_object dict_values_type("dict_values", &object_type, type_gc, [](type_object& t) {
    fill_view(t);
    t.methods = values_methods;
    t.iter = values_iter;
});
constinit type_object dict_items_type("dict_items", &object_type, type_gc, [](type_object& t) {
    fill_set_view(t);
    t.methods = items_methods;
    t.iter = items_iter;
    t.contains = items_contains;
});

constinit type_object dict_keyiterator_type("dict_keyiterator", &object_type, type_gc, fill_iterator<part::key, false>);
constinit type_object dict_valueiterator_type("dict_valueiterator", &object_type, type_gc,
                                              fill_iterator<part::value, false>);
constinit type_object dict_itemiterator_type("dict_itemiterator", &object_type, type_gc,
                                             fill_iterator<part::item, false>);
constinit type_object dict_reversekeyiterator_type("dict_reversekeyiterator", &object_type, type_gc,
                                                   fill_iterator<part::key, true>);
constinit type_object dict_reversevalueiterator_type("dict_reversevalueiterator", &object_type, type_gc,
                                                     fill_iterator<part::value, true>);
constinit type_object dict_reverseitemiterator_type("dict_reverseitemiterator", &object_type, type_gc,
                                                    fill_iterator<part::item, true>);

}  // namespace cowith
