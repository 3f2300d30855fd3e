// zip, map and filter: Python/bltinmodule.c.
#include "lazy.hpp"

namespace cowith {

int strict_keyword(const char* function, const ref* values, ref names) noexcept {
    if (!names) return 0;
    auto* t = names.as<tuple_object>();
    int strict = 0;
    for (std::size_t i = 0; i < t->size; ++i) {
        if (text_of(t->items[i]) != "strict") {
            raise_error(TypeError_type, "%s() got an unexpected keyword argument '%S'", function, ref(t->items[i]));
            return -1;
        }
        if ((strict = truth_of(values[i])) < 0) return -1;
    }
    return strict;
}

object iterators_of(const ref* iterables, std::size_t n) noexcept {
    object result = new_tuple(n);
    for (std::size_t i = 0; i < n; ++i) {
        object it = get_iterator(iterables[i]);
        if (!it) return {};
        result.as<tuple_object>()->items[i] = std::move(it);
    }
    if (n) track(result.as<tuple_object>());
    return result;
}

object raise_strict(const char* function, std::size_t i, const char* relation) noexcept {
    if (i == 1) return raise_error(ValueError_type, "%s() argument 2 is %s than argument 1", function, relation);
    return raise_error(ValueError_type, "%s() argument %zu is %s than arguments 1-%zu", function, i + 1, relation, i);
}

object finish_strict(const char* function, const tuple_object& iterators, std::size_t i) noexcept {
    if (is_failed()) return {};
    if (i) return raise_strict(function, i, "shorter");
    for (i = 1; i < iterators.size; ++i) {
        object extra = next_value(iterators.items[i]);
        if (extra) return raise_strict(function, i, "longer");
        if (is_failed()) return {};
    }
    return {};
}

namespace {

/// zip and map: iterators that advance together.
struct parallel_iterator : gc_header {
    object function;   // map: what to call
    object iterators;  // tuple
    bool strict = false;
    explicit parallel_iterator(type_object& t) noexcept : gc_header(&t) {}
};

void parallel_dealloc(header* self) noexcept {
    if (defer_dealloc(self)) return;
    untrack(static_cast<gc_header*>(self));
    destroy<parallel_iterator>(self);
}
void parallel_traverse(header* self, visitor v, void* context) {
    visit(static_cast<parallel_iterator*>(self)->function, v, context);
    visit(static_cast<parallel_iterator*>(self)->iterators, v, context);
}

object make_parallel(type_object& cls, type_object& base, ref function, const ref* iterables, std::size_t n,
                     bool strict) noexcept {
    object iterators = iterators_of(iterables, n);
    if (!iterators) return {};
    auto* it = make_for<parallel_iterator>(cls, base);
    it->function = function;
    it->iterators = std::move(iterators);
    it->strict = strict;
    track(it);
    return object::take(it);
}

object zip_new(type_object& cls, const ref* args, std::size_t count, ref names) {
    const int strict = strict_keyword("zip", args + count, names);
    if (strict < 0) return {};
    return make_parallel(cls, zip_type, {}, args, count, strict);
}

object zip_next(ref self) {
    auto& it = *self.as<parallel_iterator>();
    const object keep = it.iterators;
    const tuple_object& iterators = *keep.as<tuple_object>();
    if (iterators.size == 0) return {};
    object result = new_tuple(iterators.size);
    for (std::size_t i = 0; i < iterators.size; ++i) {
        object value = next_value(iterators.items[i]);
        if (!value) return it.strict ? finish_strict("zip", iterators, i) : object();
        result.as<tuple_object>()->items[i] = std::move(value);
    }
    track(result.as<tuple_object>());
    return result;
}

object map_new(type_object& cls, const ref* args, std::size_t count, ref names) {
    const int strict = strict_keyword("map", args + count, names);
    if (strict < 0) return {};
    if (count < 2) return raise_error(TypeError_type, "map() must have at least two arguments.");
    return make_parallel(cls, map_type, args[0], args + 1, count - 1, strict);
}

object map_next(ref self) {
    auto& it = *self.as<parallel_iterator>();
    const object keep = it.iterators, function = it.function;
    const tuple_object& iterators = *keep.as<tuple_object>();
    if (iterators.size == 1) {
        object value = next_value(iterators.items[0]);
        return value ? function(value) : object();
    }
    object values = new_tuple(iterators.size);
    for (std::size_t i = 0; i < iterators.size; ++i) {
        object value = next_value(iterators.items[i]);
        if (!value) return it.strict ? finish_strict("map", iterators, i) : object();
        values.as<tuple_object>()->items[i] = std::move(value);
    }
    return call_vector(function, reinterpret_cast<const ref*>(values.as<tuple_object>()->items), iterators.size);
}

object filter_new(type_object& cls, const ref* args, std::size_t count, ref names) {
    if (cls.init == filter_type.init && !no_keywords("filter", names)) return {};
    if (!count_between("filter", count, 2, 2)) return {};
    return make_parallel(cls, filter_type, args[0], args + 1, 1, false);
}

object filter_next(ref self) {
    auto& it = *self.as<parallel_iterator>();
    const object keep = it.iterators, predicate = it.function;
    const bool plain = predicate.is(None) || predicate.is(ref(&bool_type));
    while (object value = next_value(keep.as<tuple_object>()->items[0])) {
        int good;
        if (plain) {
            good = truth_of(value);
        } else {
            object answer = predicate(value);
            good = answer ? truth_of(answer) : -1;
        }
        if (good < 0) return {};
        if (good) return value;
    }
    return {};
}

object parallel_reduce(ref self, const ref*, std::size_t, ref) {
    auto& it = *self.as<parallel_iterator>();
    object args = make_list();
    if (it.function && !list_append(args, it.function)) return {};
    const auto* iterators = it.iterators.as<tuple_object>();
    for (std::size_t i = 0; i < iterators->size; ++i)
        if (!list_append(args, iterators->items[i])) return {};
    object given = list_to_tuple(std::move(args));
    return it.strict ? tuple(ref(self.type()), given, True) : tuple(ref(self.type()), given);
}
object parallel_setstate(ref self, const ref* args, std::size_t, ref) {
    const int strict = truth_of(args[0]);
    if (strict < 0) return {};
    self.as<parallel_iterator>()->strict = strict;
    return None;
}
constexpr method_definition parallel_methods[] = {
    {"__reduce__", parallel_reduce, "self, /"},
    {"__setstate__", parallel_setstate, "self, state, /"},
    {nullptr, nullptr},
};

constexpr void fill_parallel(type_object& t) noexcept {
    t.methods = parallel_methods;
    t.instance_size = sizeof(parallel_iterator);
    t.dealloc = parallel_dealloc;
    t.traverse = parallel_traverse;
    t.iter = self_iter;
}

}  // namespace

constinit type_object zip_type("zip", &object_type, type_gc | type_subclassable, [](type_object& t) {
    fill_parallel(t);
    t.new_ = zip_new;
    t.next = zip_next;
});
constinit type_object map_type("map", &object_type, type_gc | type_subclassable, [](type_object& t) {
    fill_parallel(t);
    t.new_ = map_new;
    t.next = map_next;
});
constinit type_object filter_type("filter", &object_type, type_gc | type_subclassable, [](type_object& t) {
    fill_parallel(t);
    t.new_ = filter_new;
    t.next = filter_next;
});

}  // namespace cowith
