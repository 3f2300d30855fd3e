// Ctrl-C: the first one cancels the main task, a second one raises KeyboardInterrupt at once (runners.Runner._on_sigint).
#include "../core/threads.hpp"
#include "loop.hpp"

#include <csignal>

namespace cowith::asyncio {

static volatile std::sig_atomic_t interrupts;
static interrupt_scope* innermost;

interrupt_scope::interrupt_scope(ref task) noexcept : task_(task), outer_(innermost), active_(on_main_thread()) {
    if (!active_) return;  // signals are the main thread's
    innermost = this;
    struct sigaction now{};
    now.sa_handler = [](int) { interrupts = interrupts + 1; };  // without SA_RESTART: a wait ends at once
    sigemptyset(&now.sa_mask);
    sigaction(SIGINT, &now, &previous_);
}
interrupt_scope::~interrupt_scope() {
    if (!active_) return;
    sigaction(SIGINT, &previous_, nullptr);
    innermost = outer_;
}

void deliver_signals() noexcept {
    if (!interrupts || !innermost || !on_main_thread()) [[likely]]
        return;
    interrupts = 0;
    innermost->deliver();
}

void interrupt_scope::deliver() noexcept {
    if (++count_ == 1 && !is_done(task_)) {
        cancel(task_);
        return;
    }
    raise_with(KeyboardInterrupt_type, {});
}

}  // namespace cowith::asyncio
