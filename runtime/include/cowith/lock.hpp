// The one lock of a process: the thread that holds it runs Python code. Translated programs without a C++ host never take it.
#pragma once

namespace cowith {

/// Held while a host's C++ calls Python or touches its values; the calls of <cowith/host.hpp> take it themselves. A thread may hold it
/// several times. Starts the runtime at first.
class interpreter_lock {
  public:
    interpreter_lock() noexcept;
    ~interpreter_lock();
    interpreter_lock(const interpreter_lock&) = delete;
    interpreter_lock& operator=(const interpreter_lock&) = delete;
};

/// Lets other threads in while this one waits for something; does nothing where this thread doesn't hold the lock.
class unlocked {
  public:
    unlocked() noexcept;
    ~unlocked();
    unlocked(const unlocked&) = delete;
    unlocked& operator=(const unlocked&) = delete;

  private:
    bool held_;
};

}  // namespace cowith
