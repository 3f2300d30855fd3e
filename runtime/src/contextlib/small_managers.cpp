// closing, aclosing, nullcontext, suppress, redirect_stdout, redirect_stderr, chdir.
#include "contextlib.hpp"

#include <cowith/binding.hpp>
#include <cowith/native_modules.hpp>

#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstring>

#pragma GCC diagnostic ignored "-Winvalid-offsetof"  // objects are no standard-layout classes; both compilers define it

namespace cowith::contextlib {
namespace {

/// All of them hold one thing, and those that are reentrant a stack of what was there before.
struct holder : gc_header {
    object dict;
    gc_header* weakrefs = nullptr;
    object thing;
    object old;  // list
    using gc_header::gc_header;
};
}  // namespace
template <class F> static void each_object(holder& h, F&& f) { f(h.dict), f(h.thing), f(h.old); }
namespace {
holder& as_holder(ref x) noexcept { return *x.as<holder>(); }

object keep(ref self, const ref* args, std::size_t, ref) {
    as_holder(self).thing = args[0] ? object(args[0]) : object(None);
    return object(None);
}
object keep_all(ref self, const ref* args, std::size_t, ref) { return keep(self, args, 1, {}); }
object give_thing(ref self, const ref*, std::size_t, ref) { return as_holder(self).thing; }
object set_thing(ref self, const ref* args, std::size_t count, ref) {
    as_holder(self).thing = count ? object(args[0]) : object();
    return object(None);
}
/// The stack of what was there before; reentrant managers show it.
object old_things(ref self, const ref*, std::size_t, ref) {
    if (!as_holder(self).old) as_holder(self).old = make_list();
    return as_holder(self).old;
}
object do_nothing(ref, const ref*, std::size_t, ref) { return object(None); }

/// A native coroutine that gives one value at once.
coroutine give(frame<1> at) {
    auto& [value] = at.locals();
    co_return value;
}
constinit code_object enter_code{"__aenter__", "__aenter__",  "value", "", "", nullptr, 0, nullptr, 0,
                                 start<give>,  code_coroutine};
constinit code_object exit_code{"__aexit__", "__aexit__", "value",       "", "", nullptr, 0, nullptr,
                                0,           start<give>, code_coroutine};
object async_give_thing(ref self, const ref*, std::size_t, ref) {
    object thing = as_holder(self).thing;
    return start_native(enter_code, {thing});
}
object async_do_nothing(ref, const ref*, std::size_t, ref) { return start_native(exit_code, {None}); }

// ---- closing, aclosing
constexpr method_definition closing_init{"closing.__init__", keep, "self, thing"};
object close_thing(ref self, const ref*, std::size_t, ref) {
    return as_holder(self).thing.call(intern("close")) ? object(None) : object();
}
constexpr method_definition closing_methods[] = {{"__enter__", give_thing, "self"},
                                                 {"__exit__", close_thing, "self, *exc_info"},
                                                 {"thing", give_thing, "", method_getter, set_thing},
                                                 {"__class_getitem__", class_getitem, "cls, item, /", method_class},
                                                 {nullptr, nullptr}};

constexpr method_definition aclosing_init{"aclosing.__init__", keep, "self, thing"};
/// async def __aexit__(self, *exc_info): await self.thing.aclose()
coroutine aclose_thing(frame<2> at) {
    auto& [thing, result] = at.locals();
    result = thing.call(intern("aclose"));
    result = co_await at(0)(std::move(result));
    co_return None;
}
constinit code_object aclose_thing_code{
    "__aexit__", "aclosing.__aexit__", "thing",       "| result", "", nullptr, 0, nullptr,
    0,           start<aclose_thing>,  code_coroutine};
object aclosing_exit(ref self, const ref*, std::size_t, ref) {
    object thing = as_holder(self).thing;
    return start_native(aclose_thing_code, {thing});
}
constexpr method_definition aclosing_methods[] = {{"__aenter__", async_give_thing, "self"},
                                                  {"__aexit__", aclosing_exit, "self, *exc_info"},
                                                  {"thing", give_thing, "", method_getter, set_thing},
                                                  {"__class_getitem__", class_getitem, "cls, item, /", method_class},
                                                  {nullptr, nullptr}};

// ---- nullcontext
constexpr method_definition nullcontext_init{"nullcontext.__init__", keep, "self, enter_result=None"};
constexpr method_definition nullcontext_methods[] = {{"__enter__", give_thing, "self"},
                                                     {"__exit__", do_nothing, "self, *excinfo"},
                                                     {"__aenter__", async_give_thing, "self"},
                                                     {"__aexit__", async_do_nothing, "self, *excinfo"},
                                                     {"enter_result", give_thing, "", method_getter, set_thing},
                                                     {"__class_getitem__", class_getitem, "cls, item, /", method_class},
                                                     {nullptr, nullptr}};

// ---- suppress
constexpr method_definition suppress_init{"suppress.__init__", keep_all, "self, *exceptions"};
object suppress_exit(ref self, const ref* args, std::size_t, ref) {
    if (args[0].is(None)) return object(None);
    const int matches = is_subclass(args[0], as_holder(self).thing);
    if (matches < 0) return {};
    if (matches) return object(True);
    const int group = is_subclass(args[0], ref(&BaseExceptionGroup_type));
    if (group <= 0) return group < 0 ? object() : object(False);
    object parts = args[1].call(intern("split"), as_holder(self).thing);
    object matching, rest;
    object* const out[] = {&matching, &rest};
    if (!parts || !unpack(parts, 2, out)) return {};
    if (rest.is(None)) return object(True);
    return raise(rest);
}
constexpr method_definition suppress_methods[] = {{"__enter__", do_nothing, "self"},
                                                  {"__exit__", suppress_exit, "self, exctype, excinst, exctb"},
                                                  {"_exceptions", give_thing, "", method_getter, set_thing},
                                                  {"__class_getitem__", class_getitem, "cls, item, /", method_class},
                                                  {nullptr, nullptr}};

// ---- redirect_stdout, redirect_stderr
constexpr method_definition redirect_init{"_RedirectStream.__init__", keep, "self, new_target"};
const char* stream_of(ref self) noexcept;
object redirect_enter(ref self, const ref*, std::size_t, ref) {
    object sys = import_module(intern(native_modules::sys.module.name));
    object old = sys.attr(intern(stream_of(self)));
    if (!old) return {};
    if (!as_holder(self).old) as_holder(self).old = make_list();
    if (!list_append(as_holder(self).old, old) || !sys.set_attr(intern(stream_of(self)), as_holder(self).thing))
        return {};
    return as_holder(self).thing;
}
object redirect_exit(ref self, const ref*, std::size_t, ref) {
    object old = ref(as_holder(self).old).call(intern("pop"));
    object sys = import_module(intern(native_modules::sys.module.name));
    return old && sys.set_attr(intern(stream_of(self)), old) ? object(None) : object();
}
constexpr method_definition redirect_methods[] = {{"__enter__", redirect_enter, "self"},
                                                  {"__exit__", redirect_exit, "self, exctype, excinst, exctb"},
                                                  {"_new_target", give_thing, "", method_getter, set_thing},
                                                  {"_old_targets", old_things, "", method_getter},
                                                  {"__class_getitem__", class_getitem, "cls, item, /", method_class},
                                                  {nullptr, nullptr}};

// ---- chdir
constexpr method_definition chdir_init{"chdir.__init__", keep, "self, path"};
bool change_directory(ref path) noexcept {
    object text = is_str(path) ? object(path) : path.call(intern("__fspath__"));
    if (!text) return false;
    if (chdir(std::string(text_of(text)).c_str()) == 0) return true;
    raise_with(OSError_type, {errno, make_str(std::strerror(errno)), text});
    return false;
}
object chdir_enter(ref self, const ref*, std::size_t, ref) {
    char now[PATH_MAX];
    if (!getcwd(now, sizeof now)) return raise_with(OSError_type, {errno, make_str(std::strerror(errno))});
    if (!as_holder(self).old) as_holder(self).old = make_list();
    if (!list_append(as_holder(self).old, make_str_from_utf8(now))) return {};
    return change_directory(as_holder(self).thing) ? object(None) : object();
}
object chdir_exit(ref self, const ref*, std::size_t, ref) {
    object old = ref(as_holder(self).old).call(intern("pop"));
    return old && change_directory(old) ? object(None) : object();
}
constexpr method_definition chdir_methods[] = {{"__enter__", chdir_enter, "self"},
                                               {"__exit__", chdir_exit, "self, *excinfo"},
                                               {"path", give_thing, "", method_getter, set_thing},
                                               {"_old_cwd", old_things, "", method_getter},
                                               {"__class_getitem__", class_getitem, "cls, item, /", method_class},
                                               {nullptr, nullptr}};

template <const method_definition& Init> constexpr void set_up(type_object& t, const method_definition* methods) {
    use_layout<holder>(t);
    t.dict_offset = __builtin_offsetof(holder, dict);
    t.weakrefs_offset = __builtin_offsetof(holder, weakrefs);
    t.new_ = new_empty<holder>;
    t.init = init_with<Init>;
    t.methods = methods;
    allow_patching(t);
}
#define MANAGER(name, init, methods)                                                                                   \
    constinit type_object name##_type{"contextlib." #name, &object_type, open_class,                                   \
                                      [](type_object& t) { set_up<init>(t, methods); }};
MANAGER(closing, closing_init, closing_methods)
MANAGER(aclosing, aclosing_init, aclosing_methods)
MANAGER(nullcontext, nullcontext_init, nullcontext_methods)
MANAGER(redirect_stdout, redirect_init, redirect_methods)
MANAGER(redirect_stderr, redirect_init, redirect_methods)
#undef MANAGER
constinit type_object chdir_type{"contextlib.chdir", &object_type, open_class,
                                 [](type_object& t) { set_up<chdir_init>(t, chdir_methods); }};
constinit type_object suppress_type{"contextlib.suppress", &object_type, open_class,
                                    [](type_object& t) { set_up<suppress_init>(t, suppress_methods); }};

const char* stream_of(ref self) noexcept {
    return is_subtype(self.type(), &redirect_stderr_type) ? "stderr" : "stdout";
}

}  // namespace

bool add_small_managers(ref dict) noexcept {
    for (type_object* t : {&closing_type, &aclosing_type, &nullcontext_type, &suppress_type, &redirect_stdout_type,
                           &redirect_stderr_type, &chdir_type})
        if (!dict_set(dict, intern(std::string_view(t->name).substr(11)), ref(t))) return false;
    return true;
}

}  // namespace cowith::contextlib
