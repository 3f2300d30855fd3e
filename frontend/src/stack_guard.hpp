#pragma once
// Keeps a recursive walk from overflowing the stack: deep() says when the walk has used up its share.

#include <cstddef>
#include <cstdint>

namespace cowith::frontend {

class stack_guard {
  public:
    /// `share`: bytes of stack that the walk may use, counted from here.
    explicit stack_guard(std::size_t share = std::size_t{4} << 20) : share_(share) { start_ = here(); }
    bool deep() const {
        const auto now = here();
        return (now > start_ ? now - start_ : start_ - now) > share_;
    }

  private:
    /// Not the address of a local: the address sanitizer keeps those elsewhere.
    static std::uintptr_t here() { return reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0)); }

    std::size_t share_;
    std::uintptr_t start_ = 0;
};

}  // namespace cowith::frontend
