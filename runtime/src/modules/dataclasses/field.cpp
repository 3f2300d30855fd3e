// Field, InitVar, the sentinels and field().
#include "dataclasses.hpp"

namespace cowith::dataclasses {

extern type_object missing_type, kw_only_type, factory_type;

constinit header missing_object{&missing_type, header::immortal}, kw_only_object{&kw_only_type, header::immortal},
    factory_object{&factory_type, header::immortal};

field_object::field_object() noexcept : gc_header(&field_type) {}
init_var::init_var() noexcept : gc_header(&init_var_type) {}
parameters_object::parameters_object(const options& o) noexcept : header(&parameters_type), values(o) {}

namespace {

struct member {
    const char* name;
    object field_object::* value;
};
constexpr member members[] = {
    {"name", &field_object::name},
    {"type", &field_object::type},
    {"default", &field_object::default_value},
    {"default_factory", &field_object::default_factory},
    {"init", &field_object::init},
    {"repr", &field_object::repr},
    {"hash", &field_object::hash},
    {"compare", &field_object::compare},
    {"metadata", &field_object::metadata},
    {"kw_only", &field_object::kw_only},
    {"doc", &field_object::doc},
};

void field_dealloc(header* self) noexcept {
    untrack(static_cast<gc_header*>(self));
    destroy<field_object>(self);
}
void field_traverse(header* self, visitor v, void* context) {
    for (const member& m : members) visit(static_cast<field_object*>(self)->*m.value, v, context);
}

object field_repr(ref self) {
    static constexpr const char* kinds[] = {"None", "_FIELD", "_FIELD_CLASSVAR", "_FIELD_INITVAR"};
    repr_guard guard(self);
    if (!guard) return make_str("...");
    str_builder text;
    text.add("Field(");
    for (const member& m : members) {
        text.add(m.name);
        text.add('=');
        if (!text.add_repr(as_field(self).*m.value)) return {};
        text.add(',');
    }
    text.add("_field_type=");
    text.add(kinds[static_cast<int>(as_field(self).kind)]);
    text.add(')');
    return text.finish();
}

template <object field_object::* Member> object get(ref self, const ref* args, std::size_t count, ref) {
    if (count) {
        as_field(self).*Member = args[0];
        return None;
    }
    return as_field(self).*Member;
}
#define COWITH_MEMBER(name, member) {name, get<&field_object::member>, "", method_getter, get<&field_object::member>}
constexpr method_definition field_methods[] = {
    COWITH_MEMBER("name", name),
    COWITH_MEMBER("type", type),
    COWITH_MEMBER("default", default_value),
    COWITH_MEMBER("default_factory", default_factory),
    COWITH_MEMBER("init", init),
    COWITH_MEMBER("repr", repr),
    COWITH_MEMBER("hash", hash),
    COWITH_MEMBER("compare", compare),
    COWITH_MEMBER("metadata", metadata),
    COWITH_MEMBER("kw_only", kw_only),
    COWITH_MEMBER("doc", doc),
    {"__class_getitem__", class_getitem, class_getitem_signature, method_class},
    {nullptr, nullptr},
};
#undef COWITH_MEMBER

object factory_repr(ref) { return make_str("<factory>"); }

// ---- InitVar[type]

void init_var_dealloc(header* self) noexcept {
    untrack(static_cast<gc_header*>(self));
    destroy<init_var>(self);
}
void init_var_traverse(header* self, visitor v, void* context) {
    visit(static_cast<init_var*>(self)->type, v, context);
}
object init_var_of(ref, const ref* args, std::size_t, ref) {
    auto* v = make<init_var>();
    v->type = args[0];
    track(v);
    return object::take(v);
}
constexpr method_definition init_var_constructor{"InitVar.__init__", init_var_of, "type"};
object init_var_new(type_object& cls, const ref* args, std::size_t count, ref names) {
    return call_bound(init_var_constructor, &cls, args, count, names);
}
object init_var_repr(ref self) {
    const ref type = self.as<init_var>()->type;
    str_builder text;
    text.add("dataclasses.InitVar[");
    if (has_flag(type, is_type))
        text.add(type.as<type_object>()->name);
    else if (!text.add_repr(type))
        return {};
    text.add(']');
    return text.finish();
}
object init_var_type_of(ref self, const ref*, std::size_t, ref) { return self.as<init_var>()->type; }
constexpr method_definition init_var_methods[] = {
    {"type", init_var_type_of, "", method_getter},
    {"__class_getitem__", init_var_of, "cls, type, /", method_class},
    {nullptr, nullptr},
};

// ---- __dataclass_params__

struct option_member {
    const char* name;
    bool options::* value;
};
constexpr option_member option_members[] = {
    {"init", &options::init},
    {"repr", &options::repr},
    {"eq", &options::eq},
    {"order", &options::order},
    {"unsafe_hash", &options::unsafe_hash},
    {"frozen", &options::frozen},
    {"match_args", &options::match_args},
    {"kw_only", &options::kw_only},
    {"slots", &options::slots},
    {"weakref_slot", &options::weakref_slot},
};
void parameters_dealloc(header* self) noexcept { destroy<parameters_object>(self); }
object parameters_repr(ref self) {
    str_builder text;
    text.add("_DataclassParams(");
    for (const option_member& m : option_members) {
        if (&m != option_members) text.add(',');
        text.add(m.name);
        text.add(self.as<parameters_object>()->values.*m.value ? "=True" : "=False");
    }
    text.add(')');
    return text.finish();
}
template <bool options::* Member> object option(ref self, const ref*, std::size_t, ref) {
    return boolean(self.as<parameters_object>()->values.*Member);
}
constexpr method_definition parameters_methods[] = {
    {"init", option<&options::init>, "", method_getter},
    {"repr", option<&options::repr>, "", method_getter},
    {"eq", option<&options::eq>, "", method_getter},
    {"order", option<&options::order>, "", method_getter},
    {"unsafe_hash", option<&options::unsafe_hash>, "", method_getter},
    {"frozen", option<&options::frozen>, "", method_getter},
    {"match_args", option<&options::match_args>, "", method_getter},
    {"kw_only", option<&options::kw_only>, "", method_getter},
    {"slots", option<&options::slots>, "", method_getter},
    {"weakref_slot", option<&options::weakref_slot>, "", method_getter},
    {nullptr, nullptr},
};

object field_entry(function_object&, object* args) {
    // default, default_factory, init, repr, hash, compare, metadata, kw_only, doc
    if (!args[0].is(missing) && !args[1].is(missing))
        return raise_error(ValueError_type, "cannot specify both default and default_factory");
    auto* f = make<field_object>();
    track(f);
    object result = object::take(f);
    f->name = None;
    f->type = None;
    f->default_value = args[0];
    f->default_factory = args[1];
    f->init = args[2];
    f->repr = args[3];
    f->hash = args[4];
    f->compare = args[5];
    object metadata = args[6].is(None) ? make_dict() : object(args[6]);
    f->metadata = make_mappingproxy(metadata);
    f->kw_only = args[7];
    f->doc = args[8];
    return f->metadata ? result : object();
}

}  // namespace

object field(ref, const ref* args, std::size_t count, ref names) {
    // A Python function, so that its TypeErrors are those of `def`.
    static auto& function = *new object([] {
        object defaults = make_dict();
        static const char* const parameters[] = {"default", "default_factory", "init",    "repr", "hash",
                                                 "compare", "metadata",        "kw_only", "doc"};
        const ref values[] = {missing, missing, True, True, None, True, None, missing, None};
        std::string signature = "*";
        for (std::size_t i = 0; i < std::size(values); ++i) {
            signature += std::string(", ") + parameters[i] + "=";
            dict_set(defaults, intern(parameters[i]), values[i]);
        }
        return make_code_function({"field", "field", signature, field_entry}, {}, {}, defaults, intern("dataclasses"));
    }());
    return call_vector(function, args, count, names);
}

constinit type_object field_type("dataclasses.Field", &object_type, type_gc, [](type_object& t) {
    t.methods = field_methods;
    t.dealloc = field_dealloc;
    t.traverse = field_traverse;
    t.repr = field_repr;
});
constinit type_object init_var_type("dataclasses.InitVar", &object_type, type_gc, [](type_object& t) {
    t.methods = init_var_methods;
    t.dealloc = init_var_dealloc;
    t.traverse = init_var_traverse;
    t.new_ = init_var_new;
    t.repr = init_var_repr;
});
constinit type_object parameters_type("dataclasses._DataclassParams", &object_type, 0, [](type_object& t) {
    t.methods = parameters_methods;
    t.dealloc = parameters_dealloc;
    t.repr = parameters_repr;
});
constinit type_object missing_type("dataclasses._MISSING_TYPE", &object_type, 0);
constinit type_object kw_only_type("dataclasses._KW_ONLY_TYPE", &object_type, 0);
constinit type_object factory_type("dataclasses._HAS_DEFAULT_FACTORY_CLASS", &object_type, 0,
                                   [](type_object& t) { t.repr = factory_repr; });
constinit type_object frozen_instance_error_type("dataclasses.FrozenInstanceError", &AttributeError_type,
                                                 type_gc | type_subclassable);

}  // namespace cowith::dataclasses
