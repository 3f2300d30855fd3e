// The module enum: its classes are made when it is first imported.
#include "enum.hpp"

#include <cowith/native_modules.hpp>

namespace cowith::enums {

object Enum, ReprEnum, IntEnum, StrEnum, Flag, IntFlag, FlagBoundary;
object strict, conform, eject, keep;

namespace {

/// class name(*bases, metaclass=EnumType): with these methods, in module enum.
object make_enum_class(const char* name, ref bases, const method_entry* methods, std::size_t n,
                       ref boundary = {}) noexcept {
    object ns = ref(&enum_type).call(intern("__prepare__"), intern(name), bases);
    if (!ns || !dict_set(ns, intern("__module__"), intern("enum")) || !add_methods(ns, name, methods, n)) return {};
    if (!Enum) {  // Enum itself: what all of them share
        if (!dict_set(ns, intern("name"), make_instance_property("name", "_name_")) ||
            !dict_set(ns, intern("value"), make_instance_property("value", "_value_")))
            return {};
        ns = dict_copy(ns);
    }
    object keywords = boundary ? dict(intern("boundary"), boundary) : object();
    return call_tuple(&enum_type, tuple(intern(name), bases, ns), keywords);
}

bool make_classes() noexcept {
    if (IntFlag) return true;
    ready(enum_type);
    if (!(Enum = make_enum_class("Enum", new_tuple(0), enum_methods, enum_method_count))) return false;
    for (const char* name : {"_member_names_", "_hashable_values_", "_unhashable_values_"})
        if (!set_class_attribute(Enum, intern(name), make_list())) return false;
    for (const char* name : {"_member_map_", "_value2member_map_", "_unhashable_values_map_"})
        if (!set_class_attribute(Enum, intern(name), make_dict())) return false;
    if (!set_class_attribute(Enum, intern("_member_type_"), &object_type)) return false;
    if (!(ReprEnum = make_enum_class("ReprEnum", tuple(Enum), nullptr, 0))) return false;
    if (!(IntEnum = make_enum_class("IntEnum", tuple(ref(&int_type), ReprEnum), nullptr, 0))) return false;
    if (!(StrEnum =
              make_enum_class("StrEnum", tuple(ref(&str_type), ReprEnum), str_enum_methods, str_enum_method_count)))
        return false;
    FlagBoundary = create_by_names(StrEnum, intern("FlagBoundary"), intern("STRICT CONFORM EJECT KEEP"), intern("enum"),
                                   {}, {}, {}, {});
    if (!FlagBoundary) return false;
    strict = get_item(FlagBoundary, intern("STRICT"));
    conform = get_item(FlagBoundary, intern("CONFORM"));
    eject = get_item(FlagBoundary, intern("EJECT"));
    keep = get_item(FlagBoundary, intern("KEEP"));
    if (!keep || !(Flag = make_enum_class("Flag", tuple(Enum), flag_methods, flag_method_count, strict))) return false;
    return bool(IntFlag = make_enum_class("IntFlag", tuple(ref(&int_type), ReprEnum, Flag), nullptr, 0, keep));
}

object unique(ref, const ref* args, std::size_t, ref) {
    str_builder duplicates;
    ref name, member;
    const ref members = is_enum_class(args[0]) ? member_map(args[0]) : ref();
    for (std::size_t i = 0; members && dict_next(members, i, name, member);) {
        object own_name = get_attribute(member, intern("_name_"));
        if (!own_name) return {};
        if (equal(own_name, name)) continue;
        if (!duplicates.text().empty()) duplicates.add(", ");
        duplicates.add(text_of(name));
        duplicates.add(" -> ");
        duplicates.add_str(own_name);
    }
    if (duplicates.text().empty()) return args[0];
    return raise_error(ValueError_type, "duplicate values found in %R: %s", args[0], duplicates.text().c_str());
}

/// What modules/_enum_more.py holds: it is imported when a program comes to one of its names.
object module_getattr(ref, const ref* args, std::size_t, ref) {
    object more = is_str(args[0]) && !is_dunder_text(text_of(args[0])) ? import_module(intern("_enum_more")) : object();
    object names = more ? get_attribute(more, intern("__all__")) : object();
    if (!names || contains(names, args[0]) <= 0) {
        if (is_failed()) clear_pending();
        return raise_error(AttributeError_type, "module 'enum' has no attribute %R", args[0]);
    }
    object found = get_attribute(more, args[0]);
    if (found) native_modules::enum_.module.set(args[0], found);
    return found;
}

constexpr method_definition functions[] = {
    {"__getattr__", module_getattr, "module, name, /"},
    {"unique", unique, "enumeration"},
    {nullptr, nullptr},
};

bool fill(ref dict) {
    if (!make_classes()) return false;
    for (auto [name, value] : {std::pair{"Enum", &Enum},
                               {"ReprEnum", &ReprEnum},
                               {"IntEnum", &IntEnum},
                               {"StrEnum", &StrEnum},
                               {"Flag", &Flag},
                               {"IntFlag", &IntFlag},
                               {"FlagBoundary", &FlagBoundary},
                               {"STRICT", &strict},
                               {"CONFORM", &conform},
                               {"EJECT", &eject},
                               {"KEEP", &keep}})
        if (!dict_set(dict, intern(name), *value)) return false;
    return add_functions(dict, functions, ref(intern("enum")), call_style::python) &&
           add_type(dict, "EnumType", enum_type) && add_type(dict, "EnumMeta", enum_type) &&
           add_type(dict, "EnumDict", enum_dict_type) && add_type(dict, "auto", auto_type) &&
           add_type(dict, "member", member_type) && add_type(dict, "nonmember", nonmember_type) &&
           add_type(dict, "property", enum_property_type);
}

}  // namespace
}  // namespace cowith::enums

namespace cowith {
native_module native_modules::enum_("enum", enums::fill);
}
