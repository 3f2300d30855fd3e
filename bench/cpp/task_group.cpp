#include "coro.hpp"

namespace {

constexpr int rounds = 3'000;

bench::task<> work(std::vector<int>& results, std::size_t n) {
    co_await bench::next_turn();
    ++results[n];
}

bench::task<int> run(int count) {
    std::vector<int> results(10);
    for (int i = 0; i < count; ++i) {
        bench::group tasks;
        for (std::size_t n = 0; n < 10; ++n) tasks.start(work(results, n));
        co_await tasks;
    }
    int total = 0;
    for (const int n : results) total += n;
    co_return total;
}

}  // namespace

int main() {
    bench::run(run(rounds / 10));
    const bench::stopwatch watch;
    bench::check(bench::run(run(rounds)) == 10 * rounds);
    watch.print("task_group", rounds);
}
