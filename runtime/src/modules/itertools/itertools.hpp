// The iterators of itertools (Modules/itertoolsmodule.c). Each keeps its state in named objects and a few numbers.
#pragma once
#include "builtins/lazy.hpp"
#include "modules/native_code.hpp"
#include "types/list.hpp"
#include "types/tuple.hpp"

namespace cowith::itertools {

/// The state that all of them share: what it is for stands at each `next`.
struct iterator_object : gc_header {
    object a, b, c;
    std::int64_t n = 0, m = 0, step = 1;
    bool started = false, done = false;
    std::int64_t* indices = nullptr;  // `size` of them: places of combinations, permutations, products
    std::int64_t* cycles = nullptr;
    std::size_t size = 0;
    explicit iterator_object(type_object& t) noexcept : gc_header(&t) {}
};
inline iterator_object& state_of(ref x) noexcept { return *x.as<iterator_object>(); }

void iterator_dealloc(header* self) noexcept;
void iterator_traverse(header* self, visitor v, void* context);

/// A new iterator of class `cls`, a subclass of `base` or itself, tracked.
inline iterator_object* make_iterator(ref cls, type_object& base) noexcept {
    auto* it = make_for<iterator_object>(*cls.as<type_object>(), base);
    track(it);
    return it;
}
void allocate_indices(iterator_object& it, std::size_t n, bool with_cycles) noexcept;

constexpr void fill_iterator(type_object& t) noexcept {
    t.instance_size = sizeof(iterator_object);
    t.dealloc = iterator_dealloc;
    t.traverse = iterator_traverse;
    t.iter = self_iter;
}
inline constexpr std::uint32_t iterator_flags = type_gc | type_subclassable;

extern type_object count_type, cycle_type, repeat_type, chain_type, islice_type, takewhile_type, dropwhile_type,
    filterfalse_type, starmap_type, compress_type, pairwise_type, batched_type, accumulate_type, zip_longest_type,
    groupby_type, grouper_type, tee_type, product_type, permutations_type, combinations_type,
    combinations_with_replacement_type;

object tee(ref, const ref* args, std::size_t count, ref names);

}  // namespace cowith::itertools
