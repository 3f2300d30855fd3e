#include "coro.hpp"

namespace {

constexpr int rounds = 50'000;

bench::task<int> level(int n) {
    if (n == 0) co_return 1;
    int result = co_await level(n - 1);
    co_return result;
}

bench::task<int> run(int count) {
    int total = 0;
    for (int i = 0; i < count; ++i) {
        int one = co_await level(9);
        total += one;
    }
    co_return total;
}

}  // namespace

int main() {
    bench::run(run(rounds / 10));
    const bench::stopwatch watch;
    bench::check(bench::run(run(rounds)) == rounds);
    watch.print("await_10_deep", rounds);
}
