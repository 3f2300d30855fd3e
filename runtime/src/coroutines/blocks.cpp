// Loops, except handlers, pending exits, with and async with.
#include "cowith/blocks.hpp"

#include "async_generator.hpp"
#include "cowith/exceptions.hpp"
#include "cowith/gc.hpp"

namespace cowith {

bool loop::next(object& target) noexcept {
    if (!iterator_) [[unlikely]]
        return false;  // iter() has failed
    object item = iterator_.type()->next(iterator_);
    if (!item) {
        if (state.pending && pending_is(StopIteration_type)) clear_pending();
        return false;
    }
    target = std::move(item);
    return true;
}
void loop::traverse(visitor v, void* context) noexcept { visit(iterator_, v, context); }

bool async_loop::start(ref iterable) noexcept {
    if (!iterable) [[unlikely]]
        return pass_on(), false;
    type_object* t = iterable.type();
    if (!(t->type_flags & type_ready)) ready(*t);
    if (!t->aiter)
        return raise_error(TypeError_type, "'async for' requires an object with __aiter__ method, got %T", iterable),
               false;
    iterator_ = t->aiter(iterable);
    if (!iterator_) return false;
    type_object* it = iterator_.type();
    if (!(it->type_flags & type_ready)) ready(*it);
    if (it->anext) return true;
    raise_error(TypeError_type, "'async for' received an object from __aiter__ that does not implement __anext__: %T",
                ref(iterator_));
    return false;
}
void async_loop::traverse(visitor v, void* context) noexcept { visit(iterator_, v, context); }

// ---- handling -------------------------------------------------------------------------------------------------------

void handling::begin_handling(object exc) noexcept {
    exception_ = std::move(exc);
    auto* e = exception_.as<exception>();
    if (frame_) {
        outer_value_ = frame_->handled.value;
        frame_->handled.value = e;
    } else {
        node_.value = e;
        node_.previous = state.handled;
        state.handled = &node_;
    }
    active_ = true;
}

void handling::end_handling() noexcept {
    if (!active_) return;
    active_ = false;
    if (frame_)
        frame_->handled.value = outer_value_;
    else
        state.handled = node_.previous;
}

void handler::release() noexcept {
    end_handling();
    if (bound_) {
        object* variable = std::exchange(bound_, nullptr);
        saved_error keep;
        variable->reset();
    }
    if (exception_) {
        saved_error keep;
        exception_.reset();
    }
}
void handler::traverse(visitor v, void* context) noexcept { visit(exception_, v, context); }

bool handler::matches(ref type) noexcept {
    if (is_failed()) return false;  // an earlier clause's expression failed
    return exception_matches(exception_, type) > 0;
}

bool handler::reraises() noexcept {
    if (is_failed()) return true;
    cowith::reraise(static_cast<struct exception*>(object(exception_).give()));
    return true;
}

void exit::begin() noexcept {
    if (!state.pending) return;
    how_ = way::raising;
    result_.reset();
    begin_handling(take_pending());
}

bool exit::reraises() noexcept {
    if (how_ != way::raising) return false;
    end_handling();
    cowith::reraise(static_cast<exception*>(exception_.give()));
    return true;
}

void exit::release() noexcept {
    end_handling();
    if (!exception_ && !result_) return;
    saved_error keep;
    exception_.reset();
    result_.reset();
}
void exit::traverse(visitor v, void* context) noexcept {
    visit(exception_, v, context);
    visit(result_, v, context);
}

// ---- with and async with --------------------------------------------------------------------------------------------

/// LOAD_SPECIAL as 3.14 does it: the exit method first; the TypeError names what is missing and the other protocol if the type has it.
static object special_or_error(ref manager, const char* name, bool async) noexcept {
    object method = lookup_special(manager, intern(name));
    if (method || is_failed()) return method;
    const char* kind = async ? "asynchronous context manager" : "context manager";
    const bool has_other = lookup(manager.type(), intern(async ? "__enter__" : "__aenter__")) &&
                           lookup(manager.type(), intern(async ? "__exit__" : "__aexit__"));
    const char* hint =
        !has_other ? ""
        : async    ? " but it supports the context manager protocol. Did you mean to use 'with'?"
                   : " but it supports the asynchronous context manager protocol. Did you mean to use 'async with'?";
    object shown = qualified_type_name(manager.type());
    return raise_error(TypeError_type, "'%S' object does not support the %s protocol (missed %s method)%s", ref(shown),
                       kind, name, hint);
}

object with::enter(ref manager) noexcept {
    if (!manager) return pass_on();
    exit_method_ = special_or_error(manager, "__exit__", false);
    if (!exit_method_) return {};
    object enter_method = special_or_error(manager, "__enter__", false);
    if (!enter_method) return {};
    return enter_method();
}

/// The arguments of __exit__: type, value, traceback.
static object call_exit(ref method, ref exc) noexcept {
    if (!exc) return method(None, None, None);
    const object& tb = exc.as<exception>()->traceback;
    return method(ref(exc.type()), exc, tb ? ref(tb) : None);
}

bool with::run_exit() noexcept {
    begin();
    object method = std::move(exit_method_);
    object answer = call_exit(method, exception_);
    if (!answer) return false;
    if (how_ != way::raising) return true;
    const bool suppress = truth(answer);
    if (is_failed()) return false;
    if (suppress) {
        end_handling();
        how_ = way::ending;
        exception_.reset();
    }
    return true;
}

void exit::keep_failure() noexcept {
    end_handling();
    how_ = way::raising;
    result_.reset();
    exception_ = take_pending();
}
void with::release() noexcept {
    exit::release();
    if (!exit_method_) return;
    saved_error keep;
    exit_method_.reset();
}
void with::traverse(visitor v, void* context) noexcept {
    exit::traverse(v, context);
    visit(exit_method_, v, context);
}

object async_with::enter(ref manager) noexcept {
    if (!manager) return pass_on();
    exit_method_ = special_or_error(manager, "__aexit__", true);
    if (!exit_method_) return {};
    object enter_method = special_or_error(manager, "__aenter__", true);
    if (!enter_method) return {};
    object awaitable = enter_method();
    return checked_awaitable(std::move(awaitable), "__aenter__");
}

/// TypeError "'async with' received an object from __aenter__ that does not implement __await__: X".
object async_with::checked_awaitable(object awaitable, const char* method) noexcept {
    if (!awaitable) return {};
    type_object* t = awaitable.type();
    if (t == &coroutine_type) return awaitable;
    if (!(t->type_flags & type_ready)) ready(*t);
    if (t->await || (t == &generator_type && awaitable.as<frame_base>()->iterable_coroutine)) return awaitable;
    return raise_error(TypeError_type, "'async with' received an object from %s that does not implement __await__: %T",
                       method, ref(awaitable));
}

outcome start_leave(frame_base& f, async_with& block) noexcept {
    block.begin();
    object method = std::move(block.exit_method_);
    object awaitable = async_with::checked_awaitable(call_exit(method, block.exception_), "__aexit__");
    if (!awaitable) return outcome::failed;
    return start_await(f, std::move(awaitable));
}

void finish_leave(frame_base& f, async_with& block) noexcept {
    if (!state.pending) {
        object answer = std::move(f.value);
        if (block.how_ != exit::way::raising) return;
        const bool suppress = truth(answer);
        if (!is_failed()) {
            if (!suppress) return;
            block.end_handling();
            block.how_ = exit::way::ending;
            block.exception_.reset();
            return;
        }
    }
    add_traceback(f.code, &f, f.line, failed_operation(*f.code, f.line, f.operation));
    block.keep_failure();
}

void async_with::release() noexcept {
    exit::release();
    if (!exit_method_) return;
    saved_error keep;
    exit_method_.reset();
}
void async_with::traverse(visitor v, void* context) noexcept {
    exit::traverse(v, context);
    visit(exit_method_, v, context);
}

}  // namespace cowith
