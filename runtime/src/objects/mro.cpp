// The C3 linearisation (mro_implementation and pmerge in Objects/typeobject.c).
#include "attributes.hpp"

#include <vector>

namespace cowith {
namespace {

struct sequence {
    const object* items;
    std::size_t size, place = 0;
    bool done() const noexcept { return place >= size; }
    bool tail_contains(ref x) const noexcept {
        for (std::size_t i = place + 1; i < size; ++i)
            if (items[i].is(x)) return true;
        return false;
    }
};

failed_t raise_conflict(const std::vector<sequence>& sequences) noexcept {
    std::vector<ref> heads;
    for (const sequence& s : sequences) {
        if (s.done()) continue;
        bool known = false;
        for (ref head : heads) known = known || head.is(s.items[s.place]);
        if (!known) heads.push_back(s.items[s.place]);
    }
    std::string names;
    for (ref head : heads) {
        if (!names.empty()) names += ", ";
        object name = head.attr(intern("__name__"));
        if (!name) return failed;
        names += text_of(name);
    }
    return raise_error(TypeError_type, "Cannot create a consistent method resolution order (MRO) for bases %s",
                       names.c_str());
}

}  // namespace

object compute_mro(type_object& type, ref bases) noexcept {
    const auto* list = bases.as<tuple_object>();
    for (std::size_t i = 0; i < list->size; ++i)
        for (std::size_t j = i + 1; j < list->size; ++j)
            if (list->items[i].is(list->items[j])) {
                object name = list->items[i].attr(intern("__name__"));
                if (!name) return {};
                return raise_error(TypeError_type, "duplicate base class %S", name);
            }
    object result = make_list();
    if (!list_append(result, ref(&type))) return {};
    std::vector<sequence> sequences;
    for (std::size_t i = 0; i < list->size; ++i) {
        auto* base = list->items[i].as<type_object>();
        ready(*base);
        if (!base->mro) return raise_error(TypeError_type, "Cannot extend an incomplete type '%.100s'", base->name);
        const auto* mro = base->mro.as<tuple_object>();
        sequences.push_back({mro->items, mro->size});
    }
    sequences.push_back({list->items, list->size});
    for (;;) {
        bool empty = true;
        ref next;
        for (const sequence& s : sequences) {
            if (s.done()) continue;
            empty = false;
            const ref candidate = s.items[s.place];
            bool in_a_tail = false;
            for (const sequence& other : sequences) in_a_tail = in_a_tail || other.tail_contains(candidate);
            if (!in_a_tail) {
                next = candidate;
                break;
            }
        }
        if (empty) return result;
        if (!next) return raise_conflict(sequences);
        if (!list_append(result, next)) return {};
        for (sequence& s : sequences)
            if (!s.done() && s.items[s.place].is(next)) ++s.place;
    }
}

}  // namespace cowith
