// contextvars.Context, ContextVar and Token (Python/context.c). A context is a dict that is copied when it is copied: contexts are small.
#include "cowith/context.hpp"

#include "cowith/binding.hpp"
#include "cowith/gc.hpp"
#include "cowith/module.hpp"
#include "cowith/native_modules.hpp"

#pragma GCC diagnostic ignored "-Winvalid-offsetof"  // objects are no standard-layout classes; both compilers define it

namespace cowith {
namespace {

struct context_object : gc_header {
    object values = make_dict();  // ContextVar -> value
    object previous;              // while entered: what was current before (Context.run)
    bool entered = false;
    gc_header* weakrefs = nullptr;
    context_object() noexcept : gc_header(&context_type) {}
};
struct variable_object : gc_header {
    object name, fallback;
    variable_object() noexcept : gc_header(&context_var_type) {}
};
struct token_object : gc_header {
    object variable, context, old;  // old: empty for "missing"
    bool used = false;
    token_object() noexcept : gc_header(&context_token_type) {}
};

constinit type_object missing_type{"Token.MISSING", &object_type, 0, [](type_object& t) {
                                       t.repr = [](ref) -> object { return object(intern("<Token.MISSING>")); };
                                   }};
header missing{&missing_type, header::immortal};

object new_context() noexcept {
    auto* c = make<context_object>();
    track(c);
    return object::take(c);
}

ref values_of(ref context) noexcept { return context.as<context_object>()->values; }

template <class T> void dealloc(header* h) noexcept {
    untrack(static_cast<T*>(h));
    destroy<T>(h);
}

// ---- Context
object context_create(type_object&, const ref*, std::size_t count, ref) {
    if (count) return raise_error(TypeError_type, "Context() does not accept any arguments");
    return new_context();
}
object context_run(ref self, const ref* args, std::size_t count, ref names) {
    if (count < 1) return raise_error(TypeError_type, "run() missing 1 required positional argument");
    auto* c = self.as<context_object>();
    object shown = repr(self);
    if (c->entered) return raise_error(RuntimeError_type, "cannot enter context: %S is already entered", ref(shown));
    c->entered = true;
    object slot(self);
    object result;
    {
        context_scope scope(slot);
        result = call_vector(args[0], args + 1, count - 1, names);
    }
    c->entered = false;
    return result;
}
object context_copy(ref self, const ref*, std::size_t, ref) {
    object c = new_context();
    return dict_update(values_of(c), values_of(self)) ? c : object();
}
bool is_variable(ref x) noexcept {
    if (x.type() == &context_var_type) return true;
    object shown = repr(x);
    raise_error(TypeError_type, "a ContextVar key was expected, got %S", ref(shown));
    return false;
}
object context_get(ref self, const ref* args, std::size_t, ref) {
    if (!is_variable(args[0])) return {};
    ref v = dict_get(values_of(self), args[0]);
    return v ? object(v) : args[1] ? object(args[1]) : object(None);
}
object context_getitem(ref self, ref key) {
    if (!is_variable(key)) return {};
    ref v = dict_get(values_of(self), key);
    if (v) return object(v);
    return raise_with(KeyError_type, {key});
}
int context_contains(ref self, ref key) {
    if (!is_variable(key)) return -1;
    return static_cast<bool>(dict_get(values_of(self), key));
}
std::int64_t context_length(ref self) { return static_cast<std::int64_t>(dict_size(values_of(self))); }
object context_compare(ref a, ref b, compare op) {
    if ((op != compare::eq && op != compare::ne) || b.type() != &context_type) return NotImplemented;
    return dict_type.richcompare(values_of(a), values_of(b), op);
}
object context_iter(ref self) { return get_iterator(values_of(self)); }
object context_keys(ref self, const ref*, std::size_t, ref) { return values_of(self).call(intern("keys")); }
object context_values(ref self, const ref*, std::size_t, ref) { return values_of(self).call(intern("values")); }
object context_items(ref self, const ref*, std::size_t, ref) { return values_of(self).call(intern("items")); }
constexpr method_definition context_methods[] = {
    {"run", context_run},
    {"copy", context_copy, "self, /"},
    {"get", context_get, "self, key, default=None, /"},
    {"keys", context_keys, "self, /"},
    {"values", context_values, "self, /"},
    {"items", context_items, "self, /"},
    {nullptr, nullptr},
};

// ---- ContextVar
object variable_create(ref, const ref* args, std::size_t, ref) {
    if (!is_str(args[0])) return raise_error(TypeError_type, "context variable name must be a str");
    auto* v = make<variable_object>();
    v->name = object(args[0]);
    if (args[1]) v->fallback = object(args[1]);
    track(v);
    return object::take(v);
}
constexpr method_definition variable_new{"ContextVar", variable_create, "cls, name, /, *, default="};

object variable_get(ref self, const ref* args, std::size_t, ref) {
    if (state.context)
        if (ref v = dict_get(values_of(ref(state.context)), self)) return object(v);
    if (args[0]) return object(args[0]);
    const object& fallback = self.as<variable_object>()->fallback;
    if (fallback) return fallback;
    return raise_with(LookupError_type, {self});
}
object variable_set(ref self, const ref* args, std::size_t, ref) {
    ref context = current_context();
    auto* t = make<token_object>();
    t->variable = object(self);
    t->context = object(context);
    if (ref old = dict_get(values_of(context), self)) t->old = object(old);
    track(t);
    object token = object::take(t);
    // A copy on write: iterations over the context see what was there.
    return dict_set(values_of(context), self, args[0]) ? token : object();
}
object variable_reset(ref self, const ref* args, std::size_t, ref) {
    if (args[0].type() != &context_token_type)
        return raise_error(TypeError_type, "expected an instance of Token, got %R", args[0]);
    auto* t = args[0].as<token_object>();
    object shown = repr(args[0]);
    if (t->used) return raise_error(RuntimeError_type, "%S has already been used once", ref(shown));
    if (!t->variable.is(self))
        return raise_error(ValueError_type, "%S was created by a different ContextVar", ref(shown));
    if (!t->context.is(current_context()))
        return raise_error(ValueError_type, "%S was created in a different Context", ref(shown));
    t->used = true;
    if (t->old) return dict_set(values_of(t->context), self, t->old) ? object(None) : object();
    return dict_remove(values_of(t->context), self) >= 0 ? object(None) : object();
}
object readonly(ref, const ref*, std::size_t, ref) { return raise_error(AttributeError_type, "readonly attribute"); }
object variable_name(ref self, const ref*, std::size_t, ref) { return self.as<variable_object>()->name; }
object variable_repr(ref self) {
    auto* v = self.as<variable_object>();
    str_builder out;
    out.add("<ContextVar name=");
    if (!out.add_repr(v->name)) return {};
    if (v->fallback) {
        out.add(" default=");
        if (!out.add_repr(v->fallback)) return {};
    }
    out.add(address_text(self) + ">");
    return out.finish();
}
std::int64_t identity_hash(ref x) { return static_cast<std::int64_t>(x.bits() >> 4); }
constexpr method_definition variable_methods[] = {
    {"get", variable_get, "self, default=, /"},
    {"set", variable_set, "self, value, /"},
    {"reset", variable_reset, "self, token, /"},
    {"name", variable_name, "", method_getter, readonly},
    {"__class_getitem__", class_getitem, "cls, item, /", method_class},
    {nullptr, nullptr},
};

// ---- Token
object token_var(ref self, const ref*, std::size_t, ref) { return self.as<token_object>()->variable; }
object token_old_value(ref self, const ref*, std::size_t, ref) {
    const object& old = self.as<token_object>()->old;
    return old ? old : object(&missing);
}
object token_enter(ref self, const ref*, std::size_t, ref) { return object(self); }
object token_exit(ref self, const ref*, std::size_t, ref) {
    ref token = self;
    return variable_reset(self.as<token_object>()->variable, &token, 1, {});
}
object token_repr(ref self) {
    auto* t = self.as<token_object>();
    str_builder out;
    out.add(t->used ? "<Token used var=" : "<Token var=");
    if (!out.add_repr(t->variable)) return {};
    out.add(address_text(self) + ">");
    return out.finish();
}
constexpr method_definition token_methods[] = {
    {"var", token_var, "", method_getter},
    {"old_value", token_old_value, "", method_getter},
    {"__enter__", token_enter, "self, /"},
    {"__exit__", token_exit, "self, type, value, traceback, /"},
    {"__class_getitem__", class_getitem, "cls, item, /", method_class},
    {nullptr, nullptr},
};

object token_new(type_object&, const ref*, std::size_t, ref) {
    return raise_error(RuntimeError_type, "Tokens can only be created by ContextVars");
}

object copy_context_function(ref, const ref*, std::size_t, ref) {
    object c = copy_context();
    return c ? c : new_context();
}
constexpr method_definition module_functions[] = {{"copy_context", copy_context_function, ""}, {nullptr, nullptr}};

bool fill(ref dict) {
    ready(context_token_type);
    if (!dict_set(context_token_type.attributes, intern("MISSING"), ref(&missing))) return false;
    return dict_set(dict, intern("Context"), ref(&context_type)) &&
           dict_set(dict, intern("ContextVar"), ref(&context_var_type)) &&
           dict_set(dict, intern("Token"), ref(&context_token_type)) &&
           add_functions(dict, module_functions, "_contextvars");
}

}  // namespace

constinit type_object context_type{
    "_contextvars.Context", &object_type, type_gc | type_has_weakrefs, [](type_object& t) {
        t.instance_size = sizeof(context_object);
        t.weakrefs_offset = __builtin_offsetof(context_object, weakrefs);
        t.dealloc = dealloc<context_object>;
        t.traverse = [](header* h, visitor v, void* context) {
            visit(static_cast<context_object*>(h)->values, v, context);
        };
        t.clear = [](header* h) { static_cast<context_object*>(h)->values = make_dict(); };
        t.new_ = context_create;
        t.getitem = context_getitem;
        t.contains = context_contains;
        t.length = context_length;
        t.iter = context_iter;
        t.richcompare = context_compare;
        t.methods = context_methods;
    }};
constinit type_object context_var_type{"_contextvars.ContextVar", &object_type, type_gc, [](type_object& t) {
                                           t.instance_size = sizeof(variable_object);
                                           t.dealloc = dealloc<variable_object>;
                                           t.traverse = [](header* h, visitor v, void* context) {
                                               visit(static_cast<variable_object*>(h)->name, v, context);
                                               visit(static_cast<variable_object*>(h)->fallback, v, context);
                                           };
                                           t.clear = [](header* h) {
                                               static_cast<variable_object*>(h)->fallback.reset();
                                           };
                                           t.new_ = new_with<variable_new>;
                                           t.repr = variable_repr;
                                           t.hash = identity_hash;
                                           t.methods = variable_methods;
                                       }};
constinit type_object context_token_type{"_contextvars.Token", &object_type, type_gc, [](type_object& t) {
                                             t.instance_size = sizeof(token_object);
                                             t.dealloc = dealloc<token_object>;
                                             t.traverse = [](header* h, visitor v, void* context) {
                                                 auto* o = static_cast<token_object*>(h);
                                                 visit(o->variable, v, context), visit(o->context, v, context),
                                                     visit(o->old, v, context);
                                             };
                                             t.clear = [](header* h) {
                                                 auto* o = static_cast<token_object*>(h);
                                                 o->context.reset(), o->old.reset();
                                             };
                                             t.new_ = token_new;
                                             t.repr = token_repr;
                                             t.methods = token_methods;
                                         }};

ref current_context() noexcept {
    if (!state.context) state.context = new_context().give();
    return ref(state.context);
}

object copy_context() noexcept {
    if (!state.context || dict_size(values_of(ref(state.context))) == 0) return {};
    return context_copy(ref(state.context), nullptr, 0, {});
}

native_module native_modules::contextvars("contextvars", fill);
}  // namespace cowith
