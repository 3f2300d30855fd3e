#include "../asyncio/loop.hpp"
#include "../core/threads.hpp"

#include <cowith/gc.hpp>
#include <cowith/host/loop.hpp>
#include <cowith/native_modules.hpp>

namespace cowith {
namespace {

/// A C++ coroutine is never called through Python: only its name is looked at.
constinit code_object host_code{"<C++>", "<C++>", "", "", "", nullptr, 0, nullptr, 0, nullptr, code_coroutine};

// ---- boxes: C++ values and callables that Python carries
struct box_object : header {
    void* value;
    void (*destroy)(void*);
    box_object(type_object* t, void* v, void (*d)(void*)) noexcept : header(t), value(v), destroy(d) {}
};
void release_box(header* h) noexcept {
    auto* box = static_cast<box_object*>(h);
    box->destroy(box->value);
    delete box;
}
constinit type_object box_type{"cowith.CppValue", &object_type, 0, [](type_object& t) {
                                   t.instance_size = sizeof(box_object);
                                   t.dealloc = release_box;
                               }};
constinit type_object callable_type{
    "cowith.CppCallable", &object_type, 0, [](type_object& t) {
        t.instance_size = sizeof(box_object);
        t.dealloc = release_box;
        t.call = [](ref self, const ref* args, std::size_t count, ref names) -> object {
            if (names || count > 1) return raise_error(TypeError_type, "a C++ callable takes at most one argument");
            const auto& f = *static_cast<detail::callback*>(self.as<box_object>()->value);
            return f(count ? args[0] : ref());
        };
    }};

object asyncio_module() noexcept {
    static const void* const linked = &native_modules::asyncio;
    (void)linked;
    return import_module(intern("asyncio"));
}

}  // namespace

namespace detail {

void expect_threads_of_host() noexcept { expect_foreign_threads(); }

object new_loop_future() noexcept {
    const ref loop = asyncio::running_loop();
    if (!loop) return {};
    asyncio::as_loop(loop).waiter.loop();  // what another thread wakes it with
    expect_foreign_threads();
    return asyncio::new_future(loop);
}

function_object& host_function() noexcept {
    static const object function = make_function(host_code, {});
    return *function.as<function_object>();
}

object box_value(void* value, void (*destroy)(void*)) noexcept {
    return object::take(new box_object(&box_type, value, destroy));
}
void* boxed_value(ref box) noexcept {
    return box.is_heap() && box.type() == &box_type ? box.as<box_object>()->value : nullptr;
}

object make_callable(callback f) noexcept {
    return object::take(
        new box_object(&callable_type, new callback(std::move(f)), [](void* p) { delete static_cast<callback*>(p); }));
}

}  // namespace detail

object run_awaitable(ref awaitable) noexcept {
    if (!awaitable) return raise_error(TypeError_type, "run() of a task that holds nothing");
    const object module = asyncio_module();
    return module ? module.call(intern("run"), awaitable) : object();
}

// ---- event_loop
event_loop::event_loop() {
    const interpreter_lock lock;
    const object module = asyncio_module();
    if (module) loop_ = held(module.call(intern("new_event_loop")));
    if (is_failed()) clear_pending();
    if (loop_) asyncio::as_loop(loop_.get()).waiter.loop();  // what other threads wake it with
}

event_loop::~event_loop() {
    const interpreter_lock lock;
    const object loop(loop_.get());
    if (!loop || asyncio::as_loop(loop).closed || asyncio::as_loop(loop).running) return;
    const saved_error outer;
    const object tasks = list_from(asyncio::all_tasks(loop));
    if (tasks && tasks.as<list_object>()->size) {
        for (std::uint64_t i = 0; i < tasks.as<list_object>()->size; ++i)
            if (asyncio::cancel(tasks.as<list_object>()->items[i]) < 0) clear_pending();
        const object gathered = asyncio::gather(tuple_from(tasks), true);
        if (!gathered || !asyncio::run_until_complete(loop, gathered)) clear_pending();
    }
    const object closing = loop.call(intern("shutdown_asyncgens"));
    if (!closing || !asyncio::run_until_complete(loop, closing)) clear_pending();
    if (!loop.call(intern("close"))) clear_pending();
}

object event_loop::run_core(ref awaitable) noexcept {
    if (!awaitable) return raise_error(TypeError_type, "run() of a task that holds nothing");
    return asyncio::run_until_complete(loop_.get(), awaitable);
}

object event_loop::spawn_core(ref awaitable) noexcept {
    if (!awaitable) return raise_error(TypeError_type, "spawn() of a task that holds nothing");
    object made = asyncio::create_task(loop_.get(), awaitable);
    asyncio::as_loop(loop_.get()).waiter.wake();
    return made;
}

bool event_loop::poll(python_exception* failure) {
    const interpreter_lock lock;
    auto& loop = asyncio::as_loop(loop_.get());
    loop.stopping = true;  // one round, which doesn't wait
    if (asyncio::run_forever(loop)) return true;
    python_exception e = detail::pending_exception();
    if (failure) *failure = std::move(e);
    return false;
}

double event_loop::timeout() const {
    const interpreter_lock lock;
    const auto& loop = asyncio::as_loop(loop_.get());
    if (loop.ready.size() != 0) return 0;
    double next = -1;
    for (const object& t : loop.timers)  // the first is the earliest, but may be cancelled
        if (const auto* timer = t.as<asyncio::timer_object>(); !timer->cancelled) {
            const double left = timer->when - asyncio::loop_time();
            next = next < 0 ? std::max(left, 0.0) : std::min(next, std::max(left, 0.0));
        }
    return next;
}

}  // namespace cowith
