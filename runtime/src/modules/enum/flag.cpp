// Flag: members that combine bit by bit.
#include "enum.hpp"

namespace cowith::enums {
namespace {

object value_of(ref self) noexcept { return get_attribute(self, intern("_value_")); }
bool is_zero(ref x) noexcept { return equal(x, 0); }

/// "0b0 1000": sign bit, then at least `digits` digits.
std::string binary_text(ref value, std::int64_t digits) noexcept {
    const bool negative = less(value, 0);
    object shown = negative ? value + ref(power(2, digits)) : object(value);
    object text = format_value(shown, intern("b"));
    std::string out(text ? text_of(text) : "");
    if (is_failed()) clear_pending();
    while (static_cast<std::int64_t>(out.size()) < digits) out.insert(out.begin(), negative ? '1' : '0');
    return std::string(negative ? "0b1 " : "0b0 ") + out;
}

std::int64_t bit_length(ref value) noexcept {
    object n = value.call(intern("bit_length"));
    return n ? n.small() : 0;
}

bool lists(ref names, ref member) noexcept {
    for (std::size_t i = 0; i < names.as<list_object>()->size; ++i)
        if (names.as<list_object>()->items[i].is(member)) return true;
    return false;
}

}  // namespace

object flag_members(ref cls, ref value) noexcept {
    object result = make_list();
    object bits = value & of_class(cls, "_flag_mask_");
    if (!bits) return {};
    while (!is_zero(bits)) {
        object low = bits & ref(-bits);
        if (!low) return {};
        if (ref member = dict_get(value_map(cls), low)) list_append(result, member);
        bits = bits ^ low;
    }
    if (own(cls, "_iter_by_definition_")) {
        object key = make_code_function({"<lambda>", "<lambda>", "m", [](function_object&, object* bound) {
                                             return get_attribute(bound[0], intern("_sort_order_"));
                                         }});
        if (!list_sort(result, key)) return {};
    }
    return is_failed() ? object() : result;
}

object flag_missing(ref cls, ref given) noexcept {
    if (!is_int(given)) return raise_error(ValueError_type, "%R is not a valid %s", given, class_qualname(cls).c_str());
    object value = given, mask = of_class(cls, "_flag_mask_"), singles = of_class(cls, "_singles_mask_"),
           all_bits = of_class(cls, "_all_bits_");
    object boundary = of_class(cls, "_boundary_"), negative;
    if (!boundary) return {};
    if (less(value, ~all_bits) || greater(value, all_bits) || !is_zero(value & ref(all_bits ^ mask))) {
        if (boundary.is(strict)) {
            const std::int64_t digits = std::max(bit_length(value), bit_length(mask));
            return raise_error(ValueError_type, "%R invalid value %R\n    given %s\n  allowed %s", cls, ref(value),
                               binary_text(value, digits).c_str(), binary_text(mask, digits).c_str());
        }
        if (boundary.is(conform))
            value = value & mask;
        else if (boundary.is(eject))
            return value;
        else if (less(value, 0)) {
            object full = power(2, bit_length(value)), wide = all_bits + 1;
            value = value + (greater(wide, full) ? wide : full);
        }
    }
    const bool open = boundary.is(eject) || boundary.is(keep);
    if (less(value, 0)) {
        negative = value;
        value = open ? (all_bits + 1) + value : singles & value;
    }
    object unknown = value & ref(~mask), aliases = value & ref(~singles), plain = value & singles;
    if (is_failed()) return {};
    if (!is_zero(unknown) && !boundary.is(keep))
        return raise_error(ValueError_type, "%s(%R) -->  unknown values %R", cls.as<type_object>()->name, ref(value),
                           ref(unknown));
    object data_type = of_class(cls, "_member_type_");
    object member = data_type.is(ref(&object_type)) ? get_attribute(&object_type, intern("__new__"))(cls)
                                                    : get_attribute(data_type, intern("__new__"))(cls, value);
    if (!member) return {};
    object own_value = find_attribute(member, intern("_value_"));
    if (is_failed() || (!own_value && !generic_setattr(member, intern("_value_"), value))) return {};

