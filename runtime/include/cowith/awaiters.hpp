// What a suspendable function waits for: the awaiters behind `co_await at(12)(x)` and `co_yield at(12)(x)`; see frame.hpp.
#pragma once
#include "frame_base.hpp"

namespace cowith {

template <on_failure Mode> class yield_step;

/// The awaiter of `co_await at(line)(x)` and `co_await at(line).attempt(x)`.
template <on_failure Mode> class await_step {
  public:
    await_step(frame_base* f, std::uint32_t line, std::uint32_t operation, object target, bool over) noexcept
        : frame_(f), target_(std::move(target)), over_(over) {
        f->line = line;
        f->operation = static_cast<std::uint16_t>(operation);
    }
    bool await_ready() noexcept {
        frame_->mode = Mode;
        if (over_) {
            frame_->value = std::move(target_);
            outcome_ = frame_->value ? outcome::ready : outcome::failed;
        } else {
            outcome_ = start_await(*frame_, std::move(target_));
        }
        if constexpr (Mode == on_failure::attempt)
            return outcome_ != outcome::suspended;
        else
            return outcome_ == outcome::ready;
    }
    void await_suspend(std::coroutine_handle<>) noexcept {
        if (Mode == on_failure::bypass && outcome_ == outcome::failed)
            fail_at_await(*frame_);
        else
            frame_->state = frame_state::suspended;
    }
    object await_resume() noexcept {
        if (Mode == on_failure::attempt && state.pending) return {};
        return std::move(frame_->value);
    }
    static void fail_at_await(frame_base& f) noexcept;  // adds the traceback entry, then f.fail()

  private:
    friend yield_step<Mode>;
    frame_base* frame_;
    object target_;
    bool over_;  // target_ is the result already
    outcome outcome_ = outcome::suspended;
};

/// The awaiter of `co_yield at(line)(x)`: the result is what is sent in; an exception thrown in is a failure.
template <on_failure Mode> class yield_step {
  public:
    explicit yield_step(await_step<Mode>& place) noexcept : frame_(place.frame_), item_(std::move(place.target_)) {}
    bool await_ready() noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) noexcept {
        frame_->mode = Mode;
        frame_->state = frame_state::suspended;
        if (frame_->kind == frame_kind::async_generator) {
            frame_->value = std::move(item_);
            frame_->produced = true;
        } else {
            state.driving->set_leaf(frame_);
            state.driving->value = std::move(item_);
        }
    }
    object await_resume() noexcept {
        if (Mode == on_failure::attempt && state.pending) return {};
        return std::move(frame_->value);
    }

  private:
    frame_base* frame_;
    object item_;
};

/// The operand of `bool more = co_await at(line)(rows.next(row))`; see async_loop in blocks.hpp.
struct next_operand {
    object iterator;
    object* target;  // assigned only when there is an item
};
/// The awaiter of one step of `async for`: false at the end and when it failed (test `at(line).failed()` behind the loop).
class next_step {
  public:
    next_step(frame_base* f, std::uint32_t line, std::uint32_t operation, next_operand o) noexcept
        : frame_(f), iterator_(std::move(o.iterator)), target_(o.target) {
        f->line = line;
        f->operation = static_cast<std::uint16_t>(operation);
    }
    bool await_ready() noexcept {
        frame_->mode = on_failure::attempt;
        if (!iterator_) [[unlikely]]
            return pass_on(), true;  // aiter() has failed
        return start_next(*frame_, iterator_) != outcome::suspended;
    }
    void await_suspend(std::coroutine_handle<>) noexcept { frame_->state = frame_state::suspended; }
    bool await_resume() noexcept { return iterator_ && finish_next(*frame_, *target_); }

  private:
    frame_base* frame_;
    object iterator_;
    object* target_;
};

