#include "coro.hpp"

#include <stdexcept>

namespace {

constexpr int rounds = 40'000;

bench::task<int> level(int n) {
    if (n == 0) throw std::invalid_argument("deep");
    int result = co_await level(n - 1);
    co_return result;
}

bench::task<int> run(int count) {
    int caught = 0;
    for (int i = 0; i < count; ++i) {
        try {
            co_await level(9);
        } catch (const std::invalid_argument&) {
            ++caught;
        }
    }
    co_return caught;
}

}  // namespace

int main() {
    bench::run(run(rounds / 10));
    const bench::stopwatch watch;
    bench::check(bench::run(run(rounds)) == rounds);
    watch.print("raise_through_10_awaits", rounds);
}
