// Async generators (PEP 525): asend, athrow and aclose as awaitables, and the loop's hooks. Follows Objects/genobject.c.
#include "async_generator.hpp"

#include "cowith/exceptions.hpp"
#include "cowith/gc.hpp"
#include "cowith/warning.hpp"

namespace cowith {

frame_details& details_of(frame_base& f) noexcept {
    if (!f.details) f.details = make<frame_details>();
    return *f.details;
}

void drop_details(frame_base& f) noexcept {
    if (f.kind == frame_kind::async_generator) return;  // part of the frame
    f.details->~frame_details();
    release(f.details, sizeof(frame_details));
    f.details = nullptr;
}

/// async_gen_init_hooks: the first step takes the finalizer and tells the loop; false: failed.
static bool use_hooks(frame_base& f) noexcept {
    async_generator_state& s = state_of(f);
    if (s.hooked) return true;
    s.hooked = true;
    if (state.asyncgen_finalizer) s.finalizer = object(state.asyncgen_finalizer);
    if (state.asyncgen_list) {
        state.asyncgen_list->add(s);
        return true;
    }
    if (!state.asyncgen_firstiter) return true;
    object hook(state.asyncgen_firstiter);
    return static_cast<bool>(hook(ref(&f)));
}

bool begin_step_slow(frame_base& f) noexcept {
    if (!use_hooks(f)) return false;
    async_generator_state& s = state_of(f);
    if (s.running) {
        raise_error(RuntimeError_type, "anext(): asynchronous generator is already running");
        return false;
    }
    s.running = true;
    return true;
}

void generator_ended(frame_base& f) noexcept {
    if (!state.pending || pending_is(StopAsyncIteration_type) || pending_is(GeneratorExit_type))
        state_of(f).closed = true;
}

bool finalize_by_hook(frame_base& f) noexcept {
    if (!state_of(f).finalizer || state_of(f).closed) return false;
    object hook = state_of(f).finalizer;
    if (!hook(ref(&f))) write_unraisable(ref(&f), "Exception ignored while finalizing generator");
    return true;
}

namespace {

enum class step_kind : std::uint8_t { send, throwing, close };
enum class step_progress : std::uint8_t { fresh, iterating, closed };

/// What asend(), __anext__(), athrow() and aclose() give.
struct async_step : gc_header {
    object generator;
    object argument;  // the value to send, or a tuple of what athrow() got
    step_kind kind;
    step_progress progress = step_progress::fresh;
    async_step(type_object* t, step_kind k) noexcept : gc_header(t), kind(k) {}
};

void step_traverse(header* h, visitor v, void* context) {
    visit(static_cast<async_step*>(h)->generator, v, context);
    visit(static_cast<async_step*>(h)->argument, v, context);
}
void step_clear(header* h) {
    static_cast<async_step*>(h)->generator.reset();
    static_cast<async_step*>(h)->argument.reset();
}
/// A step that nobody has awaited.
void step_finalize(header* h) {
    const auto& a = *static_cast<async_step*>(h);
    if (a.progress != step_progress::fresh) return;
    saved_error keep;
    const char* method = a.kind == step_kind::send ? "asend" : a.kind == step_kind::close ? "aclose" : "athrow";
    object name = ref(a.generator).attr(intern("__qualname__"));
    object text = name ? repr(name) : object();
    if (text)
        issue_warning(RuntimeWarning_type,
                      std::string("coroutine method '") + method + "' of " + std::string(text_of(text)) +
                          " was never awaited",
                      true);
    if (is_failed()) write_unraisable(ref(h), "Exception ignored while finalizing coroutine");
}
void step_dealloc(header* h) noexcept {
    if (finalize_from_dealloc(h)) return;
    untrack(static_cast<async_step*>(h));
    destroy<async_step>(h);
}
object step_self(ref self) { return object(self); }

failed_t cannot_reuse(const async_step& s) noexcept {
    return raise_error(RuntimeError_type, s.kind == step_kind::send ? "cannot reuse already awaited __anext__()/asend()"
                                                                    : "cannot reuse already awaited aclose()/athrow()");
}

/// What a step of the generator came to, as the awaitable's own step. `closing`: a produced item is an error.
step conclude(async_step& a, frame_base& f, step s, object& result, bool closing) noexcept {
    async_generator_state& g = state_of(f);
    if (s == step::yielded && !f.produced) return step::yielded;  // an awaitable inside suspended
    g.running = false;
    a.progress = step_progress::closed;
    if (s == step::yielded) {
        if (!closing) return step::returned;
        result.reset();
        raise_error(RuntimeError_type, "async generator ignored GeneratorExit");
        return step::failed;
    }
    if (s == step::returned) {
        if (closing) {
            result = object(None);
            return step::returned;
        }
        g.closed = true;
        result.reset();
        raise_with(StopAsyncIteration_type, {});
        return step::failed;
    }
    if (pending_is(StopAsyncIteration_type) || pending_is(GeneratorExit_type)) {
        g.closed = true;
        if (closing) {
            clear_pending();
            result = object(None);
            return step::returned;
        }
    }
    return step::failed;
}

bool refuse_running(frame_base& f, async_step& a, const char* what) noexcept {
    if (!state_of(f).running) return false;
    a.progress = step_progress::closed;
    raise_error(RuntimeError_type, "%s: asynchronous generator is already running", what);
    return true;
}

step step_send(ref self, object value, object& result) {
    auto& a = *self.as<async_step>();
    frame_base& f = *a.generator.as<frame_base>();
    if (a.progress == step_progress::closed) return cannot_reuse(a), step::failed;
    const bool closing = a.kind == step_kind::close;
    if (a.kind == step_kind::send) {
        if (a.progress == step_progress::fresh) {
            if (refuse_running(f, a, "anext()")) return step::failed;
            if (value.is(None)) value = a.argument;
            a.progress = step_progress::iterating;
            state_of(f).running = true;
        }
        if (f.state == frame_state::finished) return conclude(a, f, step::returned, result, false);
        if (f.state == frame_state::created && !value.is(None)) {
            raise_error(TypeError_type, "can't send non-None value to a just-started async generator");
            return conclude(a, f, step::failed, result, false);
        }
        return conclude(a, f, drive(f, std::move(value), nullptr, result), result, false);
    }
    if (f.state == frame_state::finished) {
        a.progress = step_progress::closed;
        result = object(None);
        return step::returned;
    }
    if (a.progress == step_progress::fresh) {
        if (refuse_running(f, a, closing ? "aclose()" : "athrow()")) return step::failed;
        if (state_of(f).closed) {
            a.progress = step_progress::closed;
            raise_with(StopAsyncIteration_type, {});
            return step::failed;
        }
        if (!value.is(None))
            return raise_error(RuntimeError_type, "can't send non-None value to a just-started coroutine"),
                   step::failed;
        a.progress = step_progress::iterating;
        state_of(f).running = true;
        if (closing) state_of(f).closed = true;
        exception* thrown;
        if (closing)
            thrown = static_cast<exception*>(call_vector(ref(&GeneratorExit_type), nullptr, 0).give());
        else {
            object what = std::move(a.argument);
            ref args[3];
            auto* list = what.as<tuple_object>();
            for (std::uint64_t i = 0; i < list->size; ++i) args[i] = list->items[i];
            thrown = thrown_exception(args, list->size);
        }
        const step s = thrown ? drive(f, {}, thrown, result) : step::failed;
        return conclude(a, f, s, result, closing);
    }
    return conclude(a, f, drive(f, std::move(value), nullptr, result), result, closing);
}

step step_throw(ref self, exception* owned, object& result) {
    auto& a = *self.as<async_step>();
    frame_base& f = *a.generator.as<frame_base>();
    if (a.progress == step_progress::closed) {
        object::take(owned);
        return cannot_reuse(a), step::failed;
    }
    if (a.progress == step_progress::fresh) {
        if (refuse_running(f, a,
                           a.kind == step_kind::send    ? "anext()"
                           : a.kind == step_kind::close ? "aclose()"
                                                        : "athrow()")) {
            object::take(owned);
            return step::failed;
        }
        a.progress = step_progress::iterating;
        state_of(f).running = true;
    }
    if (f.state == frame_state::finished) {
        reraise(owned);
        return conclude(a, f, step::failed, result, a.kind == step_kind::close);
    }
    return conclude(a, f, drive(f, {}, owned, result), result, a.kind == step_kind::close);
}

bool step_close(ref self) {
    auto& a = *self.as<async_step>();
    if (a.progress == step_progress::closed) return true;
    object exit = call_vector(ref(&GeneratorExit_type), nullptr, 0);
    object result;
    switch (step_throw(self, static_cast<exception*>(exit.give()), result)) {
    case step::yielded: return raise_error(RuntimeError_type, "coroutine ignored GeneratorExit"), false;
    case step::returned: return true;
    case step::failed:
        if (pending_is(StopIteration_type) || pending_is(StopAsyncIteration_type) || pending_is(GeneratorExit_type))
            return clear_pending(), true;
        return false;
    }
    return false;
}

object finish_step(step s, object result) noexcept {
    if (s == step::yielded) return result;
    if (s == step::returned) {
        object stop = result.is(None) ? call_vector(ref(&StopIteration_type), nullptr, 0)
                                      : new_exception(StopIteration_type, result);
        raise(stop);
    }
    return {};
}
object step_next(ref self) {
    object result;
    const step s = step_send(self, object(None), result);
    return finish_step(s, std::move(result));
}
object step_send_method(ref self, const ref* args, std::size_t, ref) {
    object result;
    const step s = step_send(self, object(args[0]), result);
    return finish_step(s, std::move(result));
}
object step_throw_method(ref self, const ref* args, std::size_t count, ref) {
    if (!warn_of_three_arguments("throw", args, count)) return {};
    exception* e = thrown_exception(args, count);
    if (!e) return {};
    object result;
    const step s = step_throw(self, e, result);
    return finish_step(s, std::move(result));
}
object step_close_method(ref self, const ref*, std::size_t, ref) { return step_close(self) ? object(None) : object(); }

constexpr method_definition step_methods[] = {
    {"send", step_send_method, "self, value, /"},
    {"throw", step_throw_method, "self, typ, val=None, tb=None, /"},
    {"close", step_close_method, "self, /"},
    {nullptr, nullptr},
};
constexpr void set_up(type_object& t) {
    t.instance_size = sizeof(async_step);
    t.dealloc = step_dealloc;
    t.traverse = step_traverse;
    t.clear = step_clear;
    t.finalize = step_finalize;
    t.await = step_self;
    t.iter = step_self;
    t.next = step_next;
    t.send = step_send;
    t.throw_ = step_throw;
    t.close = step_close;
    t.methods = step_methods;
}
constinit type_object asend_type{"async_generator_asend", &object_type, type_gc, [](type_object& t) { set_up(t); }};
constinit type_object athrow_type{"async_generator_athrow", &object_type, type_gc, [](type_object& t) { set_up(t); }};

object new_step(type_object& t, step_kind kind, ref generator, object argument) noexcept {
    if (!use_hooks(*generator.as<frame_base>())) return {};
    auto* a = make<async_step>(&t, kind);
    a->generator = object(generator);
    a->argument = std::move(argument);
    track(a);
    return object::take(a);
}

}  // namespace

object async_generator_next(ref self) { return new_step(asend_type, step_kind::send, self, object(None)); }
object async_generator_asend(ref self, const ref* args, std::size_t, ref) {
    return new_step(asend_type, step_kind::send, self, object(args[0]));
}
object async_generator_athrow(ref self, const ref* args, std::size_t count, ref) {
    while (count > 1 && !args[count - 1]) --count;  // those not given
    if (!warn_of_three_arguments("athrow", args, count)) return {};
    return new_step(athrow_type, step_kind::throwing, self, make_tuple(args, count));
}
object async_generator_aclose(ref self, const ref*, std::size_t, ref) {
    return new_step(athrow_type, step_kind::close, self, {});
}

}  // namespace cowith