/// The operand of `x = co_await at(line)(managing.enter(manager))`: see async_with in blocks.hpp.
struct enter_operand {
    async_with* block;
    ref manager;
    enter_operand(async_with* b, ref m) noexcept : block(b), manager(m) {}
};
template <on_failure Mode> class enter_step {
  public:
    enter_step(frame_base* f, std::uint32_t line, std::uint32_t operation, enter_operand o) noexcept
        : frame_(f), operand_(o) {
        f->line = line;
        f->operation = static_cast<std::uint16_t>(operation);
    }
    bool await_ready() noexcept {
        frame_->mode = Mode;
        outcome_ = start_enter(*frame_, *operand_.block, operand_.manager);
        if constexpr (Mode == on_failure::attempt)
            return outcome_ != outcome::suspended;
        else
            return outcome_ == outcome::ready;
    }
    void await_suspend(std::coroutine_handle<>) noexcept {
        if (Mode == on_failure::bypass && outcome_ == outcome::failed)
            await_step<Mode>::fail_at_await(*frame_);
        else
            frame_->state = frame_state::suspended;
    }
    object await_resume() noexcept {
        if (Mode == on_failure::attempt && state.pending) return {};
        return std::move(frame_->value);
    }

  private:
    frame_base* frame_;
    enter_operand operand_;
    outcome outcome_ = outcome::suspended;
};

/// The operand of `co_await at(line)(managing.leave())`: see async_with in blocks.hpp. Never fails by itself: what happens is in the block.
struct leave_operand {
    async_with* block;
};
class leave_step {
  public:
    leave_step(frame_base* f, std::uint32_t line, std::uint32_t operation, leave_operand o) noexcept
        : frame_(f), block_(o.block) {
        f->line = line;
        f->operation = static_cast<std::uint16_t>(operation);
    }
    bool await_ready() noexcept {
        frame_->mode = on_failure::attempt;
        return start_leave(*frame_, *block_) != outcome::suspended;
    }
    void await_suspend(std::coroutine_handle<>) noexcept { frame_->state = frame_state::suspended; }
    void await_resume() noexcept { finish_leave(*frame_, *block_); }

  private:
    frame_base* frame_;
    async_with* block_;
};

/// A place in a suspendable function: `at(12).failed(x = f(y))`, `at(12)(x)` and `at(12).attempt(x)`.
class frame_spot : public operation_at<frame_spot> {
  public:
    constexpr frame_spot(frame_base* f, std::uint32_t line, std::uint32_t operation) noexcept
        : frame_(f), line_(line), operation_(operation) {}
    source_place here() const noexcept { return {frame_->code(), line_}; }
    frame_base& frame() const noexcept { return *frame_; }
    std::uint32_t line() const noexcept { return line_; }
    /// Where the frame notes the line that it is at.
    std::uint32_t* noted() const noexcept { return &frame_->line; }
    /// Await (co_await) or yield (co_yield) where a failure finishes the frame.
    await_step<on_failure::bypass> operator()(object target) const noexcept { return step<on_failure::bypass>(target); }
    await_step<on_failure::bypass> operator()(started s) const noexcept {
        return step<on_failure::bypass>(s.value, s.over);
    }
    next_step operator()(next_operand o) const noexcept { return {frame_, line_, operation_, std::move(o)}; }
    enter_step<on_failure::bypass> operator()(enter_operand o) const noexcept { return {frame_, line_, operation_, o}; }
    leave_step operator()(leave_operand o) const noexcept { return {frame_, line_, operation_, o}; }
    /// Await (co_await) or yield (co_yield) inside try or with: empty when it failed.
    await_step<on_failure::attempt> attempt(object target) const noexcept { return step<on_failure::attempt>(target); }
    await_step<on_failure::attempt> attempt(started s) const noexcept {
        return step<on_failure::attempt>(s.value, s.over);
    }
    enter_step<on_failure::attempt> attempt(enter_operand o) const noexcept { return {frame_, line_, operation_, o}; }

  private:
    friend operation_at<frame_spot>;
    template <on_failure Mode> await_step<Mode> step(object& target, bool over = false) const noexcept {
        return {frame_, line_, operation_, std::move(target), over};
    }
    bool note() const noexcept;
    frame_base* frame_;
    std::uint32_t line_, operation_;
};

}  // namespace cowith
