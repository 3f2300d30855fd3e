// Iteration and unpacking: PyObject_GetIter, PyIter_Next, _PyEval_UnpackIterableStackRef.
#include "dispatch.hpp"

namespace cowith {

bool is_iterator(ref x) noexcept { return readied_type(x)->next != nullptr; }

object get_iterator(ref x) noexcept {
    if (!x) [[unlikely]]
        return pass_on();
    type_object* type = readied_type(x);
    if (type->iter) {
        object it = type->iter(x);
        if (!it || is_iterator(it)) return it;
        return raise_error(TypeError_type, "iter() returned non-iterator of type '%T'", it);
    }
    // The old sequence protocol: __getitem__ with 0, 1, 2... until IndexError.
    if (type->getitem && (type->type_flags & (type_heap | type_sequence)) && !(type->type_flags & is_dict))
        return make_sequence_iterator(x);
    return raise_error(TypeError_type, "'%T' object is not iterable", x);
}

object next_value(ref it) noexcept {
    if (!it) [[unlikely]]
        return pass_on();
    auto next = readied_type(it)->next;
    if (!next) [[unlikely]]
        return raise_error(TypeError_type, "'%T' object is not an iterator", it);
    object value = next(it);
    if (!value && pending_is(StopIteration_type)) clear_pending();
    return value;
}

namespace {

/// The items of a plain list or tuple, so that unpacking them needs no iterator.
struct item_span {
    const object* items;
    std::size_t size;
};
bool plain_items(ref x, item_span& out) noexcept {
    if (x.is_instance_exactly(tuple_type)) {
        out = {x.as<tuple_object>()->items, x.as<tuple_object>()->size};
        return true;
    }
    if (x.is_instance_exactly(list_type)) {
        out = {x.as<list_object>()->items, x.as<list_object>()->size};
        return true;
    }
    return false;
}

object iterator_to_unpack(ref x) noexcept {
    type_object* type = readied_type(x);
    if (!type->iter && !(type->getitem && (type->type_flags & (type_heap | type_sequence))))
        return raise_error(TypeError_type, "cannot unpack non-iterable %T object", x);
    return get_iterator(x);
}

/// A few values held while the rest is fetched, so that targets change only when all went well.
class value_buffer {
  public:
    explicit value_buffer(std::size_t n) noexcept : many_(n > few ? make_list() : object()) {}
    bool add(object value) noexcept {
        if (many_) {
            ++size_;
            return list_append(many_, value);
        }
        values_[size_++] = std::move(value);
        return true;
    }
    object& operator[](std::size_t i) noexcept { return many_ ? many_.as<list_object>()->items[i] : values_[i]; }

  private:
    static constexpr std::size_t few = 8;
    object values_[few];
    std::size_t size_ = 0;
    object many_;
};

}  // namespace

bool unpack(ref x, std::size_t n, object* const* out) noexcept {
    if (!x) [[unlikely]]
        return pass_on(), false;
    item_span span;
    if (plain_items(x, span)) {
        if (span.size == n) [[likely]] {
            object keep = x;  // a target may hold the only reference to it
            for (std::size_t i = 0; i < n; ++i) *out[i] = span.items[i];
            return true;
        }
        if (span.size < n)
            raise_error(ValueError_type, "not enough values to unpack (expected %zu, got %zu)", n, span.size);
        else
            raise_error(ValueError_type, "too many values to unpack (expected %zu, got %zu)", n, span.size);
        return false;
    }
    object it = iterator_to_unpack(x);
    if (!it) return false;
    value_buffer values(n);
    for (std::size_t i = 0; i < n; ++i) {
        object value = next_value(it);
        if (!value) {
            if (!is_failed()) raise_error(ValueError_type, "not enough values to unpack (expected %zu, got %zu)", n, i);
            return false;
        }
        if (!values.add(std::move(value))) return false;
    }
    if (object extra = next_value(it)) {
        if (x.is_instance_exactly(dict_type))
            raise_error(ValueError_type, "too many values to unpack (expected %zu, got %zu)", n, dict_size(x));
        else
            raise_error(ValueError_type, "too many values to unpack (expected %zu)", n);
        return false;
    }
    if (is_failed()) return false;
    for (std::size_t i = 0; i < n; ++i) *out[i] = std::move(values[i]);
    return true;
}

bool unpack_starred(ref x, std::size_t before, std::size_t after, object* const* out) noexcept {
    if (!x) [[unlikely]]
        return pass_on(), false;
    item_span span;
    object it;
    if (!plain_items(x, span)) {
        it = iterator_to_unpack(x);
        if (!it) return false;
    }
    value_buffer first(before);
    object rest = it ? make_list() : list_from(x);
    for (std::size_t i = 0; it && i < before; ++i) {
        object value = next_value(it);
        if (!value) {
            if (!is_failed())
                raise_error(ValueError_type, "not enough values to unpack (expected at least %zu, got %zu)",
                            before + after, i);
            return false;
        }
        if (!first.add(std::move(value))) return false;
    }
    list_object* items = rest.as<list_object>();
    if (it) {
        while (object value = next_value(it)) list_append(rest, value);
        if (is_failed()) return false;
        if (items->size < after) {
            raise_error(ValueError_type, "not enough values to unpack (expected at least %zu, got %zu)", before + after,
                        before + static_cast<std::size_t>(items->size));
            return false;
        }
    } else {
        if (items->size < before + after) {
            raise_error(ValueError_type, "not enough values to unpack (expected at least %zu, got %zu)", before + after,
                        static_cast<std::size_t>(items->size));
            return false;
        }
        for (std::size_t i = 0; i < before; ++i) first.add(items->items[i]);
        list_assign_slice(rest, 0, static_cast<std::int64_t>(before), nullptr, 0);
    }
    value_buffer last(after);
    const std::size_t middle = items->size - after;
    for (std::size_t i = 0; i < after; ++i) last.add(items->items[middle + i]);
    list_assign_slice(rest, static_cast<std::int64_t>(middle), static_cast<std::int64_t>(items->size), nullptr, 0);
    for (std::size_t i = 0; i < before; ++i) *out[i] = std::move(first[i]);
    *out[before] = std::move(rest);
    for (std::size_t i = 0; i < after; ++i) *out[before + 1 + i] = std::move(last[i]);
    return true;
}

std::int64_t length_hint(ref x, std::int64_t fallback) noexcept {
    if (auto length = readied_type(x)->length) {
        const std::int64_t n = length(x);
        if (n >= 0) return n;
        if (!pending_is(TypeError_type)) return -1;
        clear_pending();
    }
    static const ref name = intern("__length_hint__");
    object method = lookup_special(x, name);
    if (!method) return is_failed() ? -1 : fallback;
    object hint = method();
    if (!hint) {
        if (!pending_is(TypeError_type)) return -1;
        clear_pending();
        return fallback;
    }
    if (hint.is(NotImplemented)) return fallback;
    if (!is_int(hint)) {
        raise_error(TypeError_type, "__length_hint__ must be an integer, not %T", hint);
        return -1;
    }
    std::int64_t n;
    if (!to_size(hint, n)) return -1;
    if (n < 0) {
        raise_error(ValueError_type, "__length_hint__() should return >= 0");
        return -1;
    }
    return n;
}

}  // namespace cowith
