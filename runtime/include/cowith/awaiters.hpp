// What a suspendable function waits for: the awaiters behind `co_await at(12)(x)` and `co_yield at(12)(x)`; see frame.hpp.
#pragma once
#include "frame_base.hpp"

namespace cowith {

/// Adds the traceback entry of a failed await, then f.fail().
void fail_at_await(frame_base& f) noexcept;

/// What every awaiter does: it notes in the frame where the function is, and that it waits. Never copied: the collector doesn't see what
/// a second one would hold.
class frame_step {
  public:
    frame_step(const frame_step&) = delete;
    frame_step& operator=(const frame_step&) = delete;
    void await_suspend(std::coroutine_handle<>) noexcept { frame_->state = frame_state::suspended; }

  protected:
    frame_step(frame_base* f, std::uint32_t line, std::uint32_t operation) noexcept : frame_(f) {
        f->line = line;
        f->operation = static_cast<std::uint16_t>(operation);
    }
    frame_base* frame_;
};

/// An awaiter whose failure finishes the frame (bypass), or leaves an empty result (attempt).
template <on_failure Mode> class failing_step : public frame_step {
  public:
    void await_suspend(std::coroutine_handle<> h) noexcept {
        if (Mode == on_failure::bypass && outcome_ == outcome::failed)
            fail_at_await(*frame_);
        else
            frame_step::await_suspend(h);
    }
    object await_resume() noexcept {
        if (Mode == on_failure::attempt && state.pending) return {};
        return std::move(frame_->value);
    }

  protected:
    using frame_step::frame_step;
    bool is_over(outcome o) noexcept {
        outcome_ = o;
        return Mode == on_failure::attempt ? o != outcome::suspended : o == outcome::ready;
    }

  private:
    outcome outcome_ = outcome::suspended;
};

template <on_failure Mode> class yield_step;

/// The awaiter of `co_await at(line)(x)` and `co_await at(line).attempt(x)`.
template <on_failure Mode> class await_step : public failing_step<Mode> {
  public:
    await_step(frame_base* f, std::uint32_t line, std::uint32_t operation, object target, bool over) noexcept
        : failing_step<Mode>(f, line, operation), target_(std::move(target)), over_(over) {}
    bool await_ready() noexcept {
        frame_base& frame = *this->frame_;
        frame.mode = Mode;
        if (!over_) return this->is_over(start_await(frame, std::move(target_)));
        frame.value = std::move(target_);
        return this->is_over(frame.value ? outcome::ready : outcome::failed);
    }

  private:
    friend yield_step<Mode>;
    object target_;
    bool over_;  // target_ is the result already
};

/// The awaiter of `co_yield at(line)(x)`: the result is what is sent in; an exception thrown in is a failure.
template <on_failure Mode> class yield_step {
  public:
    explicit yield_step(await_step<Mode>& place) noexcept : frame_(place.frame_), item_(std::move(place.target_)) {}
    yield_step(const yield_step&) = delete;
    yield_step& operator=(const yield_step&) = delete;
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
    ref iterator;    // the loop's: the collector sees only that
    object* target;  // assigned only when there is an item
    next_operand(ref i, object* t) noexcept : iterator(i), target(t) {}
};
/// The awaiter of one step of `async for`: false at the end and when it failed (test `at(line).failed()` behind the loop).
class next_step : public frame_step {
  public:
    next_step(frame_base* f, std::uint32_t line, std::uint32_t operation, next_operand o) noexcept
        : frame_step(f, line, operation), operand_(o) {}
    bool await_ready() noexcept {
        frame_->mode = on_failure::attempt;
        if (!operand_.iterator) [[unlikely]]
            return pass_on(), true;  // aiter() has failed
        return start_next(*frame_, operand_.iterator) != outcome::suspended;
    }
    bool await_resume() noexcept { return operand_.iterator && finish_next(*frame_, *operand_.target); }

  private:
    next_operand operand_;
};

/// The operand of `x = co_await at(line)(managing.enter(manager))`: see async_with in blocks.hpp.
struct enter_operand {
    async_with* block;
    object manager;  // until entering has begun
    enter_operand(async_with* b, object m) noexcept : block(b), manager(std::move(m)) {}
};
template <on_failure Mode> class enter_step : public failing_step<Mode> {
  public:
    enter_step(frame_base* f, std::uint32_t line, std::uint32_t operation, enter_operand&& o) noexcept
        : failing_step<Mode>(f, line, operation), operand_(std::move(o)) {}
    bool await_ready() noexcept {
        this->frame_->mode = Mode;
        return this->is_over(start_enter(*this->frame_, *operand_.block, std::move(operand_.manager)));
    }

  private:
    enter_operand operand_;
};

/// The operand of `co_await at(line)(managing.leave())`: see async_with in blocks.hpp. Never fails by itself: what happens is in the block.
struct leave_operand {
    async_with* block;
};
class leave_step : public frame_step {
  public:
    leave_step(frame_base* f, std::uint32_t line, std::uint32_t operation, leave_operand o) noexcept
        : frame_step(f, line, operation), block_(o.block) {}
    bool await_ready() noexcept {
        frame_->mode = on_failure::attempt;
        return start_leave(*frame_, *block_) != outcome::suspended;
    }
    inline void await_resume() noexcept;  // blocks.hpp

  private:
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
    next_step operator()(next_operand o) const noexcept { return {frame_, line_, operation_, o}; }
    enter_step<on_failure::bypass> operator()(enter_operand&& o) const noexcept {
        return {frame_, line_, operation_, std::move(o)};
    }
    leave_step operator()(leave_operand o) const noexcept { return {frame_, line_, operation_, o}; }
    /// Await (co_await) or yield (co_yield) inside try or with: empty when it failed.
    await_step<on_failure::attempt> attempt(object target) const noexcept { return step<on_failure::attempt>(target); }
    await_step<on_failure::attempt> attempt(started s) const noexcept {
        return step<on_failure::attempt>(s.value, s.over);
    }
    enter_step<on_failure::attempt> attempt(enter_operand&& o) const noexcept {
        return {frame_, line_, operation_, std::move(o)};
    }

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
