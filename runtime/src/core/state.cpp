// The running thread's state, and the limit of its stack.
#include <cowith/error.hpp>

namespace cowith {

constinit thread_state state;

namespace {
constexpr std::size_t reserve_for_raising = 96 * 1024;
}

bool stack_exhausted_slow() noexcept {
    const char* limit = state.stack_limit;
    state.stack_limit = limit - reserve_for_raising;  // making the exception needs some stack itself
    raise_error(RecursionError_type, "maximum recursion depth exceeded");
    state.stack_limit = limit;
    return true;
}

}  // namespace cowith
