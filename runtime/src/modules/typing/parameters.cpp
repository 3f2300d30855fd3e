// Type parameters and `type` statements as compiled code makes them (PEP 695, 696; Objects/typevarobject.c).
#include "typing.hpp"

#include <cowith/generated.hpp>

namespace cowith::typing {
namespace {

struct type_alias_object : gc_header {
    object name, value, evaluate, parameters, module;
    type_alias_object() noexcept : gc_header(&type_alias_type) {}
};
type_alias_object& as_alias(ref x) noexcept { return *x.as<type_alias_object>(); }

void alias_dealloc(header* self) noexcept {
    untrack(static_cast<gc_header*>(self));
    destroy<type_alias_object>(self);
}
void alias_traverse(header* self, visitor v, void* context) {
    auto& a = *static_cast<type_alias_object*>(self);
    for (const object* o : {&a.value, &a.evaluate, &a.parameters}) visit(*o, v, context);
}
object alias_repr(ref self) { return as_alias(self).name; }
object alias_or(ref a, ref b) { return make_union(tuple(convert(a), convert(b))); }

object make_type_alias(ref name, ref parameters, ref module) noexcept {
    auto* a = make<type_alias_object>();
    a->name = name;
    a->parameters = parameters;
    a->module = module;
    track(a);
    return object::take(a);
}

object alias_value(ref self, const ref*, std::size_t, ref) {
    if (!as_alias(self).value) {
        object keep = self, evaluate = as_alias(self).evaluate;
        object value = evaluate(ref(1));
        if (!value) return {};
        as_alias(self).value = value;
    }
    return as_alias(self).value;
}
object alias_evaluate(ref self, const ref*, std::size_t, ref) {
    return as_alias(self).evaluate ? as_alias(self).evaluate : object(None);
}
object alias_name(ref self, const ref*, std::size_t, ref) { return as_alias(self).name; }
object alias_module(ref self, const ref*, std::size_t, ref) { return as_alias(self).module; }
object alias_type_params(ref self, const ref*, std::size_t, ref) { return as_alias(self).parameters; }
object alias_parameters(ref self, const ref*, std::size_t, ref) {
    object result = make_list();
    auto* t = as_alias(self).parameters.as<tuple_object>();
    for (std::size_t i = 0; i < t->size; ++i) {
        const ref x = t->items[i];
        if (x.is_instance_exactly(type_var_tuple_type) ? !list_extend(result, x) : !list_append(result, x)) return {};
    }
    return list_to_tuple(std::move(result));
}
object alias_reduce(ref self, const ref*, std::size_t, ref) { return as_alias(self).name; }
constexpr method_definition alias_methods[] = {
    {"__name__", alias_name, "", method_getter},
    {"__value__", alias_value, "", method_getter},
    {"__type_params__", alias_type_params, "", method_getter},
    {"__parameters__", alias_parameters, "", method_getter},
    {"__module__", alias_module, "", method_getter},
    {"evaluate_value", alias_evaluate, "", method_getter},
    {"__reduce__", alias_reduce, "self"},
    {nullptr, nullptr},
};

object alias_getitem(ref self, ref key) {
    if (as_alias(self).parameters.as<tuple_object>()->size == 0)
        return raise_error(TypeError_type, "Only generic type aliases are subscriptable");
    return ref(&generic_alias_type)(self, has_flag(key, is_tuple) ? object(key) : tuple(key));
}
object alias_iter(ref self) {
    object form = make_form("Unpack", form_kind::single);
    return get_iterator(tuple(make_alias(form, tuple(self), form)));
}

object alias_of(ref, const ref* args, std::size_t, ref) {
    if (!is_str(args[0]))
        return raise_error(TypeError_type, "typealias() argument 'name' must be str, not %T", args[0]);
    if (args[2] && !has_flag(args[2], is_tuple)) return raise_error(TypeError_type, "type_params must be a tuple");
    object made = make_type_alias(args[0], args[2] ? object(args[2]) : new_tuple(0), intern("__main__"));
    as_alias(made).value = args[1];
    return made;
}
constexpr method_definition alias_new{"typealias", alias_of, "name, value, *, type_params=()"};

object new_parameter(type_object& type, module_object& module, ref name) noexcept {
    ready(type);
    auto* v = make<type_variable>(type);
    v->name = name;
    v->constraints = new_tuple(0);
    v->bound = None;
    v->default_value = ref(&no_default_object);
    v->module = module_name(ref(&module));
    v->infer = true;
    track(v);
    return object::take(v);
}

}  // namespace

bool add_type_aliases(ref dict) noexcept { return add_type(dict, "TypeAliasType", type_alias_type); }

constinit type_object type_alias_type("typing.TypeAliasType", &object_type, type_gc, [](type_object& t) {
    t.methods = alias_methods;
    t.dealloc = alias_dealloc;
    t.traverse = alias_traverse;
    t.repr = alias_repr;
    t.getitem = alias_getitem;
    t.iter = alias_iter;
    t.new_ = new_with<alias_new>;
    t.set_number(number_op::bit_or, alias_or);
});

}  // namespace cowith::typing

namespace cowith {

object type_var(module_object& module, ref name) noexcept {
    return typing::new_parameter(typing::type_var_type, module, name);
}
object type_var_below(module_object& module, ref name, ref evaluate_bound) noexcept {
    object v = type_var(module, name);
    v.as<typing::type_variable>()->evaluate_bound = evaluate_bound;
    return v;
}
object type_var_of(module_object& module, ref name, ref evaluate_constraints) noexcept {
    object v = type_var(module, name);
    v.as<typing::type_variable>()->evaluate_constraints = evaluate_constraints;
    return v;
}
object param_spec(module_object& module, ref name) noexcept {
    return typing::new_parameter(typing::param_spec_type, module, name);
}
object type_var_tuple(module_object& module, ref name) noexcept {
    return typing::new_parameter(typing::type_var_tuple_type, module, name);
}
object with_default(object parameter, ref evaluate) noexcept {
    parameter.as<typing::type_variable>()->evaluate_default = evaluate;
    return parameter;
}

object type_alias(module_object& module, ref name, ref evaluate, ref parameters) noexcept {
    ready(typing::type_alias_type);
    object made =
        typing::make_type_alias(name, parameters ? object(parameters) : new_tuple(0), module_name(ref(&module)));
    made.as<typing::type_alias_object>()->evaluate = evaluate;
    return made;
}

object generic_base(ref parameters) noexcept {
    object generic = typing::generic_class(), all = make_list();
    if (!generic) return {};
    auto* t = parameters.as<tuple_object>();
    for (std::size_t i = 0; i < t->size; ++i) {
        const ref x = t->items[i];
        if (x.is_instance_exactly(typing::type_var_tuple_type) ? !list_extend(all, x) : !list_append(all, x)) return {};
    }
    return typing::make_alias(generic, list_to_tuple(std::move(all)));
}

object with_type_parameters(object function, ref parameters) noexcept {
    if (function) function.as<function_object>()->type_params = parameters;
    return function;
}

}  // namespace cowith
