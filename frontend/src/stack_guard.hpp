#pragma once
// Keeps a recursive walk from overflowing the stack: deep() says when the walk has used up its share.

#include <cstddef>
#include <cstdint>

namespace cowith::frontend {

class stack_guard {
  public:
    /// `share`: bytes of stack that the walk may use, counted from here.
    explicit stack_guard(std::size_t share = std::size_t{4} << 20) : share_(share) {
        char here = 0;
        start_ = reinterpret_cast<std::uintptr_t>(&here);
    }
    bool deep() const {
        char here = 0;
        const auto now = reinterpret_cast<std::uintptr_t>(&here);
        return (now > start_ ? now - start_ : start_ - now) > share_;
    }

  private:
    std::size_t share_;
    std::uintptr_t start_ = 0;
};

} // namespace cowith::frontend
