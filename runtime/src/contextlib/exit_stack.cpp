// ExitStack and AsyncExitStack.
#include "exit_stack.hpp"

#include "../core/plain_call.hpp"
#include "../objects/attributes.hpp"

#include <cowith/binding.hpp>

#pragma GCC diagnostic ignored "-Winvalid-offsetof"  // objects are no standard-layout classes; both compilers define it

namespace cowith::contextlib {

using namespace literals;

namespace {

template <class F> void each_exit_object(exit_stack& s, F&& f) {
    f(s.dict), f(s.visible);
    for (auto& e : s.exits) f(e.function), f(e.manager), f(e.args), f(e.keywords);
}

// ---- registering ----------------------------------------------------------------------------------------------------

/// cls.name as contextlib looks special methods up; empty with an AttributeError when there is none.
object special(ref x, ref name) noexcept {
    type_object* type = x.type();
    if (type->type == &type_type) [[likely]] {
        const ref found = find_in_class(type, name).value;
        if (found && found.is_heap() && found.type() == &function_type) [[likely]]
            return found;
    }
    return get_attribute(ref(type), name);
}

/// Both methods of an asynchronous manager: as `async with` has found them, where the class has no metaclass of its own.
bool special_pair(ref x, object& enter, object& exit) noexcept {
    type_object& type = *x.type();
    const bool plain = type.type == &type_type;
    if (const auto& known = type.async_manager; plain && known.version && known.version == type.version) [[likely]] {
        enter = known.enter;
        exit = known.exit;
        return true;
    }
    enter = special(x, "__aenter__"_s);
    if (enter) exit = special(x, "__aexit__"_s);
    if (!exit) return false;
    if (plain && type.version && enter.type() == &function_type && exit.type() == &function_type)
        type.async_manager = {type.version, enter, exit};
    return true;
}

/// TypeError "'module.Class' object does not support the ... protocol" from None.
failed_t no_protocol(ref x, const char* protocol) noexcept {
    clear_pending();
    ref type(x.type());
    object module = get_attribute(type, intern("__module__")), name = get_attribute(type, intern("__qualname__"));
    if (!module || !name) return {};
    raise_error(TypeError_type, "'%S.%S' object does not support the %s protocol", ref(module), ref(name), protocol);
    if (state.pending) state.pending->suppress_context = true;
    return {};
}

object enter_context(ref self, const ref* args, std::size_t, ref) {
    object enter = special(args[0], "__enter__"_s);
    object exit = enter ? special(args[0], "__exit__"_s) : object();
    if (!exit) return pending_is(AttributeError_type) ? no_protocol(args[0], "context manager") : failed_t();
    object result = enter(args[0]);
    if (!result) return {};
    return push_exit(self, {std::move(exit), object(args[0]), {}, {}, false, false}) ? result : object();
}

object push(ref self, const ref* args, std::size_t, ref) {
    object exit = special(args[0], "__exit__"_s);
    registered_exit registered{object(args[0]), {}, {}, {}, false, false};
    if (exit)
        registered = {std::move(exit), object(args[0]), {}, {}, false, false};
    else if (pending_is(AttributeError_type))
        clear_pending();
    else
        return {};
    return push_exit(self, std::move(registered)) ? object(args[0]) : object();
}

object push_callback(ref self, const ref* args, std::size_t count, ref names, bool async) noexcept {
    if (!count) {
        const char* method = async ? "AsyncExitStack.push_async_callback" : "_BaseExitStack.callback";
        return raise_error(TypeError_type, "%s() missing 1 required positional argument: 'callback'", method);
    }
    object positional = make_tuple(args + 1, count - 1), keywords = keywords_dict(args + count, names);
    if (!push_exit(self, {object(args[0]), {}, std::move(positional), std::move(keywords), async, true})) return {};
    return object(args[0]);
}
object callback(ref self, const ref* args, std::size_t count, ref names) {
    return push_callback(self, args, count, names, false);
}
object push_async_callback(ref self, const ref* args, std::size_t count, ref names) {
    return push_callback(self, args, count, names, true);
}

object pop_all(ref self, const ref*, std::size_t, ref) {
    object fresh = ref(self.type())();
    if (!fresh) return {};
    if (as_stack(self).visible) {
        as_stack(fresh).visible = std::move(as_stack(self).visible);
        as_stack(self).visible = ref(&deque_type)();
        return as_stack(self).visible ? fresh : object();
    }
    as_stack(fresh).exits = std::move(as_stack(self).exits);
    as_stack(self).exits.clear();
    return fresh;
}

/// async def enter_async_context(self, cm)
coroutine enter_async_context(frame<5> at) {
    auto& [self, manager, exit, entering, result] = at.locals();
    if (entering.is(None)) {
        object enter;
        if (!special_pair(manager, enter, exit)) {
            if (pending_is(AttributeError_type)) no_protocol(manager, "asynchronous context manager");
            co_return failed;
        }
        entering = enter(manager);
    }
    result = co_await at(0)(std::move(entering));
    if (!push_exit(self, {exit, manager, {}, {}, true, false})) co_return failed;
    co_return result;
}
constinit code_object enter_async_context_code{"enter_async_context",
                                               "AsyncExitStack.enter_async_context",
                                               "self, cm, exit, entering",
                                               "| result",
                                               "",
                                               nullptr,
                                               0,
                                               nullptr,
                                               0,
                                               start<enter_async_context>,
                                               code_coroutine};
object enter_async_context_method(ref self, const ref* args, std::size_t, ref) {
    const ref manager = args[0];
    if (!start_at_once()) return start_native(enter_async_context_code, {self, manager, None, None});
    object enter, exit;
    if (!special_pair(manager, enter, exit)) {
        if (pending_is(AttributeError_type)) no_protocol(manager, "asynchronous context manager");
        return ran_at_once({});
    }
    if (runs_plainly(enter, 1)) {
        object entered = run_plainly(enter, &manager, 1);
        if (!entered || !push_exit(self, {std::move(exit), object(manager), {}, {}, true, false}))
            return ran_at_once({});
        return ran_at_once(std::move(entered));
    }
    started entering = start_vector(enter, &manager, 1);
    if (entering.value && !entering.over)
        return start_native(enter_async_context_code, {self, manager, exit, entering.value});
    if (!entering.value || !push_exit(self, {std::move(exit), object(manager), {}, {}, true, false}))
        return ran_at_once({});
    return ran_at_once(std::move(entering.value));
}

object push_async_exit(ref self, const ref* args, std::size_t, ref) {
    object exit = special(args[0], "__aexit__"_s);
    registered_exit registered{object(args[0]), {}, {}, {}, true, false};
    if (exit)
        registered = {std::move(exit), object(args[0]), {}, {}, true, false};
    else if (pending_is(AttributeError_type))
        clear_pending();
    else
        return {};
    return push_exit(self, std::move(registered)) ? object(args[0]) : object();
}

// ---- unwinding ------------------------------------------------------------------------------------------------------

/// Calls one exit with the current exception (empty: three Nones); what an async one gives is to be awaited unless it is over.
started run_exit(const registered_exit& e, ref exc) noexcept {
    if (e.is_callback) return started(call_tuple(e.function, e.args, e.keywords), !e.async);
    const object& tb = exc ? exc.as<exception>()->traceback : e.args;
    const ref details[] = {e.manager, exc ? ref(exc.type()) : None, exc ? exc : None, tb ? ref(tb) : None};
    const ref* first = e.manager ? details : details + 1;
    const std::size_t count = e.manager ? 4 : 3;
    if (e.async && runs_plainly(e.function, count)) return started(run_plainly(e.function, first, count), true);
    if (e.async) return start_vector(e.function, first, count);
    return started(call_vector(e.function, first, count), true);
}

/// _fix_exception_context: the end of the new exception's chain becomes the exception it would have met in nested `with` statements.
void fix_context(ref raised, ref old, const exception* outside) noexcept {
    for (exception* e = raised.as<exception>();;) {
        if (!e->context || e->context.is(None) || (old && e->context.is(old))) return;
        exception* context = e->context.as<exception>();
        if (context == outside) {
            e->context = old ? object(old) : object();
            return;
        }
        e = context;
    }
}

/// What unwinding has come to: the exception on its way, and whether the last exit raised it or an exit suppressed one.
struct unwinding {
    bool received, suppressed = false, pending_raise = false;
    int bits() const noexcept { return received | suppressed << 1 | pending_raise << 2; }
    static unwinding of(std::int64_t bits) noexcept { return {(bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0}; }
};

/// Takes what one exit gave (or the pending exception).
void absorb(unwinding& u, object& exc, object answer, bool is_callback, const exception* outside) noexcept {
    bool suppress = false;
    if (answer && !is_callback) suppress = truth(answer);
    if (is_failed()) {
        object raised = take_pending();
        fix_context(raised, exc, outside);
        u.pending_raise = true;
        exc = std::move(raised);
    } else if (suppress) {
        u.suppressed = true;
        u.pending_raise = false;
        exc.reset();
    }
}

object conclude(const unwinding& u, object exc) noexcept {
    if (!u.pending_raise) return object(boolean(u.received && u.suppressed));
    reraise(static_cast<exception*>(exc.give()));  // with the context that was set up
    return {};
}

object unwind(ref self, ref value) noexcept {
    object exc = value.is(None) ? object() : object(value);
    unwinding u{static_cast<bool>(exc)};
    const exception* outside = current_exception();
    object keep(self);
    for (registered_exit e; pop_exit(self, e);) absorb(u, exc, run_exit(e, exc).value, e.is_callback, outside);
    if (is_failed()) return {};
    return conclude(u, std::move(exc));
}
object sync_exit(ref self, const ref* args, std::size_t count, ref) { return unwind(self, count > 1 ? args[1] : None); }
object sync_close(ref self, const ref*, std::size_t, ref) {
    // self.__exit__(None, None, None): a subclass may have its own.
    return self.call(intern("__exit__"), None, None, None) ? object(None) : object();
}
object enter_self(ref self, const ref*, std::size_t, ref) { return object(self); }

/// async def __aexit__(self, *exc_details), or what is left of it: `progress` is unwinding::bits; `waiting`: an exit has given
/// `answer`, which is to be awaited first (the answer of a callback if that is 2); what ran is held by the frame.
coroutine async_exit(frame<9> at) {
    auto& [self, exc, progress, waiting, answer, function, manager, args, keywords] = at.locals();
    const exception* outside = current_exception();
    if (exc.is(None)) exc.reset();
    unwinding u = unwinding::of(progress.small());
    bool is_callback = waiting.small() == 2, async = waiting.small() != 0;
    for (;;) {
        if (!async) {
            registered_exit e;
            if (!pop_exit(self, e)) break;
            started ran = run_exit(e, exc);
            answer = std::move(ran.value);
            async = !ran.over;
            is_callback = e.is_callback;
            function = std::move(e.function);
            manager = std::move(e.manager);
            args = std::move(e.args);
            keywords = std::move(e.keywords);
        }
        if (async && answer) answer = co_await at(0).attempt(std::move(answer));
        absorb(u, exc, std::move(answer), is_callback, outside);
        async = false;
    }
    if (is_failed()) co_return failed;
    {
        object result = conclude(u, std::move(exc));
        if (!result) co_return failed;
        co_return result;
    }
}
constinit code_object async_exit_code{"__aexit__",
                                      "AsyncExitStack.__aexit__",
                                      "self, exc, progress, waiting, answer, function, manager, args, keywords",
                                      "",
                                      "",
                                      nullptr,
                                      0,
                                      nullptr,
                                      0,
                                      start<async_exit>,
                                      code_coroutine};
object async_exit_method(ref self, const ref* args, std::size_t count, ref) {
    const ref exc = count > 1 ? args[1] : None;
    return start_native(async_exit_code, {self, exc, exc.is(None) ? 0 : 1, 0, None, None, None, None, None});
}

// ---- the same without a coroutine while no exit suspends, on behalf of the frame that holds the `async with`

outcome enter_directly(frame_base& f, async_with&, ref manager) noexcept {
    f.value = object(manager);
    return outcome::ready;
}
outcome leave_directly(frame_base& f, async_with& block) noexcept {
    const object self = block.manager();
    object exc = block.leaving_exception();
    unwinding u{static_cast<bool>(exc)};
    const exception* outside = current_exception();
    for (registered_exit e; pop_exit(self, e);) {
        started ran = run_exit(e, exc);
        if (!ran.over && ran.value) {
            auto shown = [](const object& o) { return o ? ref(o) : None; };
            return start_await(f, start_native(async_exit_code, {self, shown(exc), u.bits(), e.is_callback ? 2 : 1,
                                                                 ran.value, shown(e.function), shown(e.manager),
                                                                 shown(e.args), shown(e.keywords)}));
        }
        absorb(u, exc, std::move(ran.value), e.is_callback, outside);
    }
    f.value = is_failed() ? object() : conclude(u, std::move(exc));
    return f.value ? outcome::ready : outcome::failed;
}
constexpr async_managing stack_managing{enter_directly, leave_directly, nullptr, nullptr};

/// async def aclose(self): await self.__aexit__(None, None, None)
coroutine async_close(frame<2> at) {
    auto& [self, answer] = at.locals();
    answer = self.call(intern("__aexit__"), None, None, None);
    answer = co_await at(0)(std::move(answer));
    co_return None;
}
constinit code_object async_close_code{
    "aclose", "AsyncExitStack.aclose", "self",        "| answer", "", nullptr, 0, nullptr,
    0,        start<async_close>,      code_coroutine};
object async_close_method(ref self, const ref*, std::size_t, ref) { return start_native(async_close_code, {self}); }
/// async def __aenter__(self): return self
coroutine async_enter(frame<1> at) {
    auto& [self] = at.locals();
    co_return self;
}
constinit code_object async_enter_code{
    "__aenter__",  "AsyncExitStack.__aenter__", "self", "", "", nullptr, 0, nullptr, 0, start<async_enter>,
    code_coroutine};
object async_enter_method(ref self, const ref*, std::size_t, ref) { return start_native(async_enter_code, {self}); }

object initialise(ref self, const ref*, std::size_t, ref) {
    as_stack(self).exits.clear();
    as_stack(self).visible.reset();
    return object(None);
}
constexpr method_definition stack_init{"_BaseExitStack.__init__", initialise, "self"};

constexpr method_definition base_methods[] = {
    {"enter_context", enter_context, "self, cm"},
    {"push", push, "self, exit"},
    {"callback", callback},
    {"pop_all", pop_all, "self"},
    {"_exit_callbacks", visible_exits, "", method_getter, set_visible_exits},
    {nullptr, nullptr},
};
constexpr method_definition sync_methods[] = {
    {"__enter__", enter_self, "self"},
    {"__exit__", sync_exit},
    {"close", sync_close, "self"},
    {"__class_getitem__", class_getitem, "cls, item, /", method_class},
    {nullptr, nullptr},
};
constexpr method_definition async_methods[] = {
    {"enter_async_context", enter_async_context_method, "self, cm", method_startable},
    {"push_async_exit", push_async_exit, "self, exit"},
    {"push_async_callback", push_async_callback},
    {"aclose", async_close_method, "self"},
    {"__aenter__", async_enter_method, "self"},
    {"__aexit__", async_exit_method},
    {"__class_getitem__", class_getitem, "cls, item, /", method_class},
    {nullptr, nullptr},
};

constinit type_object base_exit_stack_type{
    "contextlib._BaseExitStack", &object_type, open_class, [](type_object& t) {
        t.instance_size = sizeof(exit_stack);
        t.dict_offset = __builtin_offsetof(exit_stack, dict);
        t.weakrefs_offset = __builtin_offsetof(exit_stack, weakrefs);
        t.dealloc = [](header* h) noexcept {
            if (finalize_from_dealloc(h)) return;
            untrack(static_cast<exit_stack*>(h));
            each_exit_object(*static_cast<exit_stack*>(h), [](object& o) { o.reset(); });
            destroy<exit_stack>(h);
        };
        t.traverse = [](header* h, visitor v, void* context) {
            each_exit_object(*static_cast<exit_stack*>(h), [&](object& o) { visit(o, v, context); });
        };
        t.clear = [](header* h) {
            std::vector<registered_exit> exits = std::move(static_cast<exit_stack*>(h)->exits);
            static_cast<exit_stack*>(h)->exits.clear();
            static_cast<exit_stack*>(h)->dict.reset();
            static_cast<exit_stack*>(h)->visible.reset();
        };
        t.new_ = new_empty<exit_stack>;
        t.init = init_with<stack_init>;
        t.methods = base_methods;
        allow_patching(t);
    }};
constinit type_object exit_stack_type{"contextlib.ExitStack", &base_exit_stack_type, open_class, [](type_object& t) {
                                          t.methods = sync_methods;
                                          allow_patching(t);
                                      }};
constinit type_object async_exit_stack_type{"contextlib.AsyncExitStack", &base_exit_stack_type, open_class,
                                            [](type_object& t) {
                                                t.methods = async_methods;
                                                t.managing = &stack_managing;
                                                allow_patching(t);
                                            }};

}  // namespace

bool add_exit_stacks(ref dict) noexcept {
    return dict_set(dict, intern("_BaseExitStack"), ref(&base_exit_stack_type)) &&
           dict_set(dict, intern("ExitStack"), ref(&exit_stack_type)) &&
           dict_set(dict, intern("AsyncExitStack"), ref(&async_exit_stack_type));
}

}  // namespace cowith::contextlib
