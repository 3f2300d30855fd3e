// TypeVar, ParamSpec, TypeVarTuple, ForwardRef and NewType.
#include "typing.hpp"

namespace cowith::typing {

constinit header no_default_object{&no_default_type, header::immortal};

namespace {

type_variable& as_variable(ref x) noexcept { return *x.as<type_variable>(); }

void variable_dealloc(header* self) noexcept {
    untrack(static_cast<gc_header*>(self));
    destroy<type_variable>(self);
}
void variable_traverse(header* self, visitor v, void* context) {
    auto& t = *static_cast<type_variable*>(self);
    for (const object* o :
         {&t.bound, &t.constraints, &t.default_value, &t.evaluate_bound, &t.evaluate_constraints, &t.evaluate_default})
        visit(*o, v, context);
}

object new_variable(type_object& type, ref name, ref constraints) noexcept {
    if (!is_str(name))
        return raise_error(TypeError_type, "%s() argument 'name' must be str, not %T",
                           std::string(type.name).substr(7).c_str(), name);
    auto* v = make<type_variable>(type);
    v->name = name;
    v->constraints = constraints;
    v->bound = None;
    v->default_value = ref(&no_default_object);
    v->module = intern("__main__");
    track(v);
    return object::take(v);
}

bool set_options(ref self, ref bound, ref default_value, ref covariant, ref contravariant, ref infer) noexcept {
    type_variable& v = as_variable(self);
    if (bound && !bound.is(None)) v.bound = convert(bound);
    if (default_value) v.default_value = default_value;
    v.covariant = covariant && truth(covariant);
    v.contravariant = contravariant && truth(contravariant);
    v.infer = infer && truth(infer);
    if (v.covariant && v.contravariant) raise_error(ValueError_type, "Bivariant types are not supported.");
    return !is_failed();
}

object type_var_of(ref, const ref* args, std::size_t, ref) {
    // name, *constraints, bound, default, covariant, contravariant, infer_variance
    const std::size_t n = args[1].as<tuple_object>()->size;
    if (n == 1) return raise_error(TypeError_type, "A single constraint is not allowed");
    if (n && args[2] && !args[2].is(None))
        return raise_error(TypeError_type, "Constraints cannot be combined with bound=...");
    object v = new_variable(type_var_type, args[0], args[1]);
    return v && set_options(v, args[2], args[3], args[4], args[5], args[6]) ? v : object();
}
constexpr method_definition type_var_new{
    "TypeVar", type_var_of,
    "name, *constraints, bound=None, default=None, covariant=False, contravariant=False, infer_variance=False"};
object param_spec_of(ref, const ref* args, std::size_t, ref) {
    object v = new_variable(param_spec_type, args[0], new_tuple(0));
    return v && set_options(v, args[1], args[2], args[3], args[4], args[5]) ? v : object();
}
constexpr method_definition param_spec_new{
    "ParamSpec", param_spec_of,
    "name, *, bound=None, default=None, covariant=False, contravariant=False, infer_variance=False"};
object type_var_tuple_of(ref, const ref* args, std::size_t, ref) {
    object v = new_variable(type_var_tuple_type, args[0], new_tuple(0));
    return v && set_options(v, {}, args[1], {}, {}, {}) ? v : object();
}
constexpr method_definition type_var_tuple_new{"TypeVarTuple", type_var_tuple_of, "name, *, default=None"};

object variable_repr(ref self) {
    const type_variable& v = as_variable(self);
    str_builder text;
    if (self.type() != &type_var_tuple_type && !v.infer) text.add(v.covariant ? '+' : v.contravariant ? '-' : '~');
    text.add_str(v.name);
    return text.finish();
}
object variable_or(ref a, ref b) { return make_union(tuple(convert(a), convert(b))); }

template <object type_variable::* Member> object get(ref self, const ref*, std::size_t, ref) {
    return as_variable(self).*Member;
}
/// What `evaluate` gives when it is first asked for.
template <object type_variable::* Member, object type_variable::* Evaluate>
object get_lazily(ref self, const ref*, std::size_t, ref) {
    type_variable& v = as_variable(self);
    if (v.*Evaluate) {
        object keep = self, evaluate = v.*Evaluate;
        object value = evaluate(ref(1));
        if (!value) return {};
        v.*Member = value;
        (v.*Evaluate).reset();
    }
    return v.*Member;
}
template <bool type_variable::* Member> object get_flag(ref self, const ref*, std::size_t, ref) {
    return boolean(as_variable(self).*Member);
}
object substitution(ref, const ref* args, std::size_t, ref) { return convert(args[0]); }
object has_default(ref self, const ref*, std::size_t, ref) {
    const type_variable& v = as_variable(self);
    return boolean(v.evaluate_default || !v.default_value.is(ref(&no_default_object)));
}
object refuse_subclass(ref self, const ref*, std::size_t, ref) {
    return raise_error(TypeError_type, "Cannot subclass an instance of %s",
                       std::string(self.type()->name).substr(7).c_str());
}
object reduce(ref self, const ref*, std::size_t, ref) { return as_variable(self).name; }

#define COWITH_VARIABLE_METHODS                                                                                        \
    {"__name__", get<&type_variable::name>, "", method_getter},                                                        \
        {"__bound__", get_lazily<&type_variable::bound, &type_variable::evaluate_bound>, "", method_getter},           \
        {"__default__", get_lazily<&type_variable::default_value, &type_variable::evaluate_default>, "",               \
         method_getter},                                                                                               \
        {"__covariant__", get_flag<&type_variable::covariant>, "", method_getter},                                     \
        {"__contravariant__", get_flag<&type_variable::contravariant>, "", method_getter},                             \
        {"__infer_variance__", get_flag<&type_variable::infer>, "", method_getter},                                    \
        {"__module__", get<&type_variable::module>, "", method_getter}, {"has_default", has_default, "self"},          \
        {"__typing_subst__", substitution, "self, arg"}, {"__mro_entries__", refuse_subclass, "self, bases"},          \
        {"__reduce__", reduce, "self"}

constexpr method_definition type_var_methods[] = {
    COWITH_VARIABLE_METHODS,
    {"__constraints__", get_lazily<&type_variable::constraints, &type_variable::evaluate_constraints>, "",
     method_getter},
    {nullptr, nullptr},
};

/// P.args and P.kwargs
struct param_spec_part : gc_header {
    object owner;
    param_spec_part(type_object& t, ref o) noexcept : gc_header(&t), owner(o) {}
};
void part_dealloc(header* self) noexcept {
    untrack(static_cast<gc_header*>(self));
    destroy<param_spec_part>(self);
}
void part_traverse(header* self, visitor v, void* context) {
    visit(static_cast<param_spec_part*>(self)->owner, v, context);
}
object part_repr(ref self) {
    str_builder text;
    text.add_str(as_variable(self.as<param_spec_part>()->owner).name);
    text.add(self.type() == &param_spec_args_type ? ".args" : ".kwargs");
    return text.finish();
}
template <type_object& Type> object part(ref self, const ref*, std::size_t, ref) {
    auto* p = make<param_spec_part>(Type, self);
    track(p);
    return object::take(p);
}
object part_origin(ref self, const ref*, std::size_t, ref) { return self.as<param_spec_part>()->owner; }
constexpr method_definition part_methods[] = {
    {"__origin__", part_origin, "", method_getter},
    {nullptr, nullptr},
};

constexpr method_definition param_spec_methods[] = {
    COWITH_VARIABLE_METHODS,
    {"args", part<param_spec_args_type>, "", method_getter},
    {"kwargs", part<param_spec_kwargs_type>, "", method_getter},
    {nullptr, nullptr},
};

object unpacked(ref self) {
    object form = make_form("Unpack", form_kind::single);
    return get_iterator(tuple(make_alias(form, tuple(self), form)));
}

// ---- ForwardRef

struct forward_ref : gc_header {
    object text;
    explicit forward_ref(ref t) noexcept : gc_header(&forward_ref_type), text(t) {}
};
void forward_dealloc(header* self) noexcept {
    untrack(static_cast<gc_header*>(self));
    destroy<forward_ref>(self);
}
object forward_of(ref, const ref* args, std::size_t, ref) {
    if (!is_str(args[0])) return raise_error(TypeError_type, "Forward reference must be a string -- got %R", args[0]);
    auto* f = make<forward_ref>(args[0]);
    track(f);
    return object::take(f);
}
constexpr method_definition forward_new{"ForwardRef", forward_of, "arg, is_argument=True, module=None"};
object forward_repr(ref self) {
    str_builder text;
    text.add("ForwardRef(");
    text.add_repr(self.as<forward_ref>()->text);
    text.add(')');
    return text.finish();
}
object forward_compare(ref a, ref b, compare op) {
    if (!b.is_instance_exactly(forward_ref_type)) return NotImplemented;
    return compare_objects(a.as<forward_ref>()->text, b.as<forward_ref>()->text, op);
}
std::int64_t forward_hash(ref self) { return hash_of(self.as<forward_ref>()->text); }
object forward_text(ref self, const ref*, std::size_t, ref) { return self.as<forward_ref>()->text; }
constexpr method_definition forward_methods[] = {
    {"__forward_arg__", forward_text, "", method_getter},
    {nullptr, nullptr},
};

// ---- NewType

struct new_type : gc_header {
    object name, supertype, module;
    new_type() noexcept : gc_header(&new_type_type) {}
};
void new_type_dealloc(header* self) noexcept {
    untrack(static_cast<gc_header*>(self));
    destroy<new_type>(self);
}
void new_type_traverse(header* self, visitor v, void* context) {
    visit(static_cast<new_type*>(self)->supertype, v, context);
}
object new_type_of(ref, const ref* args, std::size_t, ref) {
    auto* t = make<new_type>();
    t->name = args[0];
    t->supertype = args[1];
    t->module = intern("__main__");
    track(t);
    return object::take(t);
}
constexpr method_definition new_type_new{"NewType.__init__", new_type_of, "name, tp"};
object new_type_repr(ref self) {
    str_builder text;
    text.add_str(self.as<new_type>()->module);
    text.add('.');
    text.add_str(self.as<new_type>()->name);
    return text.finish();
}
object same_value(ref, const ref* args, std::size_t, ref) { return args[0]; }
constexpr method_definition new_type_call_definition{"NewType.__call__", same_value, "x"};
object new_type_call(ref self, const ref* args, std::size_t count, ref names) {
    return call_bound(new_type_call_definition, self, args, count, names);
}
template <object new_type::* Member> object new_type_get(ref self, const ref*, std::size_t, ref) {
    return self.as<new_type>()->*Member;
}
constexpr method_definition new_type_methods[] = {
    {"__name__", new_type_get<&new_type::name>, "", method_getter},
    {"__qualname__", new_type_get<&new_type::name>, "", method_getter},
    {"__supertype__", new_type_get<&new_type::supertype>, "", method_getter},
    {"__module__", new_type_get<&new_type::module>, "", method_getter},
    {nullptr, nullptr},
};

object no_default_repr(ref) { return make_str("typing.NoDefault"); }

}  // namespace

bool is_type_variable(ref x) noexcept {
    return x.is_heap() &&
           (x.type() == &type_var_type || x.type() == &param_spec_type || x.type() == &type_var_tuple_type);
}

object convert(ref x) noexcept {
    if (!x) return pass_on();
    if (x.is(None)) return ref(&none_type);
    if (is_str(x)) return ref(&forward_ref_type)(x);
    return x;
}

bool add_variables(ref dict) noexcept {
    object any_str = ref(&type_var_type)(intern("AnyStr"), ref(&bytes_type), ref(&str_type));
    return add_type(dict, "TypeVar", type_var_type) && add_type(dict, "ParamSpec", param_spec_type) &&
           add_type(dict, "TypeVarTuple", type_var_tuple_type) &&
           add_type(dict, "ParamSpecArgs", param_spec_args_type) &&
           add_type(dict, "ParamSpecKwargs", param_spec_kwargs_type) &&
           add_type(dict, "ForwardRef", forward_ref_type) && add_type(dict, "NewType", new_type_type) && any_str &&
           dict_set(dict, intern("AnyStr"), any_str) && dict_set(dict, intern("NoDefault"), ref(&no_default_object));
}

constexpr void fill_variable(type_object& t) noexcept {
    t.dealloc = variable_dealloc;
    t.traverse = variable_traverse;
    t.repr = variable_repr;
    t.set_number(number_op::bit_or, variable_or);
}
constinit type_object type_var_type("typing.TypeVar", &object_type, type_gc, [](type_object& t) {
    fill_variable(t);
    t.methods = type_var_methods;
    t.new_ = new_with<type_var_new>;
});
constinit type_object param_spec_type("typing.ParamSpec", &object_type, type_gc, [](type_object& t) {
    fill_variable(t);
    t.methods = param_spec_methods;
    t.new_ = new_with<param_spec_new>;
});
constinit type_object type_var_tuple_type("typing.TypeVarTuple", &object_type, type_gc, [](type_object& t) {
    fill_variable(t);
    t.methods = type_var_methods;
    t.new_ = new_with<type_var_tuple_new>;
    t.iter = unpacked;
});
constexpr void fill_part(type_object& t) noexcept {
    t.methods = part_methods;
    t.dealloc = part_dealloc;
    t.traverse = part_traverse;
    t.repr = part_repr;
}
constinit type_object param_spec_args_type("typing.ParamSpecArgs", &object_type, type_gc, fill_part);
constinit type_object param_spec_kwargs_type("typing.ParamSpecKwargs", &object_type, type_gc, fill_part);
constinit type_object forward_ref_type("annotationlib.ForwardRef", &object_type, type_gc, [](type_object& t) {
    t.methods = forward_methods;
    t.dealloc = forward_dealloc;
    t.new_ = new_with<forward_new>;
    t.repr = forward_repr;
    t.richcompare = forward_compare;
    t.hash = forward_hash;
    t.set_number(number_op::bit_or, variable_or);
});
constinit type_object new_type_type("typing.NewType", &object_type, type_gc, [](type_object& t) {
    t.methods = new_type_methods;
    t.dealloc = new_type_dealloc;
    t.traverse = new_type_traverse;
    t.new_ = new_with<new_type_new>;
    t.repr = new_type_repr;
    t.call = new_type_call;
    t.set_number(number_op::bit_or, variable_or);
});
constinit type_object no_default_type("typing.NoDefaultType", &object_type, 0,
                                      [](type_object& t) { t.repr = no_default_repr; });

}  // namespace cowith::typing
