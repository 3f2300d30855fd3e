// The functions of typing, and the module.
#include "modules/collections/abc.hpp"
#include "modules/collections/collections.hpp"
#include "typing.hpp"

#include <cowith/native_modules.hpp>

#include <algorithm>

namespace cowith::typing {
namespace {

object cast(ref, const ref* args, std::size_t, ref) { return args[1]; }
object same(ref, const ref* args, std::size_t, ref) { return args[0]; }

object marked(ref x, const char* mark) noexcept {
    if (!set_attribute(x, intern(mark), True)) {
        if (!pending_is(AttributeError_type) && !pending_is(TypeError_type)) return {};
        clear_pending();
    }
    return x;
}
object final(ref, const ref* args, std::size_t, ref) { return marked(args[0], "__final__"); }
object override(ref, const ref* args, std::size_t, ref) { return marked(args[0], "__override__"); }
object no_type_check(ref, const ref* args, std::size_t, ref) {
    return set_attribute(args[0], intern("__no_type_check__"), True) ? object(args[0]) : object();
}

object overload_dummy_entry(function_object&, object*) {
    return raise_error(NotImplementedError_type,
                       "You should not call an overloaded function. A series of @overload-decorated functions outside "
                       "a stub module should always be followed by an "
                       "implementation that is not @overload-ed.");
}
/// (module, qualified name) -> {first line: function}, for get_overloads.
object& overloads() noexcept {
    static object all = make_dict();
    return all;
}
/// The key of a function there; empty: it has none, or failed.
object overload_key(ref function) noexcept {
    object inner = find_attribute(function, "__func__"_s);  // of a class or static method
    if (!inner) inner = function;
    object module = is_failed() ? object() : find_attribute(inner, "__module__"_s);
    object name = module ? find_attribute(inner, "__qualname__"_s) : object();
    return name ? tuple(module, name) : object();
}
object get_overloads(ref, const ref* args, std::size_t, ref) {
    object key = overload_key(args[0]);
    if (is_failed()) return {};
    ref found = key ? dict_get(overloads(), key) : ref();
    return found ? list_from(ref(found).call("values"_s)) : make_list();
}
object clear_overloads(ref, const ref*, std::size_t, ref) {
    overloads() = make_dict();
    return None;
}
object overload(ref, const ref* args, std::size_t, ref) {
    if (object key = overload_key(args[0])) {
        object inner = find_attribute(args[0], "__func__"_s);
        object code = find_attribute(inner ? ref(inner) : args[0], "__code__"_s);
        object line = code ? find_attribute(code, "co_firstlineno"_s) : object();
        ref known = dict_get(overloads(), key);
        object lines = known ? object(known) : make_dict();
        if (line && (!dict_set(lines, line, args[0]) || !dict_set(overloads(), key, lines))) return {};
    }
    if (is_failed()) clear_pending();
    return make_code_function({"_overload_dummy", "_overload_dummy", "*args, **kwds", overload_dummy_entry}, {}, {}, {},
                              intern("typing"));
}

object assert_never(ref, const ref* args, std::size_t, ref) {
    return raise_error(AssertionError_type, "Expected code to be unreachable, but got: %R", args[0]);
}
object reveal_type(ref, const ref* args, std::size_t, ref) {
    write_stderr(std::string("Runtime type is '") + args[0].type()->name + "'\n");
    return args[0];
}

object get_origin(ref, const ref* args, std::size_t, ref) {
    const ref x = args[0];
    if (x.is_instance_exactly(generic_alias)) {
        const alias_object& a = *x.as<alias_object>();
        const bool annotated = a.form && a.form.as<special_form>()->kind == form_kind::annotated;
        return annotated ? a.form : a.origin;
    }
    if (x.is_instance_exactly(special_alias_type)) return x.as<special_form>()->origin;
    if (x.is_instance_exactly(union_type)) return ref(&union_type);
    if (x.is_instance_exactly(generic_alias_type)) return get_attribute(x, intern("__origin__"));
    if (x.is(generic_class())) return x;
    return None;
}
object get_args(ref, const ref* args, std::size_t, ref) {
    const ref x = args[0];
    if (x.is_instance_exactly(generic_alias)) {
        const alias_object& a = *x.as<alias_object>();
        if (!a.form || a.form.as<special_form>()->kind != form_kind::callable) return a.args;
        auto* t = a.args.as<tuple_object>();
        if (t->size == 2 && (t->items[0].is(Ellipsis) || t->items[0].is_instance_exactly(param_spec_type)))
            return a.args;
        object parameters = make_list(reinterpret_cast<const ref*>(t->items), t->size - 1);
        return tuple(parameters, t->items[t->size - 1]);
    }
    if (x.is_instance_exactly(union_type)) return union_members(x);
    if (x.is_instance_exactly(generic_alias_type)) return get_attribute(x, intern("__args__"));
    return new_tuple(0);
}

/// get_type_hints stands in modules/_typing_hints.py, which a program that names it carries.
object get_type_hints(ref, const ref* args, std::size_t, ref) {
    object more = import_module(intern("_typing_hints"));
    object function = more ? get_attribute(more, intern("get_type_hints")) : object();
    if (!function) return {};
    const auto given = [&](std::size_t i) { return args[i] ? args[i] : None; };
    return function(args[0], given(1), given(2), args[3] ? args[3] : False);
}

object is_typeddict(ref, const ref* args, std::size_t, ref) {
    return boolean(args[0].is_heap() && args[0].type() == &typed_dict_meta_type);
}
object is_protocol(ref, const ref* args, std::size_t, ref) {
    return boolean(args[0].is_heap() && has_type(args[0], protocol_meta_type) && !args[0].is(protocol_class()) &&
                   lookup(args[0].as<type_object>(), intern("_is_protocol")).is(True));
}

/// Names of modules/_typing_more.py, which a program that has them in its text carries.
object module_getattr(ref, const ref* args, std::size_t, ref) {
    const bool asks = is_str(args[0]) && !text_of(args[0]).starts_with("_");
    object more = asks ? import_module(intern("_typing_more")) : object();
    object names = more ? get_attribute(more, intern("__all__")) : object();
    if (!names || contains(names, args[0]) <= 0) {
        if (is_failed()) clear_pending();
        return raise_error(AttributeError_type, "module 'typing' has no attribute %R", args[0]);
    }
    object found = get_attribute(more, args[0]);
    if (found) native_modules::typing.module.set(args[0], found);
    return found;
}
/// For that module: an alias like typing.List.
object alias(ref, const ref* args, std::size_t, ref) {
    std::int64_t parameters = 0;
    if (!to_size(args[2], parameters)) return {};
    static constexpr const char* names[] = {"ChainMap", "Pattern", "Match"};
    const auto* name = std::ranges::find(names, text_of(args[0]));
    if (name == std::end(names)) return raise_error(ValueError_type, "not an alias: %R", args[0]);
    return make_form(*name, form_kind::alias, args[1], static_cast<int>(parameters));
}

constexpr method_definition functions[] = {
    {"__getattr__", module_getattr, "module, name, /"},
    {"_alias", alias, "name, origin, parameters, /"},
    {"cast", cast, "typ, val"},
    {"final", final, "f"},
    {"override", override, "method, /"},
    {"no_type_check", no_type_check, "arg"},
    {"overload", overload, "func"},
    {"get_overloads", get_overloads, "func"},
    {"clear_overloads", clear_overloads, ""},
    {"assert_never", assert_never, "arg, /"},
    {"assert_type", same, "val, typ, /"},
    {"reveal_type", reveal_type, "obj, /"},
    {"get_origin", get_origin, "tp"},
    {"get_args", get_args, "tp"},
    {"get_type_hints", get_type_hints, "obj, globalns=None, localns=None, include_extras=False"},
    {"is_typeddict", is_typeddict, "tp"},
    {"is_protocol", is_protocol, "tp, /"},
    {nullptr, nullptr},
};

bool add_forms(ref dict) noexcept {
    struct plain {
        const char* name;
        form_kind kind;
    };
    static constexpr plain forms[] = {
        {"Any", form_kind::plain},         {"NoReturn", form_kind::plain},      {"Never", form_kind::plain},
        {"Self", form_kind::plain},        {"LiteralString", form_kind::plain}, {"TypeAlias", form_kind::plain},
        {"Optional", form_kind::optional}, {"ClassVar", form_kind::single},     {"Final", form_kind::single},
        {"Required", form_kind::single},   {"NotRequired", form_kind::single},  {"ReadOnly", form_kind::single},
        {"TypeGuard", form_kind::single},  {"TypeIs", form_kind::single},       {"Unpack", form_kind::single},
        {"Literal", form_kind::literal},   {"Annotated", form_kind::annotated}, {"Concatenate", form_kind::concatenate},
    };
    for (const plain& f : forms)
        if (!dict_set(dict, intern(f.name), make_form(f.name, f.kind))) return false;
    ready(union_type);
    return dict_set(dict, intern("Union"), ref(&union_type));
}

bool add_aliases(ref dict) noexcept {
    struct native {
        const char* name;
        type_object* origin;
        int parameters;
    };
    static const native natives[] = {
        {"List", &list_type, 1},
        {"Dict", &dict_type, 2},
        {"Set", &set_type, 1},
        {"FrozenSet", &frozenset_type, 1},
        {"Type", &type_type, 1},
        {"Deque", &deque_type, 1},
        {"DefaultDict", &defaultdict_type, 2},
        {"OrderedDict", &ordered_dict_type, 2},
        {"Counter", &counter_type, 1},
    };
    for (const native& n : natives)
        if (!dict_set(dict, intern(n.name), make_form(n.name, form_kind::alias, n.origin, n.parameters))) return false;
    struct abstract {
        const char* name;
        int parameters;
    };
    static constexpr abstract abstracts[] = {
        {"Hashable", 0},       {"Awaitable", 1},  {"Coroutine", 3},       {"AsyncIterable", 1}, {"AsyncIterator", 1},
        {"AsyncGenerator", 2}, {"Iterable", 1},   {"Iterator", 1},        {"Reversible", 1},    {"Generator", 3},
        {"Sized", 0},          {"Container", 1},  {"Collection", 1},      {"MutableSet", 1},    {"Mapping", 2},
        {"MutableMapping", 2}, {"Sequence", 1},   {"MutableSequence", 1}, {"MappingView", 1},   {"KeysView", 1},
        {"ItemsView", 2},      {"ValuesView", 1},
    };
    for (const abstract& a : abstracts) {
        object origin = collections_abc_class(a.name);
        if (!origin || !dict_set(dict, intern(a.name), make_form(a.name, form_kind::alias, origin, a.parameters)))
            return false;
    }
    object set_class = collections_abc_class("Set"), callable = collections_abc_class("Callable");
    return set_class &&
           dict_set(dict, intern("AbstractSet"), make_form("AbstractSet", form_kind::alias, set_class, 1)) &&
           dict_set(dict, intern("Callable"), make_form("Callable", form_kind::callable, callable, 2)) &&
           dict_set(dict, intern("Tuple"), make_form("Tuple", form_kind::tuple, &tuple_type, -1));
}

/// typing.ContextManager and AsyncContextManager stand for contextlib's abstract classes.
bool add_context_managers(ref dict) noexcept {
    object contextlib = import_module(intern(native_modules::contextlib.module.name));
    if (!contextlib) return false;
    object sync = contextlib.attr(intern("AbstractContextManager")),
           async = contextlib.attr(intern("AbstractAsyncContextManager"));
    return sync && async &&
           dict_set(dict, intern("ContextManager"), make_form("ContextManager", form_kind::alias, sync, 2)) &&
           dict_set(dict, intern("AsyncContextManager"), make_form("AsyncContextManager", form_kind::alias, async, 2));
}

bool fill(ref dict) {
    ready(str_type);
    return add_forms(dict) && add_aliases(dict) && add_context_managers(dict) && add_variables(dict) &&
           add_type_aliases(dict) && add_class_functions(dict) && add_protocols(dict) &&
           add_functions(dict, functions, "typing", call_style::python) &&
           dict_set(dict, intern("TYPE_CHECKING"), False) && dict_set(dict, intern("Text"), &str_type);
}

}  // namespace
}  // namespace cowith::typing

namespace cowith {
native_module native_modules::typing("typing", typing::fill);
}
