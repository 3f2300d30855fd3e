// The abc module: ABCMeta, abstract methods, virtual subclasses (Lib/_py_abc.py, Modules/_abc.c).
#include "abc.hpp"

#include "../builtins/builtins.hpp"
#include "../objects/attributes.hpp"
#include "../objects/native.hpp"
#include "../objects/pattern_kind.hpp"
#include "../objects/type_object.hpp"

#include <cowith/class.hpp>
#include <cowith/native_modules.hpp>
#include <cowith/weakref.hpp>

#include <unordered_map>

namespace cowith {

using namespace literals;

namespace {

std::int64_t cache_token = 0;  // rises with every register()

/// What an abstract class knows about its subclasses; lives in its dict as _abc_impl.
struct abc_data : gc_header {
    object registry;                                  // list of weak references to classes
    std::unordered_map<std::uint32_t, bool> answers;  // by the subclass's version, which no other class ever gets
    std::int64_t token = 0;
    abc_data() noexcept;
};
void data_dealloc(header* h) noexcept {
    untrack(static_cast<gc_header*>(h));
    destroy<abc_data>(h);
}
void data_traverse(header* h, visitor v, void* context) { visit(static_cast<abc_data*>(h)->registry, v, context); }
constinit type_object abc_data_type{"_abc._abc_data", &object_type, type_gc,
                                    [](type_object& t) { t.dealloc = data_dealloc, t.traverse = data_traverse; }};
abc_data::abc_data() noexcept : gc_header(&abc_data_type), registry(make_list()) {}

/// Null: not made by ABCMeta (nothing pending).
abc_data* data_of(ref cls) noexcept {
    ref found = own_attribute(*cls.as<type_object>(), "_abc_impl"_s);
    return found && found.type() == &abc_data_type ? found.as<abc_data>() : nullptr;
}

/// -1: failed.
int is_abstract(ref value) noexcept {
    object flag = find_attribute(value, "__isabstractmethod__"_s);
    if (!flag) return is_failed() ? -1 : 0;
    return truth_of(flag);
}

bool compute_abstract_methods(ref cls) noexcept {
    object found = make_set();
    ref name, value;
    object own = dict_copy(cls.as<type_object>()->attributes);
    for (std::size_t i = 0; dict_next(own, i, name, value);) {
        const int abstract = is_abstract(value);
        if (abstract < 0 || (abstract && !set_add(found, name))) return false;
    }
    const auto* bases = cls.as<type_object>()->bases.as<tuple_object>();
    for (std::size_t b = 0; b < bases->size; ++b) {
        object inherited = find_attribute(bases->items[b], "__abstractmethods__"_s);
        if (!inherited) {
            if (is_failed()) return false;
            continue;
        }
        object names = list_from(inherited);
        if (!names) return false;
        const auto* list = names.as<list_object>();
        for (std::size_t i = 0; i < list->size; ++i) {
            object now = find_attribute(cls, list->items[i]);
            if (!now && is_failed()) return false;
            const int abstract = now ? is_abstract(now) : 0;
            if (abstract < 0 || (abstract && !set_add(found, list->items[i]))) return false;
        }
    }
    object items = list_from(found);
    const auto* list = items.as<list_object>();
    return set_attribute(cls, "__abstractmethods__"_s,
                         make_frozenset(reinterpret_cast<const ref*>(list->items), list->size));
}

object meta_new(type_object& meta, const ref* args, std::size_t count, ref names) {
    object cls = type_new(meta, args, count, names);
    if (!cls || !has_type(cls, abc_meta_type)) return cls;
    auto* data = make<abc_data>();
    track(data);
    object owned = object::take(data);
    if (!dict_set(cls.as<type_object>()->attributes, "_abc_impl"_s, owned)) return {};
    type_modified(*cls.as<type_object>());
    return compute_abstract_methods(cls) ? cls : object();
}

object meta_register(ref self, const ref* args, std::size_t, ref) {
    if (!args[0].is_heap() || !has_flag(args[0], is_type))
        return raise_error(TypeError_type, "Can only register classes");
    const int already = is_subclass(args[0], self);
    if (already) return already < 0 ? object() : object(args[0]);
    const int cycle = is_subclass(self, args[0]);
    if (cycle) return cycle < 0 ? failed : raise_error(RuntimeError_type, "Refusing to create an inheritance cycle");
    abc_data* data = data_of(self);
    object weak = make_weakref(args[0]);
    if (!data || !weak || !list_append(data->registry, weak)) return {};
    if (const std::uint32_t kind = pattern_kind(*self.as<type_object>()))
        set_pattern_kind(*args[0].as<type_object>(), kind);
    ++cache_token;
    return args[0];
}

/// cls.__subclasses__(), which a class may have a method of its own for.
object subclasses_asked(ref cls) noexcept {
    if (!lookup(cls.as<type_object>(), "__subclasses__"_s)) return subclasses_of(*cls.as<type_object>());
    object method = cls.attr("__subclasses__"_s);
    if (!method) return {};
    if (!method.type()->call) return raise_error(TypeError_type, "attribute of type '%T' is not callable", ref(method));
    object list = method();
    if (!list || has_flag(list, is_list)) return list;
    return raise_error(TypeError_type, "__subclasses__() must return a list");
}

/// ABCMeta.__subclasscheck__; -1: failed.
int check_subclass(ref self, ref subclass) noexcept {
    if (!subclass.is_heap() || !has_flag(subclass, is_type))
        return raise_error(TypeError_type, "issubclass() arg 1 must be a class"), -1;
    if (stack_exhausted()) return -1;
    auto* type = subclass.as<type_object>();
    ready(*type);
    abc_data* data = data_of(self);
    if (data && data->token != cache_token) {
        data->answers.clear();
        data->token = cache_token;
    }
    if (data && type->version)
        if (auto known = data->answers.find(type->version); known != data->answers.end()) return known->second;
    auto answer = [&](bool yes) {
        lookup(type, "__subclasshook__"_s);  // gives the class a version
        if (data && type->version && data->token == cache_token) data->answers[type->version] = yes;
        return yes ? 1 : 0;
    };
    object said = self.call("__subclasshook__"_s, subclass);
    if (!said) return -1;
    if (said.is(True)) return answer(true);
    if (said.is(False)) return answer(false);
    if (!said.is(NotImplemented))
        return raise_error(AssertionError_type, "__subclasshook__ must return either False, True, or NotImplemented"),
               -1;
    if (is_subtype(type, self.as<type_object>())) return answer(true);
    object registry = data ? list_from(data->registry) : make_list();
    const auto* registered = registry.as<list_object>();
    for (std::size_t i = 0; i < registered->size; ++i) {
        object cls = weakref_target(registered->items[i]);
        if (cls.is(None)) continue;
        const int found = is_subclass(subclass, cls);
        if (found) return found < 0 ? -1 : answer(true);
    }
    object derived = subclasses_asked(self);
    if (!derived) return -1;
    const auto* list = derived.as<list_object>();
    for (std::size_t i = 0; i < list->size; ++i) {
        const int found = is_subclass(subclass, list->items[i]);
        if (found) return found < 0 ? -1 : answer(true);
    }
    return answer(false);
}
object meta_subclasscheck(ref self, const ref* args, std::size_t, ref) {
    const int answer = check_subclass(self, args[0]);
    return answer < 0 ? object() : object(boolean(answer > 0));
}
object meta_instancecheck(ref self, const ref* args, std::size_t, ref) {
    object claimed = args[0].attr("__class__"_s);
    if (!claimed) return {};
    object real = ref(args[0].type());
    // Through the method, so that a metaclass can override it.
    object answer = self.call("__subclasscheck__"_s, claimed);
    if (!answer || claimed.is(real)) return answer;
    const int yes = truth_of(answer);
    if (yes) return yes < 0 ? object() : answer;
    return self.call("__subclasscheck__"_s, real);
}
object meta_prepare(ref, const ref*, std::size_t, ref) { return make_dict(); }
constexpr method_definition meta_methods[] = {{"register", meta_register, "self, subclass"},
                                              {"__subclasscheck__", meta_subclasscheck, "self, subclass"},
                                              {"__instancecheck__", meta_instancecheck, "self, instance"},
                                              {"__prepare__", meta_prepare, "", method_class},
                                              {nullptr, nullptr}};

object abstractmethod(ref, const ref* args, std::size_t, ref) {
    return args[0].set_attr("__isabstractmethod__"_s, True) ? object(args[0]) : object();
}
object get_cache_token(ref, const ref*, std::size_t, ref) { return cache_token; }
object update_abstractmethods(ref, const ref* args, std::size_t, ref) {
    object known = find_attribute(args[0], "__abstractmethods__"_s);
    if (!known || !has_flag(args[0], is_type)) return is_failed() ? object() : object(args[0]);
    return compute_abstract_methods(args[0]) ? object(args[0]) : object();
}
constexpr method_definition functions[] = {{"abstractmethod", abstractmethod, "funcobj"},
                                           {"get_cache_token", get_cache_token, "/"},
                                           {"update_abstractmethods", update_abstractmethods, "class_"},
                                           {nullptr, nullptr}};

/// abstractproperty and its kin: the builtin class with __isabstractmethod__ = True.
bool add_deprecated(ref dict, const char* name, type_object& base) noexcept {
    object ns = cowith::dict("__module__"_s, "abc"_s, "__isabstractmethod__"_s, True);
    object cls = ref(&type_type)(intern(name), tuple(ref(&base)), ns);
    return cls && dict_set(dict, intern(name), cls);
}

bool fill(ref dict) noexcept {
    ready(abc_meta_type);
    object base = abc_base_class();
    return base && add_functions(dict, functions, "abc"_s, call_style::python) &&
           dict_set(dict, "ABCMeta"_s, ref(&abc_meta_type)) && dict_set(dict, "ABC"_s, base) &&
           add_deprecated(dict, "abstractproperty", property_type) &&
           add_deprecated(dict, "abstractclassmethod", classmethod_type) &&
           add_deprecated(dict, "abstractstaticmethod", staticmethod_type);
}

}  // namespace

object abc_base_class() noexcept {
    static object& cls = *new object;
    if (!cls) {
        object ns = dict("__module__"_s, "abc"_s, "__doc__"_s,
                         "Helper class that provides a standard way to create an ABC using\ninheritance.\n"_s,
                         "__slots__"_s, make_tuple(nullptr, 0));
        cls = ref(&abc_meta_type)("ABC"_s, make_tuple(nullptr, 0), ns);
    }
    return cls;
}

constinit type_object abc_meta_type{"abc.ABCMeta", &type_type, type_gc | type_subclassable | is_type,
                                    [](type_object& t) { t.new_ = meta_new, t.methods = meta_methods; }};

native_module native_modules::abc("abc", fill);

}  // namespace cowith
