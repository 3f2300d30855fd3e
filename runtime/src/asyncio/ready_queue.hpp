// What a loop has to run next: a ring of small entries, so that a hop costs no allocation.
#pragma once
#include "cowith/object.hpp"

#include <vector>

namespace cowith::asyncio {

/// One callback that is ready.
struct ready_entry {
    enum class kind : std::uint8_t {
        handle,         // a Handle object (call_soon from Python)
        task_step,      // first: the task
        task_wakeup,    // first: the task, second: the future it waited for
        done_callback,  // first: the callable, second: the future; run in `context`
    } what;
    object first, second, context;
};

class ready_queue {
  public:
    void push(ready_entry e) noexcept {
        if (count_ == ring_.size()) grow();
        ring_[(head_ + count_++) & (ring_.size() - 1)] = std::move(e);
    }
    ready_entry pop() noexcept {
        ready_entry e = std::move(ring_[head_]);
        head_ = (head_ + 1) & (ring_.size() - 1);
        --count_;
        return e;
    }
    std::size_t size() const noexcept { return count_; }
    const ready_entry& operator[](std::size_t i) const noexcept { return ring_[(head_ + i) & (ring_.size() - 1)]; }

  private:
    void grow() noexcept {
        std::vector<ready_entry> larger(ring_.empty() ? 64 : ring_.size() * 2);
        for (std::size_t i = 0; i < count_; ++i) larger[i] = std::move(ring_[(head_ + i) & (ring_.size() - 1)]);
        ring_ = std::move(larger);
        head_ = 0;
    }
    std::vector<ready_entry> ring_;
    std::size_t head_ = 0, count_ = 0;
};

}  // namespace cowith::asyncio
