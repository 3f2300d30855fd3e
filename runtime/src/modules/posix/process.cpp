// The process: environment, identity, signals, the machine (Modules/posixmodule.c).
#include "posix.hpp"

#include <sched.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/times.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>

extern char** environ;

namespace cowith::posix {
namespace {

/// A dict of bytes to bytes.
object environment(ref, const ref*, std::size_t, ref) {
    object all = make_dict();
    for (char** entry = environ; entry && *entry; ++entry) {
        const char* equals = std::strchr(*entry, '=');
        if (!equals) continue;
        object name = make_bytes(std::string_view(*entry, static_cast<std::size_t>(equals - *entry)));
        if (!dict_get(all, name)) dict_set(all, name, make_bytes(equals + 1));
    }
    return all;
}
object putenv_function(ref, const ref* args, std::size_t, ref) {
    path_argument name, value;
    if (!read_path(args[0], name, "putenv", 0, "name") || !read_path(args[1], value, "putenv", 0, "value")) return {};
    if (name.text.find('=') != std::string::npos)
        return raise_error(ValueError_type, "illegal environment variable name");
    return done_or_error(::setenv(name.c_str(), value.c_str(), 1));
}
object unsetenv_function(ref, const ref* args, std::size_t, ref) {
    path_argument name;
    if (!read_path(args[0], name, "unsetenv", 0, "name")) return {};
    return done_or_error(::unsetenv(name.c_str()));
}

template <auto Call> object number_of(ref, const ref*, std::size_t, ref) {
    return make_int(static_cast<std::int64_t>(Call()));
}
object kill_function(ref, const ref* args, std::size_t, ref) {
    int pid, signal;
    return read_int(args[0], pid) && read_int(args[1], signal) ? done_or_error(::kill(pid, signal)) : object();
}
object exit_function(ref, const ref* args, std::size_t, ref) {
    int status;
    if (!read_int(args[0], status)) return {};
    ::_exit(status);
}
object abort_function(ref, const ref*, std::size_t, ref) {
    flush_standard_streams();
    std::abort();
}
object system_function(ref, const ref* args, std::size_t, ref) {
    path_argument command;
    if (!read_path(args[0], command, "system", 0, "command")) return {};
    int status;
    {
        unlocked others;
        status = std::system(command.c_str());
    }
    return object(status);
}
object waitpid_function(ref, const ref* args, std::size_t, ref) {
    int pid, options, status = 0;
    if (!read_int(args[0], pid) || !read_int(args[1], options)) return {};
    const pid_t got = retry([&] { return ::waitpid(pid, &status, options); });
    return got < 0 ? done_or_error(-1) : tuple(ref(got), ref(status));
}
object waitstatus_function(ref, const ref* args, std::size_t, ref) {
    int status;
    if (!read_int(args[0], status)) return {};
    if (WIFEXITED(status)) return object(WEXITSTATUS(status));
    if (WIFSIGNALED(status)) return object(-WTERMSIG(status));
    return raise_error(ValueError_type, "invalid wait status: %d", status);
}
object strerror_function(ref, const ref* args, std::size_t, ref) {
    int number;
    return read_int(args[0], number) ? make_str_from_utf8(std::strerror(number)) : object();
}
object cpu_count_function(ref, const ref*, std::size_t, ref) {
    const long n = ::sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? object(None) : make_int(n);
}
object affinity_function(ref, const ref* args, std::size_t, ref) {
    int pid;
    if (!read_int(args[0], pid)) return {};
    cpu_set_t mask;
    if (::sched_getaffinity(pid, sizeof mask, &mask) < 0) return done_or_error(-1);
    object all = make_set();
    for (int i = 0; i < CPU_SETSIZE; ++i)
        if (CPU_ISSET(i, &mask)) set_add(all, i);
    return all;
}
object load_function(ref, const ref*, std::size_t, ref) {
    double load[3];
    if (::getloadavg(load, 3) != 3) return raise_error(OSError_type, "Load averages are unobtainable");
    return tuple(make_float(load[0]), make_float(load[1]), make_float(load[2]));
}
object terminal_function(ref, const ref* args, std::size_t, ref) {
    int fd = 1;
    if (args[0] && !read_int(args[0], fd)) return {};
    winsize size;
    if (::ioctl(fd, TIOCGWINSZ, &size) < 0) return done_or_error(-1);
    return tuple(ref(size.ws_col), ref(size.ws_row));
}
object uname_function(ref, const ref*, std::size_t, ref) {
    utsname u;
    if (::uname(&u) < 0) return done_or_error(-1);
    return tuple(make_str_from_utf8(u.sysname), make_str_from_utf8(u.nodename), make_str_from_utf8(u.release),
                 make_str_from_utf8(u.version), make_str_from_utf8(u.machine));
}
object times_function(ref, const ref*, std::size_t, ref) {
    tms t;
    const clock_t elapsed = ::times(&t);
    const auto tick = static_cast<double>(::sysconf(_SC_CLK_TCK));
    const auto in_seconds = [&](clock_t n) { return make_float(static_cast<double>(n) / tick); };
    return tuple(in_seconds(t.tms_utime), in_seconds(t.tms_stime), in_seconds(t.tms_cutime), in_seconds(t.tms_cstime),
                 in_seconds(elapsed));
}
object nice_function(ref, const ref* args, std::size_t, ref) {
    int increment;
    if (!read_int(args[0], increment)) return {};
    errno = 0;
    const int value = ::nice(increment);
    return value == -1 && errno != 0 ? raise_os_error(errno) : object(value);
}
object yield_function(ref, const ref*, std::size_t, ref) { return done_or_error(::sched_yield()); }

}  // namespace

const method_definition process_functions[] = {
    {"environment", environment, "module"},
    {"putenv", putenv_function, "module, name, value, /"},
    {"unsetenv", unsetenv_function, "module, name, /"},
    {"getpid", number_of<::getpid>, "module"},
    {"getppid", number_of<::getppid>, "module"},
    {"getuid", number_of<::getuid>, "module"},
    {"geteuid", number_of<::geteuid>, "module"},
    {"getgid", number_of<::getgid>, "module"},
    {"getegid", number_of<::getegid>, "module"},
    {"getpgrp", number_of<::getpgrp>, "module"},
    {"kill", kill_function, "module, pid, signal, /"},
    {"_exit", exit_function, "module, status"},
    {"abort", abort_function, "module"},
    {"system", system_function, "module, command"},
    {"waitpid", waitpid_function, "module, pid, options, /"},
    {"waitstatus_to_exitcode", waitstatus_function, "module, status"},
    {"strerror", strerror_function, "module, code, /"},
    {"cpu_count", cpu_count_function, "module"},
    {"sched_getaffinity", affinity_function, "module, pid, /"},
    {"sched_yield", yield_function, "module"},
    {"getloadavg", load_function, "module"},
    {"terminal_size_of", terminal_function, "module, fd=1, /"},
    {"uname_tuple", uname_function, "module"},
    {"times_tuple", times_function, "module"},
    {"nice", nice_function, "module, increment, /"},
    {nullptr, nullptr},
};

}  // namespace cowith::posix
