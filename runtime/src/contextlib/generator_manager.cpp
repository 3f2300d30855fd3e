// @contextmanager and @asynccontextmanager.
#include "../coroutines/async_generator.hpp"
#include "contextlib.hpp"

#include <cowith/binding.hpp>

#pragma GCC diagnostic ignored "-Winvalid-offsetof"  // objects are no standard-layout classes; both compilers define it

namespace cowith::contextlib {

using namespace literals;

template <class F> static void each_object(generator_manager& m, F&& f) {
    f(m.dict), f(m.generator), f(m.function), f(m.args), f(m.keywords);
}

failed_t raise_without_yield(type_object& stop) noexcept {
    raise_with(stop, {});
    object context = take_pending();
    object error = new_exception(RuntimeError_type, intern("generator didn't yield"));
    raise_from(error, None);
    if (state.pending) state.pending->context = std::move(context);
    return {};
}

namespace {

generator_manager& as_manager(ref x) noexcept { return *x.as<generator_manager>(); }

object new_manager(type_object& type, ref function, const ref* args, std::size_t count, ref names) noexcept {
    object generator = call_vector(function, args, count, names);
    if (!generator) return {};
    auto* m = make<generator_manager>(&type);
    m->generator = std::move(generator);
    if (!names && is_frame(m->generator)) {
        const frame_base& f = *m->generator.as<frame_base>();
        if (f.state == frame_state::created && f.callee.is(function) && count <= f.code()->positional) [[likely]] {
            m->recallable = true;  // its first slots hold the arguments
            m->given = static_cast<std::uint32_t>(count);
            track(m);
            return object::take(m);
        }
    }
    m->function = object(function);
    m->args = make_tuple(args, count);
    m->keywords = keywords_dict(args + count, names);
    track(m);
    return object::take(m);
}

/// Takes function and arguments from the generator: before anybody else can reach it.
void recall(generator_manager& m) noexcept {
    if (!m.recallable) return;
    m.recallable = false;
    const frame_base& f = *m.generator.as<frame_base>();
    m.function = f.callee;
    m.args = make_tuple(reinterpret_cast<const ref*>(f.slots()), m.given);
}

/// self.gen = func(*args, **kwds) for a class call: _GeneratorContextManager(func, args, kwds).
object initialise(ref self, const ref* args, std::size_t, ref) {
    generator_manager& m = as_manager(self);
    m.generator = call_tuple(args[0], args[1], args[2]);
    if (!m.generator) return {};
    m.function = object(args[0]);
    m.args = object(args[1]);
    m.keywords = object(args[2]);
    return object(None);
}
constexpr method_definition manager_init{"_GeneratorContextManagerBase.__init__", initialise, "self, func, args, kwds"};

/// del self.args, self.kwds, self.func: an instance is used once.
bool use_up(ref self) noexcept {
    generator_manager& m = as_manager(self);
    if (m.recallable) {
        m.recallable = false;
        return true;
    }
    if (!m.args) {
        get_attribute(self, intern("args"));  // AttributeError
        return false;
    }
    m.args.reset();
    m.keywords.reset();
    m.function.reset();
    return true;
}

object recreate(ref self, const ref*, std::size_t, ref) {
    generator_manager& m = as_manager(self);
    recall(m);
    if (!m.function) return get_attribute(self, intern("func"));
    object args = m.args, keywords = m.keywords ? m.keywords : make_dict();
    return ref(self.type())(m.function, args, keywords);
}

template <object generator_manager::* Field> object get_field(ref self, const ref*, std::size_t, ref) {
    recall(as_manager(self));
    const object& value = as_manager(self).*Field;
    if (value) return value;
    const char* name = Field == &generator_manager::function   ? "func"
                       : Field == &generator_manager::args     ? "args"
                       : Field == &generator_manager::keywords ? "kwds"
                                                               : "gen";
    if (Field == &generator_manager::keywords && as_manager(self).args) return as_manager(self).keywords = make_dict();
    return raise_error(AttributeError_type, "'%T' object has no attribute '%s'", self, name);
}
template <object generator_manager::* Field> object set_field(ref self, const ref* args, std::size_t count, ref) {
    recall(as_manager(self));
    as_manager(self).*Field = count ? object(args[0]) : object();
    return object(None);
}
/// The function's docstring, or the class's.
object get_doc(ref self, const ref*, std::size_t, ref) {
    generator_manager& m = as_manager(self);
    recall(m);
    if (m.dict)
        if (ref own = dict_get(m.dict, intern("__doc__"))) return object(own);
    ref source = m.function ? ref(m.function) : ref(m.generator);
    object doc = m.function ? find_attribute(source, intern("__doc__")) : object();
    if (doc && !doc.is(None)) return doc;
    clear_pending();
    return object(intern(self.type() == &generator_manager_type || is_subtype(self.type(), &generator_manager_type)
                             ? "Helper for @contextmanager decorator."
                             : "Helper for @asynccontextmanager decorator."));
}

// ---- @contextmanager ------------------------------------------------------------------------------------------------

object sync_enter(ref self, const ref*, std::size_t, ref) {
    if (!use_up(self)) return {};
    ref generator = as_manager(self).generator;
    if (!generator.type()->next) return raise_error(TypeError_type, "'%T' object is not an iterator", generator);
    object value = next_value(generator);
    if (value || is_failed()) return value;
    return raise_without_yield(StopIteration_type);
}

/// raise RuntimeError(text), with gen.close() before it leaves (try ... finally: self.gen.close()).
object didnt_stop(ref generator, const char* text) noexcept {
    raise_error(RuntimeError_type, "%s", text);
    object error = take_pending();
    handled_exception handled{error.as<exception>(), state.handled};
    state.handled = &handled;
    object closed = generator.call(intern("close"));
    state.handled = handled.previous;
    if (closed) reraise(static_cast<exception*>(error.give()));
    return {};
}

/// What an exception that came back from the generator means: False (the body's own, not suppressed), True, or on its way.
object judge(object raised, ref value, ref traceback, bool async) noexcept {
    if (raised.is(value) && !(raised.type()->type_flags & type_heap) && raised.type() != &StopIteration_type &&
        raised.type() != &StopAsyncIteration_type) [[likely]] {
        value.as<exception>()->traceback = traceback.is(None) ? object() : object(traceback);
        return False;
    }
    const type_object& stop = async ? StopAsyncIteration_type : StopIteration_type;
    auto give_back = [&](ref exc) {
        exc.as<exception>()->traceback = traceback.is(None) ? object() : object(traceback);
        return object(False);
    };
    if (is_subtype(raised.type(), &stop)) return object(boolean(!raised.is(value)));
    if (raised.is(value)) return give_back(value);
    if (is_subtype(raised.type(), &RuntimeError_type)) {
        const bool is_stop = is_subtype(value.type(), &StopIteration_type) ||
                             (async && is_subtype(value.type(), &StopAsyncIteration_type));
        if (is_stop && raised.as<exception>()->cause.is(value)) return give_back(value);
    }
    reraise(static_cast<exception*>(raised.give()));
    return {};
}

object sync_exit(ref self, const ref* args, std::size_t, ref) {
    object generator = as_manager(self).generator;
    if (args[0].is(None)) {
        object value = next_value(generator);
        if (value) return didnt_stop(generator, "generator didn't stop");
        return is_failed() ? object() : object(False);
    }
    object value = args[1].is(None) ? args[0]() : object(args[1]);
    if (!value) return {};
    // The exception may be changed by the generator's frames on its way through: remember where it was raised.
    object again = generator.call(intern("throw"), value);
    if (again) return didnt_stop(generator, "generator didn't stop after throw()");
    return judge(take_pending(), value, args[2], false);
}

constexpr method_definition sync_methods[] = {
    {"__enter__", sync_enter, "self"},
    {"__exit__", sync_exit, "self, typ, value, traceback"},
    {"_recreate_cm", recreate, "self"},
    {"gen", get_field<&generator_manager::generator>, "", method_getter, set_field<&generator_manager::generator>},
    {"func", get_field<&generator_manager::function>, "", method_getter, set_field<&generator_manager::function>},
    {"args", get_field<&generator_manager::args>, "", method_getter, set_field<&generator_manager::args>},
    {"kwds", get_field<&generator_manager::keywords>, "", method_getter, set_field<&generator_manager::keywords>},
    {"__doc__", get_doc, "", method_getter},
    {"__class_getitem__", class_getitem, "cls, item, /", method_class},
    {nullptr, nullptr},
};

// ---- @asynccontextmanager -------------------------------------------------------------------------------------------

/// async def __aenter__(self)
coroutine async_enter(frame<3> at) {
    auto& [self, generator, value] = at.locals();
    if (!use_up(self)) co_return failed;
    generator = as_manager(self).generator;
    if (!generator.type()->anext)
        co_return raise_error(TypeError_type, "'%T' object is not an async iterator", ref(generator));
    bool more = co_await at(0)(next_operand{generator, &value});
    if (more) co_return value;
    if (!is_failed()) raise_without_yield(StopAsyncIteration_type);
    co_return failed;
}
constinit code_object async_enter_code{"__aenter__",
                                       "_AsyncGeneratorContextManager.__aenter__",
                                       "self",
                                       "| generator value",
                                       "",
                                       nullptr,
                                       0,
                                       nullptr,
                                       0,
                                       start<async_enter>,
                                       code_coroutine};

/// async def __aexit__(self, typ, value, traceback)
coroutine async_exit(frame<7> at) {
    auto& [self, typ, value, traceback, generator, result, error] = at.locals();
    generator = as_manager(self).generator;
    {
        const char* complaint = "generator didn't stop";
        if (typ.is(None)) {
            if (!generator.type()->anext)
                co_return raise_error(TypeError_type, "'%T' object is not an async iterator", ref(generator));
            bool more = co_await at(0)(next_operand{generator, &result});
            if (!more && is_failed()) co_return failed;
            if (!more) co_return False;
        } else {
            if (value.is(None)) {
                value = typ();
                if (!value) co_return failed;
            }
            result = generator.call(intern("athrow"), value);
            result = co_await at(0).attempt(result);
            if (!result) {
                object raised = take_pending();
                object verdict = judge(std::move(raised), value, traceback, true);
                if (!verdict) co_return failed;
                co_return verdict;
            }
            complaint = "generator didn't stop after athrow()";
        }
        raise_error(RuntimeError_type, "%s", complaint);
    }
    {  // finally: await self.gen.aclose()
        handler caught(at);
        result = generator.call(intern("aclose"));
        result = co_await at(0).attempt(result);
        if (result) caught.reraises();
        co_return failed;
    }
}
constinit code_object async_exit_code{"__aexit__",
                                      "_AsyncGeneratorContextManager.__aexit__",
                                      "self, typ, value, traceback",
                                      "| generator result error",
                                      "",
                                      nullptr,
                                      0,
                                      nullptr,
                                      0,
                                      start<async_exit>,
                                      code_coroutine};

/// The end of __aexit__ for a generator that yields again: raise RuntimeError(complaint), with `finally: await self.gen.aclose()`.
coroutine close_running(frame<3> at) {
    auto& [generator, complaint, result] = at.locals();
    raise_error(RuntimeError_type, "%S", ref(complaint));
    handler caught(at);
    result = generator.call("aclose"_s);
    result = co_await at(0).attempt(result);
    if (result) caught.reraises();
    co_return failed;
}
constinit code_object close_running_code{"__aexit__",
                                         "_AsyncGeneratorContextManager.__aexit__",
                                         "generator, complaint",
                                         "| result",
                                         "",
                                         nullptr,
                                         0,
                                         nullptr,
                                         0,
                                         start<close_running>,
                                         code_coroutine};

// ---- the same without coroutines, on behalf of the frame that holds the `async with`

outcome enter_directly(frame_base& f, async_with&, ref manager) noexcept {
    generator_manager& m = as_manager(manager);
    if (!m.recallable && !m.args) return outcome::declined;
    if (!can_step(m.generator, frame_state::created)) return outcome::declined;
    use_up(manager);
    const object generator = m.generator;
    if (!begin_step(*generator.as<frame_base>())) return outcome::failed;
    return step_child(f, generator, await_purpose::entering);
}

outcome entered(frame_base& f, async_with&, frame_base& generator) noexcept {
    if (state.pending) return outcome::failed;
    if (generator.state == frame_state::finished) return raise_without_yield(StopAsyncIteration_type), outcome::failed;
    f.value = std::move(generator.value);
    return outcome::ready;
}

outcome leave_directly(frame_base& f, async_with& block) noexcept {
    const generator_manager& m = as_manager(block.manager());
    const ref exc = block.leaving_exception();
    if (exc) block.leaving_traceback() = exc.as<exception>()->traceback;
    if (!can_step(m.generator, frame_state::suspended)) {
        const object& traceback = block.leaving_traceback();
        return start_await(f, exc ? start_native(async_exit_code, {block.manager(), ref(exc.type()), exc,
                                                                   traceback ? ref(traceback) : None})
                                  : start_native(async_exit_code, {block.manager(), None, None, None}));
    }
    const object generator = m.generator;
    begin_step(*generator.as<frame_base>());
    if (exc) reraise(static_cast<exception*>(object(exc).give()));
    return step_child(f, generator, await_purpose::leaving);
}

outcome left(frame_base& f, async_with& block, frame_base& generator) noexcept {
    const ref exc = block.leaving_exception();
    if (state.pending) {
        if (!exc) return outcome::failed;
        const object& traceback = block.leaving_traceback();
        f.value = judge(take_pending(), exc, traceback ? ref(traceback) : None, true);
        return f.value ? outcome::ready : outcome::failed;
    }
    if (generator.state == frame_state::finished) {
        f.value = boolean(static_cast<bool>(exc));
        return outcome::ready;
    }
    return start_await(
        f, start_native(close_running_code,
                        {ref(&generator), exc ? "generator didn't stop after athrow()"_s : "generator didn't stop"_s}));
}
constexpr async_managing async_generator_managing{enter_directly, leave_directly, entered, left};

object async_enter_method(ref self, const ref*, std::size_t, ref) { return start_native(async_enter_code, {self}); }
object async_exit_method(ref self, const ref* args, std::size_t, ref) {
    return start_native(async_exit_code, {self, args[0], args[1], args[2]});
}

constexpr method_definition async_methods[] = {
    {"__aenter__", async_enter_method, "self"},
    {"__aexit__", async_exit_method, "self, typ, value, traceback"},
    {"_recreate_cm", recreate, "self"},
    {"gen", get_field<&generator_manager::generator>, "", method_getter, set_field<&generator_manager::generator>},
    {"func", get_field<&generator_manager::function>, "", method_getter, set_field<&generator_manager::function>},
    {"args", get_field<&generator_manager::args>, "", method_getter, set_field<&generator_manager::args>},
    {"kwds", get_field<&generator_manager::keywords>, "", method_getter, set_field<&generator_manager::keywords>},
    {"__doc__", get_doc, "", method_getter},
    {"__class_getitem__", class_getitem, "cls, item, /", method_class},
    {nullptr, nullptr},
};

// ---- the decorators -------------------------------------------------------------------------------------------------

/// def helper(*args, **kwds): return _GeneratorContextManager(func, args, kwds) - called with the arguments as they come.
template <type_object& Type> object helper_vector(ref self, const ref* args, std::size_t count, ref names) {
    ref function = *self.as<function_object>()->closure.as<tuple_object>()->items[0];
    return new_manager(Type, function, args, count, names);
}
/// The same from bound arguments (never taken while `vector` is in place, but it is what the function's code says).
template <type_object& Type> object helper_entry(function_object&, object* bound) {
    object keywords = std::move(bound[1]);
    return ref(&Type)(*bound[2], bound[0], keywords);
}
constinit code_object sync_helper_code{"helper",
                                       "contextmanager.<locals>.helper",
                                       "*args, **kwds",
                                       "",
                                       "func",
                                       nullptr,
                                       0,
                                       nullptr,
                                       0,
                                       helper_entry<generator_manager_type>,
                                       code_varargs | code_varkeywords};
constinit code_object async_helper_code{"helper",
                                        "asynccontextmanager.<locals>.helper",
                                        "*args, **kwds",
                                        "",
                                        "func",
                                        nullptr,
                                        0,
                                        nullptr,
                                        0,
                                        helper_entry<async_generator_manager_type>,
                                        code_varargs | code_varkeywords};

template <type_object& Type> object decorate(code_object& code, ref function) noexcept {
    object cells = tuple(new_cell(object(function)));
    object helper = make_native_function(code, "contextlib", {}, {}, cells);
    if (!helper) return {};
    helper.as<function_object>()->vector = helper_vector<Type>;
    return copy_function_identity(helper, function) ? helper : object();
}
object contextmanager(ref function) { return decorate<generator_manager_type>(sync_helper_code, function); }
object asynccontextmanager(ref function) { return decorate<async_generator_manager_type>(async_helper_code, function); }
constinit code_object contextmanager_code{
    "contextmanager", "contextmanager", "func", "", "", nullptr, 0, nullptr, 0, entry<contextmanager>, 0};
constinit code_object asynccontextmanager_code{"asynccontextmanager",
                                               "asynccontextmanager",
                                               "func",
                                               "",
                                               "",
                                               nullptr,
                                               0,
                                               nullptr,
                                               0,
                                               entry<asynccontextmanager>,
                                               0};

constexpr void set_up(type_object& t) {
    use_layout<generator_manager>(t);
    t.dict_offset = __builtin_offsetof(generator_manager, dict);
    t.weakrefs_offset = __builtin_offsetof(generator_manager, weakrefs);
    t.new_ = new_empty<generator_manager>;
    t.init = init_with<manager_init>;
    allow_patching(t);
}

}  // namespace

constinit type_object generator_manager_type{"contextlib._GeneratorContextManager", &context_decorator_type, open_class,
                                             [](type_object& t) {
                                                 set_up(t);
                                                 t.methods = sync_methods;
                                             }};
constinit type_object async_generator_manager_type{"contextlib._AsyncGeneratorContextManager",
                                                   &async_context_decorator_type, open_class, [](type_object& t) {
                                                       set_up(t);
                                                       t.methods = async_methods;
                                                       t.managing = &async_generator_managing;
                                                   }};

bool add_generator_managers(ref dict) noexcept {
    return dict_set(dict, intern("contextmanager"), make_native_function(contextmanager_code, "contextlib")) &&
           dict_set(dict, intern("asynccontextmanager"),
                    make_native_function(asynccontextmanager_code, "contextlib")) &&
           dict_set(dict, intern("_GeneratorContextManager"), ref(&generator_manager_type)) &&
           dict_set(dict, intern("_AsyncGeneratorContextManager"), ref(&async_generator_manager_type));
}

}  // namespace cowith::contextlib
