// Waiting: libuv's descriptor for what it watches, the time-out with nanosecond precision around it.
#pragma once
#include <cstdint>

struct uv_loop_s;
struct uv_async_s;

namespace cowith::asyncio {

/// What a loop waits on. Nothing of libuv is set up until something needs it (a wake-up from another thread, a signal, I/O).
class wait_set {
  public:
    wait_set() = default;
    ~wait_set();
    wait_set(const wait_set&) = delete;
    wait_set& operator=(const wait_set&) = delete;
    /// Sleeps until something is `ready`, something happens or `seconds` pass (negative: no limit), then runs what libuv has ready. The lock is released meanwhile.
    void wait(double seconds, const class ready_queue& ready) noexcept;
    /// libuv's loop, made on first use.
    uv_loop_s* loop() noexcept;
    /// Ends a wait() from any thread.
    void wake() noexcept;
    bool used() const noexcept { return loop_ != nullptr; }

  private:
    uv_loop_s* loop_ = nullptr;
    uv_async_s* async_ = nullptr;
};

}  // namespace cowith::asyncio
