#include "watches.hpp"

#include "../core/threads.hpp"
#include "../modules/program.hpp"
#include "cowith/binding.hpp"
#include "loop.hpp"

#include <uv.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>

namespace cowith::asyncio {

/// Lives until libuv has closed its handle.
struct watch {
    union {
        uv_handle_t handle;
        uv_signal_t signal;
        uv_poll_t poll;
    };
    loop_object* loop;
    int number;  // of the signal or the descriptor
    bool is_signal;
    object callback;                              // Handle: of a signal, or of what can be read
    object writer;                                // Handle of what can be written
    std::uint64_t read_turn = 0, write_turn = 0;  // of the loop, when it was made ready last

    watch(loop_object& of, int what, bool signals) noexcept : loop(&of), number(what), is_signal(signals) {}
};

static bool is_cancelled(ref handle) noexcept { return handle.as<handle_object>()->cancelled; }
static void make_ready(loop_object& loop, ref handle) noexcept {
    loop.ready.push(work(work::kind::run_handle, object(handle)), {});
}

// A signal is noticed by a callback of the loop's own, which makes that of the program ready: it runs in the turn behind.
static object run_signal(ref self, const ref*, std::size_t, ref) {
    auto& handle = *self.as<handle_object>();
    if (handle.cancelled || !handle.loop) return None;
    make_ready(as_loop(handle.loop), self);
    return None;
}
static constexpr method_definition noticed{"_handle_signal", run_signal, "self"};

static void signal_came(uv_signal_t* h, int number) {
    auto& w = *static_cast<watch*>(h->data);
    if (is_cancelled(w.callback)) {
        w.loop->watches.remove_signal(number);
        return;
    }
    call_native_at(ref(w.loop), 0, true, noticed, w.callback);
}
static void descriptor_ready(uv_poll_t* h, int status, int events) {
    auto& w = *static_cast<watch*>(h->data);
    if (status < 0) events = UV_READABLE | UV_WRITABLE;  // the callbacks find out what is wrong
    const std::uint64_t turn = w.loop->turn;
    if (w.callback && events & (UV_READABLE | UV_DISCONNECT) && w.read_turn != turn && !is_cancelled(w.callback)) {
        w.read_turn = turn;
        make_ready(*w.loop, w.callback);
    }
    if (w.writer && events & UV_WRITABLE && w.write_turn != turn && !is_cancelled(w.writer)) {
        w.write_turn = turn;
        make_ready(*w.loop, w.writer);
    }
}

watch_list::~watch_list() { remove_all(); }

watch* watch_list::find(int number, bool is_signal) const noexcept {
    for (watch* w : all_)
        if (w->number == number && w->is_signal == is_signal) return w;
    return nullptr;
}

void watch_list::drop(watch* w) noexcept {
    all_.erase(std::find(all_.begin(), all_.end(), w));
    if (w->is_signal)
        uv_signal_stop(&w->signal);
    else
        uv_poll_stop(&w->poll);
    w->callback.reset();
    w->writer.reset();
    uv_close(&w->handle, [](uv_handle_t* h) { delete static_cast<watch*>(h->data); });
}

void watch_list::remove_all() noexcept {
    while (!all_.empty()) {
        watch* w = all_.back();
        if (w->is_signal)
            remove_signal(w->number);
        else
            drop(w);
    }
}

static failed_t fail_with(int number) noexcept {
    return raise_with(OSError_type, {ref(number), make_str(std::strerror(number))});
}

bool watch_list::add_signal(loop_object& loop, int number, object handle) noexcept {
    if (watch* known = find(number, true)) {
        known->callback = std::move(handle);
        return true;
    }
    auto* w = new watch(loop, number, true);
    w->callback = std::move(handle);
    uv_signal_init(loop.waiter.loop(), &w->signal);
    w->handle.data = w;
    all_.push_back(w);
    const int status =
        number == SIGKILL || number == SIGSTOP ? UV_EINVAL : uv_signal_start(&w->signal, signal_came, number);
    if (status == 0) return true;
    drop(w);
    if (status == UV_EINVAL) return raise_error(RuntimeError_type, "sig %d cannot be caught", number), false;
    return fail_with(-status), false;
}

bool watch_list::remove_signal(int number) noexcept {
    watch* w = find(number, true);
    if (!w) return false;
    drop(w);
    if (number == SIGINT) handle_keyboard_interrupts();
    return true;
}

void watch_list::renew(watch& w) noexcept {
    const int events = (w.callback ? UV_READABLE | UV_DISCONNECT : 0) | (w.writer ? UV_WRITABLE : 0);
    uv_poll_start(&w.poll, events, descriptor_ready);
}

bool watch_list::add_descriptor(loop_object& loop, int fd, bool writes, object handle) noexcept {
    watch* w = find(fd, false);
    if (!w) {
        w = new watch(loop, fd, false);
        if (const int status = uv_poll_init(loop.waiter.loop(), &w->poll, fd); status != 0) {
            delete w;
            return fail_with(-status), false;
        }
        w->handle.data = w;
        all_.push_back(w);
    }
    object& place = writes ? w->writer : w->callback;
    object old = std::exchange(place, std::move(handle));
    renew(*w);
    if (old) cancel_handle(old);
    return true;
}

bool watch_list::remove_descriptor(int fd, bool writes) noexcept {
    watch* w = find(fd, false);
    object* place = w ? writes ? &w->writer : &w->callback : nullptr;
    if (!place || !*place) return false;
    object old = std::move(*place);
    if (w->callback || w->writer)
        renew(*w);
    else
        drop(w);
    cancel_handle(old);
    return true;
}

void watch_list::traverse(visitor v, void* context) const {
    for (const watch* w : all_) {
        visit(w->callback, v, context);
        visit(w->writer, v, context);
    }
}

// ---- methods of the loop

namespace {

/// _check_signal
bool check_signal(ref x, int& number) noexcept {
    std::int64_t n;
    if (!is_int(x)) return raise_error(TypeError_type, "sig must be an int, not %R", x), false;
    if (!to_size(x, n)) return false;
    if (n < 1 || n >= NSIG || (n >= 32 && n < SIGRTMIN))
        return raise_error(ValueError_type, "invalid signal number %R", x), false;
    number = static_cast<int>(n);
    return true;
}
bool is_coroutine_function(ref x) noexcept {
    object code = x.is_heap() ? find_attribute(x, "__code__"_s) : object();
    object flags = code ? find_attribute(code, "co_flags"_s) : object();
    if (is_failed()) clear_pending();
    std::int64_t bits = 0;
    return flags && to_size(flags, bits) && bits & 0x80;
}
/// A descriptor, or what has one (selectors._fileobj_to_fd).
bool descriptor_of(ref x, int& fd) noexcept {
    object number(x);
    if (!is_int(x)) {
        object method = find_attribute(x, "fileno"_s);
        number = method ? method() : object();
        if (!number || !is_int(number)) {
            clear_pending();
            return raise_error(ValueError_type, "Invalid file object: %R", x), false;
        }
    }
    std::int64_t n;
    if (!to_size(number, n)) return false;
    if (n < 0) return raise_error(ValueError_type, "Invalid file descriptor: %R", number), false;
    fd = static_cast<int>(n);
    return true;
}
template <bool Writes> object add_descriptor(ref self, const ref* args, std::size_t count, ref) {
    int fd;
    if (count < 2)
        return raise_error(TypeError_type, "BaseSelectorEventLoop.add_%s() missing required positional arguments",
                           Writes ? "writer" : "reader");
    if (!check_closed(as_loop(self)) || !descriptor_of(args[0], fd)) return {};
    object handle = make_handle(self, args[1], args + 2, count - 2);
    return as_loop(self).watches.add_descriptor(as_loop(self), fd, Writes, std::move(handle)) ? object(None) : object();
}
template <bool Writes> object remove_descriptor(ref self, const ref* args, std::size_t, ref) {
    int fd;
    if (as_loop(self).closed) return False;
    return descriptor_of(args[0], fd) ? object(boolean(as_loop(self).watches.remove_descriptor(fd, Writes))) : object();
}

}  // namespace

object add_signal_handler(ref self, const ref* args, std::size_t count, ref) {
    if (count < 2)
        return raise_error(
            TypeError_type, "_UnixSelectorEventLoop.add_signal_handler() missing %d required positional argument%s: %s",
            static_cast<int>(2 - count), count ? "" : "s", count ? "'callback'" : "'sig' and 'callback'");
    if (is_coroutine(args[1]) || is_coroutine_function(args[1]))
        return raise_error(TypeError_type, "coroutines cannot be used with add_signal_handler()");
    int number;
    if (!check_signal(args[0], number) || !check_closed(as_loop(self))) return {};
    if (!on_main_thread())
        return raise_error(RuntimeError_type, "set_wakeup_fd only works in main thread of the main interpreter");
    object handle = make_handle(self, args[1], args + 2, count - 2);
    return as_loop(self).watches.add_signal(as_loop(self), number, std::move(handle)) ? object(None) : object();
}
object remove_signal_handler(ref self, const ref* args, std::size_t, ref) {
    int number;
    return check_signal(args[0], number) ? object(boolean(as_loop(self).watches.remove_signal(number))) : object();
}

object add_reader(ref self, const ref* args, std::size_t count, ref names) {
    return add_descriptor<false>(self, args, count, names);
}
object add_writer(ref self, const ref* args, std::size_t count, ref names) {
    return add_descriptor<true>(self, args, count, names);
}
object remove_reader(ref self, const ref* args, std::size_t count, ref names) {
    return remove_descriptor<false>(self, args, count, names);
}
object remove_writer(ref self, const ref* args, std::size_t count, ref names) {
    return remove_descriptor<true>(self, args, count, names);
}

}  // namespace cowith::asyncio
