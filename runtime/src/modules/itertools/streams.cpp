// The itertools that pass items through: count, cycle, repeat, chain, islice, takewhile, dropwhile, filterfalse, starmap, compress,
// pairwise, batched, accumulate.
#include "itertools.hpp"

namespace cowith::itertools {

void allocate_indices(iterator_object& it, std::size_t n, bool with_cycles) noexcept {
    it.size = n;
    if (n) it.indices = static_cast<std::int64_t*>(allocate(n * sizeof(std::int64_t)));
    if (n && with_cycles) it.cycles = static_cast<std::int64_t*>(allocate(n * sizeof(std::int64_t)));
}
void iterator_dealloc(header* self) noexcept {
    if (defer_dealloc(self)) return;
    auto& it = *static_cast<iterator_object*>(self);
    untrack(&it);
    if (it.indices) release(it.indices, it.size * sizeof(std::int64_t));
    if (it.cycles) release(it.cycles, it.size * sizeof(std::int64_t));
    destroy<iterator_object>(self);
}
void iterator_traverse(header* self, visitor v, void* context) {
    auto& it = *static_cast<iterator_object*>(self);
    for (const object* o : {&it.a, &it.b, &it.c}) visit(*o, v, context);
}

namespace {

/// predicate(item) as a truth: -1 failed.
int holds(ref predicate, ref item) noexcept {
    if (predicate.is(None) || predicate.is(ref(&bool_type))) return truth_of(item);
    object answer = predicate(item);
    return answer ? truth_of(answer) : -1;
}

/// An iterator over `iterable` in a, and b; empty: failed.
object over(ref cls, type_object& base, ref iterable, ref b = {}) noexcept {
    object it = get_iterator(iterable);
    if (!it) return {};
    iterator_object* result = make_iterator(cls, base);
    result->a = std::move(it);
    result->b = b;
    return object::take(result);
}

bool is_number(ref x) noexcept {
    return is_int(x) || x.type()->as_float || x.type()->as_index || has_type(x, complex_type);
}

// ---- count: a: next value, b: step
object count_of(ref cls, const ref* args, std::size_t, ref) {
    if ((args[0] && !is_number(args[0])) || (args[1] && !is_number(args[1])))
        return raise_error(TypeError_type, "a number is required");
    iterator_object* it = make_iterator(cls, count_type);
    it->a = args[0] ? object(args[0]) : object(0);
    it->b = args[1] ? object(args[1]) : object(1);
    return object::take(it);
}
constexpr method_definition count_new{"count", count_of, "start=0, step=1"};
object count_next(ref self) {
    auto& it = state_of(self);
    object value = it.a;
    it.a = value + it.b;
    return it.a ? value : object();
}
object count_repr(ref self) {
    str_builder text;
    text.add("count(");
    if (!text.add_repr(state_of(self).a)) return {};
    if (!(is_int(state_of(self).b) && equal(state_of(self).b, 1))) {
        text.add(", ");
        if (!text.add_repr(state_of(self).b)) return {};
    }
    text.add(')');
    return text.finish();
}

// ---- repeat: a: the value, n: how often still, -1: for ever
object repeat_of(ref cls, const ref* args, std::size_t, ref) {
    std::int64_t n = -1;
    if (args[1]) {
        if (!to_size(args[1], n)) return {};
        if (n < 0) n = 0;
    }
    iterator_object* it = make_iterator(cls, repeat_type);
    it->a = args[0];
    it->n = n;
    return object::take(it);
}
constexpr method_definition repeat_new{"repeat", repeat_of, "object, times=<unrepresentable>"};
object repeat_next(ref self) {
    auto& it = state_of(self);
    if (it.n == 0) return {};
    if (it.n > 0) --it.n;
    return it.a;
}
object repeat_repr(ref self) {
    str_builder text;
    text.add("repeat(");
    if (!text.add_repr(state_of(self).a)) return {};
    if (state_of(self).n >= 0) text.add(", " + std::to_string(state_of(self).n));
    text.add(')');
    return text.finish();
}
object repeat_hint(ref self, const ref*, std::size_t, ref) {
    return state_of(self).n < 0 ? raise_error(TypeError_type, "len() of unsized object") : make_int(state_of(self).n);
}
constexpr method_definition repeat_methods[] = {{"__length_hint__", repeat_hint, "self, /"}, {nullptr, nullptr}};

// ---- cycle: a: the iterator, then empty; b: the items seen
object cycle_of(ref cls, const ref* args, std::size_t, ref) { return over(cls, cycle_type, args[0], make_list()); }
constexpr method_definition cycle_new{"cycle", cycle_of, "iterable, /"};
object cycle_next(ref self) {
    auto& it = state_of(self);
    if (it.a) {
        object item = next_value(it.a);
        if (item) {
            list_append(it.b, item);
            return item;
        }
        if (is_failed()) return {};
        it.a.reset();
    }
    auto& seen = as_list(it.b);
    if (seen.size == 0) return {};
    object item = seen.items[it.n];
    it.n = it.n + 1 == static_cast<std::int64_t>(seen.size) ? 0 : it.n + 1;
    return item;
}

// ---- chain: a: an iterator of iterables, b: the one being walked
object chain_new(type_object& cls, const ref* args, std::size_t count, ref names) {
    if (cls.init == chain_type.init && !no_keywords("chain", names)) return {};
    return over(&cls, chain_type, make_tuple(args, count));
}
object chain_from(ref cls, const ref* args, std::size_t, ref) { return over(cls, chain_type, args[0]); }
object chain_next(ref self) {
    auto& it = state_of(self);
    while (it.a) {
        if (!it.b) {
            object iterable = next_value(it.a);
            if (!iterable) {
                it.a.reset();
                return {};
            }
            it.b = get_iterator(iterable);
            if (!it.b) {
                it.a.reset();
                return {};
            }
        }
        object inner = it.b, item = next_value(inner);
        if (item || is_failed()) return item;
        it.b.reset();
    }
    return {};
}
constexpr method_definition chain_methods[] = {
    {"from_iterable", chain_from, "type, iterable, /", method_class},
    {"__class_getitem__", class_getitem, class_getitem_signature, method_class},
    {nullptr, nullptr},
};

// ---- islice: a: the iterator; n: items taken so far, m: index of the next wanted, c: stop or None
bool slice_bound(ref x, std::int64_t fallback, std::int64_t& out) noexcept {
    out = fallback;
    if (x.is(None)) return true;
    if (!has_index(x) || !to_index_clipped(x, out)) return clear_pending(), false;
    return out >= 0;
}
object islice_new(type_object& cls, const ref* args, std::size_t count, ref names) {
    if (cls.init == islice_type.init && !no_keywords("islice", names)) return {};
    if (!count_between("islice", count, 2, 4)) return {};
    std::int64_t start = 0, stop = -1, step = 1;
    const ref stop_argument = count == 2 ? args[1] : args[2];
    if (!slice_bound(stop_argument, -1, stop))
        return count == 2
                   ? raise_error(ValueError_type,
                                 "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
                   : raise_error(ValueError_type,
                                 "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
    if (count > 2 && !slice_bound(args[1], 0, start))
        return raise_error(ValueError_type, "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
    if (count > 3 && (!slice_bound(args[3], 1, step) || step < 1))
        return raise_error(ValueError_type, "Step for islice() must be a positive integer or None.");
    object result = over(&cls, islice_type, args[0]);
    if (!result) return {};
    state_of(result).m = start;
    state_of(result).step = step;
    state_of(result).c = stop < 0 ? object(None) : make_int(stop);
    return result;
}
object islice_next(ref self) {
    auto& it = state_of(self);
    if (!it.a) return {};
    std::int64_t stop = -1;
    if (!it.c.is(None)) int_value(it.c, stop);
    const std::int64_t wanted = it.m;
    while (it.n < wanted && (stop < 0 || it.n < stop || wanted > stop)) {
        if (stop >= 0 && it.n >= stop) break;
        object skipped = next_value(it.a);
        if (!skipped) {
            it.a.reset();
            return {};
        }
        ++it.n;
    }
    if (stop >= 0 && it.n >= stop) {
        it.a.reset();
        return {};
    }
    object item = next_value(it.a);
    if (!item) {
        it.a.reset();
        return {};
    }
    ++it.n;
    if (__builtin_add_overflow(wanted, it.step, &it.m)) it.m = INT64_MAX;
    if (stop >= 0 && it.m > stop) it.m = stop;
    return item;
}

// ---- predicates: a: the iterator, b: the predicate
template <type_object& Type> object with_predicate(ref cls, const ref* args, std::size_t, ref) {
    return over(cls, Type, args[1], args[0]);
}
constexpr method_definition takewhile_new{"takewhile", with_predicate<takewhile_type>, "predicate, iterable, /"};
constexpr method_definition dropwhile_new{"dropwhile", with_predicate<dropwhile_type>, "predicate, iterable, /"};
constexpr method_definition filterfalse_new{"filterfalse", with_predicate<filterfalse_type>, "function, iterable, /"};
constexpr method_definition starmap_new{"starmap", with_predicate<starmap_type>, "function, iterable, /"};

object takewhile_next(ref self) {
    auto& it = state_of(self);
    if (it.done) return {};
    object item = next_value(it.a), answer = item ? it.b(item) : object();
    const int good = answer ? truth_of(answer) : -1;
    if (good > 0) return item;
    if (good == 0) it.done = true;
    return {};
}
object dropwhile_next(ref self) {
    auto& it = state_of(self);
    while (object item = next_value(it.a)) {
        if (it.started) return item;
        object answer = it.b(item);
        const int good = answer ? truth_of(answer) : -1;
        if (good < 0) return {};
        if (good) continue;
        it.started = true;
        return item;
    }
    return {};
}
object filterfalse_next(ref self) {
    auto& it = state_of(self);
    while (object item = next_value(it.a)) {
        const int good = holds(it.b, item);
        if (good < 0) return {};
        if (!good) return item;
    }
    return {};
}
object starmap_next(ref self) {
    auto& it = state_of(self);
    object item = next_value(it.a), values = item ? tuple_from(item) : object();
    return values ? call_tuple(it.b, values) : object();
}

// ---- compress: a: the data, b: an iterator over the selectors
object compress_of(ref cls, const ref* args, std::size_t, ref) {
    object selectors = get_iterator(args[1]);
    return selectors ? over(cls, compress_type, args[0], selectors) : object();
}
constexpr method_definition compress_new{"compress", compress_of, "data, selectors"};
object compress_next(ref self) {
    auto& it = state_of(self);
    while (object item = next_value(it.a)) {
        object selector = next_value(it.b);
        if (!selector) return {};
        const int good = truth_of(selector);
        if (good < 0) return {};
        if (good) return item;
    }
    return {};
}

// ---- pairwise: a: the iterator, b: the last item
object pairwise_of(ref cls, const ref* args, std::size_t, ref) { return over(cls, pairwise_type, args[0]); }
constexpr method_definition pairwise_new{"pairwise", pairwise_of, "iterable, /"};
object pairwise_next(ref self) {
    auto& it = state_of(self);
    if (!it.a) return {};
    if (!it.b) it.b = next_value(it.a);
    object next = it.b ? next_value(it.a) : object();
    if (!next) {
        it.a.reset();
        return {};
    }
    object pair = tuple(it.b, next);
    it.b = std::move(next);
    return pair;
}

// ---- batched: a: the iterator, n: size, started: strict
object batched_of(ref cls, const ref* args, std::size_t, ref) {
    std::int64_t n;
    if (!to_size(args[1], n)) return {};
    if (n < 1) return raise_error(ValueError_type, "n must be at least one");
    const int strict = args[2] ? truth_of(args[2]) : 0;
    object result = strict < 0 ? object() : over(cls, batched_type, args[0]);
    if (!result) return {};
    state_of(result).n = n;
    state_of(result).started = strict;
    return result;
}
constexpr method_definition batched_new{"batched", batched_of, "iterable, n, *, strict=False"};
object batched_next(ref self) {
    auto& it = state_of(self);
    if (!it.a) return {};
    object batch = make_list();
    while (static_cast<std::int64_t>(as_list(batch).size) < it.n) {
        object item = next_value(it.a);
        if (!item) break;
        list_append(batch, item);
    }
    if (is_failed()) return {};
    if (static_cast<std::int64_t>(as_list(batch).size) < it.n) it.a.reset();
    if (as_list(batch).size == 0) return {};
    if (it.started && !it.a) return raise_error(ValueError_type, "batched(): incomplete batch");
    return list_to_tuple(std::move(batch));
}

// ---- accumulate: a: the iterator, b: the function or None, c: the total; started: c counts
object accumulate_of(ref cls, const ref* args, std::size_t, ref) {
    object result = over(cls, accumulate_type, args[0], args[1] ? args[1] : None);
    if (!result) return {};
    if (args[2] && !args[2].is(None)) {
        state_of(result).c = args[2];
        state_of(result).done = true;  // the initial value is still to be given
    }
    return result;
}
constexpr method_definition accumulate_new{"accumulate", accumulate_of, "iterable, func=None, *, initial=None"};
object accumulate_next(ref self) {
    auto& it = state_of(self);
    if (it.done) {
        it.done = false;
        return it.c;
    }
    object item = next_value(it.a);
    if (!item) return {};
    if (!it.c)
        it.c = item;
    else {
        object total = it.b.is(None) ? it.c + item : it.b(it.c, item);
        if (!total) return {};
        it.c = std::move(total);
    }
    return it.c;
}

}  // namespace

#define COWITH_STREAM(name)                                                                                            \
    constinit type_object name##_type("itertools." #name, &object_type, iterator_flags, [](type_object& t) {           \
        fill_iterator(t);                                                                                              \
        t.new_ = new_with<name##_new>;                                                                                 \
        t.next = name##_next;                                                                                          \
    });
COWITH_STREAM(cycle)
COWITH_STREAM(takewhile)
COWITH_STREAM(dropwhile)
COWITH_STREAM(filterfalse)
COWITH_STREAM(starmap)
COWITH_STREAM(compress)
COWITH_STREAM(pairwise)
COWITH_STREAM(batched)
COWITH_STREAM(accumulate)
#undef COWITH_STREAM
constinit type_object count_type("itertools.count", &object_type, iterator_flags, [](type_object& t) {
    fill_iterator(t);
    t.new_ = new_with<count_new>;
    t.next = count_next;
    t.repr = count_repr;
});
constinit type_object repeat_type("itertools.repeat", &object_type, iterator_flags, [](type_object& t) {
    fill_iterator(t);
    t.methods = repeat_methods;
    t.new_ = new_with<repeat_new>;
    t.next = repeat_next;
    t.repr = repeat_repr;
});
constinit type_object chain_type("itertools.chain", &object_type, iterator_flags, [](type_object& t) {
    fill_iterator(t);
    t.methods = chain_methods;
    t.new_ = chain_new;
    t.next = chain_next;
});
constinit type_object islice_type("itertools.islice", &object_type, iterator_flags, [](type_object& t) {
    fill_iterator(t);
    t.new_ = islice_new;
    t.next = islice_next;
});

}  // namespace cowith::itertools
