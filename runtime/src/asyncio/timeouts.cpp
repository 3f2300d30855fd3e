// asyncio.timeout, timeout_at, Timeout, wait_for (Lib/asyncio/timeouts.py).
#include "cowith/blocks.hpp"
#include "loop.hpp"
#include "native_class.hpp"

namespace cowith::asyncio {
namespace {

using namespace literals;

enum class phase : std::uint8_t { created, active, expiring, expired, finished };
constexpr const char* phase_names[] = {"created", "active", "expiring", "expired", "finished"};

struct timeout_object : native_instance {
    object when;  // float or None
    object timer, task;
    std::int64_t cancelling = 0;
    phase state_ = phase::created;
    using native_instance::native_instance;
    template <class F> void each(F&& f) { f(when), f(timer), f(task); }
};
extern constinit type_object timeout_type;
timeout_object& as_timeout(ref x) noexcept { return *x.as<timeout_object>(); }

object on_timeout(ref self, const ref*, std::size_t, ref) {
    timeout_object& t = as_timeout(self);
    if (cancel(t.task) < 0) return {};
    t.state_ = phase::expiring;
    t.timer.reset();
    return object(None);
}
constexpr method_definition on_timeout_definition{"_on_timeout", on_timeout, "self, /"};

object reschedule_to(ref self, ref when) noexcept {
    timeout_object& t = as_timeout(self);
    if (t.state_ != phase::active) {
        if (t.state_ == phase::created) return raise_error(RuntimeError_type, "Timeout has not been entered");
        return raise_error(RuntimeError_type, "Cannot change state of %s Timeout",
                           phase_names[static_cast<int>(t.state_)]);
    }
    t.when = object(when);
    if (t.timer) cancel_handle(t.timer);
    t.timer.reset();
    if (when.is(None)) return object(None);
    ref loop = running_loop();
    double moment;
    if (!loop || !to_double(when, moment)) return {};
    const bool soon = moment < coarse_time() + clock_slack && moment <= loop_time();
    t.timer = call_native_at(loop, moment, soon, on_timeout_definition, self);
    return t.timer ? object(None) : object();
}
object reschedule(ref self, const ref* args, std::size_t, ref) { return reschedule_to(self, args[0]); }
object get_when(ref self, const ref*, std::size_t, ref) { return as_timeout(self).when; }
object get_expired(ref self, const ref*, std::size_t, ref) {
    const phase s = as_timeout(self).state_;
    return object(boolean(s == phase::expiring || s == phase::expired));
}
object timeout_repr(ref self) {
    timeout_object& t = as_timeout(self);
    std::string out = std::string("<Timeout [") + phase_names[static_cast<int>(t.state_)] + "]";
    if (t.state_ == phase::active) {
        object shown = t.when.is(None) ? object(None) : find_builtin(intern("round"))(t.when, 3);
        object text = shown ? repr(shown) : object();
        if (!text) return {};
        (out += " when=") += text_of(text);
    }
    return make_str(out + ">");
}

bool enter(ref self) noexcept {
    timeout_object& t = as_timeout(self);
    if (t.state_ != phase::created) return raise_error(RuntimeError_type, "Timeout has already been entered"), false;
    ref task = state.running_loop ? current_task(ref(state.running_loop)) : ref();
    if (!task) return raise_error(RuntimeError_type, "Timeout should be used inside a task"), false;
    t.state_ = phase::active;
    t.task = object(task);
    t.cancelling = task.as<task_object>()->cancel_requests;
    object when = t.when;
    return static_cast<bool>(reschedule_to(self, when));
}

/// The CancelledError somewhere in the chain gets a TimeoutError in front of it.
void insert_timeout_error(ref exc) noexcept {
    for (exception* e = exc.as<exception>(); e->context && !e->context.is(None); e = e->context.as<exception>()) {
        if (!is_subtype(e->context.type(), &CancelledError_type)) continue;
        object timeout = call_vector(ref(&TimeoutError_type), nullptr, 0);
        timeout.as<exception>()->context = e->context;
        timeout.as<exception>()->cause = e->context;
        timeout.as<exception>()->suppress_context = true;
        e->context = std::move(timeout);
        return;
    }
}

/// __aexit__ without its coroutine: false: failed (with the TimeoutError).
bool leave(ref self, ref exc) noexcept {
    timeout_object& t = as_timeout(self);
    if (t.timer) cancel_handle(t.timer);
    t.timer.reset();
    if (t.state_ == phase::active) {
        t.state_ = phase::finished;
        return true;
    }
    if (t.state_ != phase::expiring) return true;
    t.state_ = phase::expired;
    object left = t.task.call("uncancel"_s);
    if (!left) return false;
    if (!exc || exc.is(None) || !left.is_small() || left.small() > t.cancelling) return true;
    if (is_subtype(exc.type(), &CancelledError_type)) {
        object timeout = call_vector(ref(&TimeoutError_type), nullptr, 0);
        raise_from(timeout, exc);
        return false;
    }
    insert_timeout_error(exc);
    if (is_subtype(exc.type(), &ExceptionGroup_type)) {
        auto* members = exc.as<group_exception>()->exceptions.as<tuple_object>();
        for (std::uint64_t i = 0; i < members->size; ++i) insert_timeout_error(members->items[i]);
    }
    return true;
}

coroutine aenter(frame<1> at) {
    auto& [self] = at.locals();
    if (!enter(self)) co_return failed;
    co_return self;
}
constinit native_coroutine<aenter> aenter_code{"__aenter__", "Timeout.__aenter__", "self", ""};
coroutine aexit(frame<2> at) {
    auto& [self, exc] = at.locals();
    if (!leave(self, exc)) co_return failed;
    co_return None;
}
constinit native_coroutine<aexit> aexit_code{"__aexit__", "Timeout.__aexit__", "self, exc_val", ""};
// `async with timeout` without the two coroutines.
outcome enter_directly(frame_base& f, async_with&, ref self) noexcept {
    if (!enter(self)) return outcome::failed;
    f.value = object(self);
    return outcome::ready;
}
outcome leave_directly(frame_base& f, async_with& block) noexcept {
    if (!leave(block.manager(), block.leaving_exception())) return outcome::failed;
    f.value = None;
    return outcome::ready;
}
constexpr async_managing timeout_managing{enter_directly, leave_directly, nullptr, nullptr};

object aenter_method(ref self, const ref*, std::size_t, ref) { return start_native(aenter_code, {self}); }
object aexit_method(ref self, const ref* args, std::size_t, ref) { return start_native(aexit_code, {self, args[1]}); }

object initialise(ref self, const ref* args, std::size_t, ref) {
    as_timeout(self).when = object(args[0]);
    return object(None);
}
constexpr method_definition timeout_init{"Timeout.__init__", initialise, "self, when"};
constexpr method_definition timeout_methods[] = {{"when", get_when, "self"},
                                                 {"reschedule", reschedule, "self, when"},
                                                 {"expired", get_expired, "self"},
                                                 {"__aenter__", aenter_method, "self"},
                                                 {"__aexit__", aexit_method, "self, exc_type, exc_val, exc_tb"},
                                                 {nullptr, nullptr}};
constinit type_object timeout_type{"asyncio.timeouts.Timeout", &object_type, open_class, [](type_object& t) {
                                       use_native_layout<timeout_object>(t);
                                       t.init = init_with<timeout_init>;
                                       t.repr = timeout_repr;
                                       t.methods = timeout_methods;
                                       t.managing = &timeout_managing;
                                   }};

object new_timeout(ref when) noexcept {
    if (!(timeout_type.type_flags & type_ready) || timeout_type.init != init_with<timeout_init>)
        return ref(&timeout_type)(when);
    auto* t = make<timeout_object>(&timeout_type);
    t->when = object(when);
    track(t);
    return object::take(t);
}
object timeout_after(ref delay) noexcept {
    ref loop = running_loop();
    if (!loop) return {};
    if (delay.is(None)) return new_timeout(None);
    object when = delay.is_small() ? make_float(loop_time() + static_cast<double>(delay.small()))
                                   : make_float(loop_time()) + delay;
    return when ? new_timeout(when) : object();
}
object timeout_function(ref, const ref* args, std::size_t, ref) { return timeout_after(args[0]); }
object timeout_at_function(ref, const ref* args, std::size_t, ref) { return new_timeout(args[0]); }

// ---- wait_for
/// async def wait_for(fut, timeout)
coroutine wait_for(frame<5> at) {
    auto& [awaitable, timeout, limit, future, result] = at.locals();
    if (!timeout.is(None)) {
        const bool at_once = less_equal(timeout, 0);
        if (is_failed()) co_return failed;
        if (at_once) {
            future = ensure_future(awaitable);
            if (!future) co_return failed;
            if (is_done(future)) {
                object done = future_result(as_future(future));
                if (!done) co_return failed;
                co_return done;
            }
            result = start_cancel_and_wait(future);
            result = co_await at(0).attempt(std::move(result));
            if (!result) co_return failed;
            {
                object done = future_result(as_future(future));
                if (done) co_return done;
                if (!pending_is(CancelledError_type)) co_return failed;
                object cancelled = take_pending();
                object error = call_vector(ref(&TimeoutError_type), nullptr, 0);
                raise_from(error, cancelled);
                state.pending->context = cancelled;
                co_return failed;
            }
        }
    }
    limit = timeout_after(timeout);
    if (!limit || !enter(limit)) co_return failed;
    {
        result = co_await at(0).attempt(awaitable);
        if (result) {
            if (!leave(limit, {})) co_return failed;
            co_return result;
        }
        handler caught(at);
        if (leave(limit, caught.exception())) caught.reraises();
        co_return failed;
    }
}
constinit native_coroutine<wait_for> wait_for_code{"wait_for", "wait_for", "fut, timeout", "| limit future result"};

constexpr method_definition functions[] = {
    {"timeout", timeout_function, "delay"}, {"timeout_at", timeout_at_function, "when"}, {nullptr, nullptr}};

}  // namespace

bool add_timeouts(ref dict) noexcept {
    return add_functions(dict, functions, "asyncio.timeouts", call_style::python) &&
           dict_set(dict, intern("Timeout"), ref(&timeout_type)) &&
           dict_set(dict, intern("wait_for"), make_native_function(wait_for_code, "asyncio.tasks"));
}

}  // namespace cowith::asyncio
