// What a running program consists of: its arguments and how it ends.
#pragma once
#include <cowith/module.hpp>

namespace cowith {

struct program_state {
    int argc = 0;
    char** argv = nullptr;
    bool finalizing = false;
};
extern program_state program;

/// Ends the program as Py_FinalizeEx does: atexit callbacks, modules, the last collections.
void finalize_program() noexcept;
/// Runs and forgets what atexit.register() was given, last first (atexit.cpp; null while the module isn't linked in).
extern void (*run_exit_callbacks)() noexcept;
/// Asks the next call to look at signals: to run their handlers, or to raise KeyboardInterrupt; safe in a signal handler.
void request_interrupt(bool keyboard = false) noexcept;
/// Ctrl-C raises KeyboardInterrupt from here on.
void handle_keyboard_interrupts() noexcept;
/// Runs the handlers of signals that have come in; false: one failed (signal.cpp; null while the module isn't linked in).
extern bool (*run_signal_handlers)() noexcept;
/// Waits for the threads that aren't daemons (thread/module.cpp; null while the module isn't linked in).
extern void (*wait_for_other_threads)() noexcept;

}  // namespace cowith
