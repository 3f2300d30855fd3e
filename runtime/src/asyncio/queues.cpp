// Queue, PriorityQueue, LifoQueue (Lib/asyncio/queues.py).
#include "loop.hpp"
#include "native_class.hpp"
#include "types/heap.hpp"

#include <cmath>
#include <deque>

namespace cowith::asyncio {
namespace {

using namespace literals;

enum class discipline : std::uint8_t { fifo, lifo, priority };
struct queue_object : native_instance {
    object loop;
    std::deque<object> items;
    object heap;      // PriorityQueue: a list under heapq's algorithm
    object finished;  // Event
    waiting_line getters, putters;
    std::int64_t maxsize = 0, unfinished = 0;
    object shown_maxsize;  // a float
    discipline order = discipline::fifo;
    bool shut_down = false;
    using native_instance::native_instance;
    template <class F> void each(F&& f) {
        f(loop), f(heap), f(finished), getters.each(f), putters.each(f);
        for (auto& item : items) f(item);
    }
};
queue_object& as_queue(ref x) noexcept { return *x.as<queue_object>(); }

std::size_t size_of(queue_object& q) noexcept { return q.heap ? q.heap.as<list_object>()->size : q.items.size(); }
bool is_full(queue_object& q) noexcept { return q.maxsize > 0 && static_cast<std::int64_t>(size_of(q)) >= q.maxsize; }

bool put_item(queue_object& q, ref item) noexcept {
    if (!q.heap) {
        q.items.push_back(object(item));
        return true;
    }
    auto& heap = *q.heap.as<list_object>();
    return list_append(q.heap, item) && sift_down(list_heap{heap}, 0, heap.size - 1);
}
object get_item(queue_object& q) noexcept {
    if (!q.heap) {
        object item;
        if (q.order == discipline::lifo) {
            item = std::move(q.items.back());
            q.items.pop_back();
        } else {
            item = std::move(q.items.front());
            q.items.pop_front();
        }
        return item;
    }
    object last = ref(q.heap).call("pop"_s);
    auto& heap = *q.heap.as<list_object>();
    if (!last || !heap.size) return last;
    object first = std::exchange(heap.items[0], std::move(last));
    return sift_up(list_heap{heap}, 0) ? first : object();
}

/// _wakeup_next: skips those that are done.
void wake_next(waiting_line& line) noexcept {
    while (!line.empty()) {
        object waiter = line.pop();
        if (is_done(waiter)) continue;
        set_result(as_future(waiter), object(None));
        return;
    }
}

object put_now(ref self, ref item) noexcept {
    queue_object& q = as_queue(self);
    if (q.shut_down) return raise_with(QueueShutDown_type, {});
    if (is_full(q)) return raise_with(QueueFull_type, {});
    if (!put_item(q, item)) return {};
    ++q.unfinished;
    clear_event(q.finished);
    wake_next(q.getters);
    return object(None);
}
object get_now(ref self) noexcept {
    queue_object& q = as_queue(self);
    if (!size_of(q)) return raise_with(q.shut_down ? QueueShutDown_type : QueueEmpty_type, {});
    object item = get_item(q);
    if (item) wake_next(q.putters);
    return item;
}

/// Whether put() and get() may take the ways of the class itself.
bool serves(ref self) noexcept;

/// async def put(self, item) and get(self): wait in line while it is full or empty. Slots: self, item, waiter.
template <bool Put> void put_or_get(plain_frame<3>* f) {
    const ref self = f->slots[0];
    queue_object& q = as_queue(self);
    waiting_line& line = Put ? q.putters : q.getters;
    const auto must_wait = [&] { return Put ? is_full(q) : size_of(q) == 0; };
    for (bool waited = f->base.step != 0;; waited = true) {
        if (waited && state.pending) {
            // Cancelled or failed while waiting: somebody else may take the turn that was given to us.
            exception* error = give_pending();
            future_object& waiter = as_future(f->slots[2]);
            cancel_future(waiter, {});
            line.remove(f->slots[2]);
            if (!must_wait() && waiter.status != future_state::cancelled) wake_next(line);
            reraise(error);
            return f->fail();
        }
        if (!must_wait()) break;
        if (q.shut_down) return raise_with(QueueShutDown_type, {}), f->fail();
        ref loop = bind_loop(q.loop, self);
        if (!loop) return f->fail();
        f->slots[2] = new_future(loop);
        line.push(f->slots[2]);
        f->base.step = 1;
        if (!f->await(f->slots[2])) return;
    }
    object done = serves(self) ? (Put ? put_now(self, f->slots[1]) : get_now(self))
                  : Put        ? self.call("put_nowait"_s, f->slots[1])
                               : self.call("get_nowait"_s);
    done ? f->finish(std::move(done)) : f->fail();
}
constinit plain_code<3, put_or_get<true>> put_code{"put", "Queue.put", "self, item"};
constinit plain_code<3, put_or_get<false>> get_code{"get", "Queue.get", "self"};
object put(ref self, const ref* args, std::size_t, ref) {
    if (start_at_once() && !is_full(as_queue(self)) && serves(self)) return ran_at_once(put_now(self, args[0]));
    return put_code(self, args[0]);
}
object get(ref self, const ref*, std::size_t, ref) {
    if (start_at_once() && size_of(as_queue(self)) != 0 && serves(self)) return ran_at_once(get_now(self));
    return get_code(self);
}
object put_nowait(ref self, const ref* args, std::size_t, ref) { return put_now(self, args[0]); }
object get_nowait(ref self, const ref*, std::size_t, ref) { return get_now(self); }
object task_done(ref self, const ref*, std::size_t, ref) {
    queue_object& q = as_queue(self);
    if (q.unfinished <= 0) return raise_error(ValueError_type, "task_done() called too many times");
    if (--q.unfinished == 0) set_event(q.finished);
    return object(None);
}
coroutine join(frame<2> at) {
    auto& [self, result] = at.locals();
    if (as_queue(self).unfinished > 0) {
        result = as_queue(self).finished.call("wait"_s);
        result = co_await at(0)(std::move(result));
    }
    co_return None;
}
constinit native_coroutine<join> join_code{"join", "Queue.join", "self", "| result"};
object join_method(ref self, const ref*, std::size_t, ref) { return start_native(join_code, {self}); }
object shutdown(ref self, const ref* args, std::size_t, ref) {
    queue_object& q = as_queue(self);
    const bool immediate = args[0] && truth(args[0]);
    if (is_failed()) return {};
    q.shut_down = true;
    if (immediate) {
        while (size_of(q)) {
            object dropped = get_item(q);
            if (!dropped) return {};
            if (q.unfinished > 0) --q.unfinished;
        }
        if (q.unfinished == 0) set_event(q.finished);
    }
    while (!q.getters.empty()) wake_next(q.getters);
    while (!q.putters.empty()) wake_next(q.putters);
    return object(None);
}
object qsize(ref self, const ref*, std::size_t, ref) {
    return object(static_cast<std::int64_t>(size_of(as_queue(self))));
}
object empty(ref self, const ref*, std::size_t, ref) { return object(boolean(size_of(as_queue(self)) == 0)); }
object full(ref self, const ref*, std::size_t, ref) { return object(boolean(is_full(as_queue(self)))); }
object maxsize(ref self, const ref*, std::size_t, ref) {
    const auto& q = as_queue(self);
    return q.shown_maxsize ? q.shown_maxsize : object(q.maxsize);
}
object unfinished(ref self, const ref*, std::size_t, ref) { return object(as_queue(self).unfinished); }

template <discipline D> object initialise(ref self, const ref* args, std::size_t, ref) {
    queue_object& q = as_queue(self);
    if (args[0] && has_type(args[0], float_type)) {  // as good as the next whole number, but shown as it is
        q.shown_maxsize = args[0];
        const double limit = std::ceil(args[0].as<float_object>()->value);
        q.maxsize = limit >= 0x1p62 ? INT64_MAX : limit > 0 ? static_cast<std::int64_t>(limit) : 0;
    } else if (args[0] && !to_index(args[0], q.maxsize)) {
        return {};
    }
    q.order = D;
    if (D == discipline::priority) q.heap = make_list();
    q.finished = new_event();
    set_event(q.finished);
    return object(None);
}
constexpr method_definition queue_init{"Queue.__init__", initialise<discipline::fifo>, "self, maxsize=0"};
constexpr method_definition lifo_init{"Queue.__init__", initialise<discipline::lifo>, "self, maxsize=0"};
constexpr method_definition priority_init{"Queue.__init__", initialise<discipline::priority>, "self, maxsize=0"};

object describe_queue(ref self, const std::string& address) {
    queue_object& q = as_queue(self);
    std::string out = "<" + type_name(q.type) + address + " maxsize=" +
                      (q.shown_maxsize ? std::string(text_of(repr(q.shown_maxsize))) : std::to_string(q.maxsize));
    if (size_of(q)) {
        object items = make_list();
        if (q.heap)
            items = q.heap;
        else
            for (auto& i : q.items) list_append(items, i);
        object text = repr(items);
        if (!text) return {};
        out += " _queue=" + std::string(text_of(text));
    }
    if (!q.getters.empty()) out += " _getters[" + std::to_string(q.getters.size()) + "]";
    if (!q.putters.empty()) out += " _putters[" + std::to_string(q.putters.size()) + "]";
    if (q.unfinished) out += " tasks=" + std::to_string(q.unfinished);
    if (q.shut_down) out += " shutdown";
    return make_str(out + ">");
}

object queue_repr(ref self) { return describe_queue(self, address_text(self)); }
object queue_str(ref self) { return describe_queue(self, ""); }

constexpr method_definition queue_methods[] = {{"put", put, "self, item", method_startable},
                                               {"get", get, "self", method_startable},
                                               {"put_nowait", put_nowait, "self, item"},
                                               {"get_nowait", get_nowait, "self"},
                                               {"task_done", task_done, "self"},
                                               {"join", join_method, "self"},
                                               {"shutdown", shutdown, "self, immediate=False"},
                                               {"qsize", qsize, "self"},
                                               {"empty", empty, "self"},
                                               {"full", full, "self"},
                                               {"maxsize", maxsize, "", method_getter},
                                               {"_unfinished_tasks", unfinished, "", method_getter},
                                               {"__class_getitem__", class_getitem, "cls, item, /", method_class},
                                               {nullptr, nullptr}};

constinit type_object queue_type{"asyncio.queues.Queue", &object_type, open_class, [](type_object& t) {
                                     use_native_layout<queue_object>(t);
                                     t.init = init_with<queue_init>;
                                     t.repr = queue_repr;
                                     t.str = queue_str;
                                     t.methods = queue_methods;
                                 }};
bool serves(ref self) noexcept {
    static own_methods methods(queue_type, "put_nowait"_s, "get_nowait"_s);
    return methods.serve(self);
}
constinit type_object lifo_queue_type{"asyncio.queues.LifoQueue", &queue_type, open_class, [](type_object& t) {
                                          t.init = init_with<lifo_init>;
                                          t.type_flags &= ~std::uint32_t(type_immutable);
                                      }};
constinit type_object priority_queue_type{"asyncio.queues.PriorityQueue", &queue_type, open_class, [](type_object& t) {
                                              t.init = init_with<priority_init>;
                                              t.type_flags &= ~std::uint32_t(type_immutable);
                                          }};

}  // namespace

bool add_queues(ref dict) noexcept {
    for (type_object* t :
         {&queue_type, &lifo_queue_type, &priority_queue_type, &QueueEmpty_type, &QueueFull_type, &QueueShutDown_type})
        if (!dict_set(dict, intern(std::string_view(t->name).substr(15)), ref(t))) return false;
    return true;
}

}  // namespace cowith::asyncio
