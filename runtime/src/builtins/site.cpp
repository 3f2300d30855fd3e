// What CPython's site module adds to builtins (Lib/_sitebuiltins.py), and breakpoint().
#include "builtins.hpp"

#include <cowith/binding.hpp>
#include <cowith/exceptions.hpp>
#include <cowith/io.hpp>
#include <cowith/native_modules.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <string>

namespace cowith {
namespace {

/// exit and quit.
struct quitter : header {
    const char* name;
    constexpr quitter(type_object* type, const char* name) noexcept : header(type, immortal), name(name) {}
};
constexpr const char* end_of_file = "Ctrl-D (i.e. EOF)";

object quitter_repr(ref self) {
    return make_str(std::string("Use ") + self.as<quitter>()->name + "() or " + end_of_file + " to exit");
}
object quitter_name(ref self, const ref*, std::size_t, ref) { return make_str(self.as<quitter>()->name); }
object quitter_eof(ref, const ref*, std::size_t, ref) { return make_str(end_of_file); }

object leave(ref, const ref* args, std::size_t, ref) {
    // A shell that asks for input must not ask again.
    if (object in = current_stream(0); in && !in.is(None) && !in.call("close"_s)) clear_pending();
    object error = new_exception(SystemExit_type, args[0] ? args[0] : None);
    return error ? raise(error) : object();
}
constexpr method_definition leave_definition{"Quitter.__call__", leave, "self, code=None"};
object quitter_call(ref self, const ref* args, std::size_t count, ref names) {
    static const void* signature = nullptr;
    return call_bound(leave_definition, signature, self, args, count, names);
}
constexpr method_definition quitter_methods[] = {
    {"name", quitter_name, "", method_getter},
    {"eof", quitter_eof, "", method_getter},
    {nullptr, nullptr},
};
constinit type_object quitter_type{"_sitebuiltins.Quitter", &object_type, 0, [](type_object& t) {
                                       t.methods = quitter_methods;
                                       t.repr = quitter_repr;
                                       t.call = quitter_call;
                                   }};
constinit quitter exit_object{&quitter_type, "exit"}, quit_object{&quitter_type, "quit"};

/// The kernel's word on who traces this process.
bool is_debugged() noexcept {
    const int fd = ::open("/proc/self/status", O_RDONLY | O_CLOEXEC);
    if (fd < 0) return false;
    char text[4096];
    const ssize_t size = ::read(fd, text, sizeof text - 1);
    ::close(fd);
    if (size <= 0) return false;
    text[size] = 0;
    const char* tracer = std::strstr(text, "TracerPid:");
    return tracer && std::atoi(tracer + 10) != 0;
}

/// sys.__breakpointhook__: there is no pdb; a debugger of native code that runs the program stops it.
object stop_here(ref, const ref*, std::size_t, ref) {
    if (const char* wanted = std::getenv("PYTHONBREAKPOINT"); wanted && std::string_view(wanted) == "0") return None;
    if (!is_debugged())
        return raise_error(NotImplementedError_type,
                           "breakpoint() stops a program that runs under gdb or lldb: there is no pdb here");
    std::raise(SIGTRAP);
    return None;
}
object breakpoint(ref, const ref* args, std::size_t, ref) {
    object hook = find_attribute(ref(&native_modules::sys.module), "breakpointhook"_s);
    if (!hook) return is_failed() ? object() : raise_error(RuntimeError_type, "lost sys.breakpointhook");
    return call_tuple(hook, args[0], args[1]);
}

object no_help(ref, const ref*, std::size_t, ref) {
    return raise_error(NotImplementedError_type, "help() needs pydoc, which a translated program doesn't hold");
}
object no_locals(ref, const ref*, std::size_t, ref) {
    return raise_error(NotImplementedError_type, "locals() can be called by this name alone: variables are C++'s here");
}

}  // namespace

const method_definition site_functions[] = {
    {"breakpoint", breakpoint, "*args, **kws"},
    {"help", no_help, "*args, **kwds"},
    {"locals", no_locals, ""},
    {nullptr, nullptr},
};
const method_definition breakpoint_hook[] = {
    {"breakpointhook", stop_here, "*args, **kws"},
    {"__breakpointhook__", stop_here, "*args, **kws"},
    {nullptr, nullptr},
};

bool add_quitters(ref dict) noexcept {
    ready(quitter_type);
    return dict_set(dict, "exit"_s, ref(&exit_object)) && dict_set(dict, "quit"_s, ref(&quit_object));
}

}  // namespace cowith
