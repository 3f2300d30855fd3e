#include "frame_object.hpp"

#include "cowith/binding.hpp"
#include "cowith/exceptions.hpp"
#include "cowith/gc.hpp"
#include "cowith/module.hpp"

namespace cowith {

using namespace literals;

namespace {

struct frame_object : gc_header {
    const code_object* code = nullptr;
    running_call* call = nullptr;  // of a plain function, while it runs
    object frame;                  // of a suspendable function: the frame itself
    object variables;              // of a plain function that has failed: what the traceback keeps
    object back;                   // of a plain function that has returned
    std::uint32_t line = 0;        // the same
    bool ended = false;            // from a traceback
    frame_object() noexcept : gc_header(&frame_type) {}
};

/// Walks over what is running, innermost first. A coroutine that sleeps somewhere inside others is resumed without them: its awaiters
/// are its callers all the same.
class call_walk {
  public:
    call_walk() noexcept : call_(state.calls), frame_(call_ ? call_->frame : nullptr) { skip_hidden(); }
    bool over() const noexcept { return !call_; }
    void next() noexcept {
        step();
        skip_hidden();
    }
    /// Stops at that frame; false: it isn't running.
    bool find(const frame_base& f) noexcept {
        while (call_ && frame_ != &f) step();
        return call_ != nullptr;
    }
    bool find(const running_call& c) noexcept {
        while (call_ && (frame_ || call_ != &c)) step();
        return call_ != nullptr;
    }
    const code_object* code() const noexcept { return frame_ ? frame_->code() : call_->code; }
    std::uint32_t line() const noexcept { return frame_ ? frame_->line : call_->line; }
    object view() const noexcept;

