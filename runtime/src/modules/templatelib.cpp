// string.templatelib: Template, Interpolation, convert (PEP 750; Objects/templateobject.c, interpolationobject.c).
#include "native_code.hpp"
#include "types/tuple.hpp"

#include <cowith/generated.hpp>
#include <cowith/native_modules.hpp>

namespace cowith {

using namespace literals;

namespace {

extern type_object template_type, interpolation_type, iterator_type;

// ---- Interpolation

struct interpolation_object : gc_header {
    object value, expression, conversion, format_spec;
    interpolation_object() noexcept : gc_header(&interpolation_type) {}
};
interpolation_object& as_interpolation(ref x) noexcept { return *x.as<interpolation_object>(); }

void interpolation_dealloc(header* self) noexcept {
    untrack(static_cast<gc_header*>(self));
    destroy<interpolation_object>(self);
}
void interpolation_traverse(header* self, visitor v, void* context) {
    visit(static_cast<interpolation_object*>(self)->value, v, context);
}

object make_interpolation(ref value, ref expression, ref conversion, ref format_spec) noexcept {
    ready(interpolation_type);
    auto* i = make<interpolation_object>();
    i->value = value;
    i->expression = expression;
    i->conversion = conversion;
    i->format_spec = format_spec;
    track(i);
    return object::take(i);
}

object interpolation_repr(ref self) {
    const interpolation_object& i = as_interpolation(self);
    str_builder text;
    text.add("Interpolation(");
    for (const object* o : {&i.value, &i.expression, &i.conversion, &i.format_spec}) {
        if (o != &i.value) text.add(", ");
        if (!text.add_repr(*o)) return {};
    }
    text.add(')');
    return text.finish();
}

object interpolation_of(ref, const ref* args, std::size_t, ref) {
    const ref expression = args[1] ? args[1] : ""_s, conversion = args[2] ? args[2] : None,
              spec = args[3] ? args[3] : ""_s;
    const auto must_be_text = [](const char* name, ref given) {
        return raise_error(TypeError_type, "Interpolation() argument '%s' must be str, not %T", name, given);
    };
    if (!is_str(expression)) return must_be_text("expression", expression);
    if (!conversion.is(None)) {
        if (!is_str(conversion))
            return raise_error(TypeError_type, "Interpolation() argument 'conversion' must be str, not %T", conversion);
        const std::string_view c = text_of(conversion);
        if (c != "s" && c != "a" && c != "r")
            return raise_error(ValueError_type, "Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'");
    }
    if (!is_str(spec)) return must_be_text("format_spec", spec);
    return make_interpolation(args[0], expression, conversion, spec);
}
constexpr method_definition interpolation_new{"Interpolation", interpolation_of,
                                              "value, expression='', conversion=None, format_spec=''"};

template <object interpolation_object::* Member> object get(ref self, const ref*, std::size_t, ref) {
    return as_interpolation(self).*Member;
}
object interpolation_reduce(ref self, const ref*, std::size_t, ref) {
    const interpolation_object& i = as_interpolation(self);
    return tuple(ref(&interpolation_type), tuple(i.value, i.expression, i.conversion, i.format_spec));
}
constexpr method_definition interpolation_methods[] = {
    {"value", get<&interpolation_object::value>, "", method_getter},
    {"expression", get<&interpolation_object::expression>, "", method_getter},
    {"conversion", get<&interpolation_object::conversion>, "", method_getter},
    {"format_spec", get<&interpolation_object::format_spec>, "", method_getter},
    {"__reduce__", interpolation_reduce, "self, /"},
    {"__class_getitem__", class_getitem, class_getitem_signature, method_class},
    {nullptr, nullptr},
};

// ---- Template

struct template_object : gc_header {
    object strings, interpolations;  // tuples; one string more than interpolations
    template_object() noexcept : gc_header(&template_type) {}
};
template_object& as_template(ref x) noexcept { return *x.as<template_object>(); }
const tuple_object& items_of(const object& o) noexcept { return *o.as<tuple_object>(); }

void template_dealloc(header* self) noexcept {
    untrack(static_cast<gc_header*>(self));
    destroy<template_object>(self);
}
void template_traverse(header* self, visitor v, void* context) {
    auto& t = *static_cast<template_object*>(self);
    visit(t.strings, v, context);
    visit(t.interpolations, v, context);
}

object new_template(object strings, object interpolations) noexcept {
    ready(template_type);
    auto* t = make<template_object>();
    t->strings = std::move(strings);
    t->interpolations = std::move(interpolations);
    track(t);
    return object::take(t);
}

/// Strings and interpolations in any order: strings side by side become one, gaps become empty ones.
object template_from(const ref* parts, std::size_t count) noexcept {
    object strings = make_list(), interpolations = make_list(), text;
    for (std::size_t i = 0; i < count; ++i) {
        if (is_str(parts[i])) {
            text = text ? text + parts[i] : object(parts[i]);
        } else if (parts[i].is_heap() && parts[i].type() == &interpolation_type) {
            list_append(strings, text ? ref(text) : ""_s);
            list_append(interpolations, parts[i]);
            text.reset();
        } else {
            return raise_error(TypeError_type,
                               "Template.__new__ *args need to be of type 'str' or 'Interpolation', got %T", parts[i]);
        }
    }
    list_append(strings, text ? ref(text) : ""_s);
    return new_template(list_to_tuple(std::move(strings)), list_to_tuple(std::move(interpolations)));
}

object template_new(type_object&, const ref* args, std::size_t count, ref names) {
    if (names && names.as<tuple_object>()->size)
        return raise_error(TypeError_type, "Template.__new__ only accepts *args arguments");
    return template_from(args, count);
}

object template_repr(ref self) {
    str_builder text;
    text.add("Template(strings=");
    if (!text.add_repr(as_template(self).strings)) return {};
    text.add(", interpolations=");
    if (!text.add_repr(as_template(self).interpolations)) return {};
    text.add(')');
    return text.finish();
}

object template_add(ref a, ref b) {
    const bool left = a.is_heap() && a.type() == &template_type, right = b.is_heap() && b.type() == &template_type;
    if (!left || !right) {
        if (left)
            return raise_error(TypeError_type,
                               "can only concatenate string.templatelib.Template (not \"%T\") to "
                               "string.templatelib.Template",
                               b);
        return NotImplemented;
    }
    const tuple_object &first = items_of(as_template(a).strings), &second = items_of(as_template(b).strings);
    object strings = make_list();
    for (std::size_t i = 0; i + 1 < first.size; ++i) list_append(strings, first.items[i]);
    object middle = ref(first.items[first.size - 1]) + ref(second.items[0]);
    if (!middle) return {};
    list_append(strings, middle);
    for (std::size_t i = 1; i < second.size; ++i) list_append(strings, second.items[i]);
    return new_template(list_to_tuple(std::move(strings)),
                        ref(as_template(a).interpolations) + ref(as_template(b).interpolations));
}

object get_strings(ref self, const ref*, std::size_t, ref) { return as_template(self).strings; }
object get_interpolations(ref self, const ref*, std::size_t, ref) { return as_template(self).interpolations; }
object get_values(ref self, const ref*, std::size_t, ref) {
    const tuple_object& all = items_of(as_template(self).interpolations);
    object values = new_tuple(all.size);
    for (std::size_t i = 0; i < all.size; ++i)
        values.as<tuple_object>()->items[i] = as_interpolation(all.items[i]).value;
    track(values.as<tuple_object>());
    return values;
}
constexpr method_definition template_methods[] = {
    {"strings", get_strings, "", method_getter},
    {"interpolations", get_interpolations, "", method_getter},
    {"values", get_values, "", method_getter},
    {"__class_getitem__", class_getitem, class_getitem_signature, method_class},
    {nullptr, nullptr},
};

// ---- iteration: the strings that aren't empty, and the interpolations, in order

struct iterator_object : gc_header {
    object owner;
    std::size_t at = 0;  // even: a string; odd: an interpolation
    explicit iterator_object(ref t) noexcept : gc_header(&iterator_type), owner(t) {}
};
void iterator_dealloc(header* self) noexcept {
    untrack(static_cast<gc_header*>(self));
    destroy<iterator_object>(self);
}
void iterator_traverse(header* self, visitor v, void* context) {
    visit(static_cast<iterator_object*>(self)->owner, v, context);
}
object iterate(ref self) {
    ready(iterator_type);
    auto* i = make<iterator_object>(self);
    track(i);
    return object::take(i);
}
object same(ref self) { return self; }
object next_part(ref self) {
    auto& i = *self.as<iterator_object>();
    const tuple_object &strings = items_of(as_template(i.owner).strings),
                       &others = items_of(as_template(i.owner).interpolations);
    while (i.at < strings.size + others.size) {
        const std::size_t at = i.at++;
        const ref part = at % 2 ? others.items[at / 2] : strings.items[at / 2];
        if (at % 2 || !text_of(part).empty()) return part;
    }
    return {};
}

constinit type_object template_type{"string.templatelib.Template", &object_type, type_gc, [](type_object& t) {
                                        t.methods = template_methods;
                                        t.dealloc = template_dealloc, t.traverse = template_traverse;
                                        t.new_ = template_new, t.repr = template_repr, t.iter = iterate;
                                        t.set_number(number_op::add, template_add);
                                    }};
constinit type_object interpolation_type{"string.templatelib.Interpolation", &object_type, type_gc, [](type_object& t) {
                                             t.methods = interpolation_methods;
                                             t.dealloc = interpolation_dealloc, t.traverse = interpolation_traverse;
                                             t.new_ = new_with<interpolation_new>, t.repr = interpolation_repr;
                                         }};
constinit type_object iterator_type{"string.templatelib.TemplateIter", &object_type, type_gc, [](type_object& t) {
                                        t.dealloc = iterator_dealloc, t.traverse = iterator_traverse;
                                        t.iter = same, t.next = next_part;
                                    }};

// ---- the module

object convert(ref, const ref* args, std::size_t, ref) {
    if (args[1].is(None)) return args[0];
    const std::string_view conversion = is_str(args[1]) ? text_of(args[1]) : std::string_view();
    if (conversion == "s" || conversion == "r" || conversion == "a") return converted(args[0], conversion[0]);
    object shown = to_str(args[1]);
    return shown ? raise_error(ValueError_type, "invalid conversion specifier: %S", ref(shown)) : object();
}
constexpr method_definition functions[] = {
    {"convert", convert, "obj, /, conversion"},
    {nullptr, nullptr},
};

bool fill(ref dict) {
    ready(interpolation_type);
    object names = tuple("value"_s, "expression"_s, "conversion"_s, "format_spec"_s);
    return dict_set(interpolation_type.attributes, "__match_args__"_s, names) &&
           add_type(dict, "Template", template_type) && add_type(dict, "Interpolation", interpolation_type) &&
           add_functions(dict, functions, "string.templatelib");
}

}  // namespace

object interpolation(ref value, ref expression, char conversion, ref format_spec) noexcept {
    if (!value || is_failed()) return pass_on();
    return make_interpolation(value, expression, conversion ? object(intern(std::string_view(&conversion, 1))) : None,
                              format_spec ? format_spec : ""_s);
}

object make_template(const ref* parts, std::size_t count) noexcept {
    for (std::size_t i = 0; i < count; ++i)
        if (!parts[i]) return pass_on();
    return template_from(parts, count);
}

native_module native_modules::string_templatelib("string.templatelib", fill);

}  // namespace cowith
