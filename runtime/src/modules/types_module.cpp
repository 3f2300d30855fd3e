// The types module (Lib/types.py).
#include "../builtins/builtins.hpp"
#include "../objects/native.hpp"
#include "../objects/wrapper.hpp"

#include <cowith/class.hpp>
#include <cowith/native_modules.hpp>
#include <cowith/weakref.hpp>

namespace cowith {

using namespace literals;

namespace {

#define FUNCTION(name)                                                                                                 \
    object name([[maybe_unused]] ref self, [[maybe_unused]] const ref* args, [[maybe_unused]] std::size_t count,       \
                [[maybe_unused]] ref names)

/// types.prepare_class: (metaclass, namespace, keywords)
FUNCTION(prepare_class) {
    object bases = args[1] ? tuple_from(args[1]) : make_tuple(nullptr, 0);
    if (!bases) return {};
    object keywords = make_dict();
    if (args[2] && !args[2].is(None) && !dict_update(keywords, args[2])) return {};
    object metaclass;
    if (dict_remove(keywords, "metaclass"_s, &metaclass) < 0) return {};
    if (!metaclass) {
        const auto* list = bases.as<tuple_object>();
        metaclass = ref(list->size ? list->items[0].type() : &type_type);
    }
    if (metaclass.is_heap() && has_flag(metaclass, is_type)) {
        type_object* winner = calculate_metaclass(metaclass.as<type_object>(), bases);
        if (!winner) return {};
        metaclass = ref(winner);
    }
    object prepare = find_attribute(metaclass, "__prepare__"_s);
    if (!prepare && is_failed()) return {};
    object mapping = prepare ? call_tuple(prepare, tuple(args[0], bases), keywords) : make_dict();
    return tuple(metaclass, mapping, keywords);
}
FUNCTION(resolve) {
    object bases = tuple_from(args[0]);
    return bases ? resolve_bases(bases) : object();
}
FUNCTION(new_class) {
    object bases = args[1] ? tuple_from(args[1]) : make_tuple(nullptr, 0);
    object resolved = bases ? resolve_bases(bases) : object();
    if (!resolved) return {};
    const ref prepare_args[] = {args[0], resolved, args[2]};
    object prepared = prepare_class({}, prepare_args, 3, {});
    if (!prepared) return {};
    const auto* parts = prepared.as<tuple_object>();
    if (args[3] && !args[3].is(None) && !args[3](parts->items[1])) return {};
    if (!resolved.is(bases) && !cowith::set_item(parts->items[1], "__orig_bases__"_s, bases)) return {};
    return call_tuple(parts->items[0], tuple(args[0], resolved, parts->items[1]), parts->items[2]);
}
FUNCTION(get_original_bases) {
    if (!args[0].is_heap() || !has_flag(args[0], is_type))
        return raise_error(TypeError_type, "Expected an instance of type, not %R", args[0].type()->name);
    ref own = own_attribute(*args[0].as<type_object>(), "__orig_bases__"_s);
    return own ? object(own) : args[0].attr("__bases__"_s);
}
/// types.coroutine: marks a generator function, so that what it gives can be awaited.
FUNCTION(coroutine) {
    if (!args[0].is_heap() || !args[0].type()->call)
        return raise_error(TypeError_type, "types.coroutine() expects a callable");
    if (args[0].type() != &function_type)
        return raise_error(NotImplementedError_type,
                           "types.coroutine() of something else than a function is not supported yet");
    auto* f = args[0].as<function_object>();
    if (f->code->code_flags & code_coroutine) return args[0];
    if (!(f->code->code_flags & code_generator))
        return raise_error(NotImplementedError_type,
                           "types.coroutine() of a function that is no generator is not supported yet");
    f->code->code_flags |= code_iterable_coroutine;
    return args[0];
}
#undef FUNCTION

constexpr method_definition functions[] = {{"new_class", new_class, "name, bases=(), kwds=None, exec_body=None"},
                                           {"prepare_class", prepare_class, "name, bases=(), kwds=None"},
                                           {"resolve_bases", resolve, "bases"},
                                           {"get_original_bases", get_original_bases, "object, /"},
                                           {"coroutine", coroutine, "func"},
                                           {nullptr, nullptr}};

// ---- DynamicClassAttribute: as property, but looked up on the class through __getattr__ (enum uses it).

object dynamic_attribute(ref, const ref* args, std::size_t count, ref names) {
    return call_vector(ref(&property_type), args, count, names);
}
constexpr method_definition dynamic_functions[] = {{"DynamicClassAttribute", dynamic_attribute}, {nullptr, nullptr}};

bool fill(ref dict) noexcept {
    const struct {
        const char* name;
        type_object* type;
    } types[] = {{"FunctionType", &function_type},
                 {"LambdaType", &function_type},
                 {"CodeType", &code_type},
                 {"MappingProxyType", &mappingproxy_type},
                 {"SimpleNamespace", &simple_namespace_type},
                 {"CellType", &cell_type},
                 {"GeneratorType", &generator_type},
                 {"CoroutineType", &coroutine_type},
                 {"AsyncGeneratorType", &async_generator_type},
                 {"MethodType", &method_type},
                 {"BuiltinFunctionType", &builtin_function_type},
                 {"BuiltinMethodType", &builtin_function_type},
                 {"WrapperDescriptorType", &wrapper_descriptor_type},
                 {"MethodWrapperType", &method_wrapper_type},
                 {"MethodDescriptorType", &method_descriptor_type},
                 {"ClassMethodDescriptorType", &classmethod_descriptor_type},
                 {"ModuleType", &module_type},
                 {"TracebackType", &traceback_type},
                 {"FrameType", &frame_type},
                 {"GetSetDescriptorType", &getset_descriptor_type},
                 {"MemberDescriptorType", &member_descriptor_type},
                 {"GenericAlias", &generic_alias_type},
                 {"UnionType", &union_type},
                 {"EllipsisType", &ellipsis_type},
                 {"NoneType", &none_type},
                 {"NotImplementedType", &not_implemented_type}};
    for (const auto& [name, type] : types) {
        ready(*type);
        if (!dict_set(dict, intern(name), ref(type))) return false;
    }
    return add_functions(dict, functions, "types"_s, call_style::python) &&
           add_functions(dict, dynamic_functions, "types"_s);
}

}  // namespace

native_module native_modules::types("types", fill);

}  // namespace cowith
