#pragma once
// Tells a person at a terminal what takes its time.

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace cowith::driver {

/// While it lives: after a second, a line on stderr says what is being done and for how long; it goes when the work is
/// done. Silent when stderr is no terminal.
class progress {
  public:
    explicit progress(std::string what);
    progress(const progress&) = delete;
    progress& operator=(const progress&) = delete;
    ~progress();

  private:
    void show();

    std::string what_;
    bool done_ = false;
    std::mutex guard_;
    std::condition_variable wake_;
    std::thread thread_;
};

}  // namespace cowith::driver
