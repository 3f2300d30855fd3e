// Making classes: type.__new__ (type_new in Objects/typeobject.c).
#include "native.hpp"
#include "pattern_kind.hpp"
#include "type_layout.hpp"

#include <cowith/class.hpp>

namespace cowith {

using namespace literals;

type_object* calculate_metaclass(type_object* metaclass, ref bases) noexcept {
    const auto* list = bases.as<tuple_object>();
    type_object* winner = metaclass;
    for (std::size_t i = 0; i < list->size; ++i) {
        type_object* candidate = list->items[i].type();
        if (is_subtype(winner, candidate)) continue;
        if (is_subtype(candidate, winner)) {
            winner = candidate;
            continue;
        }
        raise_error(TypeError_type, "metaclass conflict: the metaclass of a derived class must be a (non-strict) "
                                    "subclass of the metaclasses of all its bases");
        return nullptr;
    }
    return winner;
}

namespace {

bool set_name_and_module(type_object& type, ref name) noexcept {
    ref given = dict_get_interned(type.attributes, "__qualname__"_s);
    if (given) {
        if (!is_str(given))
            return raise_error(TypeError_type, "type __qualname__ must be a str, not %.200s", name_of(given.type())),
                   false;
        type.qualname = given;
        if (dict_remove(type.attributes, "__qualname__"_s) < 0) return false;
    } else {
        type.qualname = name;
    }
    if (!dict_get_interned(type.attributes, "__module__"_s) && !dict_set(type.attributes, "__module__"_s, "__main__"_s))
        return false;
    type.own_name = name;
    type.name = name.as<str_object>()->text;
    return true;
}

/// __new__ becomes a static method, __init_subclass__ and __class_getitem__ class methods.
bool wrap_implicit_methods(type_object& type) noexcept {
    auto wrap = [&](ref name, object (*make)(ref) noexcept) {
        ref f = dict_get_interned(type.attributes, name);
        return !f || f.type() != &function_type || dict_set(type.attributes, name, make(f));
    };
    return wrap("__new__"_s, make_staticmethod) && wrap("__init_subclass__"_s, make_classmethod) &&
           wrap("__class_getitem__"_s, make_classmethod);
}

bool set_class_cell(type_object& type) noexcept {
    ref cell = dict_get_interned(type.attributes, "__classcell__"_s);
    if (cell) {
        if (cell.type() != &cell_type)
            return raise_error(TypeError_type, "__classcell__ must be a nonlocal cell, not <%R>", ref(cell.type())),
                   false;
        *cell = ref(&type);
        if (dict_remove(type.attributes, "__classcell__"_s) < 0) return false;
    }
    return true;
}

bool fill_attributes(type_object& type, ref ns, ref name) noexcept {
    type.attributes = make_dict();
    if (!dict_update(type.attributes, ns)) return false;
    if (!set_name_and_module(type, name) || !wrap_implicit_methods(type)) return false;
    return true;
}

/// What comes last in a class's dict.
bool add_defaults(type_object& type) noexcept {
    if (!dict_get_interned(type.attributes, "__doc__"_s) && !dict_set(type.attributes, "__doc__"_s, None)) return false;
    const bool compares =
        dict_get_interned(type.attributes, "__eq__"_s) && !dict_get_interned(type.attributes, "__hash__"_s);
    return !compares || dict_set(type.attributes, "__hash__"_s, None);
}

/// type.mro, or what the metaclass's own mro() says.
bool set_mro(type_object& type, type_object& metaclass) noexcept {
    object order;
    static const ref inherited = lookup(&type_type, "mro"_s);
    ref method = lookup(&metaclass, "mro"_s);
    if (method.is(inherited)) {
        order = list_to_tuple(compute_mro(type, type.bases));
    } else {
        object bound = bind_descriptor(method, ref(&type), &metaclass);
        object list = bound ? call_vector(bound, nullptr, 0) : object();
        order = list ? tuple_from(list) : object();
        if (order) {
            const auto* items = order.as<tuple_object>();
            for (std::size_t i = 0; i < items->size; ++i)
                if (!items->items[i].is_heap() || !has_flag(items->items[i], is_type))
                    return raise_error(TypeError_type, "mro() returned a non-class ('%.500s')",
                                       name_of(items->items[i].type())),
                           false;
        }
    }
    if (!order) return false;
    type.mro = std::move(order);
    return true;
}

bool call_set_names(type_object& type, ref ns) noexcept {
    object names = make_dict();
    if (!dict_update(names, ns)) return false;
    ref key, value;
    for (std::size_t i = 0; dict_next(names, i, key, value);) {
        object set_name = lookup_special(value, "__set_name__"_s);
        if (!set_name) {
            if (is_failed()) return false;
            continue;
        }
        object done = set_name(ref(&type), key);
        if (done) continue;
        object raised = take_pending();
        str_builder note;
        note.add(std::string("Error calling __set_name__ on '") + name_of(value.type()) + "' instance ");
        if (note.add_repr(key)) {
            note.add(std::string(" in '") + type.name + "'");
            raised.call("add_note"_s, note.finish());
        }
        clear_pending();
        reraise(static_cast<exception*>(raised.give()));
        return false;
    }
    return true;
}

bool call_init_subclass(type_object& type, ref keywords) noexcept {
    object parent = super_of(ref(&type), ref(&type));
    object hook = parent.attr("__init_subclass__"_s);
    if (!hook) return false;
    object none = make_tuple(nullptr, 0);
    return static_cast<bool>(call_tuple(hook, none, keywords));
}

}  // namespace

object make_class(ref metaclass, ref name, ref bases, ref ns, ref keywords) {
    object own_bases = bases.as<tuple_object>()->size ? object(bases) : tuple(ref(&object_type));
    auto* meta = metaclass.as<type_object>();
    ready(*meta);
    type_object* base = best_base(own_bases);
    if (!base) return {};
    if (text_of(name).find('\0') != std::string_view::npos)
        return raise_error(ValueError_type, "type name must not contain null characters");

