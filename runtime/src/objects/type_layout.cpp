// The layout of instances: best base, layout conflicts, __slots__, where the dict, weak references and inline fields lie.
#include "type_layout.hpp"

#include "native.hpp"

#include <vector>

namespace cowith {

using namespace literals;

type_object* solid_base(type_object* type) noexcept {
    for (;;) {
        if (type->type_flags & type_heap) {
            if (type->metaclass_data) return type;  // it has __slots__
        } else if (!type->base || type->dealloc != type->base->dealloc ||
                   type->instance_size != type->base->instance_size) {
            return type;
        }
        type = type->base;
    }
}

type_object* best_base(ref bases) noexcept {
    const auto* list = bases.as<tuple_object>();
    type_object *winner = nullptr, *best = nullptr;
    for (std::size_t i = 0; i < list->size; ++i) {
        const ref item = list->items[i];
        if (!item.is_heap() || !has_flag(item, is_type))
            return raise_error(TypeError_type, "bases must be types"), nullptr;
        auto* base = item.as<type_object>();
        ready(*base);
        if (!(base->type_flags & type_subclassable))
            return raise_error(TypeError_type, "type '%.100s' is not an acceptable base type", base->name), nullptr;
        type_object* candidate = solid_base(base);
        if (!winner)
            winner = candidate, best = base;
        else if (is_subtype(winner, candidate))
            continue;
        else if (is_subtype(candidate, winner))
            winner = candidate, best = base;
        else
            return raise_error(TypeError_type, "multiple bases have instance lay-out conflict"), nullptr;
    }
    return best;
}

namespace {

bool is_identifier(std::string_view text) noexcept {
    if (text.empty() || (text[0] >= '0' && text[0] <= '9')) return false;
    for (const char c : text)
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
              static_cast<unsigned char>(c) >= 0x80))
            return false;
    return true;
}

/// A private name in __slots__ is mangled as in the class body.
object mangle(std::string_view name, std::string_view class_name) {
    while (class_name.starts_with('_')) class_name.remove_prefix(1);
    if (!name.starts_with("__") || name.ends_with("__") || class_name.empty() ||
        name.find('.') != std::string_view::npos)
        return intern(name);
    return intern("_" + std::string(class_name) + std::string(name));
}

/// Reads __slots__; false: failed.
bool read_slots(ref slots, ref ns, std::string_view class_name, const type_object& base, bool may_add_dict,
                bool may_add_weakrefs, std::vector<ref>& members, bool& add_dict, bool& add_weakrefs) noexcept {
    object items = is_str(slots) ? tuple(slots) : tuple_from(slots);
    if (!items) return false;
    const auto* list = items.as<tuple_object>();
    if (list->size && base.type_flags & (is_long | is_tuple | is_bytes)) {
        raise_error(TypeError_type, "nonempty __slots__ not supported for subtype of '%s'", base.name);
        return false;
    }
    for (std::size_t i = 0; i < list->size; ++i) {
        const ref item = list->items[i];
        if (!is_str(item))
            return raise_error(TypeError_type, "__slots__ items must be strings, not '%.200s'", name_of(item.type())),
                   false;
        const std::string_view text = text_of(item);
        if (!is_identifier(text)) return raise_error(TypeError_type, "__slots__ must be identifiers"), false;
        if (text == "__dict__") {
            if (!may_add_dict || add_dict)
                return raise_error(TypeError_type, "__dict__ slot disallowed: we already got one"), false;
            add_dict = true;
            continue;
        }
        if (text == "__weakref__") {
            if (!may_add_weakrefs || add_weakrefs)
                return raise_error(TypeError_type, "__weakref__ slot disallowed: we already got one"), false;
            add_weakrefs = true;
            continue;
        }
        object name = mangle(text, class_name);
        ref in_class = dict_get(ns, name);
        if (in_class && text != "__qualname__" && text != "__classcell__" && text != "__classdictcell__")
            return raise_error(ValueError_type, "%R in __slots__ conflicts with class variable", ref(name)), false;
        if (is_failed()) return false;
        members.push_back(name);
    }
    return true;
}

/// The attribute's name in instances: `__x` is private to the class.
object mangled(ref name, std::string_view class_name) noexcept {
    const std::string_view text = text_of(name);
    const std::size_t first = class_name.find_first_not_of('_');
    if (!text.starts_with("__") || text.ends_with("__") || first == std::string_view::npos) return name;
    return intern("_" + std::string(class_name.substr(first)) + std::string(text));
}

/// The inline fields. Their order is the one in which an instance's attributes die: as in CPython's shared keys, the class's static
/// attributes first, then the others as instances usually get them, those of the base in front (Objects/dictobject.c,
/// _PyDict_NewKeysForClass).
void lay_out_fields(type_object& type, ref static_attributes, std::string_view class_name,
                    std::uint32_t offset) noexcept {
    constexpr std::size_t most = 15;
    const auto add = [](std::vector<ref>& names, ref name) {
        for (ref n : names)
            if (n.is(name)) return;
        names.push_back(name);
    };
    const auto add_all = [&](std::vector<ref>& names, ref list) {
        if (!list || !has_flag(list, is_tuple)) return;
        const auto* t = list.as<tuple_object>();
        for (std::size_t i = 0; i < t->size; ++i)
            if (is_str(t->items[i])) add(names, intern_str(t->items[i]));
    };
    std::vector<ref> as_stored;  // by the base's methods, then by the class's
    add_all(as_stored, type.base->fields_as_stored);
    each_word(fields_declared_with(static_attributes), [&](std::string_view word) {
        if (word != "/") add(as_stored, intern(text_of(mangled(intern(word), class_name))));
        return true;
    });
    if (!as_stored.empty()) type.fields_as_stored = make_tuple(as_stored.data(), as_stored.size());
    std::vector<ref> names;
    if (static_attributes && has_flag(static_attributes, is_tuple)) {
        const auto* t = static_attributes.as<tuple_object>();
        for (std::size_t i = 0; i < t->size; ++i)
            if (is_str(t->items[i]) && mangled(t->items[i], class_name).is(t->items[i]))
                add(names, intern_str(t->items[i]));
    }
    for (ref name : as_stored) add(names, name);
    if (names.size() > most) names.resize(most);
    const std::size_t room = detail::classes_change ? most : names.size();
    type.instance_size = offset;
    if (room == 0) return;
    type.instance_size += static_cast<std::uint32_t>(sizeof(std::uint64_t) + room * sizeof(object));
    if (names.empty()) return;
    type.field_names = make_tuple(names.data(), names.size());
    type.field_count = static_cast<std::uint32_t>(names.size());
    type.fields_offset = static_cast<std::int32_t>(offset);
}

