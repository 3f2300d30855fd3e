#include "coro.hpp"

namespace {

constexpr int tasks = 1'000;
constexpr int turns = 100;

bench::task<> worker(int count, std::int64_t& total) {
    for (int i = 0; i < count; ++i) co_await bench::next_turn();
    total += count;
}

bench::task<std::int64_t> run(int count) {
    std::int64_t total = 0;
    bench::group workers;
    for (int i = 0; i < tasks; ++i) workers.start(worker(count, total));
    co_await workers;
    co_return total;
}

}  // namespace

int main() {
    bench::run(run(5));
    const bench::stopwatch watch;
    const auto total = bench::run(run(turns));
    bench::check(total == std::int64_t{tasks} * turns);
    watch.print("tasks_1000_suspending", static_cast<double>(total));
}
