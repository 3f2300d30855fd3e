// The methods of set and frozenset, and their iterator.
#include "../objects/reduce.hpp"
#include "set.hpp"

namespace cowith {
namespace {

tuple_object& rest(const ref* args) noexcept { return *args[0].as<tuple_object>(); }

object none_or_failed(bool ok) noexcept { return ok ? object(None) : object(); }

object add(ref self, const ref* args, std::size_t, ref) { return none_or_failed(set_add(self, args[0])); }

object clear(ref self, const ref*, std::size_t, ref) {
    set_table::clear(as_set(self));
    return None;
}

object copy(ref self, const ref*, std::size_t, ref) {
    return self.is_instance_exactly(frozenset_type) ? object(self) : set_copy(self);
}

object difference(ref self, const ref* args, std::size_t, ref) {
    tuple_object& others = rest(args);
    if (others.size == 0) return set_copy(self);
    object result = set_difference(self, others.items[0]);
    for (std::size_t i = 1; result && i < others.size; ++i)
        if (!set_difference_update(result, others.items[i])) return {};
    return result;
}

object difference_update(ref self, const ref* args, std::size_t, ref) {
    for (std::size_t i = 0; i < rest(args).size; ++i)
        if (!set_difference_update(self, rest(args).items[i])) return {};
    return None;
}

object discard(ref self, const ref* args, std::size_t, ref) { return none_or_failed(set_discard(self, args[0]) >= 0); }

object intersection(ref self, const ref* args, std::size_t, ref) {
    tuple_object& others = rest(args);
    if (others.size == 0) return set_copy(self);
    object result = self;
    for (std::size_t i = 0; result && i < others.size; ++i) result = set_intersection(result, others.items[i]);
    return result;
}

object intersection_update(ref self, const ref* args, std::size_t count, ref) {
    object result = intersection(self, args, count, {});
    if (!result) return {};
    if (!result.is(self)) set_table::swap(as_set(self), as_set(result));
    return None;
}

object isdisjoint(ref self, const ref* args, std::size_t, ref) {
    ref other = args[0];
    if (self.is(other)) return boolean(set_size(self) == 0);
    if (is_any_set(other) && set_size(other) > set_size(self)) std::swap(self, other);
    object it = get_iterator(other);
    if (!it) return {};
    while (object item = next_value(it)) {
        const std::int64_t hash = set_table::hash_element(item);
        const int there = hash == -1 ? -1 : set_table::contains(as_set(self), item, hash);
        if (there < 0) return {};
        if (there) return False;
    }
    if (is_failed()) return {};
    return True;
}

object issubset(ref self, const ref* args, std::size_t, ref) {
    int result;
    if (is_any_set(args[0])) {
        result = set_is_subset(self, args[0]);
    } else {
        object common = set_intersection(self, args[0]);
        result = common ? set_size(common) == set_size(self) : -1;
    }
    if (result < 0) return {};
    return boolean(result);
}

object issuperset(ref self, const ref* args, std::size_t, ref) {
    if (is_any_set(args[0])) {
        const int result = set_is_subset(args[0], self);
        if (result < 0) return {};
        return boolean(result);
    }
    object it = get_iterator(args[0]);
    if (!it) return {};
    while (object item = next_value(it)) {
        const int there = set_contains(self, item);
        if (there < 0) return {};
        if (!there) return False;
    }
    if (is_failed()) return {};
    return True;
}

object pop(ref self, const ref*, std::size_t, ref) {
    set_object& set = as_set(self);
    if (set.used == 0) return raise_error(KeyError_type, "pop from an empty set");
    std::size_t at = set.finger & set.mask;
    while (!set.table[at].key) at = at == set.mask ? 0 : at + 1;
    object item = std::move(set.table[at].key);
    set.table[at].hash = -1;
    --set.used;
    set.finger = at + 1;
    return item;
}

object remove(ref self, const ref* args, std::size_t, ref) {
    const int removed = set_discard(self, args[0]);
    if (removed == 0) raise_with(KeyError_type, {args[0]});
    return none_or_failed(removed > 0);
}

object symmetric_difference(ref self, const ref* args, std::size_t, ref) {
    return set_symmetric_difference(self, args[0]);
}

object symmetric_difference_update(ref self, const ref* args, std::size_t, ref) {
    return none_or_failed(set_symmetric_difference_update(self, args[0]));
}

object union_(ref self, const ref* args, std::size_t, ref) {
    object result = set_copy(self);
    for (std::size_t i = 0; i < rest(args).size; ++i)
        if (const object& other = rest(args).items[i]; !other.is(self) && !set_update(result, other)) return {};
    return result;
}

object update(ref self, const ref* args, std::size_t, ref) {
    for (std::size_t i = 0; i < rest(args).size; ++i)
        if (!set_update(self, rest(args).items[i])) return {};
    return None;
}

object contains_method(ref self, const ref* args, std::size_t, ref) {
    const int there = set_contains(self, args[0]);
    if (there < 0) return {};
    return boolean(there);
}

object reduce(ref self, const ref*, std::size_t, ref) {
    object items = list_from(self);
    object arguments = items ? tuple(items) : object();
    object state = arguments ? self.call(intern("__getstate__")) : object();
    return state ? tuple(ref(self.type()), arguments, state) : object();
}

struct set_iterator : gc_header {
    object set;  // empty when exhausted
    std::size_t place = 0, used, left;
    explicit set_iterator(ref s) noexcept : gc_header(&set_iterator_type), set(s), used(set_size(s)), left(used) {}
};

void iterator_dealloc(header* self) noexcept {
    untrack(static_cast<gc_header*>(self));
    destroy<set_iterator>(self);
}
void iterator_traverse(header* self, visitor v, void* context) {
    visit(static_cast<set_iterator*>(self)->set, v, context);
}
object iterator_next(ref self) {
    auto& it = *self.as<set_iterator>();
    if (!it.set) return {};
    if (it.used != set_size(it.set)) {
        it.used = SIZE_MAX;  // once changed it stays so
        return raise_error(RuntimeError_type, "Set changed size during iteration");
    }
    set_entry* e = set_table::next(as_set(it.set), it.place);
    if (!e) {
        it.set.reset();
        return {};
    }
    --it.left;
    return e->key;
}
object iterator_hint(ref self, const ref*, std::size_t, ref) {
    const auto& it = *self.as<set_iterator>();
    if (!it.set || it.used != set_size(it.set)) return 0;
    return static_cast<std::int64_t>(it.left);
}
/// Walks a copy of the iterator.
object iterator_reduce(ref self, const ref*, std::size_t, ref) {
    const auto& it = *self.as<set_iterator>();
    if (!it.set) return reduce_to_list(make_list());
    auto* copy = make<set_iterator>(it.set);
    copy->place = it.place;
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

}  // namespace

object set_iter(ref set) {
    auto* it = make<set_iterator>(set);
    track(it);
    return object::take(it);
}

#define COWITH_SHARED_SET_METHODS                                                                                      \
    {"copy", copy, "self, /"}, {"difference", difference, "self, /, *others"},                                         \
        {"intersection", intersection, "self, /, *others"}, {"isdisjoint", isdisjoint, "self, other, /"},              \
        {"issubset", issubset, "self, other, /"}, {"issuperset", issuperset, "self, other, /"},                        \
        {"symmetric_difference", symmetric_difference, "self, other, /"}, {"union", union_, "self, /, *others"},       \
        {"__contains__", contains_method, "self, object, /"}, {"__reduce__", reduce, "self, /"}, {                     \
        "__class_getitem__", class_getitem, class_getitem_signature, method_class                                      \
    }

const method_definition set_methods[] = {
    COWITH_SHARED_SET_METHODS,
    {"add", add, "self, object, /"},
    {"clear", clear, "self, /"},
    {"difference_update", difference_update, "self, /, *others"},
    {"discard", discard, "self, object, /"},
    {"intersection_update", intersection_update, "self, /, *others"},
    {"pop", pop, "self, /"},
    {"remove", remove, "self, object, /"},
    {"symmetric_difference_update", symmetric_difference_update, "self, other, /"},
    {"update", update, "self, /, *others"},
    {nullptr, nullptr},
};

const method_definition frozenset_methods[] = {
    COWITH_SHARED_SET_METHODS,
    {nullptr, nullptr},
};

constinit type_object set_iterator_type("set_iterator", &object_type, type_gc, [](type_object& t) {
    t.methods = iterator_methods;
    t.dealloc = iterator_dealloc;
    t.traverse = iterator_traverse;
    t.iter = self_iter;
    t.next = iterator_next;
});

}  // namespace cowith
