#include "coro.hpp"

namespace {

constexpr int limit = 4'000;

bench::task<std::int64_t> collatz(std::int64_t end) {
    std::int64_t steps = 0;
    for (std::int64_t start = 1; start < end; ++start) {
        std::int64_t n = start;
        while (n != 1) {
            n = n % 2 != 0 ? 3 * n + 1 : n / 2;
            ++steps;
        }
    }
    co_await bench::next_turn();
    co_return steps;
}

bench::task<double> series(std::int64_t terms) {
    double total = 0;
    for (std::int64_t k = 0; k < terms; ++k) total += 1.0 / static_cast<double>((2 * k + 1) * (2 * k + 1));
    co_await bench::next_turn();
    co_return total;
}

}  // namespace

int main() {
    bench::run(collatz(limit / 10));
    const bench::stopwatch watch;
    const auto steps = bench::run(collatz(limit));
    const double total = bench::run(series(limit * 20));
    bench::check(total > 1.2336);
    watch.print(BENCH_NAME, static_cast<double>(steps + limit * 20));
}
