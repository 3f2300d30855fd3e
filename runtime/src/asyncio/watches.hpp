// What a loop watches for the program: signals and descriptors, each with the Handle of its callback (Lib/asyncio/unix_events.py,
// selector_events.py). libuv notices them.
#pragma once
#include "cowith/gc.hpp"
#include "cowith/object.hpp"

#include <vector>

namespace cowith::asyncio {

struct loop_object;
struct watch;

class watch_list {
  public:
    watch_list() = default;
    ~watch_list();
    watch_list(const watch_list&) = delete;
    watch_list& operator=(const watch_list&) = delete;

    /// loop.add_signal_handler; false: failed.
    bool add_signal(loop_object& loop, int number, object handle) noexcept;
    /// loop.remove_signal_handler: whether there was one.
    bool remove_signal(int number) noexcept;
    /// loop.add_reader and add_writer; false: failed.
    bool add_descriptor(loop_object& loop, int fd, bool writes, object handle) noexcept;
    bool remove_descriptor(int fd, bool writes) noexcept;
    void remove_all() noexcept;
    /// The handles, for the collector.
    void traverse(visitor v, void* context) const;

  private:
    watch* find(int number, bool is_signal) const noexcept;
    void drop(watch* w) noexcept;
    void renew(watch& w) noexcept;
    std::vector<watch*> all_;
};

}  // namespace cowith::asyncio
