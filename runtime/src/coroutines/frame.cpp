// Suspendable frames: how they begin, end, fail, and how they are driven.
#include "cowith/frame.hpp"

#include "async_generator.hpp"
#include "cowith/blocks.hpp"
#include "cowith/exceptions.hpp"
#include "cowith/gc.hpp"
#include "plain_frame.hpp"

namespace cowith {

void frame_base::adopt_cells(object* bound) noexcept {
    const code_object& of = *code();
    object* cells = slots() + of.parameter_count + of.local_count;
    for (std::size_t i = 0; i < of.free_count; ++i) cells[i] = ref(bound[of.parameter_count + i]);
}

void frame_base::adopt_names(const function_object& f) noexcept {
    details_of(*this).name = f.name;
    details->qualname = f.qualname;
}

static void release_blocks(frame_base& f) noexcept {
    for (block* b = f.blocks; b; b = b->outer()) b->release();
    f.blocks = nullptr;
    f.handled.value = nullptr;
}
/// Open blocks, innermost first, then temporaries, last first: what CPython keeps on the frame's stack.
static void release_stack(frame_base& f) noexcept {
    if (f.blocks) release_blocks(f);
    const std::size_t kept = f.code()->parameter_count + f.code()->local_count + f.code()->free_count;
    for (std::size_t i = f.slot_count; i-- > kept;) f.slots()[i].reset();
    f.handled.value = nullptr;
}

/// Locals die from the last to the first, as from 3.14 on (_PyFrame_ClearLocals).
static void release_variables(frame_base& f) noexcept {
    for (std::size_t i = f.slot_count; i-- > 0;) f.slots()[i].reset();
}

static void release_function(frame_base& f) noexcept { f.callee = object(ref(f.code())); }

void release_failed_frame(frame_base& f) noexcept {
    if (f.state != frame_state::finished || !f.failed) return;
    saved_error keep;
    release_variables(f);
}

void frame_base::finish(object result) noexcept {
    if (!result) return fail();
    exception* outer = give_pending();  // none in translated code; native code may return inside a handler
    if (blocks) release_blocks(*this);
    release_variables(*this);  // the temporaries stand behind the locals
    handled.value = nullptr;
    release_function(*this);
    value = std::move(result);
    cowith::state.pending = outer;
}

void convert_stop_iteration(frame_kind of) noexcept {
    if (!cowith::state.pending) return;
    const type_object* type = cowith::state.pending->type;
    if (type != &StopIteration_type && type != &StopAsyncIteration_type && !(type->type_flags & type_heap)) [[likely]]
        return;
    const char* kind = of == frame_kind::generator   ? "generator"
                       : of == frame_kind::coroutine ? "coroutine"
                                                     : "async generator";
    const char* what;
    if (pending_is(StopIteration_type))
        what = "StopIteration";
    else if (of == frame_kind::async_generator && pending_is(StopAsyncIteration_type))
        what = "StopAsyncIteration";
    else
        return;
    object original = take_pending();
    raise_error(RuntimeError_type, "%s raised %s", kind, what);
    state.pending->context = original;
    state.pending->cause = std::move(original);
    state.pending->suppress_context = true;
}

/// The newest traceback entry of a failing frame keeps the frame, and with it the locals. While a frame runs or sleeps its entries don't:
/// an exception caught in a generator must not keep that generator alive.
static void keep_for_traceback(frame_base& f) noexcept {
    if (!state.pending || !state.pending->traceback) return;
    auto* entry = state.pending->traceback.as<traceback_object>();
    if (entry->code == f.code()) entry->frame = object(&f);
}

void frame_base::fail() noexcept {
    keep_for_traceback(*this);
    convert_stop_iteration(kind);
    exception* e = give_pending();
    release_stack(*this);
    failed = true;
    state = frame_state::finished;
    release_function(*this);
    cowith::state.pending = e;
    cowith::state.passed = 0;
}

void fail_at_await(frame_base& f) noexcept {
    add_traceback(f.code(), f.line, f.operation);
    f.fail();
}

bool frame_spot::note() const noexcept {
    add_traceback(frame_->code(), line_, operation_);
    return true;
}

void drop_at(source_place place, object& holder) noexcept {
    const source_place outer = std::exchange(state.dropping, place);
    holder.reset();
    state.dropping = outer;
}

bool spot::note() const noexcept {
    add_traceback(call_.code, line_, operation_);
    return true;
}

// ---- awaiting -------------------------------------------------------------------------------------------------------

/// _PyErr_ChainStackItem: an exception thrown into a frame gets what that very frame handles as its context; so does one that passes
/// up to a frame through throw(), level by level.
static void chain_thrown(frame_base& f, exception* thrown) noexcept {
    if (f.handled.value) chain_to_handled(thrown);
}

/// Runs a frame that has nothing thrown in until it suspends or ends. `f.value` holds what is delivered to it.
static inline void resume_frame(frame_base& f) noexcept {
    f.state = frame_state::running;
    f.produced = false;
    const running_call here(&f);
    f.handle().resume();
}

/// The same, or `state.pending` holds what is thrown in.
static void run_frame(frame_base& f) noexcept {
    if (state.pending && f.mode == on_failure::bypass) {
        state.passed = 0;
        fail_at_await(f);
        return;
    }
    resume_frame(f);
}

/// Lets `run` run `child` on behalf of `f`, which awaits it.
template <class Run> static inline void run_as_child(frame_base& f, frame_base& child, Run&& run) noexcept {
    child.set_awaiter(&f);
    child.handled.previous = state.handled;
    handled_exception* outer = state.handled;
    state.handled = &child.handled;
    run();
    state.handled = outer;
}

/// Starts or continues `child` (created, or an async generator at a yield) on behalf of `f`, which awaits it.
static outcome run_child(frame_base& f, frame_base& child) noexcept {
    if (stack_exhausted()) [[unlikely]] {
        f.awaiting.reset();
        return outcome::failed;
    }
    run_as_child(f, child, [&] {
        if (state.pending) chain_thrown(child, state.pending);
        run_frame(child);
    });
    if (child.state != frame_state::finished && !child.produced) return outcome::suspended;
    return settle_child(f, child);
}

/// A frame that has returned, and that nobody else knows: there is nothing in it whose end could run code.
static inline void let_go_of_finished(object& owned, frame_base& f) noexcept {
    if (f.refs == 1 && !f.failed && !f.weakrefs && !f.details) [[likely]] {
        owned.give();
        untrack(&f);
        f.handle().destroy();
    } else {
        owned.reset();
    }
}

/// Starts a coroutine that nobody has awaited yet, as what `f` awaits.
static outcome run_coroutine(frame_base& f, object target) noexcept {
    frame_base& child = *target.as<frame_base>();
    if (stack_exhausted()) [[unlikely]]
        return outcome::failed;
    f.awaiting = std::move(target);
    run_as_child(f, child, [&] { resume_frame(child); });
    if (child.state != frame_state::finished) return outcome::suspended;
    child.set_awaiter(nullptr);
    object done = std::move(f.awaiting);
    if (state.pending) [[unlikely]]
        return outcome::failed;
    f.value = std::move(child.value);
    let_go_of_finished(done, child);
    return outcome::ready;
}

/// Takes a step of an async generator for `async for`, nothing being thrown in.
static outcome run_step(frame_base& f, frame_base& generator) noexcept {
    if (stack_exhausted()) [[unlikely]] {
        step_ended(generator);
        return outcome::failed;
    }
    f.awaiting = object(&generator);
    f.purpose = await_purpose::item;
    generator.value = object(None);
    run_as_child(f, generator, [&] { resume_frame(generator); });
    if (!generator.produced && generator.state != frame_state::finished) return outcome::suspended;
    generator.set_awaiter(nullptr);
    step_ended(generator);
    if (state.pending) [[unlikely]] {
        f.awaiting.reset();
        return outcome::failed;
    }
    if (generator.produced)
        f.value = std::move(generator.value);
    else
        f.value.reset();  // the loop's end
    f.awaiting.reset();
    return outcome::ready;
}

outcome settle_child(frame_base& f, frame_base& child) noexcept {
    child.set_awaiter(nullptr);
    object done = std::move(f.awaiting);  // keeps the child until its value is out
    if (child.kind == frame_kind::async_generator) step_ended(child);
    if (f.purpose >= await_purpose::entering) [[unlikely]] {
        auto& block = static_cast<async_with&>(*f.blocks);
        const bool entering = std::exchange(f.purpose, await_purpose::result) == await_purpose::entering;
        return (entering ? block.native()->entered : block.native()->left)(f, block, child);
    }
    if (state.pending) return outcome::failed;
    if (child.state == frame_state::finished && child.kind == frame_kind::async_generator)
        f.value.reset();  // the loop's end
    else
        f.value = std::move(child.value);
    return outcome::ready;
}

/// One step of whatever is awaited that isn't a coroutine of ours: `f.awaiting` holds it.
static outcome step_delegate(frame_base& f, object sent, exception* thrown) noexcept {
    if (f.awaiting.is(&bare_yield) && !thrown) {
        f.awaiting.reset();
        f.value = None;
        return outcome::ready;
    }
    object result;
    const step s = thrown ? throw_into(f.awaiting, thrown, result) : send_to(f.awaiting, std::move(sent), result);
    if (s == step::yielded) {
        state.driving->set_leaf(&f);
        state.driving->value = std::move(result);
        return outcome::suspended;
    }
    f.awaiting.reset();
    if (s == step::failed) return outcome::failed;
    f.value = std::move(result);
    return outcome::ready;
}

// Its one step that gives something is taken by start_await itself.
static constinit type_object bare_yield_type{"bare_yield", &object_type, 0, [](type_object& t) {
                                                 t.await = [](ref self) { return object(self); };
                                                 t.send = [](ref, object, object& result) {
                                                     result = None;
                                                     return step::returned;
                                                 };
                                                 t.throw_ = [](ref, exception* owned, object&) {
                                                     reraise(owned);
                                                     return step::failed;
                                                 };
                                                 t.close = [](ref) { return true; };
                                             }};
constinit header bare_yield{&bare_yield_type, header::immortal};
void (*show_bare_yield)(frame_base& f) noexcept = nullptr;

outcome start_await(frame_base& f, object target) noexcept {
    if (!target) {
        pass_on();
        return outcome::failed;
    }
    f.purpose = await_purpose::result;
    if (target.is_heap() && target.type() == &coroutine_type && f.kind != frame_kind::generator) [[likely]] {
        frame_base& child = *target.as<frame_base>();
        if (child.state != frame_state::created || child.awaiter()) [[unlikely]] {
            if (child.state == frame_state::finished)
                raise_error(RuntimeError_type, "cannot reuse already awaited coroutine");
            else if (child.state == frame_state::running)
                raise_error(ValueError_type, "coroutine already executing");
            else
                raise_error(RuntimeError_type, "coroutine is being awaited already");
            return outcome::failed;
        }
        return run_coroutine(f, std::move(target));
    }
    if (target.is(&bare_yield)) {
        f.awaiting = std::move(target);
        state.driving->set_leaf(&f);
        state.driving->value = None;
        return outcome::suspended;
    }
    if (f.kind == frame_kind::generator)
        f.awaiting = std::move(target);  // `yield from` an iterator
    else {
        f.awaiting = awaitable_iterator(target);
        if (!f.awaiting) return outcome::failed;
        target.reset();
    }
    return step_delegate(f, object(None), nullptr);
}

outcome start_next(frame_base& f, ref iterator) noexcept {
    if (iterator && iterator.is_heap() && iterator.type() == &async_generator_type) [[likely]] {
        frame_base& child = *iterator.as<frame_base>();
        if (!begin_step(child)) return outcome::failed;
        if (child.state == frame_state::finished) {
            step_ended(child);
            f.value.reset();
            return outcome::ready;
        }
        return run_step(f, child);
    }
    object steps = next_steps(iterator);
    if (!steps) return outcome::failed;
    if (steps.type() == &coroutine_type) return start_await(f, std::move(steps));
    f.purpose = await_purpose::result;
    f.awaiting = std::move(steps);
    return step_delegate(f, object(None), nullptr);
}

bool can_step(ref generator, frame_state expected) noexcept {
    if (!generator || generator.type() != &async_generator_type) return false;
    frame_base& child = *generator.as<frame_base>();
    return child.state == expected && !child.awaiter() && !state_of(child).running;
}

outcome step_child(frame_base& f, ref child, await_purpose purpose) noexcept {
    frame_base& generator = *child.as<frame_base>();
    if (!state.pending) generator.value = object(None);
    f.awaiting = object(child);
    f.purpose = purpose;
    return run_child(f, generator);
}

bool finish_next(frame_base& f, object& target) noexcept {
    if (state.pending) {
        if (pending_is(StopAsyncIteration_type) && f.purpose != await_purpose::item) clear_pending();
        f.purpose = await_purpose::result;
        return false;
    }
    f.purpose = await_purpose::result;
    if (!f.value) return false;
    target = std::move(f.value);
    return true;
}

// ---- driving from outside -------------------------------------------------------------------------------------------

namespace {
/// Restores the thread's chain when a drive ends.
class driving_scope {
  public:
    explicit driving_scope(frame_base& outermost) noexcept
        : driving_(state.driving), handled_(state.handled), keep_(&outermost) {
        state.driving = &outermost;
        outermost.handled.previous = handled_;
    }
    ~driving_scope() {
        state.driving = driving_;
        state.handled = handled_;
    }

