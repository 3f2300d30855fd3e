#include "progress.hpp"

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <utility>

namespace cowith::driver {

progress::progress(std::string what) : what_(std::move(what)) {
    if (isatty(STDERR_FILENO) != 0) thread_ = std::thread([this] { show(); });
}

progress::~progress() {
    if (!thread_.joinable()) return;
    {
        const std::lock_guard lock(guard_);
        done_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void progress::show() {
    std::unique_lock lock(guard_);
    int seconds = 0;
    while (!wake_.wait_for(lock, std::chrono::seconds(1), [this] { return done_; }))
        std::fprintf(stderr, "\r%s (%d s)", what_.c_str(), ++seconds);
    if (seconds > 0) std::fprintf(stderr, "\r\x1b[K");
}

}  // namespace cowith::driver
