// _signal: what Lib/signal.py stands on (Modules/signalmodule.c). A signal that has come in raises the stack limit, so that the next call
// runs its handler (state.cpp).
#include "builtins/builtins.hpp"
#include "core/threads.hpp"
#include "modules/program.hpp"
#include "types/int_object.hpp"

#include <cowith/binding.hpp>
#include <cowith/exceptions.hpp>
#include <cowith/native_modules.hpp>

#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

namespace cowith {

using namespace literals;

namespace {

constexpr int signal_count = NSIG;
volatile std::sig_atomic_t came_in[signal_count];
object handlers[signal_count];  // empty: not set from Python

void note_signal(int number) {
    came_in[number] = 1;
    request_interrupt();
}

bool check_number(ref value, int& number) noexcept {
    std::int64_t n;
    if (!to_index(value, n)) return false;
    if (n < 1 || n >= signal_count) return raise_error(ValueError_type, "signal number out of range"), false;
    number = static_cast<int>(n);
    return true;
}

failed_t raise_errno() noexcept { return raise_with(OSError_type, {ref(errno), make_str(std::strerror(errno))}); }

object handler_of(int number) noexcept {
    if (handlers[number]) return handlers[number];
    struct sigaction now{};
    if (sigaction(number, nullptr, &now) != 0) return object(None);
    if (now.sa_handler == SIG_DFL) return object(0);
    if (now.sa_handler == SIG_IGN) return object(1);
    return number == SIGINT ? import_module("_signal"_s).attr("default_int_handler"_s) : object(None);
}

#define FUNCTION(name) object name([[maybe_unused]] ref self, [[maybe_unused]] const ref* args, std::size_t, ref)

FUNCTION(default_int_handler) { return raise_with(KeyboardInterrupt_type, {}); }
FUNCTION(set_handler) {
    int number;
    if (!check_number(args[0], number)) return {};
    if (!on_main_thread())
        return raise_error(ValueError_type, "signal only works in main thread of the main interpreter");
    struct sigaction next{};
    sigemptyset(&next.sa_mask);
    std::int64_t known = -1;
    if (is_int(args[1]) && int_value(args[1], known) && (known == 0 || known == 1))
        next.sa_handler = known == 0 ? SIG_DFL : SIG_IGN;
    else if (args[1].is_heap() && truth(import_module("builtins"_s).call("callable"_s, args[1])))
        next.sa_handler = note_signal;
    else
        return raise_error(TypeError_type,
                           "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object");
    object old = handler_of(number);
    if (sigaction(number, &next, nullptr) != 0) return raise_errno();
    handlers[number] = object(args[1]);
    return old;
}
FUNCTION(get_handler) {
    int number;
    return check_number(args[0], number) ? handler_of(number) : object();
}
FUNCTION(raise_signal) {
    int number;
    if (!check_number(args[0], number)) return {};
    if (std::raise(number) != 0) return raise_errno();
    return interrupt_arrived() ? object() : object(None);
}
FUNCTION(alarm_after) {
    std::int64_t seconds;
    if (!to_index(args[0], seconds)) return {};
    return object(static_cast<std::int64_t>(::alarm(static_cast<unsigned>(seconds))));
}
FUNCTION(pause_until) {
    {
        unlocked others;
        ::pause();
    }
    return interrupt_arrived() ? object() : object(None);
}
FUNCTION(describe) {
    int number;
    if (!check_number(args[0], number)) return {};
    const char* text = ::sigdescr_np(number);
    return text ? make_str(text) : object(None);
}
FUNCTION(valid_signals) {
    object all = make_set();
    for (int n = 1; n < signal_count; ++n)
        if ((n < 32 || n >= SIGRTMIN) && !set_add(all, n)) return {};
    return all;
}

// ---- timers

double seconds_of(const timeval& t) noexcept {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
}
bool to_timeval(ref seconds, timeval& out) noexcept {
    double value;
    if (!to_double(seconds, value)) return false;
    const double whole = __builtin_floor(value);
    out = {static_cast<time_t>(whole), static_cast<suseconds_t>(__builtin_ceil((value - whole) * 1e6))};
    if (out.tv_usec >= 1'000'000) out = {out.tv_sec + 1, 0};
    return true;
}
object show_timer(const itimerval& t) noexcept {
    return tuple(make_float(seconds_of(t.it_value)), make_float(seconds_of(t.it_interval)));
}
object raise_timer_error() noexcept {
    object type = import_module("_signal"_s).attr("ItimerError"_s);
    object error = type ? type(ref(errno), make_str(std::strerror(errno))) : object();
    return error ? raise(error) : object();
}
FUNCTION(set_timer) {
    std::int64_t which;
    itimerval next{}, old{};
    if (!to_index(args[0], which) || !to_timeval(args[1], next.it_value) ||
        (args[2] && !to_timeval(args[2], next.it_interval)))
        return {};
    if (::setitimer(static_cast<__itimer_which>(which), &next, &old) != 0) return raise_timer_error();
    return show_timer(old);
}
FUNCTION(get_timer) {
    std::int64_t which;
    itimerval now{};
    if (!to_index(args[0], which)) return {};
    return ::getitimer(static_cast<__itimer_which>(which), &now) == 0 ? show_timer(now) : raise_timer_error();
}

// ---- masks

bool read_mask(ref numbers, sigset_t& out) noexcept {
    sigemptyset(&out);
    object it = get_iterator(numbers);
    if (!it) return false;
    while (object each = next_value(it)) {
        std::int64_t n;
        if (!to_index(each, n)) return false;
        if (n < 1 || n >= signal_count)
            return raise_error(ValueError_type, "signal number %zd out of range [1; %d]", static_cast<ssize_t>(n),
                               signal_count - 1),
                   false;
        sigaddset(&out, static_cast<int>(n));
    }
    return !is_failed();
}
object show_mask(const sigset_t& mask) noexcept {
    object all = make_set();
    for (int n = 1; n < signal_count; ++n)
        if (sigismember(&mask, n) == 1 && !set_add(all, n)) return {};
    return all;
}
FUNCTION(set_mask) {
    std::int64_t how;
    sigset_t next, old;
    if (!to_index(args[0], how) || !read_mask(args[1], next)) return {};
    if (const int error = ::pthread_sigmask(static_cast<int>(how), &next, &old); error != 0) {
        errno = error;
        return raise_errno();
    }
    return interrupt_arrived() ? object() : show_mask(old);
}
FUNCTION(pending_signals) {
    sigset_t mask;
    return ::sigpending(&mask) == 0 ? show_mask(mask) : raise_errno();
}
FUNCTION(wait_for) {
    sigset_t mask;
    if (!read_mask(args[0], mask)) return {};
    int number = 0, error;
    {
        unlocked others;
        error = ::sigwait(&mask, &number);
    }
    if (error == 0) return object(number);
    errno = error;
    return raise_errno();
}
FUNCTION(set_interrupting) {
    int number;
    if (!check_number(args[0], number)) return {};
    struct sigaction now{};
    if (sigaction(number, nullptr, &now) != 0) return raise_errno();
    if (truth(args[1]))
        now.sa_flags &= ~SA_RESTART;
    else
        now.sa_flags |= SA_RESTART;
    return sigaction(number, &now, nullptr) == 0 ? object(None) : raise_errno();
}
#undef FUNCTION

/// Runs the handlers of what has come in; false: one failed.
bool deliver() noexcept {
    for (int n = 1; n < signal_count; ++n) {
        if (!came_in[n]) continue;
        came_in[n] = 0;
        object handler = handler_of(n);
        object frame = import_module("sys"_s).call("_getframe"_s);
        if (!frame) {
            clear_pending();
            frame = None;
        }
        if (handler && handler.is_heap() && !handler(n, frame)) return false;
    }
    return true;
}

constexpr method_definition functions[] = {{"signal", set_handler, "signalnum, handler, /"},
                                           {"getsignal", get_handler, "signalnum, /"},
                                           {"default_int_handler", default_int_handler, "signalnum, frame, /"},
                                           {"raise_signal", raise_signal, "signalnum, /"},
                                           {"alarm", alarm_after, "seconds, /"},
                                           {"pause", pause_until, "/"},
                                           {"strsignal", describe, "signalnum, /"},
                                           {"setitimer", set_timer, "which, seconds, interval=0.0, /"},
                                           {"getitimer", get_timer, "which, /"},
                                           {"pthread_sigmask", set_mask, "how, mask, /"},
                                           {"sigpending", pending_signals, "/"},
                                           {"sigwait", wait_for, "sigset, /"},
                                           {"siginterrupt", set_interrupting, "signalnum, flag, /"},
                                           {"valid_signals", valid_signals, "/"},
                                           {nullptr, nullptr}};

struct named_signal {
    const char* name;
    int number;
};
constexpr named_signal names[] = {
    {"SIGHUP", SIGHUP},     {"SIGINT", SIGINT},       {"SIGQUIT", SIGQUIT}, {"SIGILL", SIGILL},
    {"SIGTRAP", SIGTRAP},   {"SIGABRT", SIGABRT},     {"SIGIOT", SIGABRT},  {"SIGBUS", SIGBUS},
    {"SIGFPE", SIGFPE},     {"SIGKILL", SIGKILL},     {"SIGUSR1", SIGUSR1}, {"SIGSEGV", SIGSEGV},
    {"SIGUSR2", SIGUSR2},   {"SIGPIPE", SIGPIPE},     {"SIGALRM", SIGALRM}, {"SIGTERM", SIGTERM},
    {"SIGCHLD", SIGCHLD},   {"SIGCLD", SIGCHLD},      {"SIGCONT", SIGCONT}, {"SIGSTOP", SIGSTOP},
    {"SIGTSTP", SIGTSTP},   {"SIGTTIN", SIGTTIN},     {"SIGTTOU", SIGTTOU}, {"SIGURG", SIGURG},
    {"SIGXCPU", SIGXCPU},   {"SIGXFSZ", SIGXFSZ},     {"SIGPROF", SIGPROF}, {"SIGVTALRM", SIGVTALRM},
    {"SIGWINCH", SIGWINCH}, {"SIGIO", SIGIO},         {"SIGPOLL", SIGPOLL}, {"SIGPWR", SIGPWR},
    {"SIGSYS", SIGSYS},     {"SIGSTKFLT", SIGSTKFLT}, {"SIG_DFL", 0},       {"SIG_IGN", 1},
    {"NSIG", NSIG},
};

/// class signal.ItimerError(OSError)
object timer_error() noexcept {
    object body = dict("__module__"_s, "signal"_s);
    return ref(&type_type)("itimer_error"_s, tuple(ref(&OSError_type)), body);
}

bool fill(ref dict) noexcept {
    run_signal_handlers = deliver;
    if (!add_functions(dict, functions, "_signal"_s)) return false;
    for (const auto& [name, number] : names)
        if (!dict_set(dict, intern(name), number)) return false;
    return dict_set(dict, "SIGRTMIN"_s, SIGRTMIN) && dict_set(dict, "SIGRTMAX"_s, SIGRTMAX) &&
           dict_set(dict, "ITIMER_REAL"_s, 0) && dict_set(dict, "ITIMER_VIRTUAL"_s, 1) &&
           dict_set(dict, "ITIMER_PROF"_s, 2) && dict_set(dict, "SIG_BLOCK"_s, SIG_BLOCK) &&
           dict_set(dict, "SIG_UNBLOCK"_s, SIG_UNBLOCK) && dict_set(dict, "SIG_SETMASK"_s, SIG_SETMASK) &&
           dict_set(dict, "ItimerError"_s, timer_error());
}

}  // namespace

native_module native_modules::signal_("_signal", fill);

}  // namespace cowith
