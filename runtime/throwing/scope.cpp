// The Python side of <cowith/host/scope.hpp>, a native module that is written in Python.
#include <cowith/host/scope.hpp>

namespace cowith__cowith_host {
extern cowith::module_object module_;
}

namespace cowith::detail {

object host_function_named(const char* name) noexcept {
    const object module = import_module(intern(cowith__cowith_host::module_.name));
    return module ? module.attr(intern(name)) : object();
}

object host_call(const char* name, ref argument) {
    const object function = host_function_named(name);
    object value = function ? function(argument) : object();
    if (!value) raise_exception(pending_exception());
    return value;
}
object host_call(const char* name, ref argument, ref given) {
    object value = resume(name, argument, given);
    if (!value) raise_exception(pending_exception());
    return value;
}

object resume(const char* name, ref generator, ref given) noexcept {
    if (is_failed()) return {};
    if (!generator || !given) return raise_error(TypeError_type, "a generator or value that holds nothing");
    const object function = host_function_named(name);
    return function ? function(generator, given) : object();
}

result<void> close_iterator(ref iterator) noexcept {
    const interpreter_lock lock;
    const object function = host_function_named("close_iterator");
    if (iterator && function && function(iterator)) return {};
    if (!is_failed()) return {};
    return pending_exception();
}

object make_exit_stack() noexcept {
    const object type = host_function_named("AsyncExitStack");
    object stack = type ? type() : object();
    if (is_failed()) clear_pending();
    return stack;
}

}  // namespace cowith::detail
