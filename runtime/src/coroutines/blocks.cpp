// Loops, except handlers, pending exits, with and async with.
#include "cowith/blocks.hpp"

#include "../core/method_call.hpp"
#include "../core/plain_call.hpp"
#include "../types/range.hpp"
#include "async_generator.hpp"
#include "cowith/exceptions.hpp"
#include "cowith/gc.hpp"
#include "cowith/generated.hpp"

namespace cowith {

using namespace literals;

bool loop::start(ref iterable) noexcept {
    if (!iterable) [[unlikely]]
        return pass_on(), false;
    if (small_range(iterable, next_, step_, left_)) return true;
    iterator_ = get_iterator(iterable);
    return static_cast<bool>(iterator_);
}

bool loop::next_from_iterator(object& target) noexcept {
    if (!iterator_) [[unlikely]]
        return false;  // iter() has failed
    *place_ = line_;
    if (!attend()) [[unlikely]]
        return false;
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
    iterator_ = get_async_iterator(iterable);
    return static_cast<bool>(iterator_);
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
        drop_at(end_, *variable);
    }
    if (exception_) {
        saved_error keep;
        drop_at(end_, exception_);
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

void exit::take_failure() noexcept {
    how_ = way::raising;
    result_.reset();
    begin_handling(take_pending());
}

bool exit::put_back() noexcept {
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

static failed_t raise_no_manager(ref manager, ref name, bool async) noexcept {
    const char* kind = async ? "asynchronous context manager" : "context manager";
    const bool has_other = lookup(manager.type(), async ? "__enter__"_s : "__aenter__"_s) &&
                           lookup(manager.type(), async ? "__exit__"_s : "__aexit__"_s);
    const char* hint =
        !has_other ? ""
        : async    ? " but it supports the context manager protocol. Did you mean to use 'with'?"
                   : " but it supports the asynchronous context manager protocol. Did you mean to use 'async with'?";
    object shown = qualified_type_name(manager.type());
    return raise_error(TypeError_type, "'%S' object does not support the %s protocol (missed %S method)%s", ref(shown),
                       kind, name, hint);
}

/// LOAD_SPECIAL as 3.14 does it (the exit method first): the methods without their receiver where they are functions, bound elsewhere. The
/// TypeError names what is missing and the other protocol if the type has it.
class special_methods {
  public:
    special_methods(ref manager, bool async) noexcept {
        type_object* type = manager.type();
        if (!load(exit, manager, async ? "__aexit__"_s : "__exit__"_s, async)) return;
        if (!load(enter, manager, async ? "__aenter__"_s : "__enter__"_s, async)) return;
        if (!exit.bound && !enter.bound && type->version)
            (async ? type->async_manager : type->sync_manager) = {type->version, enter.function, exit.function};
    }
    struct method {
        object function;
        bool bound = false;
    } enter, exit;
    explicit operator bool() const noexcept { return static_cast<bool>(enter.function); }

  private:
    static bool load(method& m, ref manager, ref name, bool async) noexcept {
        const ref found = find_in_class(manager.type(), name).value;
        if (!found) [[unlikely]]
            return raise_no_manager(manager, name, async), false;
        m.bound = !is_method_function(found);
        m.function = m.bound ? bind_descriptor(found, manager, manager.type()) : object(found);
        return static_cast<bool>(m.function);
    }
};

/// Finds both methods, keeps `__exit__` with its receiver, and calls `__enter__` by `Call`.
template <class Result, Result (*Call)(ref, const ref*, std::size_t, ref) noexcept>
static inline Result call_enter(ref manager, bool async, object& exit_method, object& receiver) noexcept {
    const type_object& type = *manager.type();
    const type_object::manager_methods& known = async ? type.async_manager : type.sync_manager;
    if (known.version && known.version == type.version) [[likely]] {
        exit_method = known.exit;
        receiver = manager;
        const object enter(known.enter);  // the class may lose it meanwhile
        return Call(enter, &manager, 1, {});
    }
    special_methods methods(manager, async);
    if (!methods) return Result(object());
    exit_method = std::move(methods.exit.function);
    if (!methods.exit.bound) receiver = manager;
    return Call(methods.enter.function, &manager, methods.enter.bound ? 0 : 1, {});
}

object with::enter(ref manager) noexcept {
    if (!manager) return pass_on();
    return call_enter<object, call_vector>(manager, false, exit_method_, manager_);
}

/// The arguments of __exit__: receiver, type, value, traceback.
struct exit_arguments {
    ref values[4];
    exit_arguments(ref receiver, ref exc) noexcept : values{receiver, None, None, None} {
        if (!exc) return;
        const object& tb = exc.as<exception>()->traceback;
        values[1] = ref(exc.type());
        values[2] = exc;
        if (tb) values[3] = tb;
    }
    template <class Result, Result (*Call)(ref, const ref*, std::size_t, ref) noexcept>
    Result call(ref method) const noexcept {
        return values[0] ? Call(method, values, 4, {}) : Call(method, values + 1, 3, {});
    }
};

bool with::run_exit() noexcept {
    begin();
    object method = std::move(exit_method_), receiver = std::move(manager_);
    object answer = exit_arguments(receiver, exception_).call<object, call_vector>(method);
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
    manager_.reset();
}
void with::traverse(visitor v, void* context) noexcept {
    exit::traverse(v, context);
    visit(exit_method_, v, context);
    visit(manager_, v, context);
}

/// TypeError "'async with' received an object from __aenter__ that does not implement __await__: X".
static object checked_awaitable(object awaitable, const char* method) noexcept {
    if (!awaitable) return {};
    type_object* t = awaitable.type();
    if (t == &coroutine_type) return awaitable;
    if (!(t->type_flags & type_ready)) ready(*t);
    if (t->await || (t == &generator_type && awaitable.as<frame_base>()->iterable_coroutine())) return awaitable;
    return raise_error(TypeError_type, "'async with' received an object from %s that does not implement __await__: %T",
                       method, ref(awaitable));
}

static inline outcome over(frame_base& f, object result) noexcept {
    f.value = std::move(result);
    return f.value ? outcome::ready : outcome::failed;
}

static inline outcome await_started(frame_base& f, started&& call, const char* method) noexcept {
    if (call.over) return over(f, std::move(call.value));
    if (!call.value) return outcome::failed;
    object awaitable = checked_awaitable(std::move(call.value), method);
    return awaitable ? start_await(f, std::move(awaitable)) : outcome::failed;
}

outcome start_enter(frame_base& f, async_with& block, object manager) noexcept {
    if (!manager) [[unlikely]]
        return pass_on(), outcome::failed;
    const type_object& type = *manager.type();
    const ref receiver = manager;
    if (const async_managing* native = type.managing) {
        block.native_ = native;
        block.manager_ = manager;
        const outcome o = native->enter(f, block, receiver);
        if (o != outcome::declined) return o;
        block.native_ = nullptr;
    } else if (const auto& known = type.async_manager;
               known.version && known.version == type.version && runs_plainly(known.enter, 1)) {
        ::new (&block.exit_method_) object(known.exit);  // both are empty still
        ::new (&block.manager_) object(std::move(manager));
        return over(f, run_plainly(known.enter, &receiver, 1));
    }
    return await_started(f, call_enter<started, start_vector>(receiver, true, block.exit_method_, block.manager_),
                         "__aenter__");
}

outcome start_leave(frame_base& f, async_with& block) noexcept {
    block.begin();
    if (block.native_) return block.native_->leave(f, block);
    const object method = std::move(block.exit_method_), receiver = std::move(block.manager_);
    const exit_arguments arguments(receiver, block.exception_);
    if (receiver && runs_plainly(method, 4)) return over(f, run_plainly(method, arguments.values, 4));
    return await_started(f, arguments.call<started, start_vector>(method), "__aexit__");
}

void finish_leave_raising(frame_base& f, async_with& block) noexcept {
    if (!state.pending) {
        const bool suppress = truth(object(std::move(f.value)));
        if (!is_failed()) {
            if (!suppress) return;
            block.end_handling();
            block.how_ = exit::way::ending;
            block.exception_.reset();
            return;
        }
    }
    add_traceback(f.code(), f.line, f.operation);
    block.keep_failure();
}

void async_with::release() noexcept {
    exit::release();
    if (!exit_method_ && !manager_) return;
    saved_error keep;
    exit_method_.reset();
    manager_.reset();
    traceback_.reset();
}
void async_with::traverse(visitor v, void* context) noexcept {
    exit::traverse(v, context);
    visit(exit_method_, v, context);
    visit(manager_, v, context);
    visit(traceback_, v, context);
}

}  // namespace cowith
