// What the decorator does with a class.
#include "dataclasses.hpp"
#include "objects/native.hpp"

namespace cowith::dataclasses {
namespace {

ref fields_name() noexcept {
    static const ref n = intern("__dataclass_fields__");
    return n;
}
ref params_name() noexcept {
    static const ref n = intern("__dataclass_params__");
    return n;
}

/// The class's own attribute, borrowed; empty: it has none of that name.
ref own(ref cls, const char* name) noexcept { return own_attribute(*cls.as<type_object>(), intern(name)); }

/// Sets what the class doesn't define itself; 1: it does define it.
int set_new(ref cls, const char* name, const object& value) noexcept {
    if (!value) return -1;
    if (own(cls, name)) return 1;
    return set_attribute(cls, intern(name), value) ? 0 : -1;
}

/// "ClassVar[int]", "typing.ClassVar": the name that a textual annotation starts with.
std::string_view leading_name(std::string_view text) noexcept {
    const auto is_word = [](char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    };
    for (;;) {
        while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
        std::size_t n = 0;
        while (n < text.size() && is_word(text[n])) ++n;
        const std::string_view word = text.substr(0, n);
        if (n >= text.size() || text[n] != '.') return word;
        text.remove_prefix(n + 1);
    }
}

bool is_typing_form(ref x, std::string_view name) noexcept {
    if (std::string_view(x.type()->name) != "typing._SpecialForm") return false;
    object own_name = find_attribute(x, intern("_name"));
    return own_name && is_str(own_name) && text_of(own_name) == name;
}

bool is_class_var(ref type) noexcept {
    if (is_str(type)) return leading_name(text_of(type)) == "ClassVar";
    if (is_typing_form(type, "ClassVar")) return true;
    object origin = find_attribute(type, intern("__origin__"));
    if (is_failed()) clear_pending();
    return origin && is_typing_form(origin, "ClassVar");
}
bool is_init_var(ref type) noexcept {
    return is_str(type) ? leading_name(text_of(type)) == "InitVar"
                        : type.is(ref(&init_var_type)) || type.is_instance_exactly(init_var_type);
}
bool is_kw_only(ref type) noexcept {
    return is_str(type) ? leading_name(text_of(type)) == "KW_ONLY" : type.is(ref(&kw_only_object));
}

object make_field(ref cls, ref name, ref type, bool kw_only) noexcept {
    object found = find_attribute(cls, name);
    if (is_failed()) return {};
    object result;
    if (found && found.is_instance_exactly(field_type)) {
        result = found;
    } else {
        if (found && found.is_instance_exactly(member_descriptor_type)) found.reset();  // from __slots__
        const ref value[] = {found};
        result = found ? field({}, value, 0, tuple(intern("default"))) : field({}, nullptr, 0, {});
        if (!result) return {};
    }
    field_object& f = as_field(result);
    f.name = name;
    f.type = type;
    f.kind = is_class_var(type)  ? field_kind::class_variable
             : is_init_var(type) ? field_kind::init_variable
                                 : field_kind::plain;
    if (f.kind != field_kind::plain && !f.default_factory.is(missing))
        return raise_error(TypeError_type, "field %S cannot have a default factory", name);
    if (f.kind == field_kind::class_variable) {
        if (!f.kw_only.is(missing))
            return raise_error(TypeError_type, "field %S is a ClassVar but specifies kw_only", name);
    } else if (f.kw_only.is(missing)) {
        f.kw_only = boolean(kw_only);
    }
    if (f.kind == field_kind::plain && !f.default_value.is(missing)) {
        const ref hash = lookup(f.default_value.type(), intern("__hash__"));
        if (hash && hash.is(None))
            return raise_error(ValueError_type, "mutable default %R for field %S is not allowed: use default_factory",
                               ref(f.default_value.type()), name);
    }
    return result;
}

/// Fields of the bases, then the class's own; `own_names`: those annotated here.
bool collect(ref cls, const options& o, ref all, ref annotations) noexcept {
    bool kw_only = o.kw_only, seen_marker = false;
    ref name, type;
    for (std::size_t i = 0; dict_next(annotations, i, name, type);) {
        if (is_kw_only(type)) {
            if (seen_marker)
                return raise_error(TypeError_type, "%R is KW_ONLY, but KW_ONLY has already been specified", name),
                       false;
            seen_marker = kw_only = true;
            continue;
        }
        object f = make_field(cls, name, type, kw_only);
        if (!f || !dict_set(all, name, f)) return false;
        object current = find_attribute(cls, name);
        if (is_failed()) return false;
        if (!current || !current.is_instance_exactly(field_type)) continue;
        const bool ok = as_field(f).default_value.is(missing) ? set_attribute(cls, name, ref())
                                                              : set_attribute(cls, name, as_field(f).default_value);
        if (!ok) return false;
    }
    ref value;
    for (std::size_t i = 0; dict_next(cls.as<type_object>()->attributes, i, name, value);)
        if (value.is_instance_exactly(field_type) && !dict_get(annotations, name))
            return raise_error(TypeError_type, "%R is a field but has no type annotation", name), false;
    return true;
}

/// Fields inherited from dataclasses among the bases, and whether frozen and other classes are mixed.
bool inherit(ref cls, const options& o, ref all) noexcept {
    auto* mro = cls.as<type_object>()->mro.as<tuple_object>();
    bool has_bases = false, any_frozen = false, all_frozen = true;
    for (std::size_t i = mro->size; i-- > 1;) {
        const ref base_fields = own_attribute(*mro->items[i].as<type_object>(), fields_name());
        if (!base_fields) continue;
        has_bases = true;
        if (!dict_update(all, base_fields)) return false;
        const ref params = own_attribute(*mro->items[i].as<type_object>(), params_name());
        const bool frozen =
            params && params.is_instance_exactly(parameters_type) && params.as<parameters_object>()->values.frozen;
        any_frozen |= frozen;
        all_frozen &= frozen;
    }
    if (!has_bases) return true;
    if (any_frozen && !o.frozen)
        return raise_error(TypeError_type, "cannot inherit non-frozen dataclass from a frozen one"), false;
    if (!all_frozen && o.frozen)
        return raise_error(TypeError_type, "cannot inherit frozen dataclass from a non-frozen one"), false;
    return true;
}

bool cannot_overwrite(ref cls, const char* name, const char* hint = "") noexcept {
    raise_error(TypeError_type, "Cannot overwrite attribute %s in class %s%s", name, cls.as<type_object>()->name, hint);
    return false;
}

bool add_hash(ref cls, ref fields, const options& o, bool explicit_hash) noexcept {
    if (o.unsafe_hash && explicit_hash) return cannot_overwrite(cls, "__hash__");
    if (!o.unsafe_hash && (!o.eq || explicit_hash)) return true;
    object value = o.unsafe_hash || o.frozen ? make_hash(cls, fields) : object(None);
    return value && set_attribute(cls, intern("__hash__"), value);
}

bool add_methods(ref cls, ref fields, const options& o, bool explicit_hash) noexcept {
    if (o.init && set_new(cls, "__init__", make_init(cls, fields, o)) < 0) return false;
    if (set_new(cls, "__replace__", make_replace(cls)) < 0) return false;
    if (o.repr && set_new(cls, "__repr__", make_repr(cls, fields)) < 0) return false;
    if (o.eq && set_new(cls, "__eq__", make_eq(cls, fields)) < 0) return false;
    if (o.order)
        for (auto [name, op] : {std::pair{"__lt__", compare::lt},
                                {"__le__", compare::le},
                                {"__gt__", compare::gt},
                                {"__ge__", compare::ge}}) {
            const int known = set_new(cls, name, make_order(cls, fields, op));
            if (known < 0) return false;
            if (known) return cannot_overwrite(cls, name, " Consider using functools.total_ordering");
        }
    if (o.frozen)
        for (auto [name, make] :
             {std::pair{"__setattr__", &make_frozen_setattr}, {"__delattr__", &make_frozen_delattr}}) {
            const int known = set_new(cls, name, make(cls, fields));
            if (known < 0) return false;
            if (known) return cannot_overwrite(cls, name);
        }
    return add_hash(cls, fields, o, explicit_hash);
}

object match_args(ref fields) noexcept {
    object names = make_list();
    auto* list = fields.as<list_object>();
    for (std::size_t i = 0; i < list->size; ++i)
        if (const field_object& f = as_field(list->items[i]); truth(f.init) && !truth(f.kw_only))
            list_append(names, f.name);
    return list_to_tuple(std::move(names));
}

std::string annotation_text(ref type) noexcept {
    if (has_flag(type, is_type)) return class_full_name(type);
    object text = repr(type);
    if (!text) {
        clear_pending();
        return "...";
    }
    std::string result(text_of(text));
    for (std::size_t at; (at = result.find("typing.")) != std::string::npos;) result.erase(at, 7);
    return result;
}

}  // namespace

object fields_of(ref x) noexcept { return find_attribute(x, fields_name()); }

object default_doc(ref cls, ref fields) noexcept {
    std::string text = cls.as<type_object>()->name;
    text += '(';
    bool first = true, star = false;
    auto* list = fields.as<list_object>();
    for (const bool keywords : {false, true})
        for (std::size_t i = 0; i < list->size; ++i) {
            const field_object& f = as_field(list->items[i]);
            if (!truth(f.init) || truth(f.kw_only) != keywords) continue;
            if (!first) text += ", ";
            first = false;
            if (keywords && !star) text += "*, ";
            star = keywords;
            text += std::string(text_of(f.name)) + ": " + annotation_text(f.type);
            if (!has_default(f)) continue;
            object value = f.default_factory.is(missing) ? repr(f.default_value) : make_str("<factory>");
            if (!value) return {};
            text += " = " + std::string(text_of(value));
        }
    return make_str(text + ")");
}

object process(ref cls, const options& o) noexcept {
    object all = make_dict();
    object annotations = find_attribute(cls, intern("__annotations__"));
    if (!annotations) {
        if (is_failed()) return {};
        annotations = make_dict();
    }
    if (!set_attribute(cls, params_name(), object::take(make<parameters_object>(o)))) return {};
    if (!inherit(cls, o, all) || !collect(cls, o, all, annotations) || !set_attribute(cls, fields_name(), all))
        return {};

    const ref own_hash = own(cls, "__hash__");
    const bool explicit_hash = own_hash && !(own_hash.is(None) && own(cls, "__eq__"));
    if (o.order && !o.eq) return raise_error(ValueError_type, "eq must be true if order is true");

    object fields = make_list();
    ref name, f;
    for (std::size_t i = 0; dict_next(all, i, name, f);)
        if (as_field(f).kind != field_kind::class_variable) list_append(fields, f);
    if (!add_methods(cls, fields, o, explicit_hash)) return {};
    object doc = find_attribute(cls, intern("__doc__"));
    if (is_failed()) return {};
    if (!doc || !truth(doc)) {
        object text = default_doc(cls, fields);
        if (!text || !set_attribute(cls, intern("__doc__"), text)) return {};
    }
    if (o.match_args && set_new(cls, "__match_args__", match_args(fields)) < 0) return {};
    if (o.weakref_slot && !o.slots) return raise_error(TypeError_type, "weakref_slot is True but slots is False");
    return o.slots ? with_slots(cls, fields, o) : object(cls);
}

}  // namespace cowith::dataclasses
