// Builtin functions about attributes, classes and identity: Python/bltinmodule.c.
#include "../exceptions/frame_object.hpp"
#include "builtins.hpp"

#include <cowith/generated.hpp>

namespace cowith {
namespace {

bool check_name(ref name) noexcept {
    if (is_str(name)) return true;
    raise_error(TypeError_type, "attribute name must be string, not '%T'", name);
    return false;
}

object ascii(ref, const ref* args, std::size_t, ref) { return ascii_repr(args[0]); }
object callable(ref, const ref* args, std::size_t, ref) { return boolean(args[0].type()->call != nullptr); }

object delattr(ref, const ref* args, std::size_t, ref) {
    if (!check_name(args[0 + 1]) || !set_attribute(args[0], intern_str(args[1]), ref())) return {};
    return None;
}

object dir(ref, const ref* args, std::size_t, ref) {
    if (!args[0]) return raise_error(NotImplementedError_type, "dir() without an argument is not supported yet");
    static const ref dir_name = intern("__dir__");
    object method = lookup_special(args[0], dir_name);
    if (!method) return is_failed() ? failed : raise_error(TypeError_type, "object does not provide __dir__");
    return sorted_names(method());
}

object format(ref, const ref* args, std::size_t, ref) {
    if (args[1] && !is_str(args[1]))
        return raise_error(TypeError_type, "format() argument 2 must be str, not %T", args[1]);
    return format_value(args[0], args[1]);
}

object getattr(ref, const ref* args, std::size_t, ref) {
    if (!check_name(args[1])) return {};
    const ref name = intern_str(args[1]);
    if (!args[2]) return get_attribute(args[0], name);
    object found = find_attribute(args[0], name);
    return found || is_failed() ? found : object(args[2]);
}

object hasattr(ref, const ref* args, std::size_t, ref) {
    if (!check_name(args[1])) return {};
    object found = find_attribute(args[0], intern_str(args[1]));
    if (!found && is_failed()) return {};
    return boolean(bool(found));
}

object hash(ref, const ref* args, std::size_t, ref) {
    const std::int64_t h = hash_of(args[0]);
    return h == -1 ? object() : make_int(h);
}

object id(ref, const ref* args, std::size_t, ref) { return make_uint(args[0].bits()); }

object import(ref, const ref* args, std::size_t, ref) {
    if (!is_str(args[0])) return raise_error(TypeError_type, "__import__() argument 1 must be str, not %T", args[0]);
    if (args[4] && truth_of(args[4]) != 0)
        return raise_error(NotImplementedError_type, "__import__() with a level is not supported yet");
    const bool from = args[3] && truth_of(args[3]) > 0;
    return from ? import_module(intern_str(args[0])) : import_top(intern_str(args[0]));
}

object isinstance(ref, const ref* args, std::size_t, ref) {
    const int answer = is_instance(args[0], args[1]);
    return answer < 0 ? object() : object(boolean(answer));
}
object issubclass(ref, const ref* args, std::size_t, ref) {
    const int answer = is_subclass(args[0], args[1]);
    return answer < 0 ? object() : object(boolean(answer));
}

object len(ref, const ref* args, std::size_t, ref) {
    const std::int64_t n = length_of(args[0]);
    return n < 0 ? object() : make_int(n);
}

object repr_(ref, const ref* args, std::size_t, ref) { return repr(args[0]); }

object setattr(ref, const ref* args, std::size_t, ref) {
    if (!check_name(args[1]) || !set_attribute(args[0], intern_str(args[1]), args[2])) return {};
    return None;
}

object vars(ref, const ref* args, std::size_t, ref) {
    if (!args[0]) return raise_error(NotImplementedError_type, "vars() without an argument is not supported yet");
    static const ref dict_name = intern("__dict__");
    object dict = find_attribute(args[0], dict_name);
    if (dict || is_failed()) return dict;
    return raise_error(TypeError_type, "vars() argument must have __dict__ attribute");
}

/// `globals` as a value; a call by that name is translated.
object globals(ref, const ref*, std::size_t, ref) {
    object frame = running_frame(0);
    return frame ? frame.attr("f_globals"_s) : raise_error(RuntimeError_type, "globals(): no frame");
}

}  // namespace

object sorted_names(ref mapping) noexcept {
    object list = mapping ? list_from(mapping) : object();
    if (!list || !list_sort(list)) return {};
    return list;
}

const method_definition object_functions[] = {
    {"ascii", ascii, "obj, /"},
    {"callable", callable, "obj, /"},
    {"delattr", delattr, "obj, name, /"},
    {"dir", dir, "object=<unrepresentable>, /"},
    {"format", format, "value, format_spec='', /"},
    {"getattr", getattr, "object, name, default=<unrepresentable>, /"},
    {"globals", globals, ""},
    {"hasattr", hasattr, "obj, name, /"},
    {"hash", hash, "obj, /"},
    {"id", id, "obj, /"},
    {"isinstance", isinstance, "obj, class_or_tuple, /"},
    {"issubclass", issubclass, "class_, class_or_tuple, /"},
    {"len", len, "obj, /"},
    {"repr", repr_, "obj, /"},
    {"setattr", setattr, "obj, name, value, /"},
    {"vars", vars, "object=<unrepresentable>, /"},
    {"__import__", import, "name, globals=None, locals=None, fromlist=(), level=0"},
    {nullptr, nullptr},
};

}  // namespace cowith
