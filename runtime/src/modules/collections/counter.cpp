// collections.Counter: a dict of counts.
#include "collections.hpp"
#include "types/list.hpp"

namespace cowith {
namespace {

bool is_counter(ref x) noexcept { return x.is_heap() && has_type(x, counter_type); }

/// The count of a key, 0 when it isn't there; empty: failed.
object count_of(ref counter, ref key) noexcept {
    ref found = dict_get(counter, key);
    return found ? object(found) : is_failed() ? object() : object(0);
}

object empty_counter() noexcept { return ref(&counter_type)(); }

/// counter[key] += count (or -= for subtraction)
bool add(ref counter, ref key, ref count, number_op op) noexcept {
    object value = binary(op, count_of(counter, key), count);
    return value && dict_set(counter, key, value);
}

bool is_mapping(ref x) noexcept {
    if (has_flag(x, is_dict)) return true;
    object keys = find_attribute(x, intern("keys")), items = keys ? find_attribute(x, intern("items")) : object();
    if (is_failed()) clear_pending();
    return bool(items);
}

bool count_from(ref counter, ref source, number_op op) noexcept {
    if (is_mapping(source)) {
        object it = get_iterator(source.call(intern("items")));
        if (!it) return false;
        while (object item = next_value(it)) {
            object key, value;
            object* out[] = {&key, &value};
            if (!unpack(item, 2, out) || !add(counter, key, value, op)) return false;
        }
        return !is_failed();
    }
    object it = get_iterator(source);
    if (!it) return false;
    while (object key = next_value(it))
        if (!add(counter, key, 1, op)) return false;
    return !is_failed();
}

bool update_with(const char* method, ref self, const ref* args, std::size_t count, ref names, number_op op) noexcept {
    if (count > 1)
        return raise_error(TypeError_type, "Counter.%s() takes from 1 to 2 positional arguments but %zu were given",
                           method, count + 1),
               false;
    if (count && !args[0].is(None) && !count_from(self, args[0], op)) return false;
    for (std::size_t i = 0; names && i < names.as<tuple_object>()->size; ++i)
        if (!add(self, names.as<tuple_object>()->items[i], args[count + i], op)) return false;
    return true;
}

bool counter_init(ref self, const ref* args, std::size_t count, ref names) {
    return update_with("__init__", self, args, count, names, number_op::add);
}
object update(ref self, const ref* args, std::size_t count, ref names) {
    return update_with("update", self, args, count, names, number_op::add) ? object(None) : object();
}
object subtract(ref self, const ref* args, std::size_t count, ref names) {
    return update_with("subtract", self, args, count, names, number_op::sub) ? object(None) : object();
}
object missing(ref, const ref*, std::size_t, ref) { return 0; }
object fromkeys(ref, const ref*, std::size_t, ref) {
    return raise_error(NotImplementedError_type, "Counter.fromkeys() is undefined.  Use Counter(iterable) instead.");
}
object copy(ref self, const ref*, std::size_t, ref) { return ref(self.type())(self); }

object total(ref self, const ref*, std::size_t, ref) {
    object sum = 0;
    ref key, value;
    for (std::size_t i = 0; sum && dict_next(self, i, key, value);) sum = sum + value;
    return sum;
}

object elements(ref self, const ref*, std::size_t, ref) {
    object result = make_list();
    ref key, value;
    for (std::size_t i = 0; dict_next(self, i, key, value);) {
        std::int64_t n;
        if (!to_size(value, n)) return {};
        for (std::int64_t j = 0; j < n; ++j) list_append(result, key);
    }
    return get_iterator(result);
}

object count_entry(function_object&, object* bound) { return get_item(bound[0], 1); }

/// Pairs, the highest counts first; equal ones in their order.
object ordered_pairs(ref self) noexcept {
    object pairs = list_from(dict_items(self));
    static auto& key = *new object(make_code_function({"count", "count", "item", count_entry}));
    return pairs && list_sort(pairs, key, true) ? pairs : object();
}
object most_common(ref self, const ref* args, std::size_t, ref) {
    object pairs = ordered_pairs(self);
    if (!pairs || !args[0] || args[0].is(None)) return pairs;
    std::int64_t n;
    if (!to_size(args[0], n)) return {};
    return get_item(pairs, slice(0, n < 0 ? object(0) : make_int(n)));
}

object counter_repr(ref self) {
    str_builder text;
    text.add(self.type()->name[0] == 'c' && !(self.type()->type_flags & type_heap) ? "Counter" : self.type()->name);
    if (dict_size(self) == 0) {
        text.add("()");
        return text.finish();
    }
    object pairs = ordered_pairs(self);
    if (!pairs) {
        if (!pending_is(TypeError_type)) return {};
        clear_pending();
        pairs = list_from(dict_items(self));
    }
    object shown = ref(&dict_type)(pairs);
    text.add('(');
    if (!shown || !text.add_repr(shown)) return {};
    text.add(')');
    return text.finish();
}

bool counter_setitem(ref self, ref key, ref value) {
    if (value) return dict_set(self, key, value);
    return dict_remove(self, key) >= 0;
}

/// Keeps a result when it is positive.
bool keep_positive(ref result, ref key, ref value) noexcept {
    const int positive = compare_truth(value, 0, compare::gt);
    return positive >= 0 && (!positive || dict_set(result, key, value));
}

/// What becomes of one key with counts a and b.
object combine(number_op op, ref a, ref b) noexcept {
    if (op == number_op::add || op == number_op::sub) return binary(op, a, b);
    const int less = compare_truth(a, b, compare::lt);
    if (less < 0) return {};
    return (op == number_op::bit_or) == (less > 0) ? object(b) : object(a);
}

template <number_op Op> object counter_binary(ref a, ref b) {
    if (!is_counter(a) || !is_counter(b)) return NotImplemented;
    object result = empty_counter();
    ref key, value;
    for (std::size_t i = 0; dict_next(a, i, key, value);) {
        object other = count_of(b, key), both = other ? combine(Op, value, other) : object();
        if (!both || !keep_positive(result, key, both)) return {};
    }
    if (Op == number_op::bit_and) return result;
    for (std::size_t i = 0; dict_next(b, i, key, value);) {
        if (dict_get(a, key)) continue;
        object shown = Op == number_op::sub ? ref(0) - value : object(value);
        if (!shown || !keep_positive(result, key, shown)) return {};
    }
    return is_failed() ? object() : result;
}
template <number_op Op> object counter_in_place(ref a, ref b) {
    object result = counter_binary<Op>(a, b);
    if (!result || result.is(NotImplemented)) return result;
    dict_clear(a);
    return dict_update(a, result) ? object(a) : object();
}
object counter_positive(ref self) {
    object result = empty_counter();
    ref key, value;
    for (std::size_t i = 0; dict_next(self, i, key, value);)
        if (!keep_positive(result, key, value)) return {};
    return result;
}
object counter_negative(ref self) {
    object result = empty_counter();
    ref key, value;
    for (std::size_t i = 0; dict_next(self, i, key, value);) {
        object opposite = ref(0) - value;
        if (!opposite || !keep_positive(result, key, opposite)) return {};
    }
    return result;
}

/// Whether op holds for the counts of every key of both: -1 failed.
int all_counts(ref a, ref b, compare op) noexcept {
    for (const ref counter : {a, b}) {
        ref key, value;
        for (std::size_t i = 0; dict_next(counter, i, key, value);) {
            object left = count_of(a, key), right = left ? count_of(b, key) : object();
            const int holds = right ? compare_truth(left, right, op) : -1;
            if (holds <= 0) return holds;
        }
    }
    return 1;
}
object counter_richcompare(ref a, ref b, compare op) {
    if (!is_counter(a) || !is_counter(b))
        return op == compare::eq || op == compare::ne ? dict_type.richcompare(a, b, op) : object(NotImplemented);
    int result;
    switch (op) {
    case compare::eq: result = all_counts(a, b, compare::eq); break;
    case compare::ne: result = all_counts(a, b, compare::eq), result = result < 0 ? result : !result; break;
    case compare::le:
    case compare::ge: result = all_counts(a, b, op); break;
    default:
        result = all_counts(a, b, op == compare::lt ? compare::le : compare::ge);
        if (result > 0) result = all_counts(a, b, compare::eq), result = result < 0 ? result : !result;
    }
    return result < 0 ? object() : object(boolean(result));
}

object reduce(ref self, const ref*, std::size_t, ref) {
    object counts = ref(&dict_type)(self);
    return counts ? tuple(ref(self.type()), tuple(counts)) : object();
}

constexpr method_definition methods[] = {
    {"__reduce__", reduce, "self"},
    {"__missing__", missing, "self, key"},
    {"copy", copy, "self"},
    {"elements", elements, "self"},
    {"fromkeys", fromkeys, "cls, iterable, v=None", method_class},
    {"most_common", most_common, "self, n=None"},
    {"subtract", subtract},
    {"total", total, "self"},
    {"update", update},
    {nullptr, nullptr},
};

}  // namespace

constinit type_object counter_type("collections.Counter", &dict_type,
                                   type_gc | type_subclassable | is_dict | type_mapping, [](type_object& t) {
                                       t.methods = methods;
                                       t.instance_size = sizeof(dict_object);
                                       t.init = counter_init;
                                       t.repr = counter_repr;
                                       t.richcompare = counter_richcompare;
                                       t.hash = hash_not_implemented;
                                       t.setitem = counter_setitem;
                                       t.positive = counter_positive;
                                       t.negative = counter_negative;
                                       t.set_number(number_op::add, counter_binary<number_op::add>);
                                       t.set_number(number_op::sub, counter_binary<number_op::sub>);
                                       t.set_number(number_op::bit_or, counter_binary<number_op::bit_or>);
                                       t.set_number(number_op::bit_and, counter_binary<number_op::bit_and>);
                                       t.set_number(number_op::iadd, counter_in_place<number_op::add>);
                                       t.set_number(number_op::isub, counter_in_place<number_op::sub>);
                                       t.set_number(number_op::ior, counter_in_place<number_op::bit_or>);
                                       t.set_number(number_op::iand, counter_in_place<number_op::bit_and>);
                                   });

}  // namespace cowith
