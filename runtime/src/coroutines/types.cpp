// The Python types of suspendable frames: coroutine, generator, async_generator, and what their methods do.
#include "async_generator.hpp"
#include "cowith/binding.hpp"
#include "cowith/exceptions.hpp"
#include "cowith/gc.hpp"
#include "cowith/warning.hpp"
#include "exceptions/frame_object.hpp"
#include "plain_frame.hpp"

#pragma GCC diagnostic ignored "-Winvalid-offsetof"  // frame_base is no standard-layout class; both compilers define it

namespace cowith {

bool warn_of_three_arguments(const char* method, const ref* args, std::size_t count) noexcept {
    if (count < 2 || !(args[1] || (count > 2 && args[2]))) return true;
    issue_warning(DeprecationWarning_type, std::string("the (type, exc, tb) signature of ") + method +
                                               "() is deprecated, use the single-arg signature instead.");
    return !is_failed();
}

exception* thrown_exception(const ref* args, std::size_t count) noexcept {
    const ref what = args[0];
    const ref value = count > 1 && args[1] ? args[1] : None, traceback = count > 2 && args[2] ? args[2] : None;
    object made;
    if (has_flag(what, is_exception)) {
        if (!value.is(None))
            return raise_error(TypeError_type, "instance exception may not have a separate value"), nullptr;
        made = object(what);
    } else if (has_flag(what, is_type) && (what.as<type_object>()->type_flags & is_exception)) {
        if (has_flag(value, is_exception) && is_subtype(value.type(), what.as<type_object>()))
            made = object(value);
        else if (!value.is(None))
            made = has_flag(value, is_tuple) ? call_tuple(what, value) : call_vector(what, &value, 1);
        else
            made = call_vector(what, nullptr, 0);
        if (made && !has_flag(made, is_exception)) {
            raise_error(TypeError_type, "calling %R should have returned an instance of BaseException, not %T", what,
                        made);
            made.reset();
        }
        if (!made) made = take_pending();  // what failed goes where the exception should have gone
    } else
        return raise_error(TypeError_type,
                           "exceptions must be classes or instances deriving from BaseException, not %T", what),
               nullptr;
    if (!traceback.is(None)) {
        if (traceback.type() != &traceback_type)
            return raise_error(TypeError_type, "throw() third argument must be a traceback object"), nullptr;
        made.as<exception>()->traceback = object(traceback);
    }
    return static_cast<exception*>(made.give());
}

namespace {

const char* kind_name(const frame_base& f) noexcept {
    return f.kind == frame_kind::generator   ? "generator"
           : f.kind == frame_kind::coroutine ? "coroutine"
                                             : "async generator";
}

/// One step from outside, with the checks of gen_send_ex2.
step send_frame(ref self, object value, object& result) {
    frame_base& f = *self.as<frame_base>();
    if (f.state == frame_state::running) {
        raise_error(ValueError_type, "%s already executing", kind_name(f));
        return step::failed;
    }
    if (f.awaiter()) [[unlikely]] {
        raise_error(RuntimeError_type, "coroutine is being awaited already");
        return step::failed;
    }
    if (f.state == frame_state::finished) {
        if (f.kind == frame_kind::coroutine) {
            raise_error(RuntimeError_type, "cannot reuse already awaited coroutine");
            return step::failed;
        }
        result = object(None);
        return step::returned;
    }
    if (f.state == frame_state::created && value && !value.is(None)) {
        raise_error(TypeError_type, "can't send non-None value to a just-started %s", kind_name(f));
        return step::failed;
    }
    return drive(f, std::move(value), nullptr, result);
}

step throw_frame(ref self, exception* owned, object& result) {
    frame_base& f = *self.as<frame_base>();
    const char* refusal = f.state == frame_state::running ? "already executing" : nullptr;
    if (refusal || f.awaiter()) {
        object::take(owned);
        if (refusal)
            raise_error(ValueError_type, "%s already executing", kind_name(f));
        else
            raise_error(RuntimeError_type, "coroutine is being awaited already");
        return step::failed;
    }
    if (f.state == frame_state::finished) {
        if (f.kind == frame_kind::coroutine) {
            object::take(owned);
            raise_error(RuntimeError_type, "cannot reuse already awaited coroutine");
        } else
            reraise(owned);
        return step::failed;
    }
    return drive(f, {}, owned, result);
}

bool close_slot(ref self) { return close_frame(*self.as<frame_base>()); }

/// A step's result the way methods give it: StopIteration(value) for a return.
object as_result(step s, object result) noexcept {
    if (s == step::yielded) return result;
    if (s == step::returned) {
        object stop;
        if (result.is(None))
            stop = call_vector(ref(&StopIteration_type), nullptr, 0);
        else {  // a tuple or exception is not spread over the constructor (_PyGen_SetStopIterationValue)
            ref one = result;
            stop = call_vector(ref(&StopIteration_type), &one, 1);
        }
        if (stop) reraise(static_cast<exception*>(stop.give()));
    }
    return {};
}
object send_method(ref self, const ref* args, std::size_t, ref) {
    object result;
    const step s = send_frame(self, object(args[0]), result);
    return as_result(s, std::move(result));
}
object throw_method(ref self, const ref* args, std::size_t count, ref) {
    if (!warn_of_three_arguments("throw", args, count)) return {};
    exception* e = thrown_exception(args, count);
    if (!e) return {};
    object result;
    const step s = throw_frame(self, e, result);
    return as_result(s, std::move(result));
}
object close_method(ref self, const ref*, std::size_t, ref) {
    object result;
    if (!close_frame(*self.as<frame_base>(), &result)) return {};
    return result ? result : object(None);
}

object generator_next(ref self) {
    object result;
    const step s = send_frame(self, object(None), result);
    if (s == step::returned && result.is(None)) return {};  // exhausted, nothing pending
    return as_result(s, std::move(result));
}
object self_slot(ref self) { return object(self); }

object frame_name(const frame_base& f) noexcept {
    return f.details && f.details->name ? f.details->name : object(intern(f.code()->name));
}
object frame_qualname(const frame_base& f) noexcept {
    return f.details && f.details->qualname ? f.details->qualname : object(intern(f.code()->qualname));
}
object get_name(ref self, const ref*, std::size_t, ref) { return frame_name(*self.as<frame_base>()); }
object get_qualname(ref self, const ref*, std::size_t, ref) { return frame_qualname(*self.as<frame_base>()); }
template <object frame_details::* Field> object set_text(ref self, const ref* args, std::size_t count, ref) {
    if (!count || !is_str(args[0]))
        return raise_error(TypeError_type, Field == &frame_details::name
                                               ? "__name__ must be set to a string object"
                                               : "__qualname__ must be set to a string object");
    details_of(*self.as<frame_base>()).*Field = object(args[0]);
    return object(None);
}
object get_awaiting(ref self, const ref*, std::size_t, ref) {
    frame_base& f = *self.as<frame_base>();
    if (f.state == frame_state::running) return None;
    if (f.awaiting.is(&bare_yield)) show_bare_yield(f);
    return f.awaiting ? f.awaiting : object(None);
}
object get_running(ref self, const ref*, std::size_t, ref) {
    frame_base& f = *self.as<frame_base>();
    if (f.kind == frame_kind::async_generator) return object(boolean(state_of(f).running));
    return object(boolean(f.state == frame_state::running));
}
object get_suspended(ref self, const ref*, std::size_t, ref) {
    return object(boolean(self.as<frame_base>()->state == frame_state::suspended));
}
object get_code(ref self, const ref*, std::size_t, ref) { return object(self.as<frame_base>()->code()); }
/// None once it has finished.
object get_frame(ref self, const ref*, std::size_t, ref) {
    frame_base& f = *self.as<frame_base>();
    return f.state == frame_state::finished ? object(None) : frame_object_of(f);
}
object get_none(ref, const ref*, std::size_t, ref) { return object(None); }

object frame_repr(ref self) {
    frame_base& f = *self.as<frame_base>();
    str_builder out;
    out.add('<');
    out.add(f.type->name);
    out.add(" object ");
    if (!out.add_str(frame_qualname(f))) return {};
    out.add(address_text(self) + ">");
    return out.finish();
}

// ---- coroutine.__await__(): an iterator over the coroutine
struct coroutine_wrapper : gc_header {
    object target;
    using gc_header::gc_header;
};
ref wrapped(ref self) noexcept { return self.as<coroutine_wrapper>()->target; }
step wrapper_send(ref self, object value, object& result) {
    return send_frame(wrapped(self), std::move(value), result);
}
step wrapper_throw(ref self, exception* owned, object& result) { return throw_frame(wrapped(self), owned, result); }
bool wrapper_close(ref self) { return close_frame(*wrapped(self).as<frame_base>()); }
object wrapper_next(ref self) { return generator_next(wrapped(self)); }
object wrapper_send_method(ref self, const ref* args, std::size_t count, ref names) {
    return send_method(wrapped(self), args, count, names);
}
object wrapper_throw_method(ref self, const ref* args, std::size_t count, ref names) {
    return throw_method(wrapped(self), args, count, names);
}
object wrapper_close_method(ref self, const ref* args, std::size_t count, ref names) {
    return close_method(wrapped(self), args, count, names);
}
constexpr method_definition wrapper_methods[] = {
    {"send", wrapper_send_method, "self, value, /"},
    {"throw", wrapper_throw_method, "self, typ, val=None, tb=None, /"},
    {"close", wrapper_close_method, "self, /"},
    {nullptr, nullptr},
};
constinit type_object coroutine_wrapper_type{"coroutine_wrapper", &object_type, type_gc, [](type_object& t) {
                                                 t.instance_size = sizeof(coroutine_wrapper);
                                                 t.dealloc = [](header* h) noexcept {
                                                     untrack(static_cast<coroutine_wrapper*>(h));
                                                     destroy<coroutine_wrapper>(h);
                                                 };
                                                 t.traverse = [](header* h, visitor v, void* context) {
                                                     visit(static_cast<coroutine_wrapper*>(h)->target, v, context);
                                                 };
                                                 t.clear = [](header* h) {
                                                     static_cast<coroutine_wrapper*>(h)->target.reset();
                                                 };
                                                 t.iter = self_slot;
                                                 t.next = wrapper_next;
                                                 t.send = wrapper_send;
                                                 t.throw_ = wrapper_throw;
                                                 t.close = wrapper_close;
                                                 t.methods = wrapper_methods;
                                             }};
object coroutine_await(ref self) {
    auto* w = make<coroutine_wrapper>(&coroutine_wrapper_type);
    w->target = object(self);
    track(w);
    return object::take(w);
}

constexpr method_definition coroutine_methods[] = {
    {"send", send_method, "self, value, /"},
    {"throw", throw_method, "self, typ, val=None, tb=None, /"},
    {"close", close_method, "self, /"},
    {"__name__", get_name, "", method_getter, set_text<&frame_details::name>},
    {"__qualname__", get_qualname, "", method_getter, set_text<&frame_details::qualname>},
    {"cr_await", get_awaiting, "", method_getter},
    {"cr_running", get_running, "", method_getter},
    {"cr_suspended", get_suspended, "", method_getter},
    {"cr_code", get_code, "", method_getter},
    {"cr_frame", get_frame, "", method_getter},
    {"cr_origin", get_none, "", method_getter},
    {"__class_getitem__", class_getitem, "cls, item, /", method_class},
    {nullptr, nullptr},
};
constexpr method_definition generator_methods[] = {
    {"send", send_method, "self, value, /"},
    {"throw", throw_method, "self, typ, val=None, tb=None, /"},
    {"close", close_method, "self, /"},
    {"__name__", get_name, "", method_getter, set_text<&frame_details::name>},
    {"__qualname__", get_qualname, "", method_getter, set_text<&frame_details::qualname>},
    {"gi_yieldfrom", get_awaiting, "", method_getter},
    {"gi_running", get_running, "", method_getter},
    {"gi_suspended", get_suspended, "", method_getter},
    {"gi_code", get_code, "", method_getter},
    {"gi_frame", get_frame, "", method_getter},
    {"__class_getitem__", class_getitem, "cls, item, /", method_class},
    {nullptr, nullptr},
};
constexpr method_definition async_generator_methods[] = {
    {"asend", async_generator_asend, "self, value, /"},
    {"athrow", async_generator_athrow, "self, typ, val=None, tb=None, /"},
    {"aclose", async_generator_aclose, "self, /"},
    {"__name__", get_name, "", method_getter, set_text<&frame_details::name>},
    {"__qualname__", get_qualname, "", method_getter, set_text<&frame_details::qualname>},
    {"ag_await", get_awaiting, "", method_getter},
    {"ag_running", get_running, "", method_getter},
    {"ag_suspended", get_suspended, "", method_getter},
    {"ag_code", get_code, "", method_getter},
    {"ag_frame", get_frame, "", method_getter},
    {"__class_getitem__", class_getitem, "cls, item, /", method_class},
    {nullptr, nullptr},
};

constexpr void set_up_frame(type_object& t) {
    t.instance_size = sizeof(frame_base);
    t.dealloc = dealloc_frame;
    t.traverse = traverse_frame;
    t.clear = clear_frame;
    t.finalize = finalize_frame;
    t.repr = frame_repr;
    t.weakrefs_offset = offsetof(frame_base, weakrefs);
}

}  // namespace

constinit type_object coroutine_type{"coroutine", &object_type, type_gc | type_coroutine | type_has_weakrefs,
                                     [](type_object& t) {
                                         set_up_frame(t);
                                         t.await = coroutine_await;
                                         t.send = send_frame;
                                         t.throw_ = throw_frame;
                                         t.close = close_slot;
                                         t.methods = coroutine_methods;
                                     }};
constinit type_object generator_type{"generator", &object_type, type_gc | type_has_weakrefs, [](type_object& t) {
                                         set_up_frame(t);
                                         t.iter = self_slot;
                                         t.next = generator_next;
                                         t.send = send_frame;
                                         t.throw_ = throw_frame;
                                         t.close = close_slot;
                                         t.methods = generator_methods;
                                     }};
constinit type_object async_generator_type{"async_generator", &object_type, type_gc | type_has_weakrefs,
                                           [](type_object& t) {
                                               set_up_frame(t);
                                               t.aiter = self_slot;
                                               t.anext = async_generator_next;
                                               t.methods = async_generator_methods;
                                           }};

void warn_never_awaited(frame_base& f) noexcept {
    object name = frame_qualname(f);
    issue_warning(RuntimeWarning_type, "coroutine '" + std::string(text_of(name)) + "' was never awaited", true);
    if (is_failed()) write_unraisable(ref(&f), "Exception ignored while finalizing coroutine");
}

}  // namespace cowith
