// list[int] (types.GenericAlias, Objects/genericaliasobject.c) and int | None (typing.Union, Objects/unionobject.c).
#include "attributes.hpp"
#include "type_object.hpp"

namespace cowith {

using namespace literals;

namespace {

// ---- generic aliases

struct alias_object : gc_header {
    object origin, args, parameters;
    bool starred = false;
    gc_header* weakrefs = nullptr;
    alias_object() noexcept : gc_header(&generic_alias_type) {}
};
void alias_dealloc(header* h) noexcept {
    untrack(static_cast<gc_header*>(h));
    destroy<alias_object>(h);
}
void alias_traverse(header* h, visitor v, void* context) {
    auto* a = static_cast<alias_object*>(h);
    visit(a->origin, v, context), visit(a->args, v, context), visit(a->parameters, v, context);
}

/// How a type argument is shown: module.qualname of classes, repr otherwise.
bool add_argument(str_builder& text, ref x) noexcept {
    if (x.is(Ellipsis)) return text.add("..."), true;
    if (x.is(ref(&none_type))) return text.add("None"), true;
    if (x.type() == &list_type) {
        text.add('[');
        const auto* list = x.as<list_object>();
        for (std::size_t i = 0; i < list->size; ++i) {
            if (i) text.add(", ");
            if (!add_argument(text, list->items[i])) return false;
        }
        text.add(']');
        return true;
    }
    if (x.type() != &generic_alias_type && x.is_heap() && has_flag(x, is_type)) {
        auto* type = x.as<type_object>();
        ready(*type);
        object module = type_module_of(*type);
        if (is_str(module) && text_of(module) != "builtins") {
            text.add(text_of(module));
            text.add('.');
        }
        text.add(text_of(type->qualname));
        return true;
    }
    return text.add_repr(x);
}
object alias_repr(ref self) {
    const auto* a = self.as<alias_object>();
    str_builder text;
    if (a->starred) text.add('*');
    if (!add_argument(text, a->origin)) return {};
    text.add('[');
    const auto* list = a->args.as<tuple_object>();
    for (std::size_t i = 0; i < list->size; ++i) {
        if (i) text.add(", ");
        if (!add_argument(text, list->items[i])) return {};
    }
    if (!list->size) text.add("()");
    text.add(']');
    return text.finish();
}
object alias_call(ref self, const ref* args, std::size_t count, ref names) {
    const auto* a = self.as<alias_object>();
    object made = call_vector(a->origin, args, count, names);
    if (!made) return {};
    if (!made.is_heap() || !set_attribute(made, "__orig_class__"_s, self)) {
        if (pending_is(AttributeError_type) || pending_is(TypeError_type)) clear_pending();
        if (is_failed()) return {};
    }
    return made;
}
/// These belong to the alias, everything else to its origin.
object alias_getattr(ref self, ref name) {
    name = attribute_name(name);
    if (!name) return {};
    const std::string_view text = text_of(name);
    for (const char* own :
         {"__class__", "__origin__", "__args__", "__parameters__", "__unpacked__", "__mro_entries__", "__reduce_ex__",
          "__reduce__", "__copy__", "__deepcopy__", "__typing_unpacked_tuple_args__"})
        if (text == own) return generic_getattr(self, name);
    if (text.starts_with("__") && text.ends_with("__") && lookup(&generic_alias_type, name) && text != "__name__" &&
        text != "__qualname__" && text != "__module__" && text != "__doc__" && text != "__call__" && text != "__dict__")
        return generic_getattr(self, name);
    return self.as<alias_object>()->origin.attr(name);
}
object alias_compare(ref a, ref b, compare op) {
    if ((op != compare::eq && op != compare::ne) || b.type() != &generic_alias_type) return NotImplemented;
    const auto *left = a.as<alias_object>(), *right = b.as<alias_object>();
    int same = left->starred == right->starred ? compare_truth(left->origin, right->origin, compare::eq) : 0;
    if (same > 0) same = compare_truth(left->args, right->args, compare::eq);
    return same < 0 ? object() : object(boolean((same > 0) == (op == compare::eq)));
}
std::int64_t alias_hash(ref self) {
    const auto* a = self.as<alias_object>();
    const std::int64_t origin = hash_of(a->origin);
    const std::int64_t args = origin == -1 ? -1 : hash_of(a->args);
    if (args == -1) return -1;
    return (origin ^ args) == -1 ? -2 : origin ^ args;
}

/// Type variables among the arguments, in order, each once (_Py_make_parameters).
object make_parameters(ref args) noexcept {
    object found = make_list();
    const auto* list = args.as<tuple_object>();
    auto add = [&](ref x) {
        const auto* known = found.as<list_object>();
        for (std::size_t i = 0; i < known->size; ++i)
            if (known->items[i].is(x)) return true;
        return list_append(found, x);
    };
    for (std::size_t i = 0; i < list->size; ++i) {
        const ref x = list->items[i];
        if (x.is_heap() && has_flag(x, is_type)) continue;
        object substitute = find_attribute(x, "__typing_subst__"_s);
        if (is_failed()) return {};
        if (substitute) {
            if (!add(x)) return {};
            continue;
        }
        object inner = find_attribute(x, "__parameters__"_s);
        if (is_failed()) return {};
        if (!inner || !has_flag(inner, is_tuple)) continue;
        const auto* parameters = inner.as<tuple_object>();
        for (std::size_t j = 0; j < parameters->size; ++j)
            if (!add(parameters->items[j])) return {};
    }
    return list_to_tuple(std::move(found));
}
ref parameters_of(alias_object& a) noexcept {
    if (!a.parameters) a.parameters = make_parameters(a.args);
    return a.parameters;
}

/// alias[items]: type variables are replaced (_Py_subs_parameters, without TypeVarTuple).
object alias_getitem(ref self, ref item) {
    auto& a = *self.as<alias_object>();
    const object parameters = parameters_of(a);
    if (!parameters) return {};
    const auto* wanted = parameters.as<tuple_object>();
    if (!wanted->size) return raise_error(TypeError_type, "%R is not a generic class", self);
    object items = has_flag(item, is_tuple) ? object(item) : tuple(item);
    const auto* given = items.as<tuple_object>();
    if (given->size != wanted->size)
        return raise_error(TypeError_type, "Too %s arguments for %R; actual %zd, expected %zd",
                           given->size > wanted->size ? "many" : "few", self, given->size, wanted->size);
    auto index_of = [&](ref parameter) {
        std::size_t i = 0;
        while (i < wanted->size && !wanted->items[i].is(parameter)) ++i;
        return i;
    };
    object args = make_list();
    const auto* old = a.args.as<tuple_object>();
    for (std::size_t i = 0; i < old->size; ++i) {
        const ref x = old->items[i];
        if (const std::size_t at = index_of(x); at < wanted->size) {
            object replaced = x.call("__typing_subst__"_s, given->items[at]);
            if (!replaced || !list_append(args, replaced)) return {};
            continue;
        }
        object inner = x.is_heap() && has_flag(x, is_type) ? object() : find_attribute(x, "__parameters__"_s);
        if (is_failed()) return {};
        object replaced = x;
        if (inner && has_flag(inner, is_tuple) && inner.as<tuple_object>()->size) {
            object inner_args = make_list();
            const auto* names = inner.as<tuple_object>();
            for (std::size_t j = 0; j < names->size; ++j)
                list_append(inner_args, given->items[index_of(names->items[j])]);
            replaced = get_item(x, list_to_tuple(std::move(inner_args)));
        }
        if (!replaced || !list_append(args, replaced)) return {};
    }
    return make_generic_alias(a.origin, list_to_tuple(std::move(args)));
}
object alias_iter(ref self) {
    const auto* a = self.as<alias_object>();
    object starred = make_generic_alias(a->origin, a->args);
    starred.as<alias_object>()->starred = true;
    return get_iterator(tuple(starred));
}
object alias_new(type_object&, const ref* args, std::size_t count, ref) {
    if (count != 2) return raise_error(TypeError_type, "GenericAlias expected 2 arguments, got %zd", count);
    return make_generic_alias(args[0], args[1]);
}
object alias_origin(ref self, const ref*, std::size_t, ref) { return self.as<alias_object>()->origin; }
object alias_args(ref self, const ref*, std::size_t, ref) { return self.as<alias_object>()->args; }
object alias_parameters(ref self, const ref*, std::size_t, ref) { return parameters_of(*self.as<alias_object>()); }
object alias_unpacked(ref self, const ref*, std::size_t, ref) { return boolean(self.as<alias_object>()->starred); }
object alias_class(ref, const ref*, std::size_t, ref) { return ref(&generic_alias_type); }
object alias_mro_entries(ref self, const ref*, std::size_t, ref) { return tuple(self.as<alias_object>()->origin); }
object alias_instancecheck(ref, const ref*, std::size_t, ref) {
    return raise_error(TypeError_type, "isinstance() argument 2 cannot be a parameterized generic");
}
object alias_subclasscheck(ref, const ref*, std::size_t, ref) {
    return raise_error(TypeError_type, "issubclass() argument 2 cannot be a parameterized generic");
}
constexpr method_definition alias_methods[] = {{"__origin__", alias_origin, "", method_getter},
                                               {"__args__", alias_args, "", method_getter},
                                               {"__parameters__", alias_parameters, "", method_getter},
                                               {"__unpacked__", alias_unpacked, "", method_getter},
                                               {"__class__", alias_class, "", method_getter},
                                               {"__mro_entries__", alias_mro_entries, "self, bases, /"},
                                               {"__instancecheck__", alias_instancecheck, "self, instance, /"},
                                               {"__subclasscheck__", alias_subclasscheck, "self, cls, /"},
                                               {nullptr, nullptr}};

// ---- unions

struct union_object : gc_header {
    object args, parameters;
    gc_header* weakrefs = nullptr;
    union_object() noexcept : gc_header(&union_type) {}
};
void union_dealloc(header* h) noexcept {
    untrack(static_cast<gc_header*>(h));
    destroy<union_object>(h);
}
void union_traverse(header* h, visitor v, void* context) {
    visit(static_cast<union_object*>(h)->args, v, context);
    visit(static_cast<union_object*>(h)->parameters, v, context);
}
bool is_unionable(ref x) noexcept {
    return x.is(None) ||
           (x.is_heap() && (has_flag(x, is_type) || x.type() == &generic_alias_type || x.type() == &union_type ||
                            std::string_view(x.type()->name) == "typing.TypeAliasType"));
}
bool add_member(ref list, ref x) noexcept {
    if (x.type() == &union_type) {
        const auto* inner = x.as<union_object>()->args.as<tuple_object>();
        for (std::size_t i = 0; i < inner->size; ++i)
            if (!add_member(list, inner->items[i])) return false;
        return true;
    }
    const ref member = x.is(None) ? ref(&none_type) : x;
    const auto* known = list.as<list_object>();
    for (std::size_t i = 0; i < known->size; ++i) {
        const int same = equal_or_same(known->items[i], member);
        if (same) return same > 0;
    }
    return list_append(list, member);
}
object union_repr(ref self) {
    str_builder text;
    const auto* list = self.as<union_object>()->args.as<tuple_object>();
    for (std::size_t i = 0; i < list->size; ++i) {
        if (i) text.add(" | ");
        if (!add_argument(text, list->items[i])) return {};
    }
    return text.finish();
}
object union_compare(ref a, ref b, compare op) {
    if ((op != compare::eq && op != compare::ne) || b.type() != &union_type) return NotImplemented;
    const object &left = a.as<union_object>()->args, &right = b.as<union_object>()->args;
    object one = set_from(left), two = set_from(right);
    if (!one || !two) return {};
    return compare_objects(one, two, op);
}
std::int64_t union_hash(ref self) {
    const auto* list = self.as<union_object>()->args.as<tuple_object>();
    std::int64_t hash = 0x5bd1e995;
    for (std::size_t i = 0; i < list->size; ++i) {
        const std::int64_t h = hash_of(list->items[i]);
        if (h == -1) return -1;
        hash ^= static_cast<std::int64_t>(static_cast<std::uint64_t>(h) * 0x9e3779b97f4a7c15ull);
    }
    return hash == -1 ? -2 : hash;
}
object union_args(ref self, const ref*, std::size_t, ref) { return self.as<union_object>()->args; }
object union_parameters(ref self, const ref*, std::size_t, ref) {
    auto& u = *self.as<union_object>();
    if (!u.parameters) u.parameters = make_parameters(u.args);
    return u.parameters;
}
object union_name(ref, const ref*, std::size_t, ref) { return "Union"_s; }
object union_origin(ref, const ref*, std::size_t, ref) { return ref(&union_type); }
object union_getitem(ref self, ref item) {
    object parameters = union_parameters(self, nullptr, 0, {});
    if (!parameters) return {};
    if (!parameters.as<tuple_object>()->size) return raise_error(TypeError_type, "%R is not a generic class", self);
    object alias = make_generic_alias(ref(&union_type), self.as<union_object>()->args);
    object replaced = get_item(alias, item);
    if (!replaced) return {};
    return make_union(replaced.as<alias_object>()->args);
}
/// typing.ForwardRef(text): who can write Union["Node", int] has typing.
object forward_reference(ref text) noexcept {
    object typing = import_module("typing"_s);
    return typing ? typing.call("ForwardRef"_s, text) : object();
}
object union_class_getitem(ref, const ref* args, std::size_t, ref) {
    if (!has_flag(args[0], is_tuple)) return make_union(tuple(args[0]));
    object members = make_list();
    const auto* given = args[0].as<tuple_object>();
    for (std::size_t i = 0; i < given->size; ++i) {
        object member = is_str(given->items[i]) ? forward_reference(given->items[i]) : object(given->items[i]);
        if (!member || !list_append(members, member)) return {};
    }
    return make_union(list_to_tuple(std::move(members)));
}
object union_mro_entries(ref self, const ref*, std::size_t, ref) {
    return raise_error(TypeError_type, "Cannot subclass %R", self);
}
object union_instancecheck(ref self, const ref* args, std::size_t, ref) {
    const int answer = is_instance(args[0], self.as<union_object>()->args);
    return answer < 0 ? object() : object(boolean(answer > 0));
}
object union_subclasscheck(ref self, const ref* args, std::size_t, ref) {
    const int answer = is_subclass(args[0], self.as<union_object>()->args);
    return answer < 0 ? object() : object(boolean(answer > 0));
}
constexpr method_definition union_methods[] = {{"__args__", union_args, "", method_getter},
                                               {"__parameters__", union_parameters, "", method_getter},
                                               {"__name__", union_name, "", method_getter},
                                               {"__qualname__", union_name, "", method_getter},
                                               {"__origin__", union_origin, "", method_getter},
                                               {"__class_getitem__", union_class_getitem, "cls, item, /", method_class},
                                               {"__mro_entries__", union_mro_entries, "self, bases, /"},
                                               {"__instancecheck__", union_instancecheck, "self, instance, /"},
                                               {"__subclasscheck__", union_subclasscheck, "self, cls, /"},
                                               {nullptr, nullptr}};

}  // namespace

object make_generic_alias(ref origin, ref parameters) noexcept {
    auto* a = make<alias_object>();
    a->origin = origin;
    a->args = has_flag(parameters, is_tuple) ? object(parameters) : tuple(parameters);
    track(a);
    return object::take(a);
}

ref union_members(ref x) noexcept { return x.as<union_object>()->args; }

object make_union(ref members) noexcept {
    object list = make_list();
    const auto* t = members.as<tuple_object>();
    for (std::size_t i = 0; i < t->size; ++i)
        if (!add_member(list, t->items[i])) return {};
    const auto* unique = list.as<list_object>();
    if (unique->size == 0) return raise_error(TypeError_type, "Cannot take a Union of no types.");
    if (unique->size == 1) return unique->items[0];
    auto* u = make<union_object>();
    u->args = list_to_tuple(std::move(list));
    track(u);
    return object::take(u);
}

object type_or(ref a, ref b) {
    if (!is_unionable(a) || !is_unionable(b)) return NotImplemented;
    return make_union(tuple(a, b));
}

constinit type_object generic_alias_type{
    "types.GenericAlias", &object_type, type_gc | type_subclassable, [](type_object& t) {
        t.instance_size = sizeof(alias_object), t.weakrefs_offset = offsetof(alias_object, weakrefs);
        t.dealloc = alias_dealloc, t.traverse = alias_traverse, t.new_ = alias_new, t.repr = alias_repr,
        t.call = alias_call, t.getattr = alias_getattr;
        t.richcompare = alias_compare, t.hash = alias_hash, t.getitem = alias_getitem, t.iter = alias_iter,
        t.methods = alias_methods;
        t.set_number(number_op::bit_or, type_or);
    }};
constinit type_object union_type{"typing.Union", &object_type, type_gc, [](type_object& t) {
                                     t.instance_size = sizeof(union_object),
                                     t.weakrefs_offset = offsetof(union_object, weakrefs);
                                     t.dealloc = union_dealloc, t.traverse = union_traverse, t.repr = union_repr,
                                     t.richcompare = union_compare, t.hash = union_hash;
                                     t.getitem = union_getitem, t.methods = union_methods;
                                     t.set_number(number_op::bit_or, type_or);
                                 }};

}  // namespace cowith
