#include "coro.hpp"

namespace {

constexpr int count = 100'000;

bench::task<> work(int n, std::vector<int>& results) {
    co_await bench::next_turn();
    results[static_cast<std::size_t>(n)] = n;
}

bench::task<std::int64_t> run(int size) {
    std::vector<int> results(static_cast<std::size_t>(size));
    bench::group works;
    for (int n = 0; n < size; ++n) works.start(work(n, results));
    co_await works;
    std::int64_t total = 0;
    for (const int n : results) total += n;
    co_return total;
}

}  // namespace

int main() {
    bench::run(run(1'000));
    const bench::stopwatch watch;
    bench::check(bench::run(run(count)) == std::int64_t{count} * (count - 1) / 2);
    watch.print("gather_100000", count);
}
