// A context manager by hand: what stands before and behind the `yield` of an @asynccontextmanager function becomes two
// coroutines, and the function that uses it catches, awaits the exit, and rethrows.
#pragma once

#include "coro.hpp"

namespace bench {

/// Counts how often it was left, like the managers of the Python programs with their `finally`.
class managed {
  public:
    managed(int value, int& left) : value_(value), left_(left) {}

    [[gnu::noinline]] task<int> aenter() { co_return value_; }

    /// True if the exception is to be swallowed.
    [[gnu::noinline]] task<bool> aexit(std::exception_ptr) {
        ++left_;
        co_return false;
    }

  private:
    int value_;
    int& left_;
};

}  // namespace bench
