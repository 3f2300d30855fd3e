#include "coro.hpp"

namespace {

constexpr int rounds = 30'000;

/// Arms a timer for a block; by hand it is a class with a destructor.
class timeout {
  public:
    explicit timeout(double seconds)
        : timer_(bench::loop().call_at(bench::event_loop::now() + seconds, std::noop_coroutine())) {}
    timeout(const timeout&) = delete;
    timeout& operator=(const timeout&) = delete;
    ~timeout() { bench::loop().cancel(timer_); }

  private:
    bench::event_loop::timer timer_;
};

bench::task<int> run(int count) {
    int done = 0;
    for (int i = 0; i < count; ++i) {
        timeout limit(60);
        co_await bench::next_turn();
        ++done;
    }
    co_return done;
}

}  // namespace

int main() {
    bench::run(run(rounds / 10));
    const bench::stopwatch watch;
    bench::check(bench::run(run(rounds)) == rounds);
    watch.print("timeout", rounds);
}
