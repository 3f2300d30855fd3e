// The itertools over pools of items: product, permutations, combinations; and zip_longest, groupby, tee.
#include "itertools.hpp"

#include <cowith/native_modules.hpp>

namespace cowith::itertools {
namespace {

tuple_object& pool_of(ref pool) noexcept { return *pool.as<tuple_object>(); }

/// The chosen items of one pool (a).
object chosen(const iterator_object& it) noexcept {
    object result = new_tuple(it.size);
    for (std::size_t i = 0; i < it.size; ++i) result.as<tuple_object>()->items[i] = pool_of(it.a).items[it.indices[i]];
    return track_tuple(std::move(result));
}

/// A pool iterator that chooses r items; `r_argument`: None or an int.
object over_pool(ref cls, type_object& base, ref iterable, std::int64_t r, std::size_t count,
                 bool with_cycles) noexcept {
    object pool = tuple_from(iterable);
    if (!pool) return {};
    if (r < 0) return raise_error(ValueError_type, "r must be non-negative");
    iterator_object* it = make_iterator(cls, base);
    it->a = std::move(pool);
    it->n = static_cast<std::int64_t>(pool_of(it->a).size);
    it->m = r;
    allocate_indices(*it, count, with_cycles);
    return object::take(it);
}

// ---- combinations
object combinations_of(ref cls, const ref* args, std::size_t, ref) {
    std::int64_t r;
    if (!to_size(args[1], r)) return {};
    object result = over_pool(cls, combinations_type, args[0], r, r < 0 ? 0 : static_cast<std::size_t>(r), false);
    if (!result) return {};
    auto& it = state_of(result);
    for (std::size_t i = 0; i < it.size; ++i) it.indices[i] = static_cast<std::int64_t>(i);
    it.done = r > it.n;
    return result;
}
constexpr method_definition combinations_new{"combinations", combinations_of, "iterable, r"};
object combinations_next(ref self) {
    auto& it = state_of(self);
    if (it.done) return {};
    if (!it.started) {
        it.started = true;
        return chosen(it);
    }
    std::int64_t i = it.m - 1;
    while (i >= 0 && it.indices[i] == i + it.n - it.m) --i;
    if (i < 0) {
        it.done = true;
        return {};
    }
    ++it.indices[i];
    for (std::int64_t j = i + 1; j < it.m; ++j) it.indices[j] = it.indices[j - 1] + 1;
    return chosen(it);
}

// ---- combinations_with_replacement
object replacement_of(ref cls, const ref* args, std::size_t, ref) {
    std::int64_t r;
    if (!to_size(args[1], r)) return {};
    object result =
        over_pool(cls, combinations_with_replacement_type, args[0], r, r < 0 ? 0 : static_cast<std::size_t>(r), false);
    if (!result) return {};
    auto& it = state_of(result);
    for (std::size_t i = 0; i < it.size; ++i) it.indices[i] = 0;
    it.done = it.n == 0 && r > 0;
    return result;
}
constexpr method_definition replacement_new{"combinations_with_replacement", replacement_of, "iterable, r"};
object replacement_next(ref self) {
    auto& it = state_of(self);
    if (it.done) return {};
    if (!it.started) {
        it.started = true;
        return chosen(it);
    }
    std::int64_t i = it.m - 1;
    while (i >= 0 && it.indices[i] == it.n - 1) --i;
    if (i < 0) {
        it.done = true;
        return {};
    }
    const std::int64_t value = it.indices[i] + 1;
    for (; i < it.m; ++i) it.indices[i] = value;
    return chosen(it);
}

// ---- permutations: indices of the whole pool, cycles for the first r; `size` is the pool's
object permutations_of(ref cls, const ref* args, std::size_t, ref) {
    object pool = tuple_from(args[0]);
    if (!pool) return {};
    const auto n = static_cast<std::int64_t>(pool_of(pool).size);
    std::int64_t r = n;
    if (args[1] && !args[1].is(None)) {
        if (!is_int(args[1])) return raise_error(TypeError_type, "Expected int as r");
        if (!to_size(args[1], r)) return {};
    }
    object result = over_pool(cls, permutations_type, pool, r, static_cast<std::size_t>(n), true);
    if (!result) return {};
    auto& it = state_of(result);
    for (std::int64_t i = 0; i < n; ++i) it.indices[i] = i;
    for (std::int64_t i = 0; i < r && i < n; ++i) it.cycles[i] = n - i;
    it.done = r > n;
    return result;
}
constexpr method_definition permutations_new{"permutations", permutations_of, "iterable, r=None"};
object permutation(const iterator_object& it) noexcept {
    object result = new_tuple(static_cast<std::size_t>(it.m));
    for (std::int64_t i = 0; i < it.m; ++i) result.as<tuple_object>()->items[i] = pool_of(it.a).items[it.indices[i]];
    return track_tuple(std::move(result));
}
object permutations_next(ref self) {
    auto& it = state_of(self);
    if (it.done) return {};
    if (!it.started) {
        it.started = true;
        return permutation(it);
    }
    for (std::int64_t i = it.m - 1; i >= 0; --i) {
        if (--it.cycles[i] == 0) {
            const std::int64_t first = it.indices[i];
            for (std::int64_t j = i; j + 1 < it.n; ++j) it.indices[j] = it.indices[j + 1];
            it.indices[it.n - 1] = first;
            it.cycles[i] = it.n - i;
        } else {
            std::swap(it.indices[i], it.indices[it.n - it.cycles[i]]);
            return permutation(it);
        }
    }
    it.done = true;
    return {};
}

// ---- product: a: a tuple of pools
object product_new(type_object& cls, const ref* args, std::size_t count, ref names) {
    std::int64_t repeat = 1;
    for (std::size_t i = 0; names && i < names.as<tuple_object>()->size; ++i) {
        if (text_of(names.as<tuple_object>()->items[i]) != "repeat")
            return raise_error(TypeError_type, "product() got an unexpected keyword argument '%S'",
                               ref(names.as<tuple_object>()->items[i]));
        if (!to_size(args[count + i], repeat)) return {};
    }
    if (repeat < 0) return raise_error(ValueError_type, "repeat argument cannot be negative");
    object pools = make_list();
    for (std::size_t i = 0; i < count; ++i) {
        object pool = tuple_from(args[i]);
        if (!pool) return {};
        list_append(pools, pool);
    }
    object all = list_to_tuple(pools * ref(make_int(repeat)));
    if (!all) return {};
    iterator_object* it = make_iterator(&cls, product_type);
    it->a = std::move(all);
    allocate_indices(*it, pool_of(it->a).size, false);
    for (std::size_t i = 0; i < it->size; ++i) {
        it->indices[i] = 0;
        it->done |= pool_of(pool_of(it->a).items[i]).size == 0;
    }
    return object::take(it);
}
object product_next(ref self) {
    auto& it = state_of(self);
    if (it.done) return {};
    auto& pools = pool_of(it.a);
    if (it.started) {
        auto i = static_cast<std::int64_t>(it.size) - 1;
        while (i >= 0 && ++it.indices[i] == static_cast<std::int64_t>(pool_of(pools.items[i]).size))
            it.indices[i--] = 0;
        if (i < 0) {
            it.done = true;
            return {};
        }
    }
    it.started = true;
    object result = new_tuple(it.size);
    for (std::size_t i = 0; i < it.size; ++i)
        result.as<tuple_object>()->items[i] = pool_of(pools.items[i]).items[it.indices[i]];
    return track_tuple(std::move(result));
}

// ---- zip_longest: a: a list of iterators (None when ended), b: the fill value, n: how many still run
object zip_longest_new(type_object& cls, const ref* args, std::size_t count, ref names) {
    ref fill = None;
    for (std::size_t i = 0; names && i < names.as<tuple_object>()->size; ++i) {
        if (text_of(names.as<tuple_object>()->items[i]) != "fillvalue")
            return raise_error(TypeError_type, "zip_longest() got an unexpected keyword argument");
        fill = args[count + i];
    }
    object iterators = iterators_of(args, count);
    if (!iterators) return {};
    iterator_object* it = make_iterator(&cls, zip_longest_type);
    it->a = list_from(iterators);
    it->b = fill;
    it->n = static_cast<std::int64_t>(count);
    return object::take(it);
}
object zip_longest_next(ref self) {
    auto& it = state_of(self);
    auto& iterators = as_list(it.a);
    if (it.n == 0) return {};
    object result = new_tuple(iterators.size);
    for (std::size_t i = 0; i < iterators.size; ++i) {
        object item = iterators.items[i].is(None) ? object(it.b) : next_value(iterators.items[i]);
        if (!item) {
            if (is_failed()) {
                it.n = 0;
                return {};
            }
            if (--it.n == 0) return {};
            iterators.items[i] = None;
            item = it.b;
        }
        result.as<tuple_object>()->items[i] = std::move(item);
    }
    return track_tuple(std::move(result));
}

// ---- groupby: a: the iterator, b: the key function, c: [target key, current key, current value]; n: which group is current
object& target_key(iterator_object& it) noexcept { return as_list(it.c).items[0]; }
object& current_key(iterator_object& it) noexcept { return as_list(it.c).items[1]; }
object& current_value(iterator_object& it) noexcept { return as_list(it.c).items[2]; }

object groupby_of(ref cls, const ref* args, std::size_t, ref) {
    object it = get_iterator(args[0]);
    if (!it) return {};
    iterator_object* g = make_iterator(cls, groupby_type);
    g->a = std::move(it);
    g->b = args[1] ? args[1] : None;
    g->c = list(None, None, None);
    for (std::size_t i = 0; i < 3; ++i) as_list(g->c).items[i].reset();
    return object::take(g);
}
constexpr method_definition groupby_new{"groupby", groupby_of, "iterable, key=None"};
bool advance(iterator_object& g) noexcept {
    object value = next_value(g.a);
    if (!value) return false;
    object key = g.b.is(None) ? value : g.b(value);
    if (!key) return false;
    current_value(g) = std::move(value);
    current_key(g) = std::move(key);
    return true;
}
object groupby_next(ref self) {
    auto& g = state_of(self);
    ++g.n;
    for (;;) {
        if (current_key(g)) {
            if (!target_key(g)) break;
            const object a = target_key(g), b = current_key(g);
            const int same = equal_or_same(a, b);
            if (same < 0) return {};
            if (!same) break;
        }
        if (!advance(g)) return {};
    }
    target_key(g) = current_key(g);
    auto* group = make<iterator_object>(grouper_type);
    group->a = self;
    group->b = target_key(g);
    group->n = g.n;
    track(group);
    return tuple(current_key(g), object::take(group));
}
object grouper_next(ref self) {
    auto& group = state_of(self);
    auto& g = state_of(group.a);
    if (g.n != group.n) return {};
    if (!current_value(g) && !advance(g)) return {};
    const object a = group.b, b = current_key(g);
    const int same = equal_or_same(a, b);
    if (same <= 0) return {};
    return std::move(current_value(g));
}

// ---- tee: shared chunks of one item: a: the shared link; each link is a list [item, next link], the last one empty; b: the source
object link() noexcept { return make_list(); }
object make_tee(ref source, ref first_link) noexcept {
    auto* t = make<iterator_object>(tee_type);
    t->a = first_link;
    t->b = source;
    track(t);
    return object::take(t);
}
object tee_next(ref self) {
    auto& t = state_of(self);
    if (as_list(t.a).size == 0) {
        const object here = t.a;
        if (t.started) return raise_error(RuntimeError_type, "cannot re-enter the tee iterator");
        t.started = true;
        object item = next_value(t.b);
        t.started = false;
        if (!item) return {};
        object next = link();
        list_append(here, item);
        list_append(here, next);
    }
    object item = as_list(t.a).items[0];
    t.a = object(as_list(t.a).items[1]);
    return item;
}
object tee_copy(ref self, const ref*, std::size_t, ref) { return make_tee(state_of(self).b, state_of(self).a); }
object tee_of(ref, const ref* args, std::size_t, ref) {
    if (args[0].is_instance_exactly(tee_type)) return tee_copy(args[0], nullptr, 0, {});
    object source = get_iterator(args[0]);
    return source ? make_tee(source, link()) : object();
}
constexpr method_definition tee_new{"_tee", tee_of, "iterable, /"};
constexpr method_definition tee_methods[] = {{"__copy__", tee_copy, "self, /"}, {nullptr, nullptr}};

constexpr method_definition functions[] = {
    {"tee", tee, "iterable, n=2, /"},
    {nullptr, nullptr},
};
bool fill(ref dict) {
    if (!add_functions(dict, functions, "itertools")) return false;
    for (type_object* t : {&count_type, &cycle_type, &repeat_type, &chain_type, &islice_type, &takewhile_type,
                           &dropwhile_type, &filterfalse_type, &starmap_type, &compress_type, &pairwise_type,
                           &batched_type, &accumulate_type, &zip_longest_type, &groupby_type, &product_type,
                           &permutations_type, &combinations_type, &combinations_with_replacement_type})
        if (!add_type(dict, std::string(std::string_view(t->name).substr(10)).c_str(), *t)) return false;
    return true;
}

}  // namespace

object tee(ref, const ref* args, std::size_t, ref) {
    std::int64_t n = 2;
    if (args[1] && !to_size(args[1], n)) return {};
    if (n < 0) return raise_error(ValueError_type, "n must be >= 0");
    object first = tee_of({}, args, 1, {});
    if (!first) return {};
    object result = make_list();
    for (std::int64_t i = 0; i < n; ++i) list_append(result, i ? tee_copy(first, nullptr, 0, {}) : first);
    return list_to_tuple(std::move(result));
}

constinit type_object combinations_type("itertools.combinations", &object_type, iterator_flags, [](type_object& t) {
    fill_iterator(t);
    t.new_ = new_with<combinations_new>;
    t.next = combinations_next;
});
constinit type_object combinations_with_replacement_type("itertools.combinations_with_replacement", &object_type,
                                                         iterator_flags, [](type_object& t) {
                                                             fill_iterator(t);
                                                             t.new_ = new_with<replacement_new>;
                                                             t.next = replacement_next;
                                                         });
constinit type_object permutations_type("itertools.permutations", &object_type, iterator_flags, [](type_object& t) {
    fill_iterator(t);
    t.new_ = new_with<permutations_new>;
    t.next = permutations_next;
});
constinit type_object product_type("itertools.product", &object_type, iterator_flags, [](type_object& t) {
    fill_iterator(t);
    t.new_ = product_new;
    t.next = product_next;
});
constinit type_object zip_longest_type("itertools.zip_longest", &object_type, iterator_flags, [](type_object& t) {
    fill_iterator(t);
    t.new_ = zip_longest_new;
    t.next = zip_longest_next;
});
constinit type_object groupby_type("itertools.groupby", &object_type, iterator_flags, [](type_object& t) {
    fill_iterator(t);
    t.new_ = new_with<groupby_new>;
    t.next = groupby_next;
});
constinit type_object grouper_type("itertools._grouper", &object_type, type_gc, [](type_object& t) {
    fill_iterator(t);
    t.next = grouper_next;
});
constinit type_object tee_type("itertools._tee", &object_type, type_gc, [](type_object& t) {
    fill_iterator(t);
    t.methods = tee_methods;
    t.new_ = new_with<tee_new>;
    t.next = tee_next;
});

}  // namespace cowith::itertools

namespace cowith {
native_module native_modules::itertools("itertools", itertools::fill);
}