  private:
    void step() noexcept {
        if (frame_base* awaiter = frame_ ? frame_->awaiter() : nullptr) {
            while (call_->previous && call_->previous->frame == awaiter) call_ = call_->previous;
            frame_ = awaiter;
            return;
        }
        const frame_base* left = frame_;
        do call_ = call_->previous;
        while (call_ && left && call_->frame == left);
        frame_ = call_ ? call_->frame : nullptr;
    }
    void skip_hidden() noexcept {  // native coroutines, and the library's own modules
        while (call_ && !code()->source) step();
    }
    running_call* call_;
    frame_base* frame_;
};

object call_walk::view() const noexcept {
    if (frame_) return frame_object_of(*frame_);
    if (call_->view) return object(ref(call_->view));
    auto* view = make<frame_object>();
    view->code = call_->code;
    view->call = call_;
    call_->view = view;
    track(view);
    return object::take(view);
}

frame_object& of(ref self) noexcept { return *self.as<frame_object>(); }

std::uint32_t line_of(const frame_object& f) noexcept {
    if (f.ended) return f.line;
    const std::uint32_t line = f.frame ? f.frame.as<frame_base>()->line : f.call ? f.call->line : f.line;
    return line ? line : f.code->first_line;
}

#define GETTER(name) object name([[maybe_unused]] ref self, const ref*, std::size_t, ref)
GETTER(f_code) { return object(of(self).code); }
GETTER(f_lineno) { return object(static_cast<std::int64_t>(line_of(of(self)))); }
GETTER(f_back) {
    frame_object& f = of(self);
    if (f.ended) return object(None);
    if (f.back) return f.back;
    call_walk walk;
    if (f.frame ? !walk.find(*f.frame.as<frame_base>()) : !f.call || !walk.find(*f.call)) return object(None);
    walk.next();
    return walk.over() ? object(None) : walk.view();
}
GETTER(f_globals) {
    module_object* module = module_of_source(of(self).code->source);
    return module ? ref(module).attr("__dict__"_s) : make_dict();
}
GETTER(f_builtins) { return import_module("builtins"_s).attr("__dict__"_s); }
GETTER(f_locals) {
    if (of(self).code->code_flags & code_module) return f_globals(self, nullptr, 0, {});
    return raise_error(NotImplementedError_type,
                       "a frame's locals are variables of C++ here: f_locals can't show them");
}
GETTER(f_none) { return object(None); }
GETTER(f_true) { return object(True); }
GETTER(f_false) { return object(False); }
GETTER(f_lasti) { return object(0); }
#undef GETTER

object f_clear(ref self, const ref*, std::size_t, ref) {
    frame_object& f = of(self);
    if (f.frame) {
        frame_base& base = *f.frame.as<frame_base>();
        if (base.state == frame_state::running)
            return raise_error(RuntimeError_type, "cannot clear an executing frame");
        if (base.state == frame_state::suspended)
            return raise_error(RuntimeError_type, "cannot clear a suspended frame");
        if (base.state == frame_state::finished) release_failed_frame(base);
    } else if (f.call) {
        return raise_error(RuntimeError_type, "cannot clear an executing frame");
    } else if (f.variables) {
        release_kept_variables(f.variables);
    }
    return object(None);
}

object frame_repr(ref self) {
    const frame_object& f = of(self);
    str_builder out;
    out.add("<frame");
    out.add(address_text(self));
    out.add(", file '");
    out.add(f.code->source ? f.code->source->path : "<native>");
    out.add("', line " + std::to_string(line_of(f)) + ", code ");
    out.add(f.code->code_flags & code_module ? "<module>" : f.code->name);
    out.add('>');
    return out.finish();
}

constexpr method_definition frame_methods[] = {{"f_code", f_code, "", method_getter},
                                               {"f_lineno", f_lineno, "", method_getter},
                                               {"f_back", f_back, "", method_getter},
                                               {"f_globals", f_globals, "", method_getter},
                                               {"f_builtins", f_builtins, "", method_getter},
                                               {"f_locals", f_locals, "", method_getter},
                                               {"f_lasti", f_lasti, "", method_getter},
                                               {"f_trace", f_none, "", method_getter},
                                               {"f_trace_lines", f_true, "", method_getter},
                                               {"f_trace_opcodes", f_false, "", method_getter},
                                               {"clear", f_clear, "self, /"},
                                               {nullptr, nullptr}};

}  // namespace

constinit type_object frame_type{"frame", &object_type, type_gc, [](type_object& t) {
                                     t.instance_size = sizeof(frame_object);
                                     t.dealloc = [](header* h) noexcept {
                                         auto* f = static_cast<frame_object*>(h);
                                         if (f->call) f->call->view = nullptr;
                                         untrack(f);
                                         destroy<frame_object>(h);
                                     };
                                     t.traverse = [](header* h, visitor v, void* context) {
                                         visit(static_cast<frame_object*>(h)->frame, v, context);
                                         visit(static_cast<frame_object*>(h)->back, v, context);
                                         visit(static_cast<frame_object*>(h)->variables, v, context);
                                     };
                                     t.clear = [](header* h) {
                                         static_cast<frame_object*>(h)->back.reset();
                                         static_cast<frame_object*>(h)->variables.reset();
                                     };
                                     t.repr = frame_repr;
                                     t.methods = frame_methods;
                                 }};

void running_call::leave_view() noexcept {
    auto* left = static_cast<frame_object*>(view);
    left->line = line;
    left->call = nullptr;
    // Whoever holds the frame of a function that has returned still sees its callers.
    const saved_error keep;
    call_walk callers;
    left->back = callers.over() ? object(None) : callers.view();
}

object running_frame(std::size_t depth) noexcept {
    call_walk walk;
    for (; depth > 0 && !walk.over(); --depth) walk.next();
    return walk.over() ? object() : walk.view();
}

source_place running_place(std::size_t depth) noexcept {
    call_walk walk;
    for (; depth > 0 && !walk.over(); --depth) walk.next();
    return walk.over() ? source_place{} : source_place{walk.code(), walk.line()};
}

const code_object* code_of_frame(ref frame) noexcept { return of(frame).code; }

object frame_object_of(frame_base& f) noexcept {
    auto* view = make<frame_object>();
    view->code = f.code();
    view->frame = object(ref(&f));
    track(view);
    return object::take(view);
}

object ended_frame(const traceback_object& entry) noexcept {
    auto* view = make<frame_object>();
    view->code = entry.code;
    view->line = entry.line;
    view->ended = true;
    view->frame = entry.frame;
    view->variables = entry.variables;
    track(view);
    return object::take(view);
}

}  // namespace cowith
