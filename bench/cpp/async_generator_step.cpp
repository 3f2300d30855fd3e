#include "coro.hpp"

namespace {

constexpr int steps = 500'000;

bench::async_generator<int> numbers(int count) {
    for (int n = 0; n < count; ++n) co_yield n;
}

bench::task<std::int64_t> run(int count) {
    std::int64_t total = 0;
    bench::async_generator<int> source = numbers(count);
    while (true) {
        std::optional<int> n = co_await source.next();
        if (!n) break;
        total += *n;
    }
    co_return total;
}

}  // namespace

int main() {
    bench::run(run(steps / 10));
    const bench::stopwatch watch;
    bench::check(bench::run(run(steps)) == std::int64_t{steps} * (steps - 1) / 2);
    watch.print("async_generator_step", steps);
}
