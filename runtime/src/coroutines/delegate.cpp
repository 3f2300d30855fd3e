// Awaiting and delegating to objects that aren't our own coroutine frames (futures, iterators of __await__, generators).
#include "async_generator.hpp"
#include "cowith/exceptions.hpp"

namespace cowith {

object awaitable_iterator(ref target) noexcept {
    type_object* t = target.type();
    if (t == &coroutine_type) return object(target);
    if (t == &generator_type && target.as<frame_base>()->iterable_coroutine()) return object(target);
    if (!t->await && !(t->type_flags & type_ready)) ready(*t);
    if (!t->await) return raise_error(TypeError_type, "'%T' object can't be awaited", target);
    object iterator = t->await(target);
    if (!iterator) return {};
    type_object* it = iterator.type();
    if (it == &coroutine_type) return raise_error(TypeError_type, "__await__() returned a coroutine");
    if (!it->next && !it->send)
        return raise_error(TypeError_type, "__await__() returned non-iterator of type '%T'", iterator);
    return iterator;
}

object next_steps(ref iterator) noexcept {
    if (!iterator) return pass_on();
    type_object* t = iterator.type();
    if (!t->anext)
        return raise_error(TypeError_type, "'async for' requires an iterator with __anext__ method, got %T", iterator);
    object awaitable = t->anext(iterator);
    if (!awaitable) return {};
    type_object* a = awaitable.type();
    if (a == &coroutine_type) [[likely]]
        return awaitable;
    if (object steps = awaitable_iterator(awaitable)) return steps;
    object cause = take_pending();
    raise_error(TypeError_type, "'async for' received an invalid object from __anext__: %T", awaitable);
    state.pending->context = cause;
    state.pending->cause = std::move(cause);
    state.pending->suppress_context = true;
    return {};
}

step send_to(ref iterator, object value, object& result) noexcept {
    type_object* t = iterator.type();
    if (t->send) [[likely]]
        return t->send(iterator, std::move(value), result);
    if (t->next && value.is(None))
        result = t->next(iterator);
    else
        result = iterator.call(intern("send"), value);
    if (result) return step::yielded;
    if (!state.pending) {
        result = object(None);
        return step::returned;
    }
    if (!pending_is(StopIteration_type)) return step::failed;
    result = take_stop_iteration_value();
    return step::returned;
}

step throw_into(ref iterator, exception* owned, object& result) noexcept {
    object thrown = object::take(owned);
    type_object* t = iterator.type();
    if (is_subtype(owned->type, &GeneratorExit_type)) {
        if (!close_delegate(iterator)) return step::failed;
        reraise(static_cast<exception*>(thrown.give()));
        return step::failed;
    }
    if (t->throw_) return t->throw_(iterator, static_cast<exception*>(thrown.give()), result);
    object method = find_attribute(iterator, intern("throw"));
    if (!method) {
        if (!is_failed()) reraise(static_cast<exception*>(thrown.give()));
        return step::failed;
    }
    result = method(thrown);
    if (result) return step::yielded;
    if (!pending_is(StopIteration_type)) return step::failed;
    result = take_stop_iteration_value();
    return step::returned;
}

bool close_delegate(ref iterator) noexcept {
    type_object* t = iterator.type();
    if (t->close) return t->close(iterator);
    object method = find_attribute(iterator, intern("close"));
    if (!method) {
        if (is_failed()) write_unraisable(iterator, "Exception ignored while closing generator");
        return true;
    }
    return static_cast<bool>(method());
}

object delegate_to(ref iterable) noexcept {
    if (!iterable) return pass_on();
    if (iterable.type() == &coroutine_type) {
        const frame_base* running = state.calls ? state.calls->frame : nullptr;
        if (running && running->iterable_coroutine()) return object(iterable);  // of @types.coroutine
        return raise_error(TypeError_type, "cannot 'yield from' a coroutine object in a non-coroutine generator");
    }
    return get_iterator(iterable);
}

}  // namespace cowith
