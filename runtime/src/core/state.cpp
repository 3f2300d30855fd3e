// The running thread's state, and the limit of its stack.
#include "../modules/program.hpp"
#include "threads.hpp"

#include <cowith/error.hpp>

#include <csignal>

namespace cowith {

constinit thread_state state;

// Takes the table for debuggers into every program (debug_layout.cpp).
extern "C" const char cowith_debug_layout[];
[[gnu::used, gnu::retain]] static const char* const debug_layout = cowith_debug_layout;

namespace {
constexpr std::size_t reserve_for_raising = 96 * 1024;

// A signal handler, or a thread that wants to run, makes the next call look at what there is by raising the limit above every
// address. The reason is noted first: whoever sets the limit anew looks for one afterwards.
volatile std::sig_atomic_t interrupted = 0, signalled = 0;
}  // namespace

bool (*run_signal_handlers)() noexcept = nullptr;

void request_interrupt(bool keyboard) noexcept {
    (keyboard ? interrupted : signalled) = 1;
    state.stack_limit = above_all;
}

void renew_stack_limit() noexcept {
    state.stack_limit = state.real_limit;
    if (switch_wanted() || collection_due || ((interrupted || signalled) && on_main_thread()))
        state.stack_limit = above_all;
}

void set_stack_limit(std::size_t size) noexcept {
    constexpr std::size_t spare = 256 * 1024;  // what native code needs below the last Python call
    state.real_limit =
        static_cast<const char*>(__builtin_frame_address(0)) - (size < 4 * spare ? size / 2 : size - spare);
    renew_stack_limit();
}

bool interrupt_arrived() noexcept {
    if (!(interrupted || signalled) || !on_main_thread()) return false;
    if (interrupted) {
        interrupted = 0;
        renew_stack_limit();
        raise_with(KeyboardInterrupt_type, {});
        return true;
    }
    signalled = 0;
    renew_stack_limit();
    return !run_signal_handlers();
}

bool stack_exhausted_slow() noexcept {
    if (state.stack_limit == above_all) {
        if (interrupt_arrived()) return true;
        if (!switch_wanted() && !collection_due) renew_stack_limit();
        // Otherwise the next call of a function is where threads are switched, or the collector runs.
        if (static_cast<const char*>(__builtin_frame_address(0)) >= state.real_limit) return false;
    }
    const char* limit = state.real_limit;
    state.real_limit = limit - reserve_for_raising;  // making the exception needs some stack itself
    renew_stack_limit();
    raise_error(RecursionError_type, "maximum recursion depth exceeded");
    state.real_limit = limit;
    renew_stack_limit();
    return true;
}

bool attend_slow() noexcept {
    if (collection_due) collect_what_is_due();
    if (switch_wanted()) switch_threads();
    if (interrupt_arrived()) return false;
    renew_stack_limit();
    return true;
}

}  // namespace cowith