    object name = None;
    if (!is_zero(plain) || !is_zero(aliases)) {
        object members = flag_members(cls, plain), combined = 0;
        if (!members) return {};
        for (std::size_t i = 0; i < members.as<list_object>()->size; ++i)
            combined = combined | value_of(members.as<list_object>()->items[i]);
        if (!is_zero(aliases)) {
            value = plain | aliases;
            ref n, m;
            for (std::size_t i = 0; dict_next(member_map(cls), i, n, m);) {
                object bits = value_of(m);
                if (!bits) return {};
                if (lists(members, m) || is_zero(bits) || !equal(bits & value, bits)) continue;
                list_append(members, m);
                combined = combined | bits;
            }
        }
        unknown = value ^ combined;
        str_builder text;
        for (std::size_t i = 0; i < members.as<list_object>()->size; ++i) {
            if (i) text.add('|');
            if (!text.add_str(get_attribute(members.as<list_object>()->items[i], intern("_name_")))) return {};
        }
        if (!is_zero(combined)) {
            if (!is_zero(unknown)) {
                if (boundary.is(strict))
                    return raise_error(ValueError_type, "%R: no members with value %R", cls, ref(unknown));
                text.add('|');
                object shown = cls.call(intern("_numeric_repr_"), unknown);
                if (!shown || !text.add_str(shown)) return {};
            }
            name = text.finish();
        }
    }
    if (!generic_setattr(member, intern("_name_"), name) || !generic_setattr(member, intern("__objclass__"), cls))
        return {};
    if (ref known = dict_get(value_map(cls), value))
        member = known;
    else if (!dict_set(value_map(cls), value, member))
        return {};
    if (negative && !dict_set(value_map(cls), negative, member)) return {};
    return member;
}

namespace {

object generate_entry(function_object&, object* bound) {
    if (length_of(bound[3]) == 0) return bound[1].is(None) ? object(1) : bound[1];
    object last;
    for (std::size_t i = 0; i < bound[3].as<list_object>()->size; ++i) {
        object value = bound[3].as<list_object>()->items[i];
        if (!last || greater(value, last)) last = value;
    }
    if (is_failed()) return {};
    if (!is_int(last))
        return raise_from(
            new_exception(TypeError_type, make_str("invalid flag value " + std::string(text_of(repr(last))))), None);
    return power(2, bit_length(last));
}

object missing_entry(function_object&, object* bound) { return flag_missing(bound[0], bound[1]); }

/// The bits of an operand; NotImplemented when it is none.
object operand(ref self, ref other) noexcept {
    if (has_type(other, *self.type())) return value_of(other);
    object data_type = of_class(ref(self.type()), "_member_type_");
    if (!data_type) return {};
    if (data_type.is(ref(&object_type))) return NotImplemented;
    const int fits = is_instance(other, data_type);
    if (fits < 0) return {};
    return fits ? object(other) : object(NotImplemented);
}

template <number_op Op> object operator_entry(function_object&, object* bound) {
    object other = operand(bound[0], bound[1]);
    if (!other || other.is(NotImplemented)) return other;
    object value = binary(Op, value_of(bound[0]), other);
    return value ? ref(bound[0].type())(value) : object();
}

object invert_entry(function_object&, object* bound) {
    const ref cls = ref(bound[0].type());
    object boundary = of_class(cls, "_boundary_"), value = value_of(bound[0]);
    if (!value) return {};
    if (boundary.is(eject) || boundary.is(keep)) return cls(~value);
    return cls(of_class(cls, "_singles_mask_") & ref(~value));
}

object contains_entry(function_object&, object* bound) {
    if (!has_type(bound[1], *bound[0].type()))
        return raise_error(TypeError_type, "unsupported operand type(s) for 'in': '%s' and '%s'",
                           class_qualname(ref(bound[1].type())).c_str(), class_qualname(ref(bound[0].type())).c_str());
    object other = value_of(bound[1]), own_value = value_of(bound[0]);
    return compare_objects(other & own_value, other, compare::eq);
}

object iter_entry(function_object&, object* bound) {
    object members = flag_members(ref(bound[0].type()), value_of(bound[0]));
    return members ? get_iterator(members) : object();
}
object len_entry(function_object&, object* bound) { return value_of(bound[0]).call(intern("bit_count")); }
object bool_entry(function_object&, object* bound) {
    object value = value_of(bound[0]);
    return value ? object(boolean(!is_zero(value))) : object();
}
object numeric_repr_entry(function_object&, object* bound) { return repr(bound[0]); }

}  // namespace

const method_entry flag_methods[] = {
    {"_generate_next_value_", "name, start, count, last_values", generate_entry, method_entry::static_method},
    {"_missing_", "cls, value", missing_entry, method_entry::class_method},
    {"_numeric_repr_", "value", numeric_repr_entry, method_entry::static_method},
    {"__contains__", "self, other", contains_entry},
    {"__iter__", "self", iter_entry},
    {"__len__", "self", len_entry},
    {"__bool__", "self", bool_entry},
    {"__or__", "self, other", operator_entry<number_op::bit_or>},
    {"__and__", "self, other", operator_entry<number_op::bit_and>},
    {"__xor__", "self, other", operator_entry<number_op::bit_xor>},
    {"__ror__", "self, other", operator_entry<number_op::bit_or>},
    {"__rand__", "self, other", operator_entry<number_op::bit_and>},
    {"__rxor__", "self, other", operator_entry<number_op::bit_xor>},
    {"__invert__", "self", invert_entry},
};
const std::size_t flag_method_count = std::size(flag_methods);

}  // namespace cowith::enums