    auto* type = ::new (allocate_instance(*meta, sizeof(type_object))) type_object(nullptr, base);
    type->refs = 1;
    type->type = meta;
    if (meta->type_flags & type_heap) ++meta->refs;
    type->type_flags = type_heap | type_subclassable | type_ready;
    ++base->refs;
    object result = object::take(type);
    type->name = "?";
    type->bases = own_bases;
    const auto* list = own_bases.as<tuple_object>();
    for (std::size_t i = 0; i < list->size; ++i) add_subclass(*list->items[i].as<type_object>(), *type);

    if (!fill_attributes(*type, ns, name) || !lay_out_instances(*type, ns, text_of(name)) || !add_defaults(*type) ||
        !set_class_cell(*type) || !set_mro(*type, *meta))
        return {};
    track(type);
    inherit_pattern_kind(*type);
    const auto* order = type->mro.as<tuple_object>();
    for (std::size_t i = 1; i < order->size; ++i) inherit_slots(*type, *order->items[i].as<type_object>());
    update_slots(*type);
    type->dealloc = instance_dealloc;
    type->traverse = instance_traverse;
    type->clear = instance_clear;
    if (!call_set_names(*type, ns) || !call_init_subclass(*type, keywords)) return {};
    return result;
}

object type_new(type_object& cls, const ref* args, std::size_t count, ref names) {
    if (count != 3) return raise_error(TypeError_type, "type.__new__() takes exactly 3 arguments (%zd given)", count);
    static const char* const wanted[] = {"str", "tuple", "dict"};
    static constexpr type_flag flags[] = {is_string, is_tuple, is_dict};
    for (int i = 0; i < 3; ++i)
        if (!args[i].is_heap() || !has_flag(args[i], flags[i]))
            return raise_error(TypeError_type, "type.__new__() argument %d must be %s, not %.50s", i + 1, wanted[i],
                               name_of(args[i].type()));
    const auto* bases = args[1].as<tuple_object>();
    for (std::size_t i = 0; i < bases->size; ++i)
        if (!bases->items[i].is_heap() || !has_flag(bases->items[i], is_type)) {
            object entries = find_attribute(bases->items[i], "__mro_entries__"_s);
            if (entries)
                return raise_error(TypeError_type,
                                   "type() doesn't support MRO entry resolution; use types.new_class()");
            if (is_failed()) return {};
        }
    type_object* winner = calculate_metaclass(&cls, args[1]);
    if (!winner) return {};
    if (winner != &cls && winner->new_ != type_new) return winner->new_(*winner, args, count, names);
    object keywords;
    if (names && names.as<tuple_object>()->size) {
        keywords = make_dict();
        const auto* list = names.as<tuple_object>();
        for (std::size_t i = 0; i < list->size; ++i)
            if (!dict_set(keywords, list->items[i], args[count + i])) return {};
    }
    return make_class(ref(winner), args[0], args[1], args[2], keywords);
}

}  // namespace cowith
