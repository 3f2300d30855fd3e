// _queue.SimpleQueue (Modules/_queuemodule.c).
#include "thread.hpp"

#include <cowith/native_modules.hpp>

#include <vector>

#pragma GCC diagnostic ignored "-Winvalid-offsetof"  // objects are no standard-layout classes; both compilers define it

namespace cowith {
namespace {

struct simple_queue : gc_header {
    std::vector<object> items;
    std::size_t first = 0;  // those in front of it have been taken
    thread_line waiting;
    gc_header* weakrefs = nullptr;
    explicit simple_queue(type_object* t) noexcept : gc_header(t) {}
    std::size_t size() const noexcept { return items.size() - first; }
    object pop() noexcept {
        object item = std::move(items[first++]);
        if (first > 32 && first * 2 > items.size()) {
            items.erase(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(first));
            first = 0;
        }
        return item;
    }
};
simple_queue& as_queue(ref x) noexcept { return *x.as<simple_queue>(); }

object put(ref self, const ref* args, std::size_t, ref) {
    as_queue(self).items.push_back(object(args[0]));
    as_queue(self).waiting.wake_one();
    return None;
}
object get_item(simple_queue& q, bool waits, double deadline) noexcept {
    const object keep(&q);
    if (!q.size()) {
        if (!waits) return raise_with(Empty_type, {});
        if (!may_wait(deadline, "the queue is empty and no other thread can put anything in")) return {};
    }
    thread_line::place place{state.thread, 0};
    while (!q.size()) switch (q.waiting.wait(place, deadline)) {
        case thread_line::end::timed_out: return raise_with(Empty_type, {});
        case thread_line::end::interrupted:
            if (interrupt_arrived()) return {};
            break;
        case thread_line::end::woken: break;
        }
    return q.pop();
}
object get(ref self, const ref* args, std::size_t, ref) {
    const int block = args[0] ? truth_of(args[0]) : 1;
    if (block < 0) return {};
    double deadline = -1;
    if (block && args[1] && !args[1].is(None)) {
        double seconds;
        if (!read_seconds(args[1], seconds)) return {};
        if (seconds < 0) return raise_error(ValueError_type, "'timeout' must be a non-negative number");
        deadline = monotonic_seconds() + seconds;
    }
    return get_item(as_queue(self), block, deadline);
}
object get_nowait(ref self, const ref*, std::size_t, ref) { return get_item(as_queue(self), false, 0); }
object is_empty(ref self, const ref*, std::size_t, ref) { return boolean(as_queue(self).size() == 0); }
object size(ref self, const ref*, std::size_t, ref) {
    return make_int(static_cast<std::int64_t>(as_queue(self).size()));
}

object make_queue(type_object& cls, const ref*, std::size_t count, ref names) {
    if (count || names) return raise_error(TypeError_type, "SimpleQueue() takes no positional arguments");
    auto* q = make_for<simple_queue>(cls, &cls);
    track(q);
    return object::take(q);
}

constexpr method_definition methods[] = {
    {"put", put, "self, item, block=True, timeout=None"},
    {"put_nowait", put, "self, item"},
    {"get", get, "self, block=True, timeout=None"},
    {"get_nowait", get_nowait, "self"},
    {"empty", is_empty, "self"},
    {"qsize", size, "self"},
    {"__class_getitem__", class_getitem, "cls, item, /", method_class},
    {nullptr, nullptr},
};

bool fill(ref dict) { return add_type(dict, "SimpleQueue", simple_queue_type) && add_type(dict, "Empty", Empty_type); }

}  // namespace

constinit type_object Empty_type{"_queue.Empty", &Exception_type,
                                 type_subclassable | type_gc | type_has_dict | is_exception};
constinit type_object simple_queue_type{"_queue.SimpleQueue", &object_type,
                                        type_subclassable | type_gc | type_has_weakrefs, [](type_object& t) {
                                            t.instance_size = sizeof(simple_queue);
                                            t.weakrefs_offset = __builtin_offsetof(simple_queue, weakrefs);
                                            t.dealloc = [](header* h) noexcept {
                                                if (finalize_from_dealloc(h)) return;
                                                auto* q = static_cast<simple_queue*>(h);
                                                untrack(q);
                                                q->items.clear();
                                                destroy<simple_queue>(h);
                                            };
                                            t.traverse = [](header* h, visitor v, void* context) {
                                                auto* q = static_cast<simple_queue*>(h);
                                                for (std::size_t i = q->first; i < q->items.size(); ++i)
                                                    visit(q->items[i], v, context);
                                            };
                                            t.clear = [](header* h) {
                                                auto* q = static_cast<simple_queue*>(h);
                                                std::vector<object> items = std::move(q->items);
                                                q->items.clear();
                                                q->first = 0;
                                            };
                                            t.new_ = make_queue;
                                            t.methods = methods;
                                        }};

native_module native_modules::queue_("_queue", fill);

}  // namespace cowith
