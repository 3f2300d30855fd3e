// What belongs to a thread is one global (state.hpp), saved and loaded when the lock changes hands.
#include "../modules/program.hpp"

#include <cowith/lock.hpp>
#include <cowith/state.hpp>

#include <pthread.h>

#include <cstdlib>

namespace cowith {
namespace {

pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

struct this_thread {
    thread_state saved;
    unsigned depth = 0;
    bool known = false;
};
thread_local constinit this_thread mine;

/// Leaves room for what native code needs below the last Python call.
const char* stack_limit_of_thread() noexcept {
    constexpr std::size_t spare = 256 * 1024, usual = 1024 * 1024;
    pthread_attr_t attributes;
    void* lowest = nullptr;
    std::size_t size = 0;
    if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
        pthread_attr_getstack(&attributes, &lowest, &size);
        pthread_attr_destroy(&attributes);
    }
    if (lowest == nullptr) return static_cast<const char*>(__builtin_frame_address(0)) - (usual - spare);
    return static_cast<const char*>(lowest) + (size > 4 * spare ? spare : size / 4);
}

void start_hosted() noexcept {
    static bool started = false;
    if (started || program.argv != nullptr) return;  // run_program has started it, and ends it
    started = true;
    std::atexit([] {
        const interpreter_lock lock;
        finalize_program();
    });
}

void enter() noexcept {
    pthread_mutex_lock(&mutex);
    if (!mine.known) {
        mine.known = true;
        mine.saved.stack_limit = stack_limit_of_thread();
        mine.saved.thread_id = static_cast<std::uint64_t>(pthread_self());
    }
    state = mine.saved;
}

void leave() noexcept {
    mine.saved = state;
    pthread_mutex_unlock(&mutex);
}

}  // namespace

interpreter_lock::interpreter_lock() noexcept {
    if (mine.depth++ > 0) return;
    enter();
    start_hosted();
}

interpreter_lock::~interpreter_lock() {
    if (--mine.depth == 0) leave();
}

unlocked::unlocked() noexcept : held_(mine.depth > 0) {
    if (held_) leave();
}

unlocked::~unlocked() {
    if (held_) enter();
}

}  // namespace cowith
