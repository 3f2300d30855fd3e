// list: Objects/listobject.c. The slots; the methods stand in list_methods.cpp, the sort in list_sort.cpp.
#include "list.hpp"

namespace cowith {

void list_reserve(list_object& list, std::size_t capacity) noexcept {
    if (capacity <= list.capacity) return;
    object* items = allocate_values(capacity);
    move_values(items, list.items, list.size);
    release_values(list.items, list.capacity);
    list.items = items;
    list.capacity = capacity;
}

namespace {

void grow_to(list_object& list, std::size_t size) noexcept {
    if (size > list.capacity) list_reserve(list, size + (size >> 1) + 4);
}

void push(list_object& list, object item) noexcept {
    grow_to(list, list.size + 1);
    ::new (list.items + list.size) object(std::move(item));
    ++list.size;
}

/// Releases a block of values that no list holds any more.
void drop_values(object* values, std::size_t size, std::size_t capacity) noexcept {
    for (std::size_t i = 0; i < size; ++i) values[i].~object();
    release_values(values, capacity);
}

void list_clear_items(header* self) {
    list_object& list = *static_cast<list_object*>(self);
    object* items = std::exchange(list.items, nullptr);
    const std::size_t size = std::exchange(list.size, 0), capacity = std::exchange(list.capacity, 0);
    drop_values(items, size, capacity);
}

void list_dealloc(header* self) noexcept {
    if (defer_dealloc(self)) return;
    untrack(static_cast<gc_header*>(self));
    list_object& list = *static_cast<list_object*>(self);
    for (std::size_t i = list.size; i-- > 0;) list.items[i].~object();  // from the end, as CPython does
    release_values(list.items, list.capacity);
    destroy<list_object>(self);
}

void list_traverse(header* self, visitor v, void* context) {
    list_object& list = *static_cast<list_object*>(self);
    for (std::size_t i = 0; i < list.size; ++i) visit(list.items[i], v, context);
}

object list_new(type_object& cls, const ref*, std::size_t, ref) {
    list_object* list = make_for<list_object>(cls);
    track(list);
    return object::take(list);
}

bool list_init(ref self, const ref* args, std::size_t count, ref names) {
    if (self.type()->new_ == list_type.new_ && !no_keywords("list", names)) return false;
    if (!count_between("list", count, 0, 1)) return false;
    if (as_list(self).size) list_clear_items(self.heap());
    return count == 0 || list_extend(self, args[0]);
}

object list_repr(ref self) {
    list_object& list = as_list(self);
    if (list.size == 0) return make_str("[]");
    repr_guard guard(self);
    if (!guard) return make_str("[...]");
    str_builder text;
    text.add('[');
    for (std::size_t i = 0; i < list.size; ++i) {
        if (i) text.add(", ");
        object item = list.items[i];
        if (!text.add_repr(item)) return {};
    }
    text.add(']');
    return text.finish();
}

object list_richcompare(ref a, ref b, compare op) {
    if (!has_flag(a, is_list) || !has_flag(b, is_list)) return NotImplemented;
    list_object &left = as_list(a), &right = as_list(b);
    if (left.size != right.size && (op == compare::eq || op == compare::ne)) return boolean(op == compare::ne);
    for (std::size_t i = 0; i < left.size && i < right.size; ++i) {
        object x = left.items[i], y = right.items[i];
        if (x.is(y)) continue;
        const int same = equal_or_same(x, y);
        if (same < 0) return {};
        if (same) continue;
        if (i >= left.size || i >= right.size) break;  // the comparison has changed them
        if (op == compare::eq) return False;
        if (op == compare::ne) return True;
        return compare_objects(x, y, op);
    }
    return boolean(compare_sizes(left.size, right.size, op));
}

std::int64_t length_of(const list_object& list) noexcept { return static_cast<std::int64_t>(list.size); }
std::int64_t list_length(ref self) { return length_of(as_list(self)); }

int list_contains(ref self, ref item) {
    list_object& list = as_list(self);
    for (std::size_t i = 0; i < list.size; ++i) {
        object x = list.items[i];
        const int same = equal_or_same(x, item);
        if (same) return same;
    }
    return 0;
}

object list_getitem(ref self, ref key) {
    list_object& list = as_list(self);
    std::int64_t i;
    if (key.is_small()) [[likely]] {
        i = key.small();
    } else if (has_index(key)) {
        if (!to_index(key, i)) return {};
    } else if (key.is_instance_exactly(slice_type)) {
        slice_bounds bounds;
        if (!bounds.read(key)) return {};
        const std::int64_t count = bounds.fit(length_of(list));
        object result = make_list();
        list_object& out = as_list(result);
        list_reserve(out, static_cast<std::size_t>(count));
        for (std::int64_t n = 0; n < count; ++n)
            ::new (out.items + n) object(list.items[bounds.start + n * bounds.step]);
        out.size = static_cast<std::size_t>(count);
        return result;
    } else {
        return raise_error(TypeError_type, "list indices must be integers or slices, not %T", key);
    }
    if (i < 0) i += static_cast<std::int64_t>(list.size);
    if (static_cast<std::uint64_t>(i) >= list.size) return raise_error(IndexError_type, "list index out of range");
    return list.items[i];
}

bool delete_extended_slice(list_object& list, std::int64_t start, std::int64_t step, std::int64_t count) noexcept {
    if (count == 0) return true;
    if (step < 0) {
        start += step * (count - 1);
        step = -step;
    }
    object dead = make_list();
    list_reserve(as_list(dead), static_cast<std::size_t>(count));
    std::int64_t to = start, next = start, left = count;
    for (std::int64_t from = start; from < static_cast<std::int64_t>(list.size); ++from) {
        if (left && from == next) {
            move_values(as_list(dead).items + as_list(dead).size++, list.items + from, 1);
            next += step;
            --left;
        } else {
            move_values(list.items + to++, list.items + from, 1);
        }
    }
    list.size -= static_cast<std::size_t>(count);
    return true;
}

bool set_extended_slice(ref self, slice_bounds bounds, ref value) noexcept {
    object values = value.is(self) || !has_flag(value, is_list) ? list_from(value) : object(value);
    if (!values) {
        if (pending_is(TypeError_type)) {
            clear_pending();
            raise_error(TypeError_type, "must assign iterable to extended slice");
        }
        return false;
    }
    list_object& list = as_list(self);
    const std::int64_t count = bounds.fit(length_of(list));
    list_object& source = as_list(values);
    if (static_cast<std::int64_t>(source.size) != count) {
        raise_error(ValueError_type, "attempt to assign sequence of size %zu to extended slice of size %zu",
                    static_cast<std::size_t>(source.size), static_cast<std::size_t>(count));
        return false;
    }
    object dead = make_list();
    for (std::int64_t n = 0; n < count; ++n) {
        object& place = list.items[bounds.start + n * bounds.step];
        push(as_list(dead), std::move(place));
        place = source.items[n];
    }
    return true;
}

bool set_slice(ref self, ref key, ref value) noexcept {
    list_object& list = as_list(self);
    slice_bounds bounds;
    if (!bounds.read(key)) return false;
    if (bounds.step != 1 && value) return set_extended_slice(self, bounds, value);
    if (!value) {
        const std::int64_t count = bounds.fit(length_of(list));
        if (bounds.step != 1) return delete_extended_slice(list, bounds.start, bounds.step, count);
        list_assign_slice(self, bounds.start, bounds.start + count, nullptr, 0);
        return true;
    }
    object values =
        value.is(self) || !(has_flag(value, is_list) || has_flag(value, is_tuple)) ? list_from(value) : object(value);
    if (!values) {
        if (pending_is(TypeError_type) && !readied_iterable(value)) {
            clear_pending();
            raise_error(TypeError_type, "must assign iterable to extended slice");
        }
        return false;
    }
    const std::int64_t count = bounds.fit(length_of(list));  // the iterable may have changed the list
    if (has_flag(values, is_tuple))
        list_assign_slice(self, bounds.start, bounds.start + count, values.as<tuple_object>()->items,
                          values.as<tuple_object>()->size);
    else
        list_assign_slice(self, bounds.start, bounds.start + count, as_list(values).items, as_list(values).size);
    return true;
}

bool list_setitem(ref self, ref key, ref value) {
    list_object& list = as_list(self);
    std::int64_t i;
    if (key.is_small()) [[likely]] {
        i = key.small();
    } else if (has_index(key)) {
        if (!to_index(key, i)) return false;
    } else if (key.is_instance_exactly(slice_type)) {
        return set_slice(self, key, value);
    } else {
        raise_error(TypeError_type, "list indices must be integers or slices, not %T", key);
        return false;
    }
    if (i < 0) i += static_cast<std::int64_t>(list.size);
    if (static_cast<std::uint64_t>(i) >= list.size) {
        raise_error(IndexError_type, "list assignment index out of range");
        return false;
    }
    if (value)
        list.items[i] = value;
    else
        list_assign_slice(self, i, i + 1, nullptr, 0);
    return true;
}

object list_concat(ref a, ref b) {
    if (!has_flag(a, is_list)) return NotImplemented;
    if (!has_flag(b, is_list)) return raise_error(TypeError_type, "can only concatenate list (not \"%T\") to list", b);
    list_object &left = as_list(a), &right = as_list(b);
    object result = make_list();
    list_object& out = as_list(result);
    list_reserve(out, left.size + right.size);
    for (std::size_t i = 0; i < left.size; ++i) ::new (out.items + out.size++) object(left.items[i]);
    for (std::size_t i = 0; i < right.size; ++i) ::new (out.items + out.size++) object(right.items[i]);
    return result;
}

bool check_repeat(std::uint64_t size, std::int64_t n) noexcept {
    if (n <= 0 || size <= (UINT64_C(1) << 40) / static_cast<std::uint64_t>(n)) return true;
    raise_with(MemoryError_type, {});
    return false;
}

object list_repeat(ref a, ref b) {
    if (!has_flag(a, is_list)) std::swap(a, b);
    std::int64_t n;
    if (!repeat_count(b, n) || !check_repeat(as_list(a).size, n)) return {};
    list_object& from = as_list(a);
    object result = make_list();
    list_object& out = as_list(result);
    if (n > 0) list_reserve(out, from.size * static_cast<std::size_t>(n));
    for (std::int64_t round = 0; round < n; ++round)
        for (std::size_t i = 0; i < from.size; ++i) ::new (out.items + out.size++) object(from.items[i]);
    return result;
}

object list_extend_in_place(ref a, ref b) {
    if (!list_extend_plain(a, b)) return {};
    return a;
}

object list_repeat_in_place(ref a, ref b) {
    std::int64_t n;
    if (!repeat_count(b, n) || !check_repeat(as_list(a).size, n)) return {};
    list_object& list = as_list(a);
    if (n <= 0) {
        list_clear_items(a.heap());
        return a;
    }
    const std::size_t size = list.size;
    list_reserve(list, size * static_cast<std::size_t>(n));
    for (std::int64_t round = 1; round < n; ++round)
        for (std::size_t i = 0; i < size; ++i) ::new (list.items + list.size++) object(list.items[i]);
    return a;
}

}  // namespace

bool readied_iterable(ref x) noexcept {
    type_object* type = x.type();
    return type->iter || type->getitem;
}

void list_insert(list_object& list, std::size_t at, ref item) noexcept {
    object owned = item;
    grow_to(list, list.size + 1);
    move_values(list.items + at + 1, list.items + at, list.size - at);
    ::new (list.items + at) object(std::move(owned));
    ++list.size;
}

void list_assign_slice(ref self, std::int64_t low, std::int64_t high, const object* values, std::size_t n) noexcept {
    list_object& list = as_list(self);
    const auto first = static_cast<std::size_t>(low);
    const std::size_t gone = high > low ? static_cast<std::size_t>(high - low) : 0;
    object* dead = allocate_values(gone);
    move_values(dead, list.items + first, gone);
    if (n > gone) grow_to(list, list.size - gone + n);
    move_values(list.items + first + n, list.items + first + gone, list.size - first - gone);
    for (std::size_t i = 0; i < n; ++i) ::new (list.items + first + i) object(values[i]);
    list.size = list.size - gone + n;
    for (std::size_t i = gone; i-- > 0;) dead[i].~object();
    release_values(dead, gone);
}

object make_list(const ref* items, std::size_t n) noexcept {
    list_object* list = make<list_object>();
    if (n) {
        list->items = allocate_values(n);
        list->capacity = list->size = n;
        for (std::size_t i = 0; i < n; ++i) ::new (list->items + i) object(items[i]);
    }
    track(list);
    return object::take(list);
}

bool list_append(ref self, ref item) noexcept {
    push(as_list(self), item);
    return true;
}

bool list_extend_plain(ref self, ref iterable) noexcept {
    list_object& list = as_list(self);
    const bool list_like = iterable.is_instance_exactly(list_type);
    if (list_like || iterable.is_instance_exactly(tuple_type)) {
        const std::size_t n = list_like ? as_list(iterable).size : iterable.as<tuple_object>()->size;
        grow_to(list, list.size + n);
        const object* from = list_like ? as_list(iterable).items : iterable.as<tuple_object>()->items;
        for (std::size_t i = 0; i < n; ++i) ::new (list.items + list.size + i) object(from[i]);
        list.size += n;
        return true;
    }
    object it = get_iterator(iterable);
    if (!it) return false;
    const std::int64_t hint = length_hint(iterable, 8);
    if (hint < 0) return false;
    if (hint < (1 << 20)) list_reserve(list, list.size + static_cast<std::size_t>(hint));
    while (object value = next_value(it)) push(list, std::move(value));
    return !is_failed();
}

bool list_extend(ref list, ref iterable) noexcept {
    if (!iterable) [[unlikely]]
        return pass_on(), false;
    return list_extend_plain(list, iterable);
}

object list_from(ref iterable) noexcept {
    if (!iterable) [[unlikely]]
        return pass_on();
    object list = make_list();
    if (!list_extend_plain(list, iterable)) return {};
    return list;
}

constinit type_object
    list_type("list", &object_type, type_subclassable | type_gc | is_list | type_sequence, [](type_object& t) {
        t.methods = list_methods;
        t.instance_size = sizeof(list_object);
        t.doc = "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.\n"
                "The argument must be an iterable if specified.";
        t.dealloc = list_dealloc;
        t.traverse = list_traverse;
        t.clear = list_clear_items;
        t.new_ = list_new;
        t.init = list_init;
        t.repr = list_repr;
        t.hash = hash_not_implemented;
        t.richcompare = list_richcompare;
        t.iter = make_list_iterator;
        t.length = list_length;
        t.getitem = list_getitem;
        t.setitem = list_setitem;
        t.contains = list_contains;
        t.set_number(number_op::add, list_concat);
        t.set_number(number_op::mul, list_repeat);
        t.set_number(number_op::iadd, list_extend_in_place);
        t.set_number(number_op::imul, list_repeat_in_place);
    });

}  // namespace cowith
