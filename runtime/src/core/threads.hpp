// Threads: one runs Python code at a time, the one that holds the lock. What belongs to it is in `state`, which is saved and loaded
// when the lock changes hands (Python/ceval_gil.c). Nothing here costs a program with one thread anything.
#pragma once
#include <cowith/lock.hpp>
#include <cowith/type.hpp>

#include <semaphore.h>

namespace cowith {

struct module_object;

/// A thread that runs Python code, or waits for its turn.
struct thread_record {
    thread_state saved;  // while it doesn't hold the lock
    std::uint64_t ident = 0;
    sem_t woken;  // posted once for each time that a thread_line lets it go
    bool is_main = false, daemon = false;
    module_object* awaited_module = nullptr;  // which another thread is importing
    thread_record() noexcept { sem_init(&woken, 0, 0); }
    ~thread_record() { sem_destroy(&woken); }
    thread_record(const thread_record&) = delete;
    thread_record& operator=(const thread_record&) = delete;
};
thread_record& main_thread() noexcept;
inline bool on_main_thread() noexcept { return state.thread == &main_thread(); }

/// Whether this thread is the only one: threads that Python started, and one more while a C++ host's threads may come in.
extern int other_threads;
/// The thread that runs the program takes the lock, which nobody contends for yet.
void enter_main_thread() noexcept;

/// Starts a thread that calls `run(argument)` holding the lock, with a state of its own; false: the system refused.
bool start_thread(thread_record& record, void (*run)(void*), void* argument, std::size_t stack_size) noexcept;
/// The stack of the calling thread: below `size` bytes from here calls are RecursionErrors.
void set_stack_limit(std::size_t size) noexcept;
/// Threads that the runtime hasn't started may take the lock from now on: who waits for something lets go of it.
void expect_foreign_threads() noexcept;
/// From now on no thread but the main one gets the lock: the others sleep until the process ends.
void stop_other_threads() noexcept;

/// A stack limit that makes every call look closer.
inline const char* const above_all = reinterpret_cast<const char*>(~std::uintptr_t{0});
/// Sets the limit that calls compare with from the real one and what there is to attend to.
void renew_stack_limit() noexcept;

/// Somebody else waits for the lock, long enough.
bool switch_wanted() noexcept;
/// Lets another thread run, and comes back when it is this one's turn again.
void switch_threads() noexcept;
/// sys.setswitchinterval, in seconds.
extern double switch_interval;

/// Gives the lock away and takes it back; the caller's thread_record.
thread_record& release_lock() noexcept;
void take_lock(thread_record& mine) noexcept;

/// The collector has been asked for (detail::ask_for_collection); it runs where switch_threads may: nothing is borrowed there.
extern bool collection_due;
void collect_what_is_due() noexcept;

/// Looks at signals, which are the main thread's: true when what one of them did is pending, a KeyboardInterrupt for example.
bool interrupt_arrived() noexcept;

/// Now, on the clock of deadlines (CLOCK_MONOTONIC, seconds).
double monotonic_seconds() noexcept;

/// Threads that wait for something, in order. All of it happens under the lock.
class thread_line {
  public:
    enum class end : std::uint8_t { woken, timed_out, interrupted };
    /// One thread's place in line.
    struct place {
        thread_record* thread;
        double since;  // when it began to wait
        bool woken = false, granted = false;
        place* next = nullptr;
    };
    bool empty() const noexcept { return !first_; }
    place* first() const noexcept { return first_; }
    /// Sleeps with the lock released until somebody wakes it, a signal comes in (main thread), or `deadline` (negative: none).
    end wait(place& mine, double deadline) noexcept;
    bool wake_one() noexcept;
    void wake_all() noexcept {
        while (wake_one()) {
        }
    }

  private:
    void remove(place& p) noexcept;
    place *first_ = nullptr, *last_ = nullptr;
};

void forget_shown_objects() noexcept;

}  // namespace cowith
