// weakref.ref and weakref.proxy (Objects/weakrefobject.c).
#include "attributes.hpp"
#include "native.hpp"

#include <cowith/binding.hpp>
#include <cowith/weakref.hpp>

#include <cstdio>

namespace cowith {

using namespace literals;

namespace {

weakref_object* new_weakref(type_object& type, header* target, ref callback) noexcept {
    auto* w = make_for<weakref_object>(type, &type);
    w->target = target;
    if (callback && !callback.is(None)) w->callback = callback;
    weakref_object** list = weakref_list(target);
    // The shared one without a callback comes first.
    weakref_object* first = *list;
    const bool shared_first = first && !first->callback && (first->type == &weakref_type);
    if (!first || (!w->callback && &type == &weakref_type) || !shared_first) {
        w->next = first;
        if (first) first->previous = w;
        *list = w;
    } else {
        w->next = first->next;
        w->previous = first;
        if (first->next) first->next->previous = w;
        first->next = w;
    }
    track(w);
    return w;
}

bool check_target(ref x) noexcept {
    if (x.is_heap() && x.type()->weakrefs_offset) return true;
    if (x.is_heap()) {
        ready(*x.type());
        if (x.type()->weakrefs_offset) return true;
    }
    raise_error(TypeError_type, "cannot create weak reference to '%s' object", name_of(x.type()));
    return false;
}

object weakref_new(type_object& cls, const ref* args, std::size_t count, ref) {
    if (count < 1 || count > 2)
        return raise_error(TypeError_type, "__new__ expected at %s argument%s, got %zd",
                           count < 1 ? "least 1" : "most 2", count < 1 ? "" : "s", count);
    if (!check_target(args[0])) return {};
    if (&cls == &weakref_type) return make_weakref(args[0], count == 2 ? args[1] : ref());
    return object::take(new_weakref(cls, args[0].heap(), count == 2 ? args[1] : ref()));
}
bool weakref_init(ref, const ref*, std::size_t count, ref names) {
    if (names && names.as<tuple_object>()->size)
        return raise_error(TypeError_type, "ref() takes no keyword arguments"), false;
    if (count > 2) return raise_error(TypeError_type, "__init__ expected at most 2 arguments, got %zd", count), false;
    return true;
}
void weakref_dealloc(header* h) noexcept {
    auto* w = static_cast<weakref_object*>(h);
    untrack(w);
    detach_weakref(w);
    destroy<weakref_object>(h);
}
void weakref_traverse(header* h, visitor v, void* context) {
    visit(static_cast<weakref_object*>(h)->callback, v, context);
}
void weakref_clear(header* h) {
    auto* w = static_cast<weakref_object*>(h);
    detach_weakref(w);
    w->callback.reset();
}
object weakref_call(ref self, const ref*, std::size_t count, ref) {
    if (count) return raise_error(TypeError_type, "__call__() takes no arguments (%zd given)", count);
    return weakref_target(self);
}
object weakref_repr(ref self) {
    object target = weakref_target(self);
    char text[400];
    if (target.is(None)) {
        std::snprintf(text, sizeof text, "<weakref at %p; dead>", static_cast<void*>(self.heap()));
        return make_str(text);
    }
    object name = find_attribute(target, "__name__"_s);
    clear_pending();
    if (name && is_str(name))
        std::snprintf(text, sizeof text, "<weakref at %p; to '%s' at %p (%.150s)>", static_cast<void*>(self.heap()),
                      name_of(target.type()), static_cast<void*>(target.heap()), std::string(text_of(name)).c_str());
    else
        std::snprintf(text, sizeof text, "<weakref at %p; to '%s' at %p>", static_cast<void*>(self.heap()),
                      name_of(target.type()), static_cast<void*>(target.heap()));
    return make_str(text);
}
std::int64_t weakref_hash(ref self) {
    auto* w = self.as<weakref_object>();
    if (w->hash != -1) return w->hash;
    object target = weakref_target(self);
    if (target.is(None)) return raise_error(TypeError_type, "weak object has gone away"), -1;
    return w->hash = hash_of(target);
}
object weakref_compare(ref a, ref b, compare op) {
    if ((op != compare::eq && op != compare::ne) || !has_type(a, weakref_type) || !has_type(b, weakref_type))
        return NotImplemented;
    object left = weakref_target(a), right = weakref_target(b);
    if (left.is(None) || right.is(None)) return boolean(a.is(b) == (op == compare::eq));
    return compare_objects(left, right, op);
}
object weakref_callback(ref self, const ref*, std::size_t, ref) {
    const auto* w = self.as<weakref_object>();
    return w->callback ? w->callback : object(None);
}
constexpr method_definition weakref_methods[] = {{"__callback__", weakref_callback, "", method_getter},
                                                 {"__class_getitem__", class_getitem, "cls, item, /", method_class},
                                                 {nullptr, nullptr}};

// ---- proxies: every operation on the target

/// The living target, owned; empty: ReferenceError.
object living(ref self) noexcept {
    object target = weakref_target(self);
    if (!target.is(None)) return target;
    return raise_error(ReferenceError_type, "weakly-referenced object no longer exists");
}
object unwrapped(ref x) noexcept { return has_type(x, weakref_proxy_type) ? living(x) : object(x); }

object proxy_getattr(ref self, ref name) {
    object target = living(self);
    return target.attr(name);
}
bool proxy_setattr(ref self, ref name, ref value) {
    object target = living(self);
    return target && set_attribute(target, name, value);
}
object proxy_repr(ref self) {
    object target = weakref_target(self);
    char text[300];
    std::snprintf(text, sizeof text, "<weakproxy at %p to %s at %p>", static_cast<void*>(self.heap()),
                  target.is(None) ? "NoneType" : name_of(target.type()), address_of(target));
    return make_str(text);
}
object proxy_str(ref self) {
    object target = living(self);
    return target ? to_str(target) : object();
}
object proxy_compare(ref a, ref b, compare op) {
    object left = unwrapped(a), right = left ? unwrapped(b) : object();
    return right ? compare_objects(left, right, op) : object();
}
object proxy_iter(ref self) {
    object target = living(self);
    return target ? get_iterator(target) : object();
}
object proxy_next(ref self) {
    object target = living(self);
    if (!target) return {};
    if (!is_iterator(target))
        return raise_error(TypeError_type, "Weakref proxy referenced a non-iterator '%.200s' object",
                           name_of(target.type()));
    return next_value(target);
}
int proxy_truth(ref self) {
    object target = living(self);
    return target ? truth_of(target) : -1;
}
std::int64_t proxy_length(ref self) {
    object target = living(self);
    return target ? length_of(target) : -1;
}
object proxy_getitem(ref self, ref key) {
    object target = living(self);
    return target ? get_item(target, key) : object();
}
bool proxy_setitem(ref self, ref key, ref value) {
    object target = living(self);
    return target && set_item(target, key, value);
}
int proxy_contains(ref self, ref item) {
    object target = living(self);
    return target ? contains(target, item) : -1;
}
object proxy_call(ref self, const ref* args, std::size_t count, ref names) {
    object target = living(self);
    return target ? call_vector(target, args, count, names) : object();
}
template <number_op Op> object proxy_binary(ref a, ref b) {
    object left = unwrapped(a), right = left ? unwrapped(b) : object();
    return right ? binary(Op, left, right) : object();
}
constexpr void set_proxy_slots(type_object& t) {
    t.instance_size = sizeof(weakref_object);
    t.dealloc = weakref_dealloc, t.traverse = weakref_traverse, t.clear = weakref_clear;
    t.getattr = proxy_getattr, t.setattr = proxy_setattr, t.repr = proxy_repr, t.str = proxy_str,
    t.richcompare = proxy_compare, t.hash = hash_not_implemented;
    t.iter = proxy_iter, t.next = proxy_next, t.truth = proxy_truth, t.length = proxy_length, t.getitem = proxy_getitem,
    t.setitem = proxy_setitem;
    t.contains = proxy_contains;
    t.set_number(number_op::add, proxy_binary<number_op::add>);
    t.set_number(number_op::sub, proxy_binary<number_op::sub>);
    t.set_number(number_op::mul, proxy_binary<number_op::mul>);
    t.set_number(number_op::truediv, proxy_binary<number_op::truediv>);
    t.set_number(number_op::floordiv, proxy_binary<number_op::floordiv>);
    t.set_number(number_op::mod, proxy_binary<number_op::mod>);
}

}  // namespace

object make_weakref(ref x, ref callback) noexcept {
    if (!check_target(x)) return {};
    weakref_object** list = weakref_list(x.heap());
    if (!callback || callback.is(None)) {
        weakref_object* first = *list;
        if (first && !first->callback && first->type == &weakref_type && first->refs) return ref(first);
    }
    return object::take(new_weakref(weakref_type, x.heap(), callback));
}

object make_weak_proxy(ref x, ref callback) noexcept {
    if (!check_target(x)) return {};
    type_object& type = x.type()->call ? weakref_callable_proxy_type : weakref_proxy_type;
    return object::take(new_weakref(type, x.heap(), callback));
}

object weakref_target(ref weak) noexcept {
    header* target = weak.as<weakref_object>()->target;
    return target && target->refs ? object(ref(target)) : object(None);
}

std::size_t weakref_count(ref x) noexcept {
    std::size_t n = 0;
    if (!x.is_heap()) return 0;
    if (weakref_object** list = weakref_list(x.heap()))
        for (const weakref_object* w = *list; w; w = w->next) ++n;
    return n;
}

void detach_weakref(weakref_object* w) noexcept {
    if (!w->target) return;
    weakref_object** list = weakref_list(w->target);
    if (w->previous)
        w->previous->next = w->next;
    else
        *list = w->next;
    if (w->next) w->next->previous = w->previous;
    w->previous = w->next = nullptr;
    w->target = nullptr;
}

void clear_weakrefs(header* o) noexcept {
    weakref_object** list = weakref_list(o);
    if (!list || !*list) [[likely]]
        return;
    saved_error guard;
    // All are dead before the first callback runs; callbacks run in the order of the list.
    object with_callbacks = make_list();
    while (weakref_object* w = *list) {
        detach_weakref(w);
        if (w->callback && w->refs) list_append(with_callbacks, ref(w));
    }
    const auto* waiting = with_callbacks.as<list_object>();
    for (std::size_t i = 0; i < waiting->size; ++i) {
        object weak = waiting->items[i];
        object callback = std::move(weak.as<weakref_object>()->callback);
        if (callback && !callback(weak)) write_unraisable(callback, "Exception ignored while calling weakref callback");
    }
}

constinit type_object weakref_type{"weakref.ReferenceType", &object_type, type_gc | type_subclassable,
                                   [](type_object& t) {
                                       t.instance_size = sizeof(weakref_object);
                                       t.dealloc = weakref_dealloc, t.traverse = weakref_traverse,
                                       t.clear = weakref_clear, t.new_ = weakref_new, t.init = weakref_init;
                                       t.call = weakref_call, t.repr = weakref_repr, t.hash = weakref_hash,
                                       t.richcompare = weakref_compare, t.methods = weakref_methods;
                                   }};
constinit type_object weakref_proxy_type{"weakref.ProxyType", &object_type, type_gc,
                                         [](type_object& t) { set_proxy_slots(t); }};
constinit type_object weakref_callable_proxy_type{"weakref.CallableProxyType", &weakref_proxy_type, type_gc,
                                                  [](type_object& t) {
                                                      set_proxy_slots(t);
                                                      t.call = proxy_call;
                                                  }};

}  // namespace cowith
