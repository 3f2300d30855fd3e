// The exits of a stack, and `_exit_callbacks`, as which Python code may look at them.
#include "exit_stack.hpp"

namespace cowith::contextlib {
namespace {

/// def _exit_wrapper(exc_type, exc, tb): callback(*args, **kwds)
object sync_wrapper(ref, ref, ref, ref args, ref callback, ref keywords) {
    return call_tuple(*callback, *args, *keywords) ? object(None) : object();
}
constinit code_object sync_wrapper_code{"_exit_wrapper",
                                        "_BaseExitStack._create_cb_wrapper.<locals>._exit_wrapper",
                                        "exc_type, exc, tb",
                                        "",
                                        "args callback kwds",
                                        nullptr,
                                        0,
                                        nullptr,
                                        0,
                                        entry<sync_wrapper>,
                                        0};
/// async def _exit_wrapper(exc_type, exc, tb): await callback(*args, **kwds)
coroutine async_wrapper(frame<7> at) {
    auto& [type, exc, traceback, args, callback, keywords, answer] = at.locals();
    answer = call_tuple(*callback, *args, *keywords);
    answer = co_await at(0)(std::move(answer));
    co_return None;
}
constinit code_object async_wrapper_code{"_exit_wrapper",
                                         "AsyncExitStack._create_async_cb_wrapper.<locals>._exit_wrapper",
                                         "exc_type, exc, tb",
                                         "| answer",
                                         "args callback kwds",
                                         nullptr,
                                         0,
                                         nullptr,
                                         0,
                                         start<async_wrapper>,
                                         code_coroutine};

/// The callable that CPython keeps: a bound exit method, the callable itself, or a wrapper around a callback.
object as_callable(const registered_exit& e) noexcept {
    if (e.manager) return make_method(e.function, e.manager);
    if (!e.is_callback) return e.function;
    object keywords = e.keywords ? e.keywords : make_dict();
    object cells = tuple(new_cell(e.args), new_cell(e.function), new_cell(keywords));
    object wrapper =
        make_native_function(e.async ? async_wrapper_code : sync_wrapper_code, "contextlib", {}, {}, cells);
    if (!wrapper || !set_attribute(wrapper, intern("__wrapped__"), e.function)) return {};
    return wrapper;
}
bool append(ref deque, const registered_exit& e) noexcept {
    object callable = as_callable(e);
    return callable && deque.call(intern("append"), tuple(boolean(!e.async), callable));
}

}  // namespace

object visible_exits(ref self, const ref*, std::size_t, ref) {
    exit_stack& s = as_stack(self);
    if (s.visible) return s.visible;
    object deque = ref(&deque_type)();
    if (!deque) return {};
    for (const auto& e : s.exits)
        if (!append(deque, e)) return {};
    s.exits.clear();
    return s.visible = std::move(deque);
}

object set_visible_exits(ref self, const ref* args, std::size_t count, ref) {
    if (!count) return raise_error(AttributeError_type, "cannot delete attribute");
    as_stack(self).exits.clear();
    as_stack(self).visible = object(args[0]);
    return object(None);
}

bool push_exit(ref stack, registered_exit e) noexcept {
    if (as_stack(stack).visible) return append(as_stack(stack).visible, e);
    if (as_stack(stack).exits.capacity() == 0) as_stack(stack).exits.reserve(8);
    as_stack(stack).exits.push_back(std::move(e));
    return true;
}

bool pop_exit(ref stack, registered_exit& e) noexcept {
    exit_stack& s = as_stack(stack);
    if (!s.visible) {
        if (s.exits.empty()) return false;
        e = std::move(s.exits.back());
        s.exits.pop_back();
        return true;
    }
    object deque = s.visible;
    if (!truth(deque)) return false;
    object pair = deque.call(intern("pop")), is_sync, callable;
    object* const parts[] = {&is_sync, &callable};
    if (!pair || !unpack(pair, 2, parts)) return false;
    e = {std::move(callable), {}, {}, {}, !truth(is_sync), false};
    return !is_failed();
}

}  // namespace cowith::contextlib
