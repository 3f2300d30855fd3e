// What a loop has to run next, and what is told when a future is done: small entries, so that a hop costs no allocation.
#pragma once
#include "cowith/object.hpp"

#include <vector>

namespace cowith::asyncio {

/// An owned object, and in the low bits of its address what is to be done with it.
class work {
  public:
    enum class kind : std::uint8_t {
        callback,             // a callable: is called with the future, in an empty context
        callback_in_context,  // a tuple of a callable and its context
        wake_task,            // a task that waits for the future
        gathered,             // what gather() gave: the future is a child of it
        grouped,              // a TaskGroup: the future is a task of it
        run_handle,           // a Handle (call_soon from Python)
        step_task,            // a task; the entry's other object is thrown into it
    };
    work() noexcept = default;
    work(kind k, object target) noexcept
        : bits_(reinterpret_cast<std::uint64_t>(target.give()) | static_cast<std::uint64_t>(k)) {}
    work(work&& w) noexcept : bits_(std::exchange(w.bits_, 0)) {}
    work& operator=(work&& w) noexcept {
        work old;
        old.bits_ = std::exchange(bits_, std::exchange(w.bits_, 0));
        return *this;
    }
    ~work() {
        if (bits_) object::take(target().heap());
    }
    explicit operator bool() const noexcept { return bits_ != 0; }
    kind what() const noexcept { return static_cast<kind>(bits_ & 7); }
    ref target() const noexcept { return ref::from_bits(bits_ & ~std::uint64_t{7}); }

  private:
    std::uint64_t bits_ = 0;
};

/// One thing that is ready: `subject` is the future that is done, or for step_task what is thrown in (or empty).
struct ready_entry {
    work what;
    object subject;
};

class ready_queue {
  public:
    void push(work w, object subject) noexcept {
        if (count_ == ring_.size()) [[unlikely]]
            grow();
        ready_entry& e = ring_[(head_ + count_++) & (ring_.size() - 1)];
        e.what = std::move(w);
        e.subject = std::move(subject);
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
