// What the files of the _thread module share.
#pragma once
#include "core/threads.hpp"
#include "modules/native_code.hpp"

#include <cowith/exceptions.hpp>
#include <cowith/gc.hpp>

namespace cowith {

extern type_object lock_type, rlock_type, thread_handle_type, local_type, simple_queue_type, Empty_type;

/// A time-out in seconds; false: failed.
bool read_seconds(ref x, double& seconds) noexcept;
/// blocking=True, timeout=-1: whether to wait, and until when (negative: for ever); false: failed.
bool read_wait(const ref* args, bool& waits, double& deadline) noexcept;
/// Waiting without a limit where no other thread is left that could end it: a RuntimeError; false: it is pending.
bool may_wait(double deadline, const char* what) noexcept;

/// Lets go of what threading.local objects hold for the running thread.
void drop_thread_locals() noexcept;

}  // namespace cowith
