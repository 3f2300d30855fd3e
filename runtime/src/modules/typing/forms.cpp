// Special forms and aliases: typing.Optional[int], typing.List[int], Box[int].
#include "typing.hpp"

namespace cowith::typing {
namespace {

special_form& as_form(ref x) noexcept { return *x.as<special_form>(); }
alias_object& as_alias(ref x) noexcept { return *x.as<alias_object>(); }
bool is_alias(ref x) noexcept { return x.is_instance_exactly(generic_alias); }
const tuple_object& args_of(ref x) noexcept { return *as_alias(x).args.as<tuple_object>(); }
std::string full_name(ref form) noexcept { return std::string("typing.") + as_form(form).name; }
form_kind kind_of(ref alias) noexcept {
    return as_alias(alias).form ? as_form(as_alias(alias).form).kind : form_kind::plain;
}

void form_dealloc(header* self) noexcept {
    untrack(static_cast<gc_header*>(self));
    destroy<special_form>(self);
}
void form_traverse(header* self, visitor v, void* context) {
    visit(static_cast<special_form*>(self)->origin, v, context);
}
object form_repr(ref self) { return make_str(full_name(self)); }

object as_tuple(ref key) noexcept { return has_flag(key, is_tuple) ? object(key) : tuple(key); }

object convert_all(ref key) noexcept {
    object given = as_tuple(key), result = make_list();
    for (std::size_t i = 0; i < given.as<tuple_object>()->size; ++i)
        list_append(result, convert(given.as<tuple_object>()->items[i]));
    return list_to_tuple(std::move(result));
}

object callable_alias(ref form, ref key) noexcept {
    if (!has_flag(key, is_tuple) || key.as<tuple_object>()->size != 2)
        return raise_error(TypeError_type, "Callable must be used as Callable[[arg, ...], result].");
    const ref parameters = key.as<tuple_object>()->items[0], result = key.as<tuple_object>()->items[1];
    object all = make_list();
    if (has_flag(parameters, is_list)) {
        for (std::size_t i = 0; i < parameters.as<list_object>()->size; ++i)
            list_append(all, convert(parameters.as<list_object>()->items[i]));
    } else {
        list_append(all, parameters);
    }
    list_append(all, convert(result));
    return make_alias(as_form(form).origin, list_to_tuple(std::move(all)), form);
}

/// Missing trailing arguments of Generator, AsyncGenerator and the context managers have defaults.
object with_defaults(ref form, object args) noexcept {
    const std::string_view name = as_form(form).name;
    const ref none = ref(&none_type);
    const std::size_t n = args.as<tuple_object>()->size;
    if (name == "AsyncGenerator" && n == 1) return args + ref(tuple(none));
    if (name == "Generator" && n < 3) return n == 1 ? args + ref(tuple(none, none)) : args + ref(tuple(none));
    if ((name == "ContextManager" || name == "AsyncContextManager") && n == 1)
        return args + ref(tuple(make_union(tuple(ref(&bool_type), none))));
    return args;
}

object alias_of(ref form, ref key) noexcept {
    object args = with_defaults(form, convert_all(key));
    const auto actual = static_cast<std::int64_t>(args.as<tuple_object>()->size), expected = as_form(form).parameters;
    if (expected >= 0 && actual != expected)
        return raise_error(TypeError_type, "Too %s arguments for %s; actual %lld, expected %lld",
                           actual > expected ? "many" : "few", full_name(form).c_str(), static_cast<long long>(actual),
                           static_cast<long long>(expected));
    return make_alias(as_form(form).origin, args, form);
}

/// Annotated[type, *metadata]: the type is the origin, and the first of the arguments.
object annotated_alias(ref form, ref type, ref metadata) noexcept {
    if (!type || !metadata) return pass_on();
    if (!is_alias(type) || kind_of(type) != form_kind::annotated)
        return make_alias(type, object(tuple(type)) + metadata, form);
    return make_alias(as_alias(type).origin, as_alias(type).args + metadata, form);
}

object form_getitem(ref self, ref key) {
    switch (as_form(self).kind) {
    case form_kind::plain: return raise_error(TypeError_type, "%s is not subscriptable", full_name(self).c_str());
    case form_kind::optional: return make_union(tuple(convert(key), ref(&none_type)));
    case form_kind::union_: return make_union(convert_all(key));
    case form_kind::single:
        if (has_flag(key, is_tuple))
            return raise_error(TypeError_type, "%s accepts only single type. Got %R.", full_name(self).c_str(), key);
        return make_alias(self, tuple(convert(key)), self);
    case form_kind::literal: return make_alias(self, as_tuple(key), self);
    case form_kind::annotated:
        if (!has_flag(key, is_tuple) || key.as<tuple_object>()->size < 2)
            return raise_error(TypeError_type,
                               "Annotated[...] should be used with at least two arguments (a type and an annotation).");
        return annotated_alias(self, convert(key.as<tuple_object>()->items[0]), get_item(key, slice(1, None)));
    case form_kind::concatenate: return make_alias(self, as_tuple(key), self);
    case form_kind::callable: return callable_alias(self, key);
    case form_kind::tuple:
        if (has_flag(key, is_tuple) && key.as<tuple_object>()->size == 0)
            return make_alias(as_form(self).origin, key, self);
        return make_alias(as_form(self).origin, convert_all(key), self);
    case form_kind::alias: return alias_of(self, key);
    }
    return {};
}

object form_call(ref self, const ref*, std::size_t, ref) {
    if (as_form(self).origin) {
        str_builder origin;
        object name = get_attribute(as_form(self).origin, intern("__name__"));
        if (!name) return {};
        return raise_error(TypeError_type, "Type %s cannot be instantiated; use %S() instead", as_form(self).name,
                           ref(name));
    }
    if (std::string_view(as_form(self).name) == "Any") return raise_error(TypeError_type, "Any cannot be instantiated");
    return raise_error(TypeError_type, "Cannot instantiate %s", full_name(self).c_str());
}

object form_name(ref self, const ref*, std::size_t, ref) { return intern(as_form(self).name); }
object form_origin(ref self, const ref*, std::size_t, ref) {
    return as_form(self).origin
               ? as_form(self).origin
               : raise_error(AttributeError_type, "'_SpecialForm' object has no attribute '__origin__'");
}
object form_module(ref, const ref*, std::size_t, ref) { return intern("typing"); }
object form_getattr(ref self, ref name) {
    object found = generic_getattr(self, name);
    if (found || !as_form(self).origin || !pending_is(AttributeError_type) || is_dunder_text(text_of(name)))
        return found;
    clear_pending();
    return get_attribute(as_form(self).origin, name);
}
object form_reduce(ref self, const ref*, std::size_t, ref) { return intern(as_form(self).name); }

object form_mro_entries(ref self, const ref*, std::size_t, ref) {
    if (!as_form(self).origin) return raise_error(TypeError_type, "Cannot subclass %R", self);
    return tuple(as_form(self).origin);
}
object form_instancecheck(ref self, const ref* args, std::size_t, ref) {
    if (!as_form(self).origin) return raise_error(TypeError_type, "%R cannot be used with isinstance()", self);
    const int answer = is_instance(args[0], as_form(self).origin);
    return answer < 0 ? object() : object(boolean(answer));
}
object form_subclasscheck(ref self, const ref* args, std::size_t, ref) {
    if (!as_form(self).origin) return raise_error(TypeError_type, "%R cannot be used with issubclass()", self);
    const int answer = is_subclass(args[0], as_form(self).origin);
    return answer < 0 ? object() : object(boolean(answer));
}

object make_or(ref a, ref b) { return make_union(tuple(convert(a), convert(b))); }

constexpr method_definition form_methods[] = {
    {"_name", form_name, "", method_getter},
    {"__name__", form_name, "", method_getter},
    {"__qualname__", form_name, "", method_getter},
    {"__origin__", form_origin, "", method_getter},
    {"__module__", form_module, "", method_getter},
    {"__mro_entries__", form_mro_entries, "self, bases"},
    {"__instancecheck__", form_instancecheck, "self, obj"},
    {"__subclasscheck__", form_subclasscheck, "self, cls"},
    {"__reduce__", form_reduce, "self"},
    {nullptr, nullptr},
};

// ---- aliases

void alias_dealloc(header* self) noexcept {
    if (defer_dealloc(self)) return;
    untrack(static_cast<gc_header*>(self));
    destroy<alias_object>(self);
}
void alias_traverse(header* self, visitor v, void* context) {
    auto& a = *static_cast<alias_object*>(self);
    for (const object* o : {&a.origin, &a.args, &a.parameters, &a.form}) visit(*o, v, context);
}

object alias_repr(ref self) {
    str_builder text;
    const tuple_object& args = args_of(self);
    const form_kind kind = kind_of(self);
    if (as_alias(self).form)
        text.add(full_name(as_alias(self).form));
    else if (!add_type_text(text, as_alias(self).origin))
        return {};
    text.add('[');
    std::size_t i = 0;
    const bool listed =
        kind == form_kind::callable && args.size &&
        !(args.size == 2 && (args.items[0].is(Ellipsis) || args.items[0].is_instance_exactly(param_spec_type) ||
                             is_alias(args.items[0])));
    if (listed) text.add('[');
    for (; i < args.size; ++i) {
        if (listed && i + 1 == args.size)
            text.add("], ");
        else if (i)
            text.add(", ");
        if (kind == form_kind::literal || (kind == form_kind::annotated && i) ? !text.add_repr(args.items[i])
                                                                              : !add_type_text(text, args.items[i]))
            return {};
    }
    if (i == 0) text.add("()");
    text.add(']');
    return text.finish();
}

object alias_call(ref self, const ref* args, std::size_t count, ref names) {
    if (const ref form = as_alias(self).form) {
        if (as_form(form).origin) return form_call(form, args, count, names);
        if (as_form(form).kind != form_kind::annotated)
            return raise_error(TypeError_type, "Cannot instantiate %R", self);
    }
    object made = call_vector(as_alias(self).origin, args, count, names);
    if (!made) return {};
    if (!set_attribute(made, intern("__orig_class__"), self)) {
        if (!pending_is(Exception_type)) return {};
        clear_pending();
    }
    return made;
}

object alias_getattr(ref self, ref name) {
    object found = generic_getattr(self, name);
    if (found || !pending_is(AttributeError_type) || is_dunder_text(text_of(name))) return found;
    clear_pending();
    return get_attribute(as_alias(self).origin, name);
}

/// The argument with its type variables replaced.
object substitute(ref arg, ref parameters, ref values) noexcept {
    auto* list = parameters.as<tuple_object>();
    for (std::size_t i = 0; i < list->size; ++i)
        if (arg.is(list->items[i])) return values.as<tuple_object>()->items[i];
    if (!arg.is_heap() || has_flag(arg, is_type)) return arg;
    object inner = find_attribute(arg, intern("__parameters__"));
    if (is_failed()) return {};
    if (!inner || !has_flag(inner, is_tuple) || inner.as<tuple_object>()->size == 0) return arg;
    object chosen = make_list();
    for (std::size_t i = 0; i < inner.as<tuple_object>()->size; ++i)
        for (std::size_t j = 0; j < list->size; ++j)
            if (inner.as<tuple_object>()->items[i].is(list->items[j]))
                list_append(chosen, values.as<tuple_object>()->items[j]);
    return get_item(arg, list_to_tuple(std::move(chosen)));
}

object alias_getitem(ref self, ref key) {
    alias_object& a = as_alias(self);
    const std::size_t expected = a.parameters.as<tuple_object>()->size;
    if (expected == 0) return raise_error(TypeError_type, "%R is not a generic class", self);
    object values = convert_all(key);
    const std::size_t actual = values.as<tuple_object>()->size;
    if (actual != expected)
        return raise_error(TypeError_type, "Too %s arguments for %R; actual %zu, expected %zu",
                           actual > expected ? "many" : "few", self, actual, expected);
    object args = make_list();
    for (std::size_t i = 0; i < args_of(self).size; ++i) {
        object arg = substitute(args_of(self).items[i], a.parameters, values);
        if (!arg) return {};
        if (has_flag(arg, is_list) ? !list_extend(args, arg) : !list_append(args, arg)) return {};
    }
    return make_alias(a.origin, list_to_tuple(std::move(args)), a.form);
}

object alias_richcompare(ref a, ref b, compare op) {
    if ((op != compare::eq && op != compare::ne) || !is_alias(b)) return NotImplemented;
    const int origins = equal_or_same(as_alias(a).origin, as_alias(b).origin);
    if (origins < 0) return {};
    if (!origins) return boolean(op == compare::ne);
    return compare_objects(as_alias(a).args, as_alias(b).args, op);
}
std::int64_t alias_hash(ref self) {
    object parts = tuple(as_alias(self).origin, as_alias(self).args);
    return hash_of(parts);
}

object alias_origin(ref self, const ref*, std::size_t, ref) { return as_alias(self).origin; }
object alias_args(ref self, const ref*, std::size_t, ref) {
    return kind_of(self) == form_kind::annotated ? tuple(as_alias(self).origin) : as_alias(self).args;
}
object alias_parameters(ref self, const ref*, std::size_t, ref) { return as_alias(self).parameters; }
object alias_metadata(ref self, const ref*, std::size_t, ref) {
    if (kind_of(self) != form_kind::annotated) return raise_error(AttributeError_type, "__metadata__");
    return get_item(as_alias(self).args, slice(1, None));
}
object alias_name(ref self, const ref*, std::size_t, ref) {
    return as_alias(self).form ? object(intern(as_form(as_alias(self).form).name))
                               : get_attribute(as_alias(self).origin, intern("__name__"));
}
object alias_module(ref self, const ref*, std::size_t, ref) {
    return as_alias(self).form ? object(intern("typing")) : get_attribute(as_alias(self).origin, intern("__module__"));
}
object alias_mro_entries(ref self, const ref* args, std::size_t, ref) {
    alias_object& a = as_alias(self);
    if (a.form && !as_form(a.form).origin) return raise_error(TypeError_type, "Cannot subclass %R", self);
    object generic = generic_class();
    if (!generic) return {};
    if (a.origin.is(generic)) {  // Generic[T] beside Protocol[T]: one Generic is enough
        auto* bases = args[0].as<tuple_object>();
        for (std::size_t i = 0; i < bases->size; ++i)
            if (is_alias(bases->items[i]) && !bases->items[i].is(self) &&
                as_alias(bases->items[i]).origin.is(protocol_class()))
                return new_tuple(0);
        return tuple(generic);
    }
    if (!a.form) return tuple(a.origin);
    auto* bases = args[0].as<tuple_object>();
    bool later = false, seen = false;
    for (std::size_t i = 0; i < bases->size; ++i) {
        if (bases->items[i].is(self))
            seen = true;
        else if (seen && (is_alias(bases->items[i]) ||
                          (has_flag(bases->items[i], is_type) &&
                           is_subtype(bases->items[i].as<type_object>(), generic.as<type_object>()))))
            later = true;
    }
    return later ? tuple(a.origin) : tuple(a.origin, generic);
}
object alias_check(ref, const ref*, std::size_t, ref) {
    return raise_error(TypeError_type, "Subscripted generics cannot be used with class and instance checks");
}
object alias_copy_with(ref self, const ref* args, std::size_t, ref) {
    alias_object& a = as_alias(self);
    if (kind_of(self) == form_kind::annotated)
        return annotated_alias(a.form, args[0].as<tuple_object>()->items[0], get_item(a.args, slice(1, None)));
    return make_alias(a.origin, args[0], a.form);
}
constexpr method_definition alias_methods[] = {
    {"copy_with", alias_copy_with, "self, args"},          {"__origin__", alias_origin, "", method_getter},
    {"__args__", alias_args, "", method_getter},           {"__parameters__", alias_parameters, "", method_getter},
    {"__metadata__", alias_metadata, "", method_getter},   {"_name", alias_name, "", method_getter},
    {"__name__", alias_name, "", method_getter},           {"__module__", alias_module, "", method_getter},
    {"__mro_entries__", alias_mro_entries, "self, bases"}, {"__instancecheck__", alias_check, "self, obj"},
    {"__subclasscheck__", alias_check, "self, cls"},       {nullptr, nullptr},
};

}  // namespace

object make_form(const char* name, form_kind kind, ref origin, std::int64_t parameters) noexcept {
    auto* f = make<special_form>(origin ? special_alias_type : special_form_type, name, kind, origin, parameters);
    track(f);
    return object::take(f);
}

object make_alias(ref origin, ref args, ref form) noexcept {
    if (!origin || !args) return pass_on();
    object parameters = form && as_form(form).kind == form_kind::literal ? new_tuple(0) : collect_parameters(args);
    if (!parameters) return {};
    auto* a = make<alias_object>();
    a->origin = origin;
    a->args = args;
    a->parameters = std::move(parameters);
    a->form = form;
    track(a);
    return object::take(a);
}

object collect_parameters(ref args) noexcept {
    object result = make_list();
    auto* t = args.as<tuple_object>();
    const auto add = [&](ref x) {
        for (std::size_t i = 0; i < result.as<list_object>()->size; ++i)
            if (result.as<list_object>()->items[i].is(x)) return;
        list_append(result, x);
    };
    for (std::size_t i = 0; i < t->size; ++i) {
        const ref x = t->items[i];
        if (is_type_variable(x)) {
            add(x);
            continue;
        }
        if (!x.is_heap() || has_flag(x, is_type) || is_str(x)) continue;
        object inner = find_attribute(x, intern("__parameters__"));
        if (is_failed()) return {};
        if (!inner || !has_flag(inner, is_tuple)) continue;
        for (std::size_t j = 0; j < inner.as<tuple_object>()->size; ++j) add(inner.as<tuple_object>()->items[j]);
    }
    return list_to_tuple(std::move(result));
}

bool add_type_text(str_builder& text, ref x) noexcept {
    if (x.is(Ellipsis)) {
        text.add("...");
        return true;
    }
    if (x.is_heap() && has_flag(x, is_type)) {
        text.add(class_full_name(x));
        return true;
    }
    if (x.is_instance_exactly(list_type)) {
        text.add('[');
        for (std::size_t i = 0; i < x.as<list_object>()->size; ++i) {
            if (i) text.add(", ");
            if (!add_type_text(text, x.as<list_object>()->items[i])) return false;
        }
        text.add(']');
        return true;
    }
    return text.add_repr(x);
}

constexpr void fill_form(type_object& t) noexcept {
    t.methods = form_methods;
    t.dealloc = form_dealloc;
    t.traverse = form_traverse;
    t.repr = form_repr;
    t.call = form_call;
    t.getitem = form_getitem;
    t.getattr = form_getattr;
    t.set_number(number_op::bit_or, make_or);
}
constinit type_object special_form_type("typing._SpecialForm", &object_type, type_gc, fill_form);
constinit type_object special_alias_type("typing._SpecialGenericAlias", &object_type, type_gc, fill_form);
constinit type_object generic_alias("typing._GenericAlias", &object_type, type_gc, [](type_object& t) {
    t.methods = alias_methods;
    t.dealloc = alias_dealloc;
    t.traverse = alias_traverse;
    t.repr = alias_repr;
    t.call = alias_call;
    t.getattr = alias_getattr;
    t.getitem = alias_getitem;
    t.richcompare = alias_richcompare;
    t.hash = alias_hash;
    t.set_number(number_op::bit_or, make_or);
});

}  // namespace cowith::typing
