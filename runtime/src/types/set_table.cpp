// The table of sets. Linear probing over short stretches, then a jump by the hash's upper bits; deleted places are not used
// again before the table is rebuilt.
#include "set.hpp"

namespace cowith {
namespace set_table {
namespace {

constexpr std::uint64_t stretch = 9;     // LINEAR_PROBES
constexpr std::uint64_t least_size = 8;  // PySet_MINSIZE
constexpr std::int64_t deleted_hash = -1;

set_entry* allocate_table(std::size_t size) noexcept {
    auto* table = static_cast<set_entry*>(allocate(size * sizeof(set_entry)));
    for (std::size_t i = 0; i < size; ++i) ::new (table + i) set_entry;
    return table;
}

void release_table(set_entry* table, std::size_t size) noexcept {
    if (!table) return;
    for (std::size_t i = 0; i < size; ++i) table[i].~set_entry();
    release(table, size * sizeof(set_entry));
}

bool is_unused(const set_entry& e) noexcept { return !e.key && e.hash != deleted_hash; }

/// Walks the places of a hash; `Visit` returns true to stop.
template <class Visit> void probe(set_entry* table, std::uint64_t mask, std::int64_t hash, Visit visit) noexcept {
    auto perturb = static_cast<std::uint64_t>(hash);
    std::uint64_t i = perturb & mask;
    for (;;) {
        const std::uint64_t last = i + stretch <= mask ? i + stretch : i;
        for (std::uint64_t at = i; at <= last; ++at)
            if (visit(table[at])) return;
        perturb >>= 5;
        i = (i * 5 + 1 + perturb) & mask;
    }
}

void insert_clean(set_entry* table, std::uint64_t mask, object key, std::int64_t hash) noexcept {
    probe(table, mask, hash, [&](set_entry& e) {
        if (e.key) return false;
        e.key = std::move(key);
        e.hash = hash;
        return true;
    });
}

void ensure_table(set_object& set) noexcept {
    if (!set.table) {
        set.mask = least_size - 1;
        set.table = allocate_table(least_size);
    }
}

enum class found { unused, here, failed, restart };

/// Where the element is, or the place where it would go.
found look_up(set_object& set, ref key, std::int64_t hash, set_entry*& place) noexcept {
    for (;;) {
        ensure_table(set);  // a comparison may have cleared it
        found result = found::unused;
        probe(set.table, set.mask, hash, [&](set_entry& e) {
            place = &e;
            if (is_unused(e)) return true;
            if (e.hash != hash || !e.key) return false;
            if (e.key.is(key)) {
                result = found::here;
                return true;
            }
            if (e.key.is_small() && key.is_small()) return false;
            if (e.key.is_instance_exactly(str_type) && key.is_instance_exactly(str_type)) {
                if (text_of(e.key) != text_of(key)) return false;
                result = found::here;
                return true;
            }
            const object held = e.key;
            const set_entry* table = set.table;
            const std::uint64_t mask = set.mask;
            const int same = compare_truth(held, key, compare::eq);
            if (same < 0)
                result = found::failed;
            else if (set.table != table || set.mask != mask || !e.key.is(held))
                result = found::restart;
            else if (same)
                result = found::here;
            else
                return false;
            return true;
        });
        if (result != found::restart) return result;
    }
}

std::size_t growth(const set_object& set) noexcept { return set.used > 50000 ? set.used * 2 : set.used * 4; }

}  // namespace

std::int64_t hash_element(ref element) noexcept {
    const std::int64_t hash = hash_of(element);
    if (hash == -1 && state.pending && state.pending->type == &TypeError_type) {
        object why = take_pending();
        raise_error(TypeError_type, "cannot use '%N' as a set element (%S)", element, ref(why));
    }
    return hash;
}

int contains(set_object& set, ref element, std::int64_t hash) noexcept {
    if (!set.table) return 0;
    set_entry* place;
    const found result = look_up(set, element, hash, place);
    return result == found::failed ? -1 : result == found::here;
}

bool add(set_object& set, ref element, std::int64_t hash) noexcept {
    ensure_table(set);
    set_entry* place;
    const object held = element;
    const found result = look_up(set, element, hash, place);
    if (result != found::unused) return result == found::here;
    place->key = held;
    place->hash = hash;
    ++set.filled;
    ++set.used;
    if (set.filled * 5 >= set.mask * 3) resize(set, growth(set));
    return true;
}

int discard(set_object& set, ref element, std::int64_t hash) noexcept {
    if (!set.table) return 0;
    set_entry* place;
    const found result = look_up(set, element, hash, place);
    if (result != found::here) return result == found::failed ? -1 : 0;
    const object gone = std::move(place->key);
    place->hash = deleted_hash;
    --set.used;
    return 1;
}

void resize(set_object& set, std::size_t least) noexcept {
    std::size_t size = least_size;
    while (size <= least) size *= 2;
    set_entry* table = allocate_table(size);
    set_entry* old = set.table;
    const std::size_t old_size = set.mask + 1;
    for (std::size_t i = 0; old && i < old_size; ++i)
        if (old[i].key) insert_clean(table, size - 1, std::move(old[i].key), old[i].hash);
    set.table = table;
    set.mask = size - 1;
    set.filled = set.used;
    release_table(old, old_size);
}

bool merge(set_object& set, set_object& other) noexcept {
    if (&set == &other || other.used == 0) return true;
    ensure_table(set);
    if ((set.filled + other.used) * 5 >= set.mask * 3) resize(set, (set.used + other.used) * 2);
    if (set.filled == 0) {
        if (set.mask == other.mask && other.filled == other.used) {
            for (std::size_t i = 0; i <= set.mask; ++i) set.table[i] = other.table[i];
        } else {
            for (std::size_t i = 0; i <= other.mask; ++i)
                if (other.table[i].key) insert_clean(set.table, set.mask, other.table[i].key, other.table[i].hash);
        }
        set.filled = set.used = other.used;
        return true;
    }
    for (std::size_t i = 0; other.table && i <= other.mask; ++i)
        if (const object key = other.table[i].key; key && !add(set, key, other.table[i].hash)) return false;
    return true;
}

void clear(set_object& set) noexcept {
    set_entry* table = std::exchange(set.table, nullptr);
    const std::size_t size = set.mask + 1;
    set.mask = least_size - 1;
    set.filled = set.used = set.finger = 0;
    set.hash = -1;
    release_table(table, size);
}

void swap(set_object& a, set_object& b) noexcept {
    std::swap(a.table, b.table);
    std::swap(a.mask, b.mask);
    std::swap(a.filled, b.filled);
    std::swap(a.used, b.used);
    a.hash = b.hash = -1;
}

set_entry* next(set_object& set, std::size_t& place) noexcept {
    if (!set.table) return nullptr;
    while (place <= set.mask)
        if (set_entry* e = set.table + place++; e->key) return e;
    return nullptr;
}

}  // namespace set_table

bool set_next(ref set, std::size_t& place, ref& item) noexcept {
    set_entry* e = set_table::next(as_set(set), place);
    if (e) item = e->key;
    return e;
}

std::int64_t frozenset_hash(ref self) {
    const set_object& set = as_set(self);
    auto shuffle = [](std::uint64_t h) { return ((h ^ 89869747u) ^ (h << 16)) * 3644798167u; };
    std::uint64_t hash = 0;
    for (std::size_t i = 0; set.table && i <= set.mask; ++i)
        if (set.table[i].key) hash ^= shuffle(static_cast<std::uint64_t>(set.table[i].hash));
    hash ^= (set.used + 1) * UINT64_C(1927868237);
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash * 69069u + 907133923u;
    return hash == UINT64_MAX ? 590923713 : static_cast<std::int64_t>(hash);
}

std::int64_t hash_to_find(ref element) noexcept {
    if (has_type(element, set_type) && element.type()->hash == hash_not_implemented) return frozenset_hash(element);
    return set_table::hash_element(element);
}

}  // namespace cowith
