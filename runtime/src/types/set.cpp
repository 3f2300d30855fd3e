// set and frozenset: the slots and the algebra.
#include "set.hpp"

#include "dict.hpp"

namespace cowith {

object make_set_like(ref set) noexcept { return has_type(set, frozenset_type) ? make_frozenset() : make_set(); }

object set_copy(ref set) noexcept {
    object result = make_set_like(set);
    set_table::merge(as_set(result), as_set(set));
    return result;
}

bool set_update(ref self, ref iterable) noexcept {
    if (!iterable) [[unlikely]]
        return pass_on(), false;
    set_object& set = as_set(self);
    if (is_any_set(iterable)) return set_table::merge(set, as_set(iterable));
    if (iterable.is_instance_exactly(dict_type)) {
        const dict_object& dict = as_dict(iterable);
        if ((set.filled + dict.used) * 5 >= set.mask * 3) set_table::resize(set, (set.used + dict.used) * 2);
        for (std::size_t i = 0; i < dict.filled; ++i)
            if (const object key = dict.entries[i].key; key && !set_table::add(set, key, dict.entries[i].hash))
                return false;
        return true;
    }
    object it = get_iterator(iterable);
    if (!it) return false;
    while (object item = next_value(it))
        if (!set_add(self, item)) return false;
    return !is_failed();
}

namespace {

/// Calls `visit(item, hash)` for each element of an iterable, whose hashes are known when it is a set or dict; false: failed or stopped.
template <class Visit> bool each_element(ref iterable, Visit visit) noexcept {
    if (is_any_set(iterable)) {
        for (std::size_t i = 0; set_entry* e = set_table::next(as_set(iterable), i);) {
            const object key = e->key;
            if (!visit(key, e->hash)) return false;
        }
        return true;
    }
    if (iterable.is_instance_exactly(dict_type)) {
        for (std::size_t i = 0; i < as_dict(iterable).filled; ++i) {
            const object key = as_dict(iterable).entries[i].key;
            if (key && !visit(key, as_dict(iterable).entries[i].hash)) return false;
        }
        return true;
    }
    object it = get_iterator(iterable);
    if (!it) return false;
    while (object item = next_value(it)) {
        const std::int64_t hash = set_table::hash_element(item);
        if (hash == -1 || !visit(item, hash)) return false;
    }
    return !is_failed();
}

void drop_deleted(set_object& set) noexcept {
    if (set.filled - set.used <= set.mask / 4) return;
    set_table::resize(set, set.used > 50000 ? set.used * 2 : set.used * 4);
}

}  // namespace

object set_intersection(ref self, ref other) noexcept {
    if (self.is(other)) return set_copy(self);
    object result = make_set_like(self);
    ref lookup_in = self, walk = other;
    if (is_any_set(other) && set_size(other) > set_size(self)) std::swap(lookup_in, walk);
    const bool ok = each_element(walk, [&](ref key, std::int64_t hash) {
        const int there = set_table::contains(as_set(lookup_in), key, hash);
        return there >= 0 && (!there || set_table::add(as_set(result), key, hash));
    });
    return ok ? result : object();
}

bool set_difference_update(ref self, ref other) noexcept {
    set_object& set = as_set(self);
    if (self.is(other)) {
        set_table::clear(set);
        return true;
    }
    object smaller;
    if (is_any_set(other) && set_size(other) >> 3 > set.used) {
        smaller = set_intersection(self, other);
        if (!smaller) return false;
        other = smaller;
    }
    const bool ok =
        each_element(other, [&](ref key, std::int64_t hash) { return set_table::discard(set, key, hash) >= 0; });
    if (ok) drop_deleted(set);
    return ok;
}

object set_difference(ref self, ref other) noexcept {
    const bool sized = is_any_set(other), dict = other.is_instance_exactly(dict_type);
    const std::size_t other_size = sized ? set_size(other) : dict ? dict_size(other) : 0;
    if ((!sized && !dict) || set_size(self) >> 2 > other_size) {
        object result = set_copy(self);
        return set_difference_update(result, other) ? result : object();
    }
    object result = make_set_like(self);
    const bool ok = each_element(self, [&](ref key, std::int64_t hash) {
        int there;
        if (dict) {
            const std::int64_t at = dict_table::find(as_dict(other), key, hash);
            there = at == dict_table::failed ? -1 : at != dict_table::absent;
        } else {
            there = set_table::contains(as_set(other), key, hash);
        }
        return there >= 0 && (there || set_table::add(as_set(result), key, hash));
    });
    return ok ? result : object();
}

bool set_symmetric_difference_update(ref self, ref other) noexcept {
    set_object& set = as_set(self);
    if (self.is(other)) {
        set_table::clear(set);
        return true;
    }
    object others = is_any_set(other) || other.is_instance_exactly(dict_type) ? object(other) : set_from(other);
    if (!others) return false;
    return each_element(others, [&](ref key, std::int64_t hash) {
        const int removed = set_table::discard(set, key, hash);
        return removed >= 0 && (removed || set_table::add(set, key, hash));
    });
}

object set_symmetric_difference(ref self, ref other) noexcept {
    object result = make_set_like(self);
    if (!set_update(result, other) || !set_symmetric_difference_update(result, self)) return {};
    return result;
}

int set_is_subset(ref small, ref large) noexcept {
    if (set_size(small) > set_size(large)) return 0;
    int result = 1;
    each_element(small, [&](ref key, std::int64_t hash) {
        result = set_table::contains(as_set(large), key, hash);
        return result > 0;
    });
    return result;
}

object make_set(const ref* items, std::size_t n) noexcept {
    auto* set = make<set_object>(set_type);
    track(set);
    object result = object::take(set);
    for (std::size_t i = 0; i < n; ++i)
        if (!set_add(result, items[i])) return {};
    return result;
}

object make_frozenset(const ref* items, std::size_t n) noexcept {
    auto* set = make<set_object>(frozenset_type);
    track(set);
    object result = object::take(set);
    for (std::size_t i = 0; i < n; ++i)
        if (!set_add(result, items[i])) return {};
    return result;
}

object make_constant_set(const ref* items, std::size_t n) noexcept {
    object constant = make_frozenset(items, n);
    return constant ? set_from(constant) : object();
}

object set_from(ref iterable) noexcept {
    object result = make_set();
    return set_update(result, iterable) ? result : object();
}

bool set_add(ref self, ref item) noexcept {
    const std::int64_t hash = set_table::hash_element(item);
    return hash != -1 && set_table::add(as_set(self), item, hash);
}

int set_contains(ref self, ref item) noexcept {
    const std::int64_t hash = hash_to_find(item);
    return hash == -1 ? -1 : set_table::contains(as_set(self), item, hash);
}

int set_discard(ref self, ref item) noexcept {
    const std::int64_t hash = hash_to_find(item);
    return hash == -1 ? -1 : set_table::discard(as_set(self), item, hash);
}

namespace {

void set_dealloc(header* self) noexcept {
    if (defer_dealloc(self)) return;
    untrack(static_cast<gc_header*>(self));
    set_table::clear(*static_cast<set_object*>(self));
    destroy<set_object>(self);
}

void set_traverse(header* self, visitor v, void* context) {
    auto& set = *static_cast<set_object*>(self);
    for (std::size_t i = 0; set_entry* e = set_table::next(set, i);) visit(e->key, v, context);
}

void set_clear_slot(header* self) { set_table::clear(*static_cast<set_object*>(self)); }

object set_new(type_object& cls, const ref*, std::size_t, ref) {
    auto* set = make_for<set_object>(cls, set_type);
    track(set);
    return object::take(set);
}

bool set_init(ref self, const ref* args, std::size_t count, ref names) {
    if (!no_keywords("set", names)) return false;
    if (!count_between("set", count, 0, 1)) return false;
    if (as_set(self).used) set_table::clear(as_set(self));
    return count == 0 || set_update(self, args[0]);
}

object frozenset_new(type_object& cls, const ref* args, std::size_t count, ref names) {
    if (cls.init == frozenset_type.init && !no_keywords("frozenset", names)) return {};
    if (!count_between("frozenset", count, 0, 1)) return {};
    if (count && &cls == &frozenset_type && args[0].is_instance_exactly(frozenset_type)) return args[0];
    auto* set = make_for<set_object>(cls, frozenset_type);
    track(set);
    object result = object::take(set);
    return count == 0 || set_update(result, args[0]) ? result : object();
}

object set_repr(ref self) {
    str_builder text;
    const bool plain = self.is_instance_exactly(set_type);
    repr_guard guard(self);
    if (!plain) {
        text.add(self.type()->name);
        text.add('(');
    }
    if (!guard) {
        text.add(plain ? "set(...)" : "...)");
        return text.finish();
    }
    if (as_set(self).used == 0) {
        text.add(plain ? "set()" : ")");
        return text.finish();
    }
    object items = list_from(self);
    if (!items) return {};
    text.add('{');
    auto* l = items.as<list_object>();
    for (std::size_t i = 0; i < l->size; ++i) {
        if (i) text.add(", ");
        if (!text.add_repr(l->items[i])) return {};
    }
    text.add(plain ? "}" : "})");
    return text.finish();
}

std::int64_t frozenset_hash_slot(ref self) {
    set_object& set = as_set(self);
    if (set.hash == -1) set.hash = frozenset_hash(self);
    return set.hash;
}

object set_richcompare(ref a, ref b, compare op) {
    if (!is_any_set(a) || !is_any_set(b)) return NotImplemented;
    const std::size_t left = set_size(a), right = set_size(b);
    int result = 0;
    switch (op) {
    case compare::eq:
    case compare::ne:
        result = left == right ? set_is_subset(a, b) : 0;
        if (op == compare::ne && result >= 0) result = !result;
        break;
    case compare::lt: result = left < right ? set_is_subset(a, b) : 0; break;
    case compare::le: result = set_is_subset(a, b); break;
    case compare::gt: result = left > right ? set_is_subset(b, a) : 0; break;
    case compare::ge: result = set_is_subset(b, a); break;
    }
    if (result < 0) return {};
    return boolean(result);
}

std::int64_t set_length(ref self) { return static_cast<std::int64_t>(set_size(self)); }
int set_contains_slot(ref self, ref item) { return set_contains(self, item); }

object set_or(ref a, ref b) {
    if (!is_any_set(a) || !is_any_set(b)) return NotImplemented;
    object result = set_copy(a);
    return a.is(b) || set_update(result, b) ? result : object();
}
object set_and(ref a, ref b) {
    return is_any_set(a) && is_any_set(b) ? set_intersection(a, b) : object(NotImplemented);
}
object set_sub(ref a, ref b) { return is_any_set(a) && is_any_set(b) ? set_difference(a, b) : object(NotImplemented); }
object set_xor(ref a, ref b) {
    return is_any_set(a) && is_any_set(b) ? set_symmetric_difference(a, b) : object(NotImplemented);
}

object set_ior(ref a, ref b) {
    if (!is_any_set(b)) return NotImplemented;
    return set_update(a, b) ? object(a) : object();
}
object set_iand(ref a, ref b) {
    if (!is_any_set(b)) return NotImplemented;
    object result = set_intersection(a, b);
    if (!result) return {};
    set_table::swap(as_set(a), as_set(result));
    return a;
}
object set_isub(ref a, ref b) {
    if (!is_any_set(b)) return NotImplemented;
    return set_difference_update(a, b) ? object(a) : object();
}
object set_ixor(ref a, ref b) {
    if (!is_any_set(b)) return NotImplemented;
    return set_symmetric_difference_update(a, b) ? object(a) : object();
}

constexpr void fill_set(type_object& t) noexcept {
    t.instance_size = sizeof(set_object);
    t.weakrefs_offset = __builtin_offsetof(set_object, weakrefs);
    t.dealloc = set_dealloc;
    t.traverse = set_traverse;
    t.clear = set_clear_slot;
    t.repr = set_repr;
    t.richcompare = set_richcompare;
    t.iter = set_iter;
    t.length = set_length;
    t.contains = set_contains_slot;
    t.set_number(number_op::bit_or, set_or);
    t.set_number(number_op::bit_and, set_and);
    t.set_number(number_op::sub, set_sub);
    t.set_number(number_op::bit_xor, set_xor);
}

}  // namespace

constinit type_object set_type("set", &object_type, type_subclassable | type_gc | type_has_weakrefs,
                               [](type_object& t) {
                                   fill_set(t);
                                   t.methods = set_methods;
                                   t.doc = "Build an unordered collection of unique elements.";
                                   t.new_ = set_new;
                                   t.init = set_init;
                                   t.hash = hash_not_implemented;
                                   t.set_number(number_op::ior, set_ior);
                                   t.set_number(number_op::iand, set_iand);
                                   t.set_number(number_op::isub, set_isub);
                                   t.set_number(number_op::ixor, set_ixor);
                               });

constinit type_object frozenset_type("frozenset", &object_type, type_subclassable | type_gc | type_has_weakrefs,
                                     [](type_object& t) {
                                         fill_set(t);
                                         t.methods = frozenset_methods;
                                         t.doc = "Build an immutable unordered collection of unique elements.";
                                         t.new_ = frozenset_new;
                                         t.hash = frozenset_hash_slot;
                                     });

}  // namespace cowith
