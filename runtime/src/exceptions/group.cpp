// BaseExceptionGroup and ExceptionGroup (PEP 654; Objects/exceptions.c).
#include "layout.hpp"
#include "types/sequence.hpp"

#include <cstddef>

namespace cowith {
namespace {

object members_of(ref group) noexcept { return group.as<group_exception>()->exceptions; }

object group_new(type_object& cls, const ref* args, std::size_t count, ref names) {
    if (count != 2 || (names && names.as<tuple_object>()->size)) {
        if (names && names.as<tuple_object>()->size)
            return raise_error(TypeError_type, "BaseExceptionGroup.__new__() takes no keyword arguments");
        return raise_error(TypeError_type, "BaseExceptionGroup.__new__() takes exactly 2 arguments (%zd given)", count);
    }
    if (!is_str(args[0]))
        return raise_error(TypeError_type, "BaseExceptionGroup.__new__() argument 1 must be str, not %T", args[0]);
    if (!has_flag(args[1], is_list) && !has_flag(args[1], is_tuple)) {
        if (!args[1].type()->getitem || has_flag(args[1], is_dict))
            return raise_error(TypeError_type, "second argument (exceptions) must be a sequence");
    }
    object members = tuple_from(args[1]);
    if (!members) return {};
    auto* list = members.as<tuple_object>();
    if (list->size == 0)
        return raise_error(ValueError_type, "second argument (exceptions) must be a non-empty sequence");
    bool nested_base = false;
    for (std::uint64_t i = 0; i < list->size; ++i) {
        if (!has_flag(list->items[i], is_exception))
            return raise_error(ValueError_type, "Item %zd of second argument (exceptions) is not an exception",
                               std::size_t(i));
        if (!is_subtype(list->items[i].type(), &Exception_type)) nested_base = true;
    }
    type_object* chosen = &cls;
    if (chosen == &BaseExceptionGroup_type && !nested_base) chosen = &ExceptionGroup_type;
    if (nested_base && chosen == &ExceptionGroup_type)
        return raise_error(TypeError_type, "Cannot nest BaseExceptions in an ExceptionGroup");
    if (nested_base && chosen != &BaseExceptionGroup_type && is_subtype(chosen, &Exception_type))
        return raise_error(TypeError_type, "Cannot nest BaseExceptions in '%s'", type_name(chosen).c_str());
    object made = exception_new<group_exception>(*chosen, args, count, names);
    made.as<group_exception>()->message = object(args[0]);
    made.as<group_exception>()->exceptions = std::move(members);
    return made;
}

object group_str(ref self) {
    auto* g = self.as<group_exception>();
    str_builder out;
    if (!out.add_str(g->message)) return {};
    const std::uint64_t n = g->exceptions.as<tuple_object>()->size;
    out.add(" (" + std::to_string(n) + " sub-exception" + (n == 1 ? "" : "s") + ")");
    return out.finish();
}

object derive(ref self, const ref* args, std::size_t count, ref) {
    if (count != 1)
        return raise_error(TypeError_type, "BaseExceptionGroup.derive() takes exactly one argument (%zd given)", count);
    return ref(&BaseExceptionGroup_type)(self.as<group_exception>()->message, args[0]);
}

/// self.derive(members) with the traceback, context, cause and notes of self.
object subset(ref self, ref members) noexcept {
    object made = self.call(intern("derive"), members);
    if (!made) return {};
    if (!is_subtype(made.type(), &BaseExceptionGroup_type))
        return raise_error(TypeError_type, "derive must return an instance of BaseExceptionGroup");
    auto *from = self.as<exception>(), *to = made.as<exception>();
    to->traceback = from->traceback;
    to->context = from->context;
    to->cause = from->cause;
    to->suppress_context = from->suppress_context;
    object notes = find_attribute(self, intern("__notes__"));
    if (notes) {
        if (has_flag(notes, is_list) || has_flag(notes, is_tuple)) {
            object copy = list_from(notes);
            if (!copy || !set_attribute(made, intern("__notes__"), copy)) return {};
        }
    } else if (is_failed())
        return {};
    return made;
}

/// Whether one exception matches a condition: a type, a tuple of types, or a callable; -1: failed.
int matches_condition(ref exc, ref condition) noexcept {
    if (has_flag(condition, is_type) || has_flag(condition, is_tuple)) return exception_matches(exc, condition);
    object answer = condition(exc);
    if (!answer) return -1;
    const bool yes = truth(answer);
    return is_failed() ? -1 : yes;
}

bool split(ref exc, ref condition, object& matching, object& rest) noexcept {
    if (stack_exhausted()) return false;
    const int whole = matches_condition(exc, condition);
    if (whole < 0) return false;
    if (whole) {
        matching = object(exc);
        return true;
    }
    if (!is_subtype(exc.type(), &BaseExceptionGroup_type)) {
        rest = object(exc);
        return true;
    }
    object with = make_list(), without = make_list();
    object members = members_of(exc);
    auto* list = members.as<tuple_object>();
    for (std::uint64_t i = 0; i < list->size; ++i) {
        object m, r;
        if (!split(list->items[i], condition, m, r)) return false;
        if (m && !list_append(with, m)) return false;
        if (r && !list_append(without, r)) return false;
    }
    if (with.as<list_object>()->size && !(matching = subset(exc, with))) return false;
    if (without.as<list_object>()->size && !(rest = subset(exc, without))) return false;
    return true;
}

bool check_condition(ref c) noexcept {
    if (has_flag(c, is_tuple)) {
        auto* list = c.as<tuple_object>();
        for (std::uint64_t i = 0; i < list->size; ++i)
            if (!has_flag(list->items[i], is_type) || !(list->items[i].as<type_object>()->type_flags & is_exception))
                goto bad;
        return true;
    }
    if (has_flag(c, is_type)) {
        if (c.as<type_object>()->type_flags & is_exception) return true;
    } else if (c.type()->call)
        return true;
bad:
    raise_error(TypeError_type,
                "expected an exception type, a tuple of exception types, or a callable (other than a class)");
    return false;
}

object split_method(ref self, const ref* args, std::size_t count, ref) {
    if (count != 1)
        return raise_error(TypeError_type, "BaseExceptionGroup.split() takes exactly one argument (%zd given)", count);
    object matching, rest;
    if (!check_condition(args[0]) || !split(self, args[0], matching, rest)) return {};
    return tuple(matching ? ref(matching) : None, rest ? ref(rest) : None);
}
object subgroup_method(ref self, const ref* args, std::size_t count, ref) {
    if (count != 1)
        return raise_error(TypeError_type, "BaseExceptionGroup.subgroup() takes exactly one argument (%zd given)",
                           count);
    object matching, rest;
    if (!check_condition(args[0]) || !split(self, args[0], matching, rest)) return {};
    return matching ? matching : object(None);
}
object get_message(ref self, const ref*, std::size_t, ref) { return self.as<group_exception>()->message; }
object get_exceptions(ref self, const ref*, std::size_t, ref) { return members_of(self); }

constexpr method_definition group_methods[] = {
    {"__class_getitem__", class_getitem, class_getitem_signature, method_class},
    {"message", get_message, "", method_getter},
    {"exceptions", get_exceptions, "", method_getter},
    {"derive", derive},
    {"split", split_method},
    {"subgroup", subgroup_method},
    {nullptr, nullptr},
};

}  // namespace

constinit type_object BaseExceptionGroup_type{
    "BaseExceptionGroup", &BaseException_type,
    type_subclassable | type_gc | type_has_dict | type_has_weakrefs | is_exception, [](type_object& t) {
        t.instance_size = sizeof(group_exception);
        t.dealloc = exception_dealloc<group_exception>;
        t.traverse = exception_traverse<group_exception>;
        t.clear = exception_clear<group_exception>;
        t.dict_offset = offsetof(exception, dict);
        t.weakrefs_offset = offsetof(exception, weakrefs);
        t.new_ = group_new;
        t.str = group_str;
        t.methods = group_methods;
    }};

constinit type_object ExceptionGroup_type{"ExceptionGroup", &BaseExceptionGroup_type,
                                          type_subclassable | type_gc | type_has_dict | type_has_weakrefs |
                                              is_exception,
                                          [](type_object& t) { t.second_base = &Exception_type; }};

bool split_group(ref exc, ref matcher, object& matching, object& rest) noexcept {
    object m, r;
    if (!split(exc, matcher, m, r)) return false;
    matching = m ? std::move(m) : object(None);
    rest = r ? std::move(r) : object(None);
    return true;
}

}  // namespace cowith
