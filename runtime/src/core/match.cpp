// The patterns of match statements (Python/ceval.c: _PyEval_MatchClass, _PyEval_MatchKeys; bytecodes MATCH_SEQUENCE, MATCH_MAPPING).
#include "cowith/exceptions.hpp"
#include "cowith/generated.hpp"
#include "objects/pattern_kind.hpp"

#include <vector>

namespace cowith {
namespace detail {

bool match_items(ref subject, std::size_t count, std::size_t star, object* items, const bool* ignored) noexcept {
    if (!subject || !(pattern_kind(*subject.type()) & matches_sequence)) return false;
    const std::int64_t length = length_of(subject);
    if (length < 0) return false;
    const bool open = star < count;
    if (open ? length < static_cast<std::int64_t>(count) - 1 : length != static_cast<std::int64_t>(count)) return false;
    bool all_ignored = true;
    for (std::size_t i = 0; i < count; ++i) all_ignored = all_ignored && ignored[i];
    if (all_ignored) return true;
    if (open && ignored[star]) {  // what `*_` stands for is never looked at
        for (std::size_t i = 0; i < count; ++i) {
            if (ignored[i]) continue;
            const auto at = static_cast<std::int64_t>(i);
            items[i] = get_item(subject, make_int(i < star ? at : length - static_cast<std::int64_t>(count) + at));
            if (!items[i]) return false;
        }
        return true;
    }
    std::vector<object*> places(count);
    for (std::size_t i = 0; i < count; ++i) places[i] = &items[i];
    return open ? unpack_starred(subject, star, count - star - 1, places.data())
                : unpack(subject, count, static_cast<object* const*>(places.data()));
}

bool match_keys(ref subject, ref keys, object* values) noexcept {
    if (!subject || !(pattern_kind(*subject.type()) & matches_mapping)) return false;
    const auto* wanted = keys.as<tuple_object>();
    if (wanted->size == 0) return true;
    const std::int64_t length = length_of(subject);
    if (length < static_cast<std::int64_t>(wanted->size)) return false;
    object seen = make_set();
    object get = subject.attr(intern("get"));
    if (!get) return false;
    object missing = ref(&object_type)();
    if (!missing) return false;
    for (std::size_t i = 0; i < wanted->size; ++i) {
        const ref key = wanted->items[i];
        const int known = set_contains(seen, key);
        if (known < 0) return false;
        if (known > 0) {
            raise_error(ValueError_type, "mapping pattern checks duplicate key (%R)", key);
            return false;
        }
        if (!set_add(seen, key)) return false;
        values[i] = get(key, missing);
        if (!values[i] || values[i].is(missing)) return false;
    }
    return true;
}

namespace {

bool one_attribute(ref subject, ref cls, ref name, ref seen, object& value) noexcept {
    const int known = set_contains(seen, name);
    if (known < 0) return false;
    if (known > 0) {
        raise_error(TypeError_type, "%s() got multiple sub-patterns for attribute %R", cls.as<type_object>()->name,
                    name);
        return false;
    }
    if (!set_add(seen, name)) return false;
    value = find_attribute(subject, name);
    return static_cast<bool>(value);
}

// bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple and their subclasses: one positional part, the subject.
bool matches_itself(const type_object* t) noexcept {
    for (const type_object* own : {&bool_type, &bytearray_type, &bytes_type, &dict_type, &float_type, &frozenset_type,
                                   &int_type, &list_type, &set_type, &str_type, &tuple_type})
        if (is_subtype(t, own)) return true;
    return false;
}

}  // namespace

bool match_attributes(ref subject, ref cls, ref names, std::size_t count, object* values) noexcept {
    if (!subject) return false;
    if (!cls.is_heap() || !has_flag(cls, is_type)) {
        raise_error(TypeError_type, "called match pattern must be a class");
        return false;
    }
    if (is_instance(subject, cls) <= 0) return false;
    const auto* named = names.as<tuple_object>();
    const std::size_t positional = count - named->size;
    const char* shown = cls.as<type_object>()->name;
    object seen = make_set();
    if (positional > 0) {
        object match_args = find_attribute(cls, intern("__match_args__"));
        if (!match_args && is_failed()) return false;
        bool itself = false;
        if (match_args) {
            if (match_args.type() != &tuple_type) {
                raise_error(TypeError_type, "%s.__match_args__ must be a tuple (got %T)", shown, ref(match_args));
                return false;
            }
        } else {
            match_args = new_tuple(0);
            itself = matches_itself(cls.as<type_object>());
        }
        const std::size_t allowed = itself ? 1 : match_args.as<tuple_object>()->size;
        if (allowed < positional) {
            raise_error(TypeError_type, "%s() accepts %zd positional sub-pattern%s (%zd given)", shown, allowed,
                        allowed == 1 ? "" : "s", positional);
            return false;
        }
        if (itself) {
            values[0] = subject;
        } else {
            for (std::size_t i = 0; i < positional; ++i) {
                const ref name = match_args.as<tuple_object>()->items[i];
                if (!is_str(name)) {
                    raise_error(TypeError_type, "__match_args__ elements must be strings (got %T)", name);
                    return false;
                }
                if (!one_attribute(subject, cls, intern_str(name), seen, values[i])) return false;
            }
        }
    }
    for (std::size_t i = 0; i < named->size; ++i)
        if (!one_attribute(subject, cls, named->items[i], seen, values[positional + i])) return false;
    return true;
}

}  // namespace detail

bool match_rest(ref subject, ref keys, object& rest) noexcept {
    object copy = make_dict();
    if (!dict_update(copy, subject)) return false;
    const auto* taken = keys.as<tuple_object>();
    for (std::size_t i = 0; i < taken->size; ++i)
        if (dict_remove(copy, taken->items[i]) < 0) return false;
    rest = std::move(copy);
    return true;
}

}  // namespace cowith