  private:
    frame_base* driving_;
    handled_exception* handled_;
    object keep_;
};
}  // namespace

/// An exception thrown into a frame that never ran: it fails at its `def` line.
static void fail_unstarted(frame_base& f) noexcept {
    add_traceback(f.code(), f.code()->first_line, traceback_object::no_operation);
    f.fail();
    f.state = frame_state::finished;
}

step drive(frame_base& outermost, object value, exception* thrown, object& result) noexcept {
    if (stack_exhausted()) [[unlikely]] {
        if (thrown) object::take(thrown);
        return step::failed;
    }
    driving_scope scope(outermost);
    frame_base* current = &outermost;
    if (thrown && is_subtype(thrown->type, &GeneratorExit_type) && outermost.awaiting) {
        // CPython closes what is awaited first, then throws into the outermost frame itself.
        outermost.state = frame_state::running;
        if (!close_awaited(outermost)) {
            object::take(thrown);
            thrown = give_pending();
        }
    } else if (outermost.state == frame_state::suspended && outermost.leaf())
        current = outermost.leaf();

    const bool unstarted = outermost.state == frame_state::created;
    outermost.state = frame_state::running;
    outermost.set_leaf(nullptr);
    outermost.produced = false;
    state.handled = &current->handled;
    const bool was_thrown = thrown != nullptr;
    if (current->awaiting) {
        const running_call here(current);  // who it steps is called by it
        switch (step_delegate(*current, std::move(value), thrown)) {
        case outcome::suspended:
            outermost.state = frame_state::suspended;
            result = std::move(outermost.value);
            return step::yielded;
        case outcome::ready:
        case outcome::declined: break;
        case outcome::failed:
            if (was_thrown) chain_thrown(*current, state.pending);
            break;
        }
    } else if (thrown) {
        chain_thrown(*current, thrown);
        reraise(thrown);
        if (unstarted) {
            fail_unstarted(outermost);
            return step::failed;
        }
    } else
        current->value = std::move(value);

    for (;;) {
        state.handled = &current->handled;
        run_frame(*current);
        if (current->state == frame_state::finished || current->produced) {
            if (current == &outermost) break;
            frame_base* parent = current->awaiter();
            state.handled = &parent->handled;
            if (settle_child(*parent, *current) == outcome::suspended) {  // it awaits something else now
                outermost.state = frame_state::suspended;
                result = std::move(outermost.value);
                return step::yielded;
            }
            current = parent;
            if (was_thrown && state.pending) {
                state.handled = &current->handled;
                chain_thrown(*current, state.pending);
            }
            continue;
        }
        outermost.state = frame_state::suspended;
        result = std::move(outermost.value);
        return step::yielded;
    }
    if (outermost.produced) {
        result = std::move(outermost.value);
        return step::yielded;
    }
    if (state.pending) return step::failed;
    result = std::move(outermost.value);
    return step::returned;
}

/// Throws GeneratorExit (or `error`, owned) into one frame whose awaited object is gone already, and drives it to its end.
static bool close_one(frame_base& f, exception* error, object* result) noexcept {
    if (f.state == frame_state::finished) {
        if (error) return reraise(error), false;
        return true;
    }
    if (f.state == frame_state::created) {
        release_stack(f);
        release_variables(f);
        release_function(f);
        f.state = frame_state::finished;
        if (error) return reraise(error), false;
        return true;
    }
    if (!error) {
        object exit = call_vector(ref(&GeneratorExit_type), nullptr, 0);
        error = static_cast<exception*>(exit.give());
    }
    object out;
    f.set_leaf(&f);
    switch (drive(f, {}, error, out)) {
    case step::yielded: {
        const char* kind = f.kind == frame_kind::generator   ? "generator"
                           : f.kind == frame_kind::coroutine ? "coroutine"
                                                             : "async generator";
        raise_error(RuntimeError_type, "%s ignored GeneratorExit", kind);
        return false;
    }
    case step::returned:
        if (result) *result = std::move(out);
        return true;
    case step::failed:
        if (pending_is(GeneratorExit_type) || pending_is(StopIteration_type)) {
            clear_pending();
            return true;
        }
        return false;
    }
    return false;
}

bool close_awaited(frame_base& outermost) noexcept {
    frame_base* leaf = outermost.leaf() ? outermost.leaf() : &outermost;
    bool ok = true;
    if (leaf->awaiting) {
        object delegate = std::move(leaf->awaiting);
        ok = close_delegate(delegate);
    }
    for (frame_base* f = leaf; f != &outermost;) {
        frame_base* parent = f->awaiter();
        f->set_awaiter(nullptr);
        object child = std::move(parent->awaiting);
        ok = close_one(*f, ok ? nullptr : give_pending(), nullptr);
        if (f->kind == frame_kind::async_generator) step_ended(*f);
        f = parent;
    }
    outermost.set_leaf(&outermost);
    return ok;
}

bool close_frame(frame_base& f, object* result) noexcept {
    if (f.state == frame_state::running) {
        const char* kind = f.kind == frame_kind::generator   ? "generator"
                           : f.kind == frame_kind::coroutine ? "coroutine"
                                                             : "async generator";
        return raise_error(ValueError_type, "%s already executing", kind), false;
    }
    object keep(&f);
    bool ok = true;
    if (f.state == frame_state::suspended) {
        f.state = frame_state::running;
        ok = close_awaited(f);
        f.state = frame_state::suspended;
    }
    return close_one(f, ok ? nullptr : give_pending(), result);
}

// ---- life -----------------------------------------------------------------------------------------------------------

/// What CPython's _PyGen_Finalize does: an unfinished frame is closed, so that its `finally` blocks run.
void finalize_frame(header* h) {
    auto& f = *static_cast<frame_base*>(h);
    if (f.state == frame_state::finished || f.state == frame_state::running) return;
    saved_error keep;
    if (f.kind == frame_kind::async_generator && finalize_by_hook(f)) return;
    if (f.kind == frame_kind::coroutine && f.state == frame_state::created) {
        warn_never_awaited(f);
        return;
    }
    if (!close_frame(f)) write_unraisable(ref(h), "Exception ignored while closing generator");
}

void traverse_frame(header* h, visitor v, void* context) {
    auto& f = *static_cast<frame_base*>(h);
    visit(f.callee, v, context);
    visit(f.awaiting, v, context);
    visit(f.value, v, context);
    if (f.kind == frame_kind::async_generator) visit(state_of(f).finalizer, v, context);
    for (std::size_t i = 0; i < f.slot_count; ++i) visit(f.slots()[i], v, context);
    for (block* b = f.blocks; b; b = b->outer()) b->traverse(v, context);
}

void clear_frame(header* h) {
    auto& f = *static_cast<frame_base*>(h);
    if (f.state == frame_state::running) return;
    object awaiting = std::move(f.awaiting);
    if (awaiting && is_frame(awaiting)) awaiting.as<frame_base>()->set_awaiter(nullptr);
    if (f.state != frame_state::finished) f.state = frame_state::finished;
    release_stack(f);
    release_variables(f);
    release_function(f);
    f.value.reset();
}

void dealloc_frame(header* h) noexcept {
    auto& f = *static_cast<frame_base*>(h);
    if (f.state != frame_state::finished && !(f.flags & flag_finalized)) {
        f.refs = 1;
        f.flags |= flag_finalized;
        finalize_frame(h);
        if (--f.refs > 0) return;  // resurrected
    }
    if (defer_dealloc(h)) return;
    untrack(&f);
    if (f.state == frame_state::finished && !f.failed && !f.weakrefs) [[likely]] {  // nothing left that could run code
        if (f.details) drop_details(f);
        f.handle().destroy();
        return;
    }
    saved_error keep;
    if (f.weakrefs) clear_weakrefs(h);
    clear_frame(h);
    if (f.details) drop_details(f);
    f.handle().destroy();
}

}  // namespace cowith
