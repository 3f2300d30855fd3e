// anext(iterator, default): an awaitable that gives the default at the end (Objects/iterobject.c, anextawaitable).
#include "builtins.hpp"
#include "coroutines/async_generator.hpp"

namespace cowith {

extern type_object anext_awaitable_type;

namespace {

struct anext_awaitable : gc_header {
    object awaitable, fallback;
    object iterator;  // made by the first step
    anext_awaitable(ref a, ref f) noexcept : gc_header(&anext_awaitable_type), awaitable(a), fallback(f) {}
};
anext_awaitable& as_anext(ref x) noexcept { return *x.as<anext_awaitable>(); }

void anext_dealloc(header* self) noexcept {
    untrack(static_cast<gc_header*>(self));
    destroy<anext_awaitable>(self);
}
void anext_traverse(header* self, visitor v, void* context) {
    auto& a = *static_cast<anext_awaitable*>(self);
    visit(a.awaitable, v, context);
    visit(a.fallback, v, context);
    visit(a.iterator, v, context);
}

bool start(anext_awaitable& a) noexcept {
    if (!a.iterator) a.iterator = awaitable_iterator(a.awaitable);
    return bool(a.iterator);
}

step finish(anext_awaitable& a, step came_to, object& result) noexcept {
    if (came_to != step::failed || !pending_is(StopAsyncIteration_type)) return came_to;
    clear_pending();
    result = a.fallback;
    return step::returned;
}

step anext_send(ref self, object value, object& result) {
    auto& a = as_anext(self);
    if (!start(a)) return step::failed;
    return finish(a, send_to(a.iterator, std::move(value), result), result);
}
step anext_throw(ref self, exception* owned, object& result) {
    auto& a = as_anext(self);
    object thrown = object::take(owned);
    if (!start(a)) return step::failed;
    return finish(a, throw_into(a.iterator, static_cast<exception*>(thrown.give()), result), result);
}
bool anext_close(ref self) {
    auto& a = as_anext(self);
    return start(a) && close_delegate(a.iterator);
}

/// A step as a method gives it: what it yielded, or StopIteration with what it returned.
object as_method_result(step came_to, object result) noexcept {
    if (came_to == step::yielded) return result;
    if (came_to == step::returned) return raise_with(StopIteration_type, {result});
    return {};
}

object anext_next(ref self) {
    object result;
    const step came_to = anext_send(self, None, result);
    return as_method_result(came_to, std::move(result));
}
object send_method(ref self, const ref* args, std::size_t, ref) {
    object result;
    const step came_to = anext_send(self, args[0], result);
    return as_method_result(came_to, std::move(result));
}
object throw_method(ref self, const ref* args, std::size_t count, ref) {
    if (!warn_of_three_arguments("throw", args, count)) return {};
    exception* thrown = thrown_exception(args, count);
    if (!thrown) return {};
    object result;
    const step came_to = anext_throw(self, thrown, result);
    return as_method_result(came_to, std::move(result));
}
object close_method(ref self, const ref*, std::size_t, ref) { return anext_close(self) ? object(None) : object(); }

constexpr method_definition anext_methods[] = {
    {"send", send_method, "self, value, /"},
    {"throw", throw_method, "self, typ, val=None, tb=None, /"},
    {"close", close_method, "self, /"},
    {nullptr, nullptr},
};

}  // namespace

object make_anext_awaitable(ref awaitable, ref fallback) noexcept {
    auto* a = make<anext_awaitable>(awaitable, fallback);
    track(a);
    return object::take(a);
}

constinit type_object anext_awaitable_type("anext_awaitable", &object_type, type_gc, [](type_object& t) {
    t.methods = anext_methods;
    t.dealloc = anext_dealloc;
    t.traverse = anext_traverse;
    t.await = self_iter;
    t.iter = self_iter;
    t.next = anext_next;
    t.send = anext_send;
    t.throw_ = anext_throw;
    t.close = anext_close;
});

}  // namespace cowith
