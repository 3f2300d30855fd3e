// The running thread's state, and the limit of its stack.
#include "../modules/program.hpp"

#include <cowith/error.hpp>

#include <csignal>

namespace cowith {

constinit thread_state state;

// Takes the table for debuggers into every program (debug_layout.cpp).
extern "C" const char cowith_debug_layout[];
[[gnu::used, gnu::retain]] static const char* const debug_layout = cowith_debug_layout;

namespace {
constexpr std::size_t reserve_for_raising = 96 * 1024;
}

// A signal handler makes the next call look at what has come in by raising the limit above every address.
namespace {
volatile std::sig_atomic_t interrupted = 0, signalled = 0;
const char* real_limit = nullptr;
const char* const above_all = reinterpret_cast<const char*>(~std::uintptr_t{0});
}  // namespace

constinit bool (*run_signal_handlers)() noexcept = nullptr;

void request_interrupt(bool keyboard) noexcept {
    if (state.stack_limit != above_all) real_limit = state.stack_limit;
    (keyboard ? interrupted : signalled) = 1;
    state.stack_limit = above_all;
}

bool stack_exhausted_slow() noexcept {
    if (state.stack_limit == above_all) {
        state.stack_limit = real_limit;
        if (interrupted) {
            interrupted = 0;
            raise_with(KeyboardInterrupt_type, {});
            return true;
        }
        if (signalled) {
            signalled = 0;
            if (!run_signal_handlers()) return true;
        }
        return stack_exhausted();
    }
    const char* limit = state.stack_limit;
    state.stack_limit = limit - reserve_for_raising;  // making the exception needs some stack itself
    raise_error(RecursionError_type, "maximum recursion depth exceeded");
    state.stack_limit = limit;
    return true;
}

}  // namespace cowith
