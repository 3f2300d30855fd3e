// Making str objects, the table of interned ones, hashing, and finding code points by index.
#include "types/str_object.hpp"

#include "types/text.hpp"
#include "types/unicode.hpp"

#include <cstdlib>
#include <cstring>
#include <new>

namespace cowith {

namespace {

// str_object is no standard-layout class, so that offsetof is out: the text stands at its end.
constexpr std::size_t text_offset = sizeof(str_object) - sizeof(str_object::text);
constexpr std::size_t points_per_mark = 64;

std::size_t exact_allocation(std::size_t size) noexcept {
    const std::size_t needed = text_offset + size + 1;
    return needed < sizeof(str_object) ? sizeof(str_object) : needed;
}

/// Strings grown by += keep the binary logarithm of their allocation in the flags; others are allocated to fit.
constexpr unsigned growth_shift = 24;
std::size_t allocation_of(const str_object& s) noexcept {
    const unsigned log = s.flags >> growth_shift;
    return log ? std::size_t{1} << log : exact_allocation(s.size);
}

std::size_t mark_count(const str_object& s) noexcept { return s.length / points_per_mark + 1; }

void drop_index(const str_object& s) noexcept {
    if (!s.index) return;
    release(s.index, mark_count(s) * sizeof(std::uint32_t));
    s.index = nullptr;
}

bool fits(std::size_t size) noexcept {
    if (size < UINT32_MAX - 64) return true;
    raise_error(MemoryError_type, "");
    return false;
}

}  // namespace

str_object* new_str(std::size_t size, std::size_t length) noexcept {
    if (!fits(size)) return nullptr;
    auto* s = ::new (allocate(exact_allocation(size)))
        str_object(static_cast<std::uint32_t>(size), static_cast<std::uint32_t>(length));
    s->text[size] = '\0';
    return s;
}

object make_str_of_length(std::string_view text, std::size_t length) noexcept {
    if (length <= 1) {
        if (length == 0) return empty_str();
        if (text.size() == 1 || static_cast<unsigned char>(text[0]) < 0xc4) {
            const char* p = text.data();
            return make_char(unicode::next(p));
        }
    }
    str_object* s = new_str(text.size(), length);
    if (!s) return failed;
    std::memcpy(s->text, text.data(), text.size());
    return object::take(s);
}

object make_str(std::string_view text) noexcept { return make_str_of_length(text, unicode::count_points(text)); }

object make_str_subclass(type_object& cls, std::string_view text) noexcept {
    if (!fits(text.size())) return failed;
    void* memory = allocate_instance(cls, exact_allocation(text.size()));
    auto* s = ::new (memory)
        str_object(static_cast<std::uint32_t>(text.size()), static_cast<std::uint32_t>(unicode::count_points(text)));
    s->type = &cls;
    if (cls.type_flags & type_heap) ++cls.refs;
    if (!text.empty()) std::memcpy(s->text, text.data(), text.size());
    s->text[text.size()] = '\0';
    return object::take(s);
}

void dealloc_str(header* dead) noexcept {
    auto* s = static_cast<str_object*>(dead);
    drop_index(*s);
    const type_object& cls = *s->type;
    if (cls.weakrefs_offset) clear_weakrefs(s);
    release_instance(s, cls, allocation_of(*s));
}

// ---- growing in place

object append_text(object target, ref addend) noexcept {
    const auto& tail = *addend.as<str_object>();
    auto* head = target.as<str_object>();
    if (tail.size == 0) return target;
    if (head->size == 0) return addend;
    const std::size_t size = std::size_t{head->size} + tail.size, length = std::size_t{head->length} + tail.length;
    if (!fits(size)) return failed;
    const bool sole = head->refs == 1 && !(head->flags & flag_interned);
    if (!sole || allocation_of(*head) < text_offset + size + 1) {
        // The first growth fits exactly, later ones double: a string is built piece by piece in linear time.
        const unsigned log =
            sole && size > 48 ? 64 - static_cast<unsigned>(__builtin_clzll(text_offset + size + 1)) : 0;
        str_object* grown;
        if (log) {
            grown = ::new (allocate(std::size_t{1} << log))
                str_object(static_cast<std::uint32_t>(size), static_cast<std::uint32_t>(length));
            grown->flags |= log << growth_shift;
        } else {
            grown = new_str(size, length);
        }
        std::memcpy(grown->text, head->text, head->size);
        std::memcpy(grown->text + head->size, tail.text, tail.size);
        grown->text[size] = '\0';
        return object::take(grown);
    }
    drop_index(*head);
    std::memmove(head->text + head->size, tail.text, tail.size);  // the tail may be the string itself
    head->text[size] = '\0';
    head->size = static_cast<std::uint32_t>(size);
    head->length = static_cast<std::uint32_t>(length);
    head->hash = -1;
    return target;
}

// ---- hashing: over the code units that CPython would store

std::int64_t hash_str(const str_object& s) noexcept {
    if (s.hash != -1) return s.hash;
    if (s.is_ascii()) return s.hash = hash_bytes(s.text, s.size);
    std::uint32_t greatest = 0;
    const std::string_view text = s.view();
    for (std::uint32_t c : unicode::points(text)) greatest = c > greatest ? c : greatest;
    const unsigned width = greatest < 0x100 ? 1 : greatest < 0x10000 ? 2 : 4;
    std::string units(s.length * std::size_t{width}, '\0');
    char* out = units.data();
    for (std::uint32_t c : unicode::points(text)) {
        std::memcpy(out, &c, width);  // little endian
        out += width;
    }
    return s.hash = hash_bytes(units.data(), units.size());
}

// ---- interning

namespace {

/// Open addressing by hash; interned strings are immortal, so nothing is ever removed.
struct intern_table {
    str_object** slots = nullptr;
    std::size_t capacity = 0, used = 0;

