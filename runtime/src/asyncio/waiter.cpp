#include "waiter.hpp"

#include "../core/threads.hpp"
#include "ready_queue.hpp"

#include <poll.h>
#include <uv.h>

#include <cmath>
#include <ctime>

namespace cowith::asyncio {

uv_loop_s* wait_set::loop() noexcept {
    if (loop_) return loop_;
    loop_ = new uv_loop_t;
    uv_loop_init(loop_);
    async_ = new uv_async_t;
    // It stays referenced: a loop without referenced handles would not register it with the kernel.
    uv_async_init(loop_, async_, [](uv_async_t*) {});
    return loop_;
}

wait_set::~wait_set() {
    if (!loop_) return;
    uv_walk(
        loop_,
        [](uv_handle_t* h, void*) {
            if (!uv_is_closing(h)) uv_close(h, nullptr);
        },
        nullptr);
    while (uv_run(loop_, UV_RUN_DEFAULT) != 0) {
    }
    uv_loop_close(loop_);
    delete async_;
    delete loop_;
}

void wait_set::wake() noexcept {
    if (async_) uv_async_send(async_);
}

void wait_set::wait(double seconds, const ready_queue& ready) noexcept {
    pollfd watched{-1, POLLIN, 0};
    if (other_threads) loop();  // so that they can end the wait
    if (loop_) {
        uv_run(loop_, UV_RUN_NOWAIT);  // registers what was added, and runs what has happened already
        if (ready.size() != 0) seconds = 0;
        watched.fd = uv_backend_fd(loop_);
    }
    timespec limit{};
    if (seconds >= 0) {
        const double whole = std::floor(seconds);
        limit.tv_sec = static_cast<time_t>(whole);
        limit.tv_nsec = static_cast<long>((seconds - whole) * 1e9);
    }
    {
        const unlocked others_run;
        ppoll(&watched, loop_ ? 1 : 0, seconds >= 0 ? &limit : nullptr, nullptr);
    }
    if (loop_) uv_run(loop_, UV_RUN_NOWAIT);
}

}  // namespace cowith::asyncio
