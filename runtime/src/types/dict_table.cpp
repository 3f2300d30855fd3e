// dict's table: entries in order of insertion, and an open-addressing index over them.
#include "dict.hpp"

namespace cowith {
namespace dict_table {
namespace {

constexpr std::uint32_t unused = 0xFFFFFFFF, deleted = 0xFFFFFFFE;
constexpr std::uint32_t least_index = 8;

std::uint32_t capacity_of(std::uint32_t index_size) noexcept { return index_size / 3 * 2 + (index_size % 3 * 2) / 3; }

std::uint32_t* allocate_index(std::uint32_t n) noexcept {
    auto* index = static_cast<std::uint32_t*>(allocate(n * sizeof(std::uint32_t)));
    __builtin_memset(index, 0xFF, n * sizeof(std::uint32_t));
    return index;
}

/// The places of a hash, as CPython walks them.
class probe {
  public:
    probe(std::int64_t hash, std::uint32_t mask) noexcept
        : perturb_(static_cast<std::uint64_t>(hash)), mask_(mask), place_(perturb_ & mask) {}
    std::uint64_t place() const noexcept { return place_; }
    void step() noexcept {
        perturb_ >>= 5;
        place_ = (place_ * 5 + perturb_ + 1) & mask_;
    }

  private:
    std::uint64_t perturb_, mask_, place_;
};

void put_in_index(dict_object& dict, std::int64_t hash, std::uint32_t at) noexcept {
    probe p(hash, dict.index_size - 1);
    while (dict.index[p.place()] < deleted) p.step();
    if (dict.index[p.place()] == deleted) --dict.buried;
    dict.index[p.place()] = at;
}

/// Rebuilds the table for `index_size`, leaving the deleted entries out.
void rebuild(dict_object& dict, std::uint32_t index_size) noexcept {
    const std::uint32_t capacity = capacity_of(index_size);
    auto* entries = static_cast<dict_entry*>(allocate(capacity * sizeof(dict_entry)));
    std::uint32_t n = 0;
    for (std::uint32_t i = 0; i < dict.filled; ++i)
        if (dict.entries[i].key)
            __builtin_memcpy(static_cast<void*>(entries + n++), static_cast<const void*>(dict.entries + i),
                             sizeof(dict_entry));
    if (dict.entries) {
        release(dict.entries, dict.capacity * sizeof(dict_entry));
        release(dict.index, dict.index_size * sizeof(std::uint32_t));
    }
    dict.entries = entries;
    dict.capacity = capacity;
    dict.index_size = index_size;
    dict.index = allocate_index(index_size);
    dict.filled = n;
    dict.buried = 0;
    for (std::uint32_t i = 0; i < n; ++i) put_in_index(dict, entries[i].hash, i);
}

std::uint32_t index_size_for(std::size_t entries) noexcept {
    std::uint32_t size = least_index;
    while (capacity_of(size) < entries) size *= 2;
    return size;
}

/// As large as CPython's: when entries move up is seen by iterators of a dict whose keys change.
std::uint32_t grown_index_size(const dict_object& dict) noexcept {
    std::uint32_t size = least_index;
    while (size < dict.used * 3) size *= 2;
    return size;
}

bool both_plain_str(ref a, ref b) noexcept {
    return a.is_heap() && b.is_heap() && a.heap()->type == &str_type && b.heap()->type == &str_type;
}

}  // namespace

std::int64_t hash_key(ref key) noexcept {
    if (key.is_heap() && key.heap()->type == &str_type && key.as<str_object>()->hash != -1)
        return key.as<str_object>()->hash;
    const std::int64_t hash = hash_of(key);
    if (hash == -1 && state.pending && state.pending->type == &TypeError_type) {
        object why = take_pending();
        raise_error(TypeError_type, "cannot use '%N' as a dict key (%S)", key, ref(why));
    }
    return hash;
}

std::int64_t find(dict_object& dict, ref key, std::int64_t hash) noexcept {
restart:
    if (!dict.index) return absent;
    for (probe p(hash, dict.index_size - 1);; p.step()) {
        const std::uint32_t at = dict.index[p.place()];
        if (at == unused) return absent;
        if (at == deleted) continue;
        const dict_entry& e = dict.entries[at];
        if (e.key.is(key)) return at;
        if (e.hash != hash || (e.key.is_small() && key.is_small())) continue;
        if (both_plain_str(e.key, key)) {
            if (text_of(e.key) == text_of(key)) return at;
            continue;
        }
        const object held = e.key;
        const dict_entry* entries = dict.entries;
        const int same = compare_truth(held, key, compare::eq);
        if (same < 0) return failed;
        if (dict.entries != entries || !dict.entries[at].key.is(held)) goto restart;  // __eq__ changed the dict
        if (same) return at;
    }
}

void append(dict_object& dict, ref key, std::int64_t hash, ref value) noexcept {
    // Looking for what isn't there ends at an unused place of the index: marks of deleted entries count as well.
    if (dict.filled == dict.capacity || dict.used + dict.buried >= dict.capacity) rebuild(dict, grown_index_size(dict));
    put_in_index(dict, hash, dict.filled);
    ::new (dict.entries + dict.filled) dict_entry{key, value, hash};
    ++dict.filled;
    ++dict.used;
    ++dict.version;
}

dict_entry remove_at(dict_object& dict, std::size_t at) noexcept {
    probe p(dict.entries[at].hash, dict.index_size - 1);
    while (dict.index[p.place()] != at) p.step();
    dict.index[p.place()] = deleted;
    ++dict.buried;
    --dict.used;
    ++dict.version;
    dict_entry gone{std::move(dict.entries[at].key), std::move(dict.entries[at].value), dict.entries[at].hash};
    return gone;
}

dict_entry remove_last(dict_object& dict) noexcept {
    std::uint32_t last = dict.filled - 1;
    while (!dict.entries[last].key) --last;
    dict.filled = last + 1;
    dict_entry gone = remove_at(dict, last);
    dict.filled = last;
    return gone;
}

bool set(dict_object& dict, ref key, std::int64_t hash, ref value) noexcept {
    const std::int64_t at = find(dict, key, hash);
    if (at == failed) return false;
    if (at == absent) {
        append(dict, key, hash, value);
    } else {
        ++dict.version;
        dict.entries[at].value = value;
    }
    return true;
}

void reserve(dict_object& dict, std::size_t entries) noexcept {
    if (dict.filled + entries > dict.capacity) rebuild(dict, index_size_for(dict.used + entries));
}

}  // namespace dict_table

using namespace dict_table;

object make_dict() noexcept {
    auto* dict = make<dict_object>();
    track(dict);
    return object::take(dict);
}

object make_dict(const ref* keys_and_values, std::size_t pairs) noexcept {
    object dict = make_dict();
    reserve(as_dict(dict), pairs);
    for (std::size_t i = 0; i < pairs; ++i)
        if (!dict_set(dict, keys_and_values[2 * i], keys_and_values[2 * i + 1])) return {};
    return dict;
}

ref dict_get(ref dict, ref key) noexcept {
    const std::int64_t hash = hash_key(key);
    if (hash == -1) return {};
    const std::int64_t at = find(as_dict(dict), key, hash);
    return at < 0 ? ref() : ref(as_dict(dict).entries[at].value);
}

ref dict_get_interned(ref dict, ref name) noexcept {
    dict_object& d = as_dict(dict);
    if (!d.index) return {};
    const std::int64_t hash = hash_key(name);
    for (probe p(hash, d.index_size - 1);; p.step()) {
        const std::uint32_t at = d.index[p.place()];
        if (at == unused) return {};
        if (at == deleted) continue;
        const dict_entry& e = d.entries[at];
        if (e.key.is(name) || (e.hash == hash && is_str(e.key) && text_of(e.key) == text_of(name))) return e.value;
    }
}

bool dict_set(ref dict, ref key, ref value) noexcept {
    const std::int64_t hash = hash_key(key);
    return hash != -1 && dict_table::set(as_dict(dict), key, hash, value);
}

int dict_remove(ref dict, ref key, object* old) noexcept {
    const std::int64_t hash = hash_key(key);
    if (hash == -1) return -1;
    const std::int64_t at = find(as_dict(dict), key, hash);
    if (at < 0) return at == absent ? 0 : -1;
    dict_entry gone = remove_at(as_dict(dict), static_cast<std::size_t>(at));
    if (old) *old = std::move(gone.value);
    return 1;
}

bool dict_next(ref dict, std::size_t& place, ref& key, ref& value) noexcept {
    const dict_object& d = as_dict(dict);
    for (; place < d.filled; ++place)
        if (d.entries[place].key) {
            key = d.entries[place].key;
            value = d.entries[place].value;
            ++place;
            return true;
        }
    return false;
}

void dict_clear(ref dict) noexcept {
    dict_object& d = as_dict(dict);
    dict_entry* entries = std::exchange(d.entries, nullptr);
    std::uint32_t* index = std::exchange(d.index, nullptr);
    const std::uint32_t filled = std::exchange(d.filled, 0), capacity = std::exchange(d.capacity, 0);
    const std::uint32_t index_size = std::exchange(d.index_size, 0);
    d.used = d.buried = 0;
    ++d.version;
    for (std::uint32_t i = 0; i < filled; ++i) entries[i].~dict_entry();
    if (entries) {
        release(entries, capacity * sizeof(dict_entry));
        release(index, index_size * sizeof(std::uint32_t));
    }
}

object dict_copy(ref dict) noexcept {
    object result = make_dict();
    reserve(as_dict(result), as_dict(dict).used);
    const dict_object& from = as_dict(dict);
    for (std::uint32_t i = 0; i < from.filled; ++i)
        if (const dict_entry& e = from.entries[i]; e.key) append(as_dict(result), e.key, e.hash, e.value);
    return result;
}

}  // namespace cowith