    str_object** place(std::string_view text, std::int64_t hash) noexcept {
        std::size_t i = static_cast<std::size_t>(hash) & (capacity - 1);
        for (;; i = (i + 1) & (capacity - 1)) {
            str_object* found = slots[i];
            if (!found || (found->hash == hash && found->view() == text)) return &slots[i];
        }
    }
    void grow() noexcept {
        intern_table bigger;
        bigger.capacity = capacity ? capacity * 2 : 1024;
        bigger.slots = static_cast<str_object**>(std::calloc(bigger.capacity, sizeof(str_object*)));
        if (!bigger.slots) std::abort();
        for (std::size_t i = 0; i < capacity; ++i)
            if (slots[i]) *bigger.place(slots[i]->view(), slots[i]->hash) = slots[i];
        bigger.used = used;
        std::free(slots);
        *this = bigger;
    }
};

intern_table& interned() noexcept {
    static intern_table table;
    return table;
}

/// The interned twin, or `s` itself made immortal and put into the table.
ref intern_object(str_object* s) noexcept {
    intern_table& table = interned();
    if (table.used * 3 >= table.capacity * 2) table.grow();
    hash_str(*s);
    str_object** place = table.place(s->view(), s->hash);
    if (!*place) {
        *place = s;
        s->refs = header::immortal;
        s->flags |= flag_interned;
        ++table.used;
    }
    return *place;
}

str_object* fresh_copy(std::string_view text) noexcept {
    str_object* s = new_str(text.size(), unicode::count_points(text));
    if (!s) std::abort();
    if (!text.empty()) std::memcpy(s->text, text.data(), text.size());
    return s;
}

}  // namespace

ref intern(std::string_view text) noexcept {
    intern_table& table = interned();
    if (table.capacity && unicode::is_ascii(text)) {
        str_object* found = *table.place(text, hash_bytes(text.data(), text.size()));
        if (found) return found;
    }
    str_object* s = fresh_copy(text);
    const ref result = intern_object(s);
    if (!result.is(ref(s))) deallocate(s);
    return result;
}

ref intern_str(ref str) noexcept {
    auto* s = str.as<str_object>();
    if (s->flags & flag_interned) return str;
    // What others may still grow or what is no exact str goes in as a copy.
    if (s->type != &str_type || s->flags >> growth_shift) return intern(s->view());
    return intern_object(s);
}

ref empty_str() noexcept {
    static const ref empty = intern({});
    return empty;
}

object make_char(std::uint32_t point) noexcept {
    static ref known[256];
    if (point < 256 && known[point]) return known[point];
    char bytes[4];
    const unsigned size = unicode::encode(point, bytes);
    if (point < 256) return known[point] = intern({bytes, size});
    str_object* s = new_str(size, 1);
    std::memcpy(s->text, bytes, size);
    return object::take(s);
}

// ---- code points by index

std::size_t offset_of(const str_object& s, std::size_t index) noexcept {
    if (s.is_ascii()) return index;
    if (index >= s.length) return s.size;
    const char* p = s.text;
    if (s.length > points_per_mark) {
        if (!s.index) {
            const std::size_t marks = mark_count(s);
            s.index = static_cast<std::uint32_t*>(allocate(marks * sizeof(std::uint32_t)));
            const char* at = s.text;
            for (std::size_t i = 0; i <= s.length; ++i) {
                if (i % points_per_mark == 0) s.index[i / points_per_mark] = static_cast<std::uint32_t>(at - s.text);
                if (i < s.length) at += unicode::sequence_length(static_cast<unsigned char>(*at));
            }
        }
        p += s.index[index / points_per_mark];
        index %= points_per_mark;
    }
    for (; index; --index) p += unicode::sequence_length(static_cast<unsigned char>(*p));
    return static_cast<std::size_t>(p - s.text);
}

std::size_t index_at(const str_object& s, std::size_t offset) noexcept {
    if (s.is_ascii()) return offset;
    std::size_t base = 0, mark = 0;
    if (s.index) {
        std::size_t low = 0, high = mark_count(s);
        while (high - low > 1) {
            const std::size_t middle = (low + high) / 2;
            (s.index[middle] <= offset ? low : high) = middle;
        }
        mark = low;
        base = s.index[low];
    }
    return mark * points_per_mark + unicode::count_points({s.text + base, offset - base});
}

object substring(ref x, std::size_t start, std::size_t stop) noexcept {
    const auto& s = *x.as<str_object>();
    if (start >= stop) return empty_str();
    if (start == 0 && stop >= s.length && s.type == &str_type) return x;
    const std::size_t first = offset_of(s, start), last = offset_of(s, stop);
    return make_str_of_length({s.text + first, last - first}, stop - start);
}

// ---- str_builder and helpers of native code

void str_builder::add_point(std::uint32_t point) { unicode::append(text_, point); }

bool str_builder::add_str(ref x) noexcept {
    const object text = to_str(x);
    if (!text) return false;
    text_.append(text_of(text));
    return true;
}

bool str_builder::add_repr(ref x) noexcept {
    const object text = repr(x);
    if (!text) return false;
    text_.append(text_of(text));
    return true;
}

object join_strings(std::initializer_list<ref> parts) noexcept {
    std::size_t size = 0, length = 0;
    for (ref part : parts) {
        if (!part) [[unlikely]]
            return pass_on();
        size += part.as<str_object>()->size;
        length += part.as<str_object>()->length;
    }
    if (size == 0) return empty_str();
    str_object* result = new_str(size, length);
    if (!result) return failed;
    char* out = result->text;
    for (ref part : parts) {
        const std::string_view text = text_of(part);
        std::memcpy(out, text.data(), text.size());
        out += text.size();
    }
    return object::take(result);
}

}  // namespace cowith
