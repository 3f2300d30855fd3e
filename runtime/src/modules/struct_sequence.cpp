#include "struct_sequence.hpp"

#include "../types/tuple.hpp"

namespace cowith {

object struct_sequence_layout::make_of(type_object& cls, const ref* values) const noexcept {
    object result = make_tuple(values, size + hidden);
    result.heap()->type = &cls;
    result.as<tuple_object>()->size = size;
    return result;
}

object struct_sequence_layout::make(type_object& cls, const ref* args, std::size_t count,
                                    ref names_given) const noexcept {
    if (!can_be_made) return raise_error(TypeError_type, "cannot create '%s' instances", type_name);
    ref given[2];
    const std::size_t positional = count - keyword_count(names_given);
    for (std::size_t i = 0; i < count; ++i) {
        std::size_t place = i;
        if (i >= positional) {
            const ref name = names_given.as<tuple_object>()->items[i - positional];
            place = text_of(name) == "sequence" ? 0 : text_of(name) == "dict" ? 1 : 2;
            if (place == 2)
                return raise_error(TypeError_type, "structseq() got an unexpected keyword argument %R", name);
        }
        if (place > 1)
            return raise_error(TypeError_type, "structseq() takes at most 2 arguments (%d given)",
                               static_cast<int>(count));
        given[place] = args[i];
    }
    if (!given[0]) return raise_error(TypeError_type, "structseq() missing required argument 'sequence' (pos 1)");
    object items = tuple_from(given[0]);
    if (!items) {
        if (!pending_is(TypeError_type)) return {};
        clear_pending();
        return raise_error(TypeError_type, "constructor requires a sequence");
    }
    if (given[1] && !has_flag(given[1], is_dict))
        return raise_error(TypeError_type, "%s() takes a dict as second arg, if any", type_name);
    const std::size_t n = items.as<tuple_object>()->size;
    const auto wrong = [&](const char* how, std::size_t wanted) {
        return raise_error(TypeError_type, "%s() takes %s%d-sequence (%d-sequence given)", type_name, how,
                           static_cast<int>(wanted), static_cast<int>(n));
    };
    if (hidden == 0 && n != size) return wrong("a ", size);
    if (n < size) return wrong("an at least ", size);
    if (n > size + hidden) return wrong("an at most ", size + hidden);
    object values[32];
    ref all[32];
    std::size_t used = 0;
    for (std::size_t i = 0; i < size + hidden; ++i) {
        if (i < n)
            values[i] = items.as<tuple_object>()->items[i];
        else if (const ref found = given[1] ? dict_get(given[1], intern(names[i])) : ref(); found)
            values[i] = found, ++used;
        else
            values[i] = None;
        all[i] = values[i];
    }
    if (given[1] && used < dict_size(given[1]))
        return raise_error(TypeError_type, "%s() got duplicate or unexpected field name(s)", type_name);
    return make_of(cls, all);
}

object struct_sequence_layout::show(ref self) const noexcept {
    str_builder text;
    text.add(type_name);
    text.add('(');
    for (std::size_t i = 0; i < size; ++i) {
        if (i) text.add(", ");
        text.add(names[i]);
        text.add('=');
        if (!text.add_repr(self.as<tuple_object>()->items[i])) return {};
    }
    text.add(')');
    return text.finish();
}

object struct_sequence_layout::reduce(ref self) const noexcept {
    const auto* items = reinterpret_cast<const ref*>(self.as<tuple_object>()->items);
    object rest = make_dict();
    for (std::size_t i = size; i < size + hidden; ++i)
        if (!dict_set(rest, intern(names[i]), items[i])) return {};
    return tuple(ref(self.type()), tuple(make_tuple(items, size), rest));
}

object struct_sequence_layout::replace(ref self, ref changes) const noexcept {
    ref values[32];
    std::size_t used = 0;
    for (std::size_t i = 0; i < size + hidden; ++i) {
        values[i] = self.as<tuple_object>()->items[i];
        if (const ref other = dict_get(changes, intern(names[i])); other) values[i] = other, ++used;
    }
    if (used < dict_size(changes)) {
        object unknown = make_list();
        ref key, value;
        for (std::size_t place = 0; dict_next(changes, place, key, value);) {
            bool known = false;
            for (std::size_t i = 0; i < size + hidden; ++i) known |= text_of(key) == names[i];
            if (!known && !list_append(unknown, key)) return {};
        }
        return raise_error(TypeError_type, "Got unexpected field name(s): %R", ref(unknown));
    }
    return make_of(*self.type(), values);
}

bool struct_sequence_layout::add_attributes(type_object& type) const noexcept {
    object list = new_tuple(size);
    for (std::size_t i = 0; i < size; ++i) list.as<tuple_object>()->items[i] = intern(names[i]);
    const ref dict = type.attributes;
    return dict_set(dict, intern("n_fields"), static_cast<std::int64_t>(size + hidden)) &&
           dict_set(dict, intern("n_sequence_fields"), static_cast<std::int64_t>(size)) &&
           dict_set(dict, intern("n_unnamed_fields"), 0) && dict_set(dict, intern("__match_args__"), list);
}

void struct_sequence_dealloc(header* self, std::size_t items) noexcept {
    static_cast<tuple_object*>(self)->size = items;  // the hidden ones too
    tuple_type.dealloc(self);
}

void struct_sequence_traverse(header* self, std::size_t items, visitor v, void* context) {
    auto* t = static_cast<tuple_object*>(self);
    for (std::size_t i = 0; i < items; ++i) visit(t->items[i], v, context);
}

}  // namespace cowith
