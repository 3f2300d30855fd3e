// The lock that the thread holds which runs Python code, and how it changes hands (Python/ceval_gil.c).
#include "threads.hpp"

#include "../modules/program.hpp"

#include <pthread.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <ctime>

namespace cowith {

int other_threads = 0;
double switch_interval = 0.005;

namespace {

// Trivial types, for the threads that are still there when the process ends.
pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t freed, taken;
bool ready_for_threads = false;
bool held = false;
std::uint64_t hand_overs = 0;
int waiting = 0;
thread_record* last_thread = nullptr;  // the one that ends the program

int wanted = 0;  // read without the mutex
bool is_wanted() noexcept { return __atomic_load_n(&wanted, __ATOMIC_SEQ_CST) != 0; }
void set_wanted(bool on) noexcept { __atomic_store_n(&wanted, on ? 1 : 0, __ATOMIC_SEQ_CST); }

void prepare_for_threads() noexcept {
    if (ready_for_threads) return;
    ready_for_threads = true;
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&freed, &monotonic);
    pthread_cond_init(&taken, &monotonic);
    pthread_condattr_destroy(&monotonic);
}

timespec moment(double seconds) noexcept {
    timespec t;
    t.tv_sec = static_cast<time_t>(seconds);
    t.tv_nsec = static_cast<long>((seconds - static_cast<double>(t.tv_sec)) * 1e9);
    return t;
}

[[noreturn]] void sleep_for_ever() noexcept {
    for (;;) ::pause();
}

/// With the mutex.
void free_it() noexcept {
    held = false;
    pthread_cond_signal(&freed);
}

/// With the mutex, which it lets go of. The state of `mine` is loaded afterwards.
void acquire(thread_record& mine) noexcept {
    ++waiting;
    for (;;) {
        if (last_thread && last_thread != &mine) {
            --waiting;
            pthread_cond_signal(&freed);
            pthread_mutex_unlock(&mutex);
            sleep_for_ever();
        }
        if (!held) break;
        const std::uint64_t before = hand_overs;
        const timespec limit = moment(monotonic_seconds() + switch_interval);
        const int result = pthread_cond_timedwait(&freed, &mutex, &limit);
        if (result == ETIMEDOUT && held && hand_overs == before) {
            set_wanted(true);
            state.stack_limit = above_all;
        }
    }
    --waiting;
    held = true;
    ++hand_overs;
    set_wanted(false);
    pthread_cond_signal(&taken);
    pthread_mutex_unlock(&mutex);
    state = mine.saved;
    renew_stack_limit();
}

/// What a thread knows of itself; looked at only where the lock may change hands.
struct own_record {
    thread_record* record = nullptr;
    unsigned depth = 0;    // how many interpreter_locks there are
    bool foreign = false;  // a host's thread: the record goes with it
    constexpr own_record() noexcept = default;
    ~own_record() {
        if (foreign && !record->is_main) delete record;
    }
};
thread_local constinit own_record this_thread;

bool hosted = false;  // a C++ host calls Python

/// The address below which a thread of a host leaves the rest to native code.
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

void adopt_host_thread() noexcept {
    if (::getpid() == ::gettid()) {
        this_thread.record = &main_thread();
    } else {
        this_thread.record = new thread_record;
        this_thread.record->ident = static_cast<std::uint64_t>(pthread_self());
    }
    this_thread.foreign = true;
    this_thread.record->saved.thread = this_thread.record;
    this_thread.record->saved.real_limit = stack_limit_of_thread();
}

/// With the lock.
void start_hosted() noexcept {
    if (hosted) return;
    hosted = true;
    ++other_threads;
    if (program.argv != nullptr) return;  // run_program has started it, and ends it
    std::atexit([] {
        const interpreter_lock lock;
        finalize_program();
    });
}

struct start_data {
    thread_record* record;
    void (*run)(void*);
    void* argument;
    std::size_t stack_size;
};

void* thread_main(void* data) noexcept {
    const start_data start = *static_cast<start_data*>(data);
    delete static_cast<start_data*>(data);
    thread_record& mine = *start.record;
    this_thread.record = &mine;
    this_thread.depth = 1;
    take_lock(mine);
    mine.ident = static_cast<std::uint64_t>(pthread_self());
    set_stack_limit(start.stack_size);
    start.run(start.argument);
    // The thread is over: nothing of its state is kept.
    --other_threads;
    pthread_mutex_lock(&mutex);
    free_it();
    pthread_mutex_unlock(&mutex);
    delete &mine;
    return nullptr;
}

}  // namespace

thread_record& main_thread() noexcept {
    alignas(thread_record) static unsigned char storage[sizeof(thread_record)];
    static thread_record* record = nullptr;
    if (!record) {
        record = ::new (storage) thread_record;
        record->is_main = true;
        record->ident = static_cast<std::uint64_t>(pthread_self());
    }
    return *record;
}

