#include "coro.hpp"

namespace {

constexpr int tasks = 10;
constexpr int rounds = 5'000;

bench::task<> worker(bench::semaphore& lock, int& counter, int count) {
    for (int i = 0; i < count; ++i) {
        co_await lock.acquire();
        ++counter;
        co_await bench::next_turn();
        lock.release();
    }
}

bench::task<int> run(int count) {
    bench::semaphore lock(1);
    int counter = 0;
    bench::group workers;
    for (int i = 0; i < tasks; ++i) workers.start(worker(lock, counter, count));
    co_await workers;
    co_return counter;
}

}  // namespace

int main() {
    bench::run(run(rounds / 10));
    const bench::stopwatch watch;
    bench::check(bench::run(run(rounds)) == tasks * rounds);
    watch.print("lock", tasks * rounds);
}
