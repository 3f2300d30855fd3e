// What the files of this folder share.
#pragma once
#include "cowith/frame.hpp"

namespace cowith {

/// The async generators that have begun while an event loop ran: it closes them in the end.
class async_generator_list {
  public:
    ~async_generator_list() {
        while (head_.next != &head_) head_.next->unlink();
    }
    void add(async_generator_state& s) noexcept {
        s.unlink();
        s.previous = head_.previous;
        s.next = &head_;
        head_.previous->next = &s;
        head_.previous = &s;
    }
    /// Takes the oldest one out; empty: there is none left.
    object take() noexcept {
        if (head_.next == &head_) return {};
        auto* s = static_cast<async_generator_state*>(head_.next);
        s->unlink();
        return object(ref(s->frame));
    }

  private:
    async_generator_link head_;
};

inline async_generator_state& state_of(frame_base& f) noexcept {
    return static_cast<async_generator_state&>(*f.details);
}
frame_details& details_of(frame_base& f) noexcept;
void drop_details(frame_base& f) noexcept;
/// Before a step: hooks, and RuntimeError when one is under way already; false: failed.
bool begin_step_slow(frame_base& f) noexcept;
inline bool begin_step(frame_base& f) noexcept {
    async_generator_state& s = state_of(f);
    if (s.hooked && !s.running) [[likely]]
        return s.running = true;
    return begin_step_slow(f);
}
/// After a step that produced an item or finished the generator.
void generator_ended(frame_base& f) noexcept;
inline void step_ended(frame_base& f) noexcept {
    state_of(f).running = false;
    if (f.state == frame_state::finished) generator_ended(f);
}
/// Hands an unfinished async generator to its finalizer hook; false: there is none.
bool finalize_by_hook(frame_base& f) noexcept;

/// Takes what a finished (or producing) child gave to the frame that awaits it.
outcome settle_child(frame_base& f, frame_base& child) noexcept;
/// Closes what `outermost` awaits, from the leaf outwards; false: an exception is pending.
bool close_awaited(frame_base& outermost) noexcept;

// ---- any iterator as the target of an await (the am_send protocol, with __next__/send/throw/close as the way round)
/// The iterator of an awaitable: TypeErrors "'X' object can't be awaited", "__await__() returned non-iterator of type 'X'" ...
object awaitable_iterator(ref target) noexcept;
/// type(x).__anext__(x) checked to be awaitable.
object next_steps(ref iterator) noexcept;
step send_to(ref iterator, object value, object& result) noexcept;
step throw_into(ref iterator, exception* owned, object& result) noexcept;
bool close_delegate(ref iterator) noexcept;

/// throw(type, value, traceback) is deprecated; false: the warning has become an exception.
bool warn_of_three_arguments(const char* method, const ref* args, std::size_t count) noexcept;
/// The exception that `throw(type[, value[, traceback]])` means, owned; null: failed (TypeError).
exception* thrown_exception(const ref* args, std::size_t count) noexcept;

object async_generator_next(ref self);
object async_generator_asend(ref self, const ref* args, std::size_t count, ref names);
object async_generator_athrow(ref self, const ref* args, std::size_t count, ref names);
object async_generator_aclose(ref self, const ref* args, std::size_t count, ref names);

void warn_never_awaited(frame_base& f) noexcept;

void finalize_frame(header* h);
void traverse_frame(header* h, visitor v, void* context);
void clear_frame(header* h);
void dealloc_frame(header* h) noexcept;

}  // namespace cowith
