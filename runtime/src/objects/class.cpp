// Class statements (builtin___build_class__ in Python/bltinmodule.c).
#include "attributes.hpp"
#include "instance_layout.hpp"

#include <cowith/blocks.hpp>
#include <cowith/class.hpp>

#include <string>

namespace cowith {

using namespace literals;

bool class_namespace::set(ref name, ref value) noexcept {
    if (!value) return pass_on(), false;
    if (mapping_.type() == &dict_type) [[likely]]
        return dict_set(mapping_, name, value);
    return set_item(mapping_, name, value);
}

namespace {
/// The value in the namespace; empty: not there, or failed (pending).
object find_in(ref mapping, ref name) noexcept {
    if (mapping.type() == &dict_type) [[likely]]
        return dict_get(mapping, name);
    object found = get_item(mapping, name);
    if (!found && pending_is(KeyError_type)) clear_pending();
    return found;
}
}  // namespace

object class_namespace::get(ref name) noexcept {
    object found = find_in(mapping_, name);
    if (found || is_failed()) return found;
    return module_->find(name);
}

object class_namespace::get(ref name, ref cell) noexcept {
    object found = find_in(mapping_, name);
    if (found || is_failed()) return found;
    if (*cell) return *cell;
    return raise_unbound_free(name.as<str_object>()->text);
}

bool class_namespace::remove(ref name) noexcept {
    if (mapping_.type() == &dict_type) {
        const int removed = dict_remove(mapping_, name);
        if (removed != 0) return removed > 0;
    } else {
        if (cowith::set_item(mapping_, name, {})) return true;
        if (!pending_is(KeyError_type)) return false;
        clear_pending();
    }
    return raise_name_error(name), false;
}

ref class_namespace::class_cell() noexcept {
    if (!class_cell_) class_cell_ = new_cell();
    return class_cell_;
}

ref class_namespace::names_cell() noexcept {
    if (!names_cell_) names_cell_ = new_cell(mapping_);
    return names_cell_;
}

ref class_namespace::annotated_cell() noexcept {
    if (!annotated_cell_) annotated_cell_ = new_cell(make_set());
    return annotated_cell_;
}

void class_namespace::annotated(int index) noexcept { set_add(*annotated_cell(), ref(index)); }

bool class_namespace::annotated(ref name, ref annotation_text) noexcept {
    object annotations = get("__annotations__"_s);
    return annotations && set_item(annotations, name, annotation_text);
}

void class_namespace::set_up_annotations() noexcept {
    object found = find_in(mapping_, "__annotations__"_s);
    if (!found && !is_failed()) set("__annotations__"_s, make_dict());
}

/// The tuple of cells for free variables: those given, and behind them those that the class provides.
object class_namespace::provided(const char* free, ref cells) noexcept {
    const std::string_view names = free ? free : "";
    const auto has = [&](std::string_view name) { return names == name || names.find(name) != std::string_view::npos; };
    ref own[3];
    std::size_t count = 0;
    if (has("__class__")) own[count++] = class_cell();
    if (has("__classdict__")) own[count++] = names_cell();
    if (has("__conditional_annotations__")) own[count++] = annotated_cell();
    if (count == 0) return cells;
    const tuple_object* given = cells ? cells.as<tuple_object>() : nullptr;
    const std::size_t first = given ? given->size : 0;
    object closure = new_tuple(first + count);
    auto* items = closure.as<tuple_object>()->items;
    for (std::size_t i = 0; i < first; ++i) items[i] = given->items[i];
    for (std::size_t i = 0; i < count; ++i) items[first + i] = own[i];
    track(closure.as<tuple_object>());
    return closure;
}

object class_namespace::method(code_object& code, ref defaults, ref keyword_defaults, ref cells) noexcept {
    object made = make_function(code, ref(module_), defaults, keyword_defaults, provided(code.free, cells));
    if (code.annotate && code.annotate->free && std::string_view(code.annotate->free) == "__classdict__")
        made.as<function_object>()->annotate = names_cell();
    return made;
}

object class_namespace::with_annotate(object function, ref cells) noexcept {
    code_object& code = *function.as<function_object>()->code;
    return cowith::with_annotate(std::move(function), provided(code.annotate->free, cells));
}

object resolve_bases(ref bases) noexcept {
    const auto* list = bases.as<tuple_object>();
    object replaced;
    for (std::size_t i = 0; i < list->size; ++i) {
        const ref base = list->items[i];
        object entries;
        if (!base.is_heap() || !has_flag(base, is_type)) {
            entries = find_attribute(base, "__mro_entries__"_s);
            if (!entries && is_failed()) return {};
        }
        if (entries && !replaced) replaced = make_list(reinterpret_cast<const ref*>(list->items), i);
        if (!entries) {
            if (replaced && !list_append(replaced, base)) return {};
            continue;
        }
        object found = entries(bases);
        if (!found) return {};
        if (!has_flag(found, is_tuple)) return raise_error(TypeError_type, "__mro_entries__ must return a tuple");
        if (!list_extend(replaced, found)) return {};
    }
    return replaced ? list_to_tuple(std::move(replaced)) : object(bases);
}

namespace {

/// What stands in front of the slash in a definition's `fields`, sorted as CPython sorts it.
object static_attributes_of(const char* fields) noexcept {
    object list = make_list();
    each_word(fields, [&](std::string_view word) {
        if (word == "/") return false;
        list_append(list, intern(word));
        return true;
    });
    list_sort(list);
    return list_to_tuple(std::move(list));
}

/// metaclass.__prepare__(name, bases, **keywords), or a dict.
object prepare_namespace(ref metaclass, ref name, ref bases, ref keywords) noexcept {
    object prepare = find_attribute(metaclass, "__prepare__"_s);
    if (!prepare) return is_failed() ? object() : make_dict();
    object mapping = call_tuple(prepare, tuple(name, bases), keywords);
    if (!mapping) return {};
    ready(*mapping.type());
    if (has_flag(mapping, is_dict) || mapping.type()->getitem) return mapping;
    const bool is_class = metaclass.is_heap() && has_flag(metaclass, is_type);
    return raise_error(TypeError_type, "%.200s.__prepare__() must return a mapping, not %.200s",
                       is_class ? metaclass.as<type_object>()->name : "<metaclass>", name_of(mapping.type()));
}

}  // namespace

object build_class(module_object& module, const class_definition& definition, ref bases, ref keywords,
                   ref closure) noexcept {
    return build_class(module, definition, bases, keywords, closure, {}, {});
}

object build_class(module_object& module, const class_definition& definition, ref bases, ref keywords, ref closure,
                   ref type_parameters, ref generic) noexcept {
    const object name = intern(definition.name);
    object original_bases = bases ? object(bases) : make_tuple(nullptr, 0);
    if (generic) original_bases = original_bases + ref(tuple(generic));
    object own_bases = resolve_bases(original_bases);
    if (!own_bases) return {};

    object options, metaclass;
    if (keywords && dict_size(keywords)) {
        options = dict_copy(keywords);
        if (dict_remove(options, "metaclass"_s, &metaclass) < 0) return {};
        if (dict_size(options) == 0) options.reset();
    }
    if (!metaclass) {
        const auto* list = own_bases.as<tuple_object>();
        metaclass = ref(list->size ? list->items[0].type() : &type_type);
    }
    if (metaclass.is_heap() && has_flag(metaclass, is_type)) {
        type_object* winner = calculate_metaclass(metaclass.as<type_object>(), own_bases);
        if (!winner) return {};
        metaclass = ref(winner);
    }
    object mapping =
        metaclass.is(ref(&type_type)) ? make_dict() : prepare_namespace(metaclass, name, own_bases, options);
    if (!mapping) return {};

    class_namespace ns(module, mapping, closure);
    if (!ns.set("__module__"_s, module_name(ref(&module))) || !ns.set("__qualname__"_s, intern(definition.qualname)) ||
        !ns.set("__firstlineno__"_s, static_cast<std::int64_t>(definition.first_line)))
        return {};
    if (type_parameters && !ns.set("__type_params__"_s, type_parameters)) return {};
    if (definition.doc && !ns.set("__doc__"_s, make_str(definition.doc))) return {};
    if (!definition.body(ns)) return {};
    const object static_attributes = static_attributes_of(definition.fields);
    if (!ns.set("__static_attributes__"_s, static_attributes)) return {};
    if (!own_bases.is(original_bases) && !ns.set("__orig_bases__"_s, original_bases)) return {};
    if (ns.class_cell_ && !ns.set("__classcell__"_s, ns.class_cell_)) return {};

    const declared_fields declared(static_attributes, definition.fields);
    object cls = call_tuple(metaclass, tuple(name, own_bases, mapping), options);
    if (!cls) return {};
    if (ns.names_cell_ && cls.is_heap() && has_flag(cls, is_type)) *ns.names_cell_ = cls.as<type_object>()->attributes;
    if (ns.class_cell_ && cls.is_heap() && has_flag(cls, is_type)) {
        const object& content = *ns.class_cell_;
        if (!content)
            return raise_error(RuntimeError_type,
                               "__class__ not set defining %R as %R. Was __classcell__ propagated to type.__new__?",
                               ref(name), ref(cls));
        if (!content.is(cls))
            return raise_error(TypeError_type, "__class__ set to %R defining %R as %R", ref(content), ref(name),
                               ref(cls));
    }
    return cls;
}

}  // namespace cowith
