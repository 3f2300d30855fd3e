// Running a translated program: start-up, the main module, uncaught exceptions, exit status (Modules/main.c, Python/pylifecycle.c).
#include "program.hpp"

#include "../core/threads.hpp"
#include "import.hpp"

#include <cowith/exceptions.hpp>
#include <cowith/io.hpp>

#include <sys/resource.h>

#include <csignal>
#include <cstdio>

namespace cowith {

using namespace literals;

program_state program;

namespace {

void set_main_stack_limit() noexcept {
    constexpr std::size_t least = 1024 * 1024, usual = 8 * 1024 * 1024, most = std::size_t{1} << 30;
    rlimit limit{};
    std::size_t size = usual;
    if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) size = limit.rlim_cur;
    if (size > most) size = most;
    if (size < least) size = least;
    set_stack_limit(size);
}

void interrupt_handler(int) { request_interrupt(true); }

void start(int argc, char** argv) noexcept {
    program.argc = argc;
    program.argv = argv;
    enter_main_thread();
    set_main_stack_limit();
    std::signal(SIGPIPE, SIG_IGN);
    struct sigaction previous{};
    // As CPython: SIGINT raises KeyboardInterrupt unless the parent had it ignored.
    if (sigaction(SIGINT, nullptr, &previous) == 0 && previous.sa_handler == SIG_DFL)
        cowith::handle_keyboard_interrupts();
}

/// The exit status that an uncaught SystemExit asks for.
int system_exit_status(ref exc) noexcept {
    object code = exc.attr("code"_s);
    if (!code) {
        clear_pending();
        code = exc;
    }
    if (code.is(None)) return 0;
    std::int64_t number = 0;
    if (is_int(code)) return int_value(code, number) ? static_cast<int>(number) : -1;
    object stream = current_stream(2);
    object text = to_str(code);
    if (text && stream && !stream.is(None)) {
        stream.call("write"_s, text);
        stream.call("write"_s, "\n"_s);
        stream.call("flush"_s);
    }
    clear_pending();
    return 1;
}

/// sys.excepthook, or print_exception while nobody has replaced it.
void report_uncaught(ref exc) noexcept {
    if (system_dict) {
        ref hook = dict_get_interned(system_dict, "excepthook"_s);
        ref original = dict_get_interned(system_dict, "__excepthook__"_s);
        dict_set(system_dict, "last_exc"_s, exc);
        if (hook && !hook.is(original)) {
            object traceback = exc.attr("__traceback__"_s);
            object keep = hook;
            if (keep(ref(exc.type()), exc, traceback ? ref(traceback) : None)) return;
            object second = take_pending();
            if (has_type(second, SystemExit_type)) return;
            std::fputs("Error in sys.excepthook:\n", stderr);
            print_exception(second);
            std::fputs("\nOriginal exception was:\n", stderr);
        }
    }
    print_exception(exc);
}

int end_status(bool ok, bool& interrupted) noexcept {
    if (ok) return 0;
    object exc = take_pending();
    if (has_type(exc, SystemExit_type)) return system_exit_status(exc);
    interrupted = has_type(exc, KeyboardInterrupt_type);
    flush_standard_streams();
    report_uncaught(exc);
    return 1;
}

/// Imports the packages around the main module.
bool enter_package(module_object& main_module) noexcept {
    const std::string_view name(main_module.name);
    const std::size_t dot = name.rfind('.');
    object package = make_str(dot == std::string_view::npos ? std::string_view() : name.substr(0, dot));
    return main_module.set("__package__"_s, package) && (dot == std::string_view::npos || import_module(package));
}

}  // namespace

void handle_keyboard_interrupts() noexcept { std::signal(SIGINT, interrupt_handler); }

int run_program(module_object& main_module, int argc, char** argv, run_as how) noexcept {
    start(argc, argv);
    main_module.prepare("__main__");
    if (!main_module.next_registered) register_module(main_module);
    bool ok = dict_set(module_table(), "__main__"_s, ref(&main_module));
    main_module.progress = module_object::running;
    ok = ok && (how == run_as::script || enter_package(main_module)) &&
         (!main_module.body || main_module.body(main_module));
    main_module.progress = module_object::done;
    bool interrupted = false;
    const int status = end_status(ok, interrupted);
    finalize_program();
    if (interrupted) {
        // The parent shall see that a signal ended it (exit_sigint).
        std::signal(SIGINT, SIG_DFL);
        std::raise(SIGINT);
        return 128 + SIGINT;
    }
    return status;
}

}  // namespace cowith
