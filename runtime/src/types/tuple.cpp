// tuple: Objects/tupleobject.c.
#include "tuple.hpp"

#include "../objects/reduce.hpp"

namespace cowith {
namespace {

std::size_t tuple_bytes(std::size_t n) noexcept {
    return sizeof(tuple_object) + (n > 1 ? (n - 1) * sizeof(object) : 0);
}

struct empty_tuple_storage : tuple_object {
    empty_tuple_storage() noexcept : tuple_object(0) { refs = immortal; }
};
tuple_object& empty_tuple() noexcept {
    static auto* empty = ::new (allocate(sizeof(empty_tuple_storage))) empty_tuple_storage;
    return *empty;
}

tuple_object* allocate_tuple(type_object& cls, std::size_t n) noexcept {
    auto* t = ::new (allocate_instance(cls, tuple_bytes(n))) tuple_object(n);
    for (std::size_t i = 1; i < n; ++i) ::new (t->items + i) object();
    t->type = &cls;
    if (cls.type_flags & type_heap) ++cls.refs;
    return t;
}

void tuple_dealloc(header* self) noexcept {
    if (defer_dealloc(self)) return;
    auto* t = static_cast<tuple_object*>(self);
    untrack(t);
    const type_object& cls = *t->type;
    if (cls.weakrefs_offset) [[unlikely]]
        clear_weakrefs(self);
    const std::size_t n = t->size;
    for (std::size_t i = n; i-- > 1;) t->items[i].~object();
    t->~tuple_object();  // the first item too
    if (&cls == &tuple_type) [[likely]]
        release(self, tuple_bytes(n));
    else
        release_instance(self, cls, tuple_bytes(n));
}

void tuple_traverse(header* self, visitor v, void* context) {
    auto* t = static_cast<tuple_object*>(self);
    for (std::size_t i = 0; i < t->size; ++i) visit(t->items[i], v, context);
}

object tuple_new(type_object& cls, const ref* args, std::size_t count, ref names) {
    if (cls.init == tuple_type.init && !no_keywords("tuple", names)) return {};
    if (!count_between("tuple", count, 0, 1)) return {};
    if (&cls == &tuple_type) return count ? tuple_from(args[0]) : new_tuple(0);
    object values = count ? tuple_from(args[0]) : new_tuple(0);
    return values ? tuple_for(cls, values) : object();
}

object tuple_repr(ref self) {
    auto* t = self.as<tuple_object>();
    if (t->size == 0) return make_str("()");
    repr_guard guard(self);
    if (!guard) return make_str("(...)");
    str_builder text;
    text.add('(');
    for (std::size_t i = 0; i < t->size; ++i) {
        if (i) text.add(", ");
        if (!text.add_repr(t->items[i])) return {};
    }
    text.add(t->size == 1 ? ",)" : ")");
    return text.finish();
}

/// xxHash over the items' hashes, as CPython's.
std::int64_t tuple_hash(ref self) {
    constexpr std::uint64_t prime1 = 11400714785074694791u, prime2 = 14029467366897019727u,
                            prime5 = 2870177450012600261u;
    auto* t = self.as<tuple_object>();
    std::uint64_t sum = prime5;
    for (std::size_t i = 0; i < t->size; ++i) {
        const std::int64_t lane = hash_of(t->items[i]);
        if (lane == -1) return -1;
        sum += static_cast<std::uint64_t>(lane) * prime2;
        sum = (sum << 31) | (sum >> 33);
        sum *= prime1;
    }
    sum += t->size ^ (prime5 ^ UINT64_C(3527539));
    return sum == UINT64_MAX ? 1546275796 : static_cast<std::int64_t>(sum);
}

object tuple_richcompare(ref a, ref b, compare op) {
    if (!has_flag(a, is_tuple) || !has_flag(b, is_tuple)) return NotImplemented;
    auto *left = a.as<tuple_object>(), *right = b.as<tuple_object>();
    for (std::size_t i = 0; i < left->size && i < right->size; ++i) {
        const int same = equal_or_same(left->items[i], right->items[i]);
        if (same < 0) return {};
        if (same) continue;
        if (op == compare::eq) return False;
        if (op == compare::ne) return True;
        return compare_objects(left->items[i], right->items[i], op);
    }
    return boolean(compare_sizes(left->size, right->size, op));
}

std::int64_t tuple_length(ref self) { return static_cast<std::int64_t>(self.as<tuple_object>()->size); }

int tuple_contains(ref self, ref item) {
    auto* t = self.as<tuple_object>();
    for (std::size_t i = 0; i < t->size; ++i) {
        const int same = equal_or_same(t->items[i], item);
        if (same) return same;
    }
    return 0;
}

object tuple_getitem(ref self, ref key) {
    auto* t = self.as<tuple_object>();
    std::int64_t i;
    if (key.is_small()) [[likely]] {
        i = key.small();
    } else if (has_index(key)) {
        if (!to_index(key, i)) return {};
    } else if (key.is_instance_exactly(slice_type)) {
        std::int64_t start, stop, step, count;
        if (!slice_indices(key, static_cast<std::int64_t>(t->size), start, stop, step, count)) return {};
        if (step == 1 && count == static_cast<std::int64_t>(t->size) && self.is_instance_exactly(tuple_type))
            return self;
        object result = new_tuple(static_cast<std::size_t>(count));
        for (std::int64_t n = 0; n < count; ++n) result.as<tuple_object>()->items[n] = t->items[start + n * step];
        return track_tuple(std::move(result));
    } else {
        return raise_error(TypeError_type, "tuple indices must be integers or slices, not %T", key);
    }
    if (i < 0) i += static_cast<std::int64_t>(t->size);
    if (static_cast<std::uint64_t>(i) >= t->size) return raise_error(IndexError_type, "tuple index out of range");
    return t->items[i];
}

object tuple_concat(ref a, ref b) {
    if (!has_flag(a, is_tuple)) return NotImplemented;
    if (!has_flag(b, is_tuple))
        return raise_error(TypeError_type, "can only concatenate tuple (not \"%T\") to tuple", b);
    auto *left = a.as<tuple_object>(), *right = b.as<tuple_object>();
    if (left->size == 0 && b.is_instance_exactly(tuple_type)) return b;
    if (right->size == 0 && a.is_instance_exactly(tuple_type)) return a;
    object result = new_tuple(left->size + right->size);
    object* out = result.as<tuple_object>()->items;
    for (std::size_t i = 0; i < left->size; ++i) *out++ = left->items[i];
    for (std::size_t i = 0; i < right->size; ++i) *out++ = right->items[i];
    return track_tuple(std::move(result));
}

object tuple_repeat(ref a, ref b) {
    if (!has_flag(a, is_tuple)) std::swap(a, b);
    std::int64_t n;
    if (!repeat_count(b, n)) return {};
    auto* from = a.as<tuple_object>();
    if (n == 1 && a.is_instance_exactly(tuple_type)) return a;
    if (n <= 0 || from->size == 0) return new_tuple(0);
    if (from->size > (UINT64_C(1) << 40) / static_cast<std::uint64_t>(n)) return raise_with(MemoryError_type, {});
    object result = new_tuple(from->size * static_cast<std::size_t>(n));
    object* out = result.as<tuple_object>()->items;
    for (std::int64_t round = 0; round < n; ++round)
        for (std::size_t i = 0; i < from->size; ++i) *out++ = from->items[i];
    return track_tuple(std::move(result));
}

object count(ref self, const ref* args, std::size_t, ref) {
    auto* t = self.as<tuple_object>();
    std::int64_t found = 0;
    for (std::size_t i = 0; i < t->size; ++i) {
        const int same = equal_or_same(t->items[i], args[0]);
        if (same < 0) return {};
        found += same;
    }
    return found;
}

object index_of(ref self, const ref* args, std::size_t, ref) {
    auto* t = self.as<tuple_object>();
    const auto size = static_cast<std::int64_t>(t->size);
    std::int64_t start = 0, stop = size;
    if (args[1] && !search_bound(args[1], size, start)) return {};
    if (args[2] && !search_bound(args[2], size, stop)) return {};
    for (std::int64_t i = start; i < stop && i < size; ++i) {
        const int same = equal_or_same(t->items[i], args[0]);
        if (same < 0) return {};
        if (same) return i;
    }
    return raise_error(ValueError_type, "tuple.index(x): x not in tuple");
}

object getnewargs(ref self, const ref*, std::size_t, ref) {
    auto* t = self.as<tuple_object>();
    return tuple(make_tuple(reinterpret_cast<const ref*>(t->items), t->size));
}

constexpr method_definition tuple_methods[] = {
    {"__getnewargs__", exact_new_arguments, "self, /"},
    {"count", count, "self, value, /"},
    {"index", index_of, "self, value, start=0, stop=sys.maxsize, /"},
    {"__getnewargs__", getnewargs, "self, /"},
    {"__class_getitem__", class_getitem, class_getitem_signature, method_class},
    {nullptr, nullptr},
};

}  // namespace

object new_tuple(std::size_t n) noexcept {
    if (n == 0) return &empty_tuple();
    return object::take(allocate_tuple(tuple_type, n));
}

object track_tuple(object fresh) noexcept {
    auto* t = fresh.as<tuple_object>();
    if (t->flags & flag_tracked) return fresh;
    for (std::size_t i = 0; i < t->size; ++i)
        if (t->items[i].is_heap() && (t->items[i].type()->type_flags & type_gc)) {
            track(t);
            break;
        }
    return fresh;
}

object make_tuple(const ref* items, std::size_t n) noexcept {
    if (n == 0) return &empty_tuple();
    auto* t = ::new (allocate(tuple_bytes(n))) tuple_object(n);
    bool tracked = false;
    for (std::size_t i = 0; i < n; ++i) {
        ::new (t->items + i) object(items[i]);
        if (items[i].is_heap() && items[i].heap()->type->type_flags & type_gc) tracked = true;
    }
    if (tracked) track(t);
    return object::take(t);
}

object tuple_for(type_object& cls, ref values) noexcept {
    auto* from = values.as<tuple_object>();
    if (&cls == &tuple_type) return make_tuple(reinterpret_cast<const ref*>(from->items), from->size);
    tuple_object* t = allocate_tuple(cls, from->size);
    for (std::size_t i = 0; i < from->size; ++i) t->items[i] = from->items[i];
    track(t);
    return object::take(t);
}

object tuple_from(ref iterable) noexcept {
    if (!iterable) [[unlikely]]
        return pass_on();
    if (iterable.is_instance_exactly(tuple_type)) return iterable;
    if (iterable.is_instance_exactly(list_type)) {
        auto* from = iterable.as<list_object>();
        return make_tuple(reinterpret_cast<const ref*>(from->items), from->size);
    }
    return list_to_tuple(list_from(iterable));
}

object list_to_tuple(object list) noexcept {
    if (!list) [[unlikely]]
        return pass_on();
    auto* from = list.as<list_object>();
    return make_tuple(reinterpret_cast<const ref*>(from->items), from->size);
}

constinit type_object
    tuple_type("tuple", &object_type, type_subclassable | type_gc | is_tuple | type_sequence, [](type_object& t) {
        t.methods = tuple_methods;
        t.instance_size = sizeof(tuple_object);
        t.doc = "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty tuple.\n"
                "If iterable is specified the tuple is initialized from iterable's items.\n\n"
                "If the argument is a tuple, the return value is the same object.";
        t.dealloc = tuple_dealloc;
        t.traverse = tuple_traverse;
        t.new_ = tuple_new;
        t.repr = tuple_repr;
        t.hash = tuple_hash;
        t.richcompare = tuple_richcompare;
        t.iter = make_tuple_iterator;
        t.length = tuple_length;
        t.getitem = tuple_getitem;
        t.contains = tuple_contains;
        t.set_number(number_op::add, tuple_concat);
        t.set_number(number_op::mul, tuple_repeat);
    });

}  // namespace cowith
