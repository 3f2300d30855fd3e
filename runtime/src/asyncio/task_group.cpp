// asyncio.TaskGroup (Lib/asyncio/taskgroups.py).
#include "cowith/blocks.hpp"
#include "loop.hpp"
#include "native_class.hpp"

namespace cowith::asyncio {
namespace {

struct group_object : native_instance {
    object loop, parent, all_done;  // all_done: a future while __aexit__ waits
    object tasks = make_set(), errors = make_list(), base_error;
    bool entered = false, exiting = false, aborting = false, parent_cancel_requested = false;
    using native_instance::native_instance;
    template <class F> void each(F&& f) { f(loop), f(parent), f(all_done), f(tasks), f(errors), f(base_error); }
};
group_object& as_group(ref x) noexcept { return *x.as<group_object>(); }

bool is_base_error(ref exc) noexcept {
    return is_subtype(exc.type(), &SystemExit_type) || is_subtype(exc.type(), &KeyboardInterrupt_type);
}

bool abort(group_object& g) noexcept {
    g.aborting = true;
    object list = list_from(g.tasks);
    for (std::uint64_t i = 0; i < list.as<list_object>()->size; ++i) {
        ref task = list.as<list_object>()->items[i];
        if (!is_done(task) && cancel(task) < 0) return false;
    }
    return true;
}

object task_done(ref self, const ref* args, std::size_t, ref) {
    group_object& g = as_group(self);
    ref task = args[0];
    if (set_discard(g.tasks, task) < 0) return {};
    if (g.all_done && length_of(g.tasks) == 0 && !is_done(g.all_done)) set_result(as_future(g.all_done), object(True));
    future_object& f = as_future(task);
    if (f.status == future_state::cancelled || !f.failure) return object(None);
    f.log_traceback = false;
    object error = f.failure;
    list_append(g.errors, error);
    if (is_base_error(error) && !g.base_error) g.base_error = error;
    if (is_done(g.parent)) {
        object message = make_str("Task " + std::string(text_of(repr(task))) + " has errored out but its parent task " +
                                  std::string(text_of(repr(g.parent))) + " is already completed");
        object context = dict(intern("message"), message, intern("exception"), error, intern("task"), task);
        report(g.loop, context);
        return object(None);
    }
    if (!g.aborting && !g.parent_cancel_requested) {
        if (!abort(g)) return {};
        g.parent_cancel_requested = true;
        if (cancel(g.parent) < 0) return {};
    }
    return object(None);
}
constexpr method_definition task_done_definition{"TaskGroup._on_task_done", task_done, "self, task"};

object create_in_group(ref self, const ref* args, ref names) noexcept {
    group_object& g = as_group(self);
    const auto refuse = [&](const char* text) -> object {
        if (!args[0].call(intern("close"))) return {};
        return raise_error(RuntimeError_type, text, self);
    };
    if (!g.entered) return refuse("TaskGroup %R has not been entered");
    if (g.exiting && length_of(g.tasks) == 0) return refuse("TaskGroup %R is finished");
    if (g.aborting) return refuse("TaskGroup %R is shutting down");
    object task = create_task_with(g.loop, args, names);
    if (!task || !set_add(g.tasks, task)) return {};
    return add_own_callback(task, work(work::kind::grouped, object(self))) ? task : object();
}

object create_group_task(ref self, const ref* args, std::size_t count, ref names) {
    static constexpr method_definition slow{"TaskGroup.create_task", create_task_from_dict<create_in_group>,
                                            "self, coro, **kwargs"};
    return call_create_task<create_in_group>(slow, self, args, count, names);
}

object enter_group(ref self) noexcept {
    group_object& g = as_group(self);
    if (g.entered) return raise_error(RuntimeError_type, "TaskGroup %R has already been entered", self);
    if (!g.loop) {
        ref loop = running_loop();
        if (!loop) return {};
        g.loop = object(loop);
    }
    ref parent = current_task(g.loop);
    if (!parent) return raise_error(RuntimeError_type, "TaskGroup %R cannot determine the parent task", self);
    g.parent = object(parent);
    g.entered = true;
    return object(self);
}
coroutine aenter(frame<1> at) {
    auto& [self] = at.locals();
    object entered = enter_group(self);
    co_return entered;
}
constinit native_coroutine<aenter> aenter_code{"__aenter__", "TaskGroup.__aenter__", "self", ""};

/// async def __aexit__(self, et, exc, tb)
coroutine aexit(frame<4> at) {
    auto& [self, exc, propagate, result] = at.locals();
    group_object& g = as_group(self);
    g.exiting = true;
    {
        const bool cancelled = !exc.is(None) && is_subtype(exc.type(), &CancelledError_type);
        if (!exc.is(None) && is_base_error(exc) && !g.base_error) g.base_error = exc;
        if (cancelled) propagate = exc;
        if (!exc.is(None) && !g.aborting && !abort(g)) co_return failed;
    }
    while (length_of(as_group(self).tasks) > 0) {
        if (!as_group(self).all_done) as_group(self).all_done = new_future(as_group(self).loop);
        result = as_group(self).all_done;
        result = co_await at(0).attempt(std::move(result));
        if (!result) {
            if (!pending_is(CancelledError_type)) co_return failed;
            object cancelled = take_pending();
            if (!as_group(self).aborting) {
                // Our parent was cancelled: the group is, too.
                propagate = cancelled;
                if (!abort(as_group(self))) co_return failed;
            }
        }
        as_group(self).all_done.reset();
    }
    {
        group_object& group = as_group(self);
        if (group.base_error) {
            object error = std::move(group.base_error);
            group.errors = make_list();
            co_return raise(error);
        }
        if (group.parent_cancel_requested) {
            // What we asked of our parent ourselves is taken back; a cancellation from outside as well stays.
            object left = group.parent.call(intern("uncancel"));
            if (!left) co_return failed;
            if (left.is_small() && left.small() == 0) propagate.reset();
        }
        const bool has_errors = group.errors.as<list_object>()->size > 0;
        if (propagate && !has_errors) {
            object error = std::move(propagate);
            reraise(static_cast<exception*>(error.give()));
            co_return failed;
        }
        if (!exc.is(None) && !is_subtype(exc.type(), &CancelledError_type)) list_append(group.errors, exc);
        if (group.errors.as<list_object>()->size) {
            // If the parent was being cancelled from outside as well, it must be cancelled again after the group is raised.
            task_object& parent = *group.parent.as<task_object>();
            if (parent.cancel_requests > 0) {
                object left = group.parent.call(intern("uncancel"));
                if (!left || cancel(group.parent) < 0) co_return failed;
            }
            object errors = std::exchange(group.errors, make_list());
            object raised = ref(&BaseExceptionGroup_type)(intern("unhandled errors in a TaskGroup"), errors);
            if (!raised) co_return failed;
            co_return raise_from(raised, None);
        }
    }
    co_return None;
}
constinit native_coroutine<aexit> aexit_code{"__aexit__", "TaskGroup.__aexit__", "self, exc", "| propagate result"};
// `async with group` without the coroutine of __aenter__; leaving, there is nearly always something to wait for.
outcome enter_directly(frame_base& f, async_with&, ref self) noexcept {
    f.value = enter_group(self);
    return f.value ? outcome::ready : outcome::failed;
}
outcome leave_directly(frame_base& f, async_with& block) noexcept {
    const ref exc = block.leaving_exception();
    return start_await(f, start_native(aexit_code, {block.manager(), exc ? exc : None}));
}
constexpr async_managing group_managing{enter_directly, leave_directly, nullptr, nullptr};

object aenter_method(ref self, const ref*, std::size_t, ref) { return start_native(aenter_code, {self}); }
object aexit_method(ref self, const ref* args, std::size_t, ref) { return start_native(aexit_code, {self, args[1]}); }

object group_repr(ref self) {
    group_object& g = as_group(self);
    std::string out = "<TaskGroup";
    if (length_of(g.tasks) > 0) out += " tasks=" + std::to_string(length_of(g.tasks));
    if (g.errors.as<list_object>()->size) out += " errors=" + std::to_string(g.errors.as<list_object>()->size);
    if (g.aborting)
        out += " cancelling";
    else if (g.entered)
        out += " entered";
    return make_str(out + ">");
}
object nothing(ref, const ref*, std::size_t, ref) { return object(None); }
constexpr method_definition group_init{"TaskGroup.__init__", nothing, "self"};
constexpr method_definition group_methods[] = {{"create_task", create_group_task},
                                               {"__aenter__", aenter_method, "self"},
                                               {"__aexit__", aexit_method, "self, et, exc, tb"},
                                               {nullptr, nullptr}};
constinit type_object task_group_type{"asyncio.taskgroups.TaskGroup", &object_type, open_class, [](type_object& t) {
                                          use_native_layout<group_object>(t);
                                          t.init = init_with<group_init>;
                                          t.repr = group_repr;
                                          t.methods = group_methods;
                                          t.managing = &group_managing;
                                      }};

}  // namespace

bool group_task_done(ref group, ref task) noexcept { return static_cast<bool>(task_done(group, &task, 1, {})); }
object group_task_done_callable(ref group) noexcept { return make_native(task_done_definition, group); }

bool add_task_group(ref dict) noexcept { return dict_set(dict, intern("TaskGroup"), ref(&task_group_type)); }

}  // namespace cowith::asyncio