void slot_layout_dealloc(header* h) noexcept { destroy<slot_layout>(h); }
constinit type_object slot_layout_type{"slot_layout", &object_type, 0,
                                       [](type_object& t) { t.dealloc = slot_layout_dealloc; }};

}  // namespace

static const declared_fields* being_made = nullptr;
declared_fields::declared_fields(ref static_attributes, const char* fields) noexcept
    : static_attributes_(static_attributes), fields_(fields), outer_(std::exchange(being_made, this)) {}
declared_fields::~declared_fields() { being_made = outer_; }
const char* fields_declared_with(ref static_attributes) noexcept {
    for (const declared_fields* d = being_made; d; d = d->outer_)
        if (d->static_attributes_.is(static_attributes)) return d->fields_;
    return nullptr;
}

slot_layout::slot_layout(std::uint32_t n, std::int32_t at) noexcept : header(&slot_layout_type), count(n), first(at) {}

bool lay_out_instances(type_object& type, ref ns, std::string_view class_name) noexcept {
    const type_object& base = *type.base;
    const type_object* native = builtin_base(type.base);
    const bool over_object = native == &object_type;
    type.dict_offset = base.dict_offset;
    type.weakrefs_offset = base.weakrefs_offset;
    type.prefix_size = base.prefix_size;
    const bool may_add_dict = !base.dict_offset;
    const bool may_add_weakrefs = !base.weakrefs_offset && !(base.type_flags & (is_long | is_tuple | is_bytes));
    bool add_dict = false, add_weakrefs = false;
    std::vector<ref> members;
    ref slots = dict_get_interned(ns, "__slots__"_s);
    if (slots) {
        if (!read_slots(slots, type.attributes, class_name, base, may_add_dict, may_add_weakrefs, members, add_dict,
                        add_weakrefs))
            return false;
        // Another base may bring a dict or weak references.
        const auto* bases = type.bases.as<tuple_object>();
        for (std::size_t i = 0; i < bases->size; ++i) {
            const auto* other = bases->items[i].as<type_object>();
            if (other == &base) continue;
            add_dict = add_dict || (may_add_dict && other->dict_offset);
            add_weakrefs = add_weakrefs || (may_add_weakrefs && other->weakrefs_offset);
        }
    } else {
        add_dict = may_add_dict;
        add_weakrefs = may_add_weakrefs;
    }
    constexpr std::uint32_t word = sizeof(object);
    std::uint32_t size =
        over_object ? (base.fields_offset ? static_cast<std::uint32_t>(base.fields_offset) : base.instance_size)
                    : base.prefix_size;
    // Over `object` members follow upwards; in front of a builtin layout they go downwards.
    auto place = [&](std::uint32_t words) {
        size += words * word;
        return over_object ? static_cast<std::int32_t>(size - words * word) : -static_cast<std::int32_t>(size);
    };
    if (!members.empty()) {
        auto* layout = make<slot_layout>(static_cast<std::uint32_t>(members.size()),
                                         place(static_cast<std::uint32_t>(members.size())));
        type.metaclass_data = object::take(layout);
        for (std::uint32_t i = 0; i < members.size(); ++i)
            if (!dict_set(type.attributes, members[i], make_member(type, members[i], layout->offset_of(i))))
                return false;
    }
    if (add_dict) {
        type.dict_offset = place(1);
        if (!dict_set(type.attributes, "__dict__"_s, method_descriptor_for(type, dict_getter))) return false;
    }
    if (add_weakrefs) {
        type.weakrefs_offset = place(1);
        if (!dict_set(type.attributes, "__weakref__"_s, method_descriptor_for(type, weakref_getter))) return false;
    }
    if (over_object) {
        if (type.dict_offset)
            lay_out_fields(type, dict_get_interned(ns, "__static_attributes__"_s), class_name, size);
        else
            type.instance_size = size;
    } else {
        type.prefix_size = (size + 15) & ~15u;
        type.instance_size = base.instance_size;
    }
    if (!members.empty()) type.type_flags |= type_has_members;
    type.type_flags |= base.type_flags & (type_has_members | is_long | is_list | is_tuple | is_bytes | is_string |
                                          is_dict | is_exception | is_type | type_sequence | type_mapping);
    if (type.dict_offset) type.type_flags |= type_has_dict;
    if (type.weakrefs_offset) type.type_flags |= type_has_weakrefs;
    if (over_object || native->type_flags & type_gc) type.type_flags |= type_gc;
    return true;
}

}  // namespace cowith
