#include "managed.hpp"

namespace {

constexpr int rounds = 20'000;

bench::task<int> nested(int depth, int value, int& left) {
    bench::managed m(value, left);
    int entered = co_await m.aenter();
    std::exception_ptr error;
    int result = entered;
    try {
        if (depth > 1) result = co_await nested(depth - 1, entered, left);
    } catch (...) {
        error = std::current_exception();
    }
    bool suppressed = co_await m.aexit(error);
    if (error && !suppressed) std::rethrow_exception(error);
    co_return result;
}

bench::task<std::int64_t> run(int count, int& left) {
    std::int64_t total = 0;
    for (int n = 0; n < count; ++n) {
        int value = co_await nested(5, n, left);
        total += value;
    }
    co_return total;
}

}  // namespace

int main() {
    int left = 0;
    bench::run(run(rounds / 10, left));
    left = 0;
    const bench::stopwatch watch;
    bench::check(bench::run(run(rounds, left)) == std::int64_t{rounds} * (rounds - 1) / 2 && left == 5 * rounds);
    watch.print("async_with_generator_nested5", rounds);
}