double monotonic_seconds() noexcept {
    timespec t;
    ::clock_gettime(CLOCK_MONOTONIC, &t);
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

bool switch_wanted() noexcept { return is_wanted(); }

thread_record& release_lock() noexcept {
    thread_record& mine = *state.thread;
    mine.saved = state;
    pthread_mutex_lock(&mutex);
    free_it();
    pthread_mutex_unlock(&mutex);
    return mine;
}

void take_lock(thread_record& mine) noexcept {
    const int error = errno;
    pthread_mutex_lock(&mutex);
    prepare_for_threads();
    acquire(mine);
    errno = error;
}

void switch_threads() noexcept {
    if (!other_threads) {
        set_wanted(false);
        renew_stack_limit();
        return;
    }
    thread_record& mine = *state.thread;
    mine.saved = state;
    pthread_mutex_lock(&mutex);
    free_it();
    // Whoever waits for it gets it: this thread doesn't take it again at once.
    const std::uint64_t before = hand_overs;
    while (waiting > 0 && hand_overs == before && !last_thread) pthread_cond_wait(&taken, &mutex);
    acquire(mine);
}

bool start_thread(thread_record& record, void (*run)(void*), void* argument, std::size_t stack_size) noexcept {
    pthread_mutex_lock(&mutex);
    prepare_for_threads();
    pthread_mutex_unlock(&mutex);
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&attributes, stack_size);
    record.saved.thread = &record;
    auto* data = new start_data{&record, run, argument, stack_size};
    // Signals are the main thread's.
    sigset_t all, previous;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &previous);
    ++other_threads;
    pthread_t made;
    const bool ok = pthread_create(&made, &attributes, thread_main, data) == 0;
    pthread_sigmask(SIG_SETMASK, &previous, nullptr);
    pthread_attr_destroy(&attributes);
    if (ok) {
        record.ident = static_cast<std::uint64_t>(made);
        return true;
    }
    --other_threads;
    delete data;
    return false;
}

void expect_foreign_threads() noexcept {
    pthread_mutex_lock(&mutex);
    prepare_for_threads();
    pthread_mutex_unlock(&mutex);
    start_hosted();
}

void stop_other_threads() noexcept {
    if (!other_threads || hosted) return;
    pthread_mutex_lock(&mutex);
    last_thread = state.thread;
    pthread_cond_broadcast(&freed);
    pthread_mutex_unlock(&mutex);
    set_wanted(false);
    other_threads = 0;  // nobody to give the lock to
}

void enter_main_thread() noexcept {
    this_thread.record = &main_thread();
    this_thread.depth = 1;
    held = true;
    state.thread = &main_thread();
}

interpreter_lock::interpreter_lock() noexcept {
    if (this_thread.depth++ > 0) return;
    if (!this_thread.record) adopt_host_thread();
    take_lock(*this_thread.record);
    start_hosted();
}
interpreter_lock::~interpreter_lock() {
    if (--this_thread.depth == 0) release_lock();
}

unlocked::unlocked() noexcept : held_(this_thread.depth > 0 && other_threads) {
    if (held_) release_lock();
}
unlocked::~unlocked() {
    if (held_) take_lock(*this_thread.record);
}

// ---- waiting in line

thread_line::end thread_line::wait(place& mine, double deadline) noexcept {
    mine.thread = state.thread;
    mine.woken = false;
    mine.next = nullptr;
    (last_ ? last_->next : first_) = &mine;
    last_ = &mine;
    sem_t& woken = mine.thread->woken;
    int result, error;
    {
        unlocked others;
        if (deadline < 0) {
            result = sem_wait(&woken);
        } else {
            const timespec limit = moment(deadline);
            result = sem_clockwait(&woken, CLOCK_MONOTONIC, &limit);
        }
        error = errno;
    }
    if (mine.woken) {
        // Woken while it gave up: the post is still to be taken.
        if (result != 0)
            while (sem_wait(&woken) != 0) {
            }
        return end::woken;
    }
    remove(mine);
    return error == ETIMEDOUT ? end::timed_out : end::interrupted;
}

bool thread_line::wake_one() noexcept {
    place* p = first_;
    if (!p) return false;
    first_ = p->next;
    if (!first_) last_ = nullptr;
    p->woken = true;
    sem_post(&p->thread->woken);
    return true;
}

void thread_line::remove(place& p) noexcept {
    place* before = nullptr;
    for (place* q = first_; q; before = q, q = q->next) {
        if (q != &p) continue;
        (before ? before->next : first_) = q->next;
        if (last_ == q) last_ = before;
        return;
    }
}

}  // namespace cowith
